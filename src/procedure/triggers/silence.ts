// `quand: { sans_reponse: … }`: a relaunch to the learner that nothing answers. Fires once per silence.
import type { LocalDate, Moment } from '../../kernel/local-date.js'
import type { Action } from '../../records/records.js'
import { sortDated } from '../../register/group-by-enrolment.js'
import { type Delay, endOfDelay } from '../delay.js'
import { type Firing, isInForce, type TriggerContext } from '../firing.js'
import { firstFrom } from '../matching.js'
import { DELAY, triggerKind } from './trigger-kind.js'

export interface SilenceTrigger {
  readonly kind: 'silence'
  /** « à fixer » makes `Obligation.delay` 'toDecide' too: no verdict. */
  readonly delay: Delay | 'toDecide'
}

export const silence = triggerKind({
  keys: {
    sans_reponse: DELAY.optional().describe(
      'Durée sans réponse après une relance au bénéficiaire dont le résultat n’est pas « joint ».',
    ),
  },
  modifiers: [],
  sources: [],
  read: (_, reading): SilenceTrigger => ({
    kind: 'silence',
    delay: reading.delayAt('sans_reponse') ?? 'toDecide',
  }),
  fire: silenceFirings,
})

/**
 * A silence begins with each relaunch to the learner whose result is not `joint` and ends with the next one, with any
 * action that reaches the learner, or with a presence; an exit does not end it. It fires on the day the delay ends,
 * not moved, unless something of that kind happens by the end of that day.
 */
function silenceFirings(trigger: SilenceTrigger, context: TriggerContext): Firing[] {
  if (trigger.delay === 'toDecide') return []
  const { kase, memory } = context
  const relaunches = kase.actions.filter(beginsSilence)
  if (relaunches.length === 0) return []
  const answers = sortDated([...kase.actions.filter(isAnswer), ...kase.presences].filter(isDated))
  const firings: Firing[] = []
  const leastDays = leastDaysOf(trigger.delay)
  for (let index = (memory.silence ?? -1) + 1; index < relaunches.length; index++) {
    const relaunch = relaunches[index] as Action & Moment
    const next = relaunches[index + 1]?.on ?? null
    // Most silences are broken by the next relaunch, within the calendar days of the delay.
    if (next !== null && next <= relaunch.on + leastDays) continue
    const end = endOfDelay(trigger.delay, relaunch, kase.site.calendar)
    if (end.on > context.asOf || !isInForce(context.force, end.on)) continue
    if (next !== null && next <= end.on) continue
    const answer = firstFrom(answers, relaunch)
    if (answer !== null && answer.on <= end.on) continue
    // The end of a delay that runs from a day without a time has no time either.
    firings.push({
      on: end.on,
      minute: relaunch.minute === null ? null : end.minute,
      cause: relaunch,
      spent: [],
    })
    memory.silence = index
  }
  return firings
}

/** A number of days that the delay is never shorter than, whatever the calendar. */
function leastDaysOf({ amount, unit }: Delay): number {
  switch (unit) {
    case 'minutes':
    case 'hours':
      return 0
    case 'days':
    case 'businessDays':
    case 'workingDays':
      return amount
    case 'weeks':
      return amount * 7
    case 'months':
      return amount * 28
  }
}

/** A relaunch to the learner that did not reach him or her. */
export function beginsSilence(action: Action): boolean {
  return (
    action.on !== null &&
    action.type === 'relance' &&
    action.recipient === 'beneficiaire' &&
    action.result !== 'joint'
  )
}

/** An act that reached the learner. */
export function isAnswer(action: Action): boolean {
  return action.recipient === 'beneficiaire' && action.result === 'joint'
}

function isDated<Row extends { on: LocalDate | null; minute: number | null }>(
  row: Row,
): row is Row & { on: LocalDate } {
  return row.on !== null
}
