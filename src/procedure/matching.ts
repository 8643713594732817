// Which actions discharge an obligation, and in which order. May not judge whether they came in time.
import { firstIndexFrom, type LocalDate, type Moment } from '../kernel/local-date.js'
import type { Action } from '../records/records.js'
import type { Recipient } from '../records/values.js'
import type { Expected } from './procedure.js'

/** An action whose date can be used. */
export type DatedAction = Action & { readonly on: LocalDate }

/** An act without a time on the day of another counts as after it; with times on both, an earlier one does not. */
export function isNotBefore(act: Moment, event: Moment): boolean {
  if (act.on !== event.on) return act.on > event.on
  return act.minute === null || event.minute === null || act.minute >= event.minute
}

/** The dated actions that match type, channel and recipient, in order. A list that is not written accepts any. */
export function matchingActions(
  actions: readonly Action[],
  expected: Expected,
  recipient: Recipient | null,
): DatedAction[] {
  const found: DatedAction[] = []
  for (const action of actions) if (matches(action, expected, recipient)) found.push(action)
  return found
}

/** Whether an action of a usable date is what an obligation asks for, towards a recipient (null: any). */
export function matches(
  action: Action,
  { types, channels }: Expected,
  recipient: Recipient | null,
): action is DatedAction {
  return (
    action.on !== null &&
    (recipient === null || action.recipient === recipient) &&
    (types.length === 0 || types.includes(action.type)) &&
    (channels.length === 0 || (action.channel !== null && channels.includes(action.channel)))
  )
}

/** Whether an action is what an obligation asks for, towards one of its recipients. */
export function isAskedFor(action: Action, expected: Expected): boolean {
  const { recipients } = expected
  if (recipients.length === 0) return matches(action, expected, null)
  return recipients.some((recipient) => matches(action, expected, recipient))
}

/** The first of ordered acts on or after an event, apart from those already spent. */
export function firstFrom<Act extends Moment>(
  acts: readonly Act[],
  event: Moment,
  spent: readonly unknown[] = [],
): Act | null {
  for (let index = firstIndexFrom(acts, event.on); index < acts.length; index++) {
    const act = acts[index] as Act
    if (isNotBefore(act, event) && !spent.includes(act)) return act
  }
  return null
}
