// `quand: { apres: … }`: from the day another obligation was discharged.
import type { LocalDate } from '../../kernel/local-date.js'
import { type Discharge, type Firing, isInForce, type TriggerContext } from '../firing.js'
import type { Trigger } from '../procedure.js'

type AfterTrigger = Extract<Trigger, { kind: 'after' }>

/**
 * One firing for each different day of discharge. What discharged the parent cannot discharge the child too.
 * Several discharges of one day fire at the earliest of them.
 */
export function afterFirings(trigger: AfterTrigger, context: TriggerContext): Firing[] {
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
