// The only place where the clock is read.
import { dateOf, type LocalDate } from '../kernel/local-date.js'

/** The calendar day in Europe/Paris at `now`; read once a run and handed to everybody. */
export function readToday(now: Date = new Date()): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)
  const [year, month, day] = parts.split('-').map(Number)
  const today = dateOf(year ?? 0, month ?? 0, day ?? 0)
  if (today === null) throw new RangeError(`The clock gives no usable day: ${parts}`)
  return today
}

/** This moment, in milliseconds since 1970-01-01 UTC: the claimed time of a signature, never of a fact. */
export function readInstant(): number {
  return Date.now()
}
