// The only place where the clock is read.
import { civilDayOf } from '../kernel/civil-day.js'
import type { LocalDate } from '../kernel/local-date.js'

/** The calendar day in Europe/Paris at `now`; read once a run and handed to everybody. */
export function readToday(now: Date = new Date()): LocalDate {
  return civilDayOf(now)
}

/** This moment, in milliseconds since 1970-01-01 UTC: the claimed time of a signature, never of a fact. */
export function readInstant(): number {
  return Date.now()
}
