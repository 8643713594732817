// `quand: { apres: … }`: from the day another obligation was discharged.
import type { LocalDate } from '../../kernel/local-date.js'
import { type Discharge, type Firing, isInForce, type TriggerContext } from '../firing.js'
import { ID } from '../written-id.js'
import { triggerKind } from './trigger-kind.js'

export interface AfterTrigger {
  readonly kind: 'after'
  readonly obligationId: string
}

export const after = triggerKind({
  keys: { apres: ID.optional().describe('L’« id » de l’obligation dont celle-ci est la suite.') },
  modifiers: [],
  sources: [],
  read: (when): AfterTrigger => ({ kind: 'after', obligationId: when.apres ?? '' }),
  fire: afterFirings,
})

/**
 * One firing for each different day of discharge. What discharged the parent cannot discharge the child too.
 * Several discharges of one day fire at the earliest of them.
 */
function afterFirings(trigger: AfterTrigger, context: TriggerContext): Firing[] {
  const byDay = new Map<LocalDate, Discharge[]>()
  for (const discharge of context.dischargesOf(trigger.obligationId)) {
    if (!isInForce(context.force, discharge.on)) continue
    const sameDay = byDay.get(discharge.on)
    if (sameDay === undefined) byDay.set(discharge.on, [discharge])
    else sameDay.push(discharge)
  }
  return [...byDay.values()].map((sameDay): Firing => {
    const first = sameDay.reduce((a, b) => (minuteOf(b) < minuteOf(a) ? b : a))
    return {
      on: first.on,
      minute: first.minute,
      cause: first.by,
      spent: [...new Set(sameDay.flatMap(({ actions }) => actions))],
    }
  })
}

function minuteOf({ minute }: Discharge): number {
  return minute ?? Number.POSITIVE_INFINITY
}
