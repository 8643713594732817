// Which enrolments are judged: trainings long enough, not subcontracted, whose time touches the period.
import type { Enrolment, Training } from '../records/records.js'
import type { StateAtAsOf } from './case-state.js'
import type { OutOfScope, Period, ScopeRules } from './register.js'

/** Where the procedure says nothing else: design § 5, `perimetre`. */
export const DEFAULT_SCOPE: ScopeRules = { moreThanDays: 2, excludesSubcontracted: true }

/** The first reason why an enrolment is not judged, or null. An unknown duration is in scope. */
export function outOfScopeReason(
  enrolment: Enrolment,
  training: Training,
  { enteredOn, leftOn }: Pick<StateAtAsOf, 'enteredOn' | 'leftOn'>,
  period: Period,
  rules: ScopeRules,
): OutOfScope | null {
  if (training.days !== null && training.days <= rules.moreThanDays) return 'short'
  if (rules.excludesSubcontracted && training.isSubcontracted) return 'subcontracted'
  const from = enteredOn ?? enrolment.plannedEntryOn ?? enrolment.enteredOn
  const to = leftOn ?? enrolment.plannedEndOn
  // Where a day is not known, the time of the enrolment is open on that side.
  if ((from !== null && from > period.to) || (to !== null && to < period.from)) return 'outsidePeriod'
  return enrolment.status === 'erreur' ? 'error' : null
}
