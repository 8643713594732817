// « présence »: by some day of the training, something must have been done. Arises at entry, due at the limit.
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import type { Case } from '../../register/register.js'
import type { VerdictStatus } from '../ledger.js'
import type { Limit } from '../procedure.js'

/** The day of the limit; 'unknown' where it is judged undetermined, 'none' where there is no verdict. */
export function limitDay(limit: Limit, kase: Case): LocalDate | 'unknown' | 'none' {
  const day = dayOf(limit, kase)
  if (day !== null) return kase.leftOn !== null && kase.leftOn < day ? 'none' : day
  return limit === 'examen' && isGone(kase) ? 'none' : 'unknown'
}

function dayOf(limit: Limit, { enteredOn, enrolment, certifications }: Case): LocalDate | null {
  const end = enrolment.plannedEndOn
  switch (limit) {
    case 'entree':
      return enteredOn
    case 'mi_parcours':
      return enteredOn === null || end === null ? null : addDays(enteredOn, Math.floor((end - enteredOn) / 2))
    case 'fin':
      return end
    case 'examen':
      return certifications[0]?.on ?? null
  }
}

function isGone({ leftOn, state }: Case): boolean {
  return leftOn !== null || (state.status !== 'en_cours' && state.status !== 'inscrit')
}

/** `done`: day of the action that discharges, even before the entry; null where there is none. */
export function judgeExistence(dueOn: LocalDate, done: LocalDate | null, asOf: LocalDate): VerdictStatus {
  if (done !== null) return done <= dueOn ? 'met' : 'late'
  return asOf <= dueOn ? 'pending' : 'missing'
}
