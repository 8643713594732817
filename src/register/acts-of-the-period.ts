// Which acts of a case a report on a period counts. May not count them.
import type { Action } from '../records/records.js'
import type { Case, Period } from './register.js'

export type DatedAction = Action & { readonly on: NonNullable<Action['on']> }

/** The dated acts of the period, of a case that is examined: what came before or is out of scope is counted nowhere. */
export function actsOfThePeriod({ actions, outOfScope }: Case, { from, to }: Period): DatedAction[] {
  if (outOfScope !== null) return []
  return actions.filter((action): action is DatedAction => {
    return action.on !== null && action.on >= from && action.on <= to
  })
}
