// The calendar day of an instant, where the organisation is. May not read the clock.
import { dateOf, type LocalDate } from './local-date.js'

/** @throws RangeError for an instant outside the calendar of the program (1900 to 2199). */
export function civilDayOf(instant: Date, timeZone = 'Europe/Paris'): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant)
  const [year, month, day] = parts.split('-').map(Number)
  const on = dateOf(year ?? 0, month ?? 0, day ?? 0)
  if (on === null) throw new RangeError(`The instant has no usable day: ${parts}`)
  return on
}
