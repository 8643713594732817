// `quand: { inactivite: … }`: no activity for some time while enrolled. Fires once per gap.
import type { LocalDate, Moment } from '../../kernel/local-date.js'
import { type Delay, endOfDelay } from '../delay.js'
import { type Firing, isInForce, type TriggerContext } from '../firing.js'
import { DELAY, triggerKind } from './trigger-kind.js'

export interface InactivityTrigger {
  readonly kind: 'inactivity'
  /** « à fixer » makes `Obligation.delay` 'toDecide' too: no verdict. */
  readonly delay: Delay | 'toDecide'
}

export const inactivity = triggerKind({
  keys: { inactivite: DELAY.optional().describe('Durée sans activité pendant l’inscription.') },
  modifiers: [],
  sources: ['activites'],
  read: (_, reading): InactivityTrigger => ({
    kind: 'inactivity',
    delay: reading.delayAt('inactivite') ?? 'toDecide',
  }),
  fire: inactivityFirings,
})

/**
 * Counts from the entry and again from each activity, until the exit, else the planned end. Fires on the day the delay
 * ends, not moved, unless there is an activity by the end of that day.
 */
function inactivityFirings(trigger: InactivityTrigger, context: TriggerContext): Firing[] {
  const { kase, memory } = context
  const { enteredOn } = kase
  if (trigger.delay === 'toDecide' || enteredOn === null) return []
  const until = kase.leftOn ?? kase.enrolment.plannedEndOn
  const starts: Moment[] = [{ on: enteredOn, minute: null }]
  for (const { on, minute } of kase.activities) {
    if (on !== null && on >= enteredOn) starts.push({ on, minute })
  }
  const firings: Firing[] = []
  for (let index = (memory.inactivity ?? -1) + 1; index < starts.length; index++) {
    const start = starts[index] as Moment
    const end = endOfDelay(trigger.delay, start, kase.site.calendar)
    const next = starts[index + 1]?.on
    if (next !== undefined && next <= end.on) continue
    if (!mayFire(end.on, until, context)) continue
    firings.push({
      on: end.on,
      minute: start.minute === null ? null : end.minute,
      cause: kase.enrolment,
      spent: [],
    })
    memory.inactivity = index
  }
  return firings
}

function mayFire(on: LocalDate, until: LocalDate | null, context: TriggerContext): boolean {
  return on <= context.asOf && (until === null || on <= until) && isInForce(context.force, on)
}
