import { type LocalDate, parseIsoDate } from '../../kernel/local-date.js'

/** A day written in our own data. */
export function dayOf(iso: string): LocalDate {
  const day = parseIsoDate(iso)
  if (day === null) throw new Error(`${iso} names no day`)
  return day
}
