// Days as people write them in the files of a workspace. May not know the domain.
import { dateOf, type LocalDate, parseIsoDate } from './local-date.js'
import type { DayInterval } from './working-calendar.js'

/** The day written `AAAA-MM-JJ` or `JJ/MM/AAAA`, or null when the text is not of these forms or names no day. */
export function parseWrittenDay(text: string): LocalDate | null {
  const trimmed = text.trim()
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed)
  if (french !== null) return dateOf(Number(french[3]), Number(french[2]), Number(french[1]))
  return parseIsoDate(trimmed)
}

/** The days `AAAA-MM-JJ/AAAA-MM-JJ`, or one day alone; the ends are in the order in which they are written. */
export function parseWrittenDays(text: string): DayInterval | null {
  const alone = parseWrittenDay(text)
  if (alone !== null) return { from: alone, to: alone }
  const ends = /^\s*(\d{4}-\d{2}-\d{2})\s*\/\s*(\d{4}-\d{2}-\d{2})\s*$/.exec(text)
  const from = parseWrittenDay(ends?.[1] ?? '')
  const to = parseWrittenDay(ends?.[2] ?? '')
  return from === null || to === null ? null : { from, to }
}
