// What is said of an enrolment: whose it is, and when it runs.
import { formatDate } from '../kernel/french.js'
import type { Enrolment } from '../records/records.js'
import type { Case } from '../register/register.js'

/** « Marie Dupont ». */
export function personName({ firstName, lastName }: Enrolment): string {
  return `${firstName} ${lastName}`.trim()
}

/** « du 06/10/2025 au 30/06/2026 », from the entry, or the planned one. */
export function trainingDates({ enteredOn, enrolment }: Case): string {
  const from = enteredOn ?? enrolment.plannedEntryOn
  const to = enrolment.plannedEndOn
  if (from === null) return 'dates non renseignées'
  return to === null ? `depuis le ${formatDate(from)}` : `du ${formatDate(from)} au ${formatDate(to)}`
}
