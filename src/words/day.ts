// A day that may not be known.
import { formatDate } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'

/** « 06/10/2025 », or '' where there is no day. */
export function dayOrNothing(day: LocalDate | null): string {
  return day === null ? '' : formatDate(day)
}
