// Several days in one cell: a list of days, or the first and the last of a range. May not know what happened then.
import { formatDate } from '../kernel/french.js'
import type { LocalDate, MinuteOfDay, Moment } from '../kernel/local-date.js'
import { isTrouble, type MomentReading, type MomentTrouble } from './parse-moment.js'

/** A day, or the days from `on` to `until`, both included. */
export interface DaySpan {
  readonly on: LocalDate
  readonly minute: MinuteOfDay | null
  readonly until: LocalDate | null
}

const RANGE = /^(?:du\s+)?(\S.*?)\s+au\s+(\S.*)$/is
const BETWEEN_DAYS = /\s*(?:[,;+&\n]|\bet\b)\s*/i

/**
 * The days of a cell that is not one day: `12/10, 14/10 et 16/10/2026`, `du 12 au 16/10/2026`. The year (and the
 * month) of the last stands for those without.
 * @param read one day as the column writes it
 * @returns the trouble with one of them, or null where the cell is no list and no range
 */
export function parseDays(
  cell: string,
  read: (text: string) => MomentReading,
): readonly DaySpan[] | MomentTrouble | null {
  const range = RANGE.exec(cell)
  if (range !== null) {
    const days = readParts([range[1] ?? '', range[2] ?? ''], read)
    if (days === null || isTroubled(days)) return days
    const [first, last] = days
    return first === undefined || last === undefined ? null : [{ ...first, until: last.on }]
  }
  const parts = cell.split(BETWEEN_DAYS).filter((part) => part !== '')
  if (parts.length < 2) return null
  const days = readParts(parts, read)
  if (days === null || isTroubled(days)) return days
  const distinct = new Map(days.map((day) => [`${day.on} ${day.minute}`, { ...day, until: null }]))
  return [...distinct.values()]
}

function isTroubled(days: readonly Moment[] | MomentTrouble): days is MomentTrouble {
  return 'kind' in days
}

/** From the last to the first: a part without its year or month takes those of the one that follows. */
function readParts(
  parts: readonly string[],
  read: (text: string) => MomentReading,
): readonly Moment[] | MomentTrouble | null {
  const days: Moment[] = []
  for (const part of parts.toReversed()) {
    const next = days[0]
    const whole = next === undefined ? part : completed(part, next.on)
    const reading = read(whole)
    if (isTrouble(reading)) return reading.kind === 'form' && !/\d/.test(part) ? null : reading
    // 28/12 before 03/01/2027 is of the year before: who wrote it must say so.
    if (whole !== part && next !== undefined && reading.on > next.on) return { kind: 'form', likely: null }
    days.unshift(reading)
  }
  return days
}

/** `14/10`, or `14`, with the year, or the month and year, of the day that follows. */
function completed(part: string, next: LocalDate): string {
  const [, month, year] = formatDate(next).split('/')
  if (/^\d{1,2}\/\d{1,2}$/.test(part)) return `${part}/${year}`
  return /^\d{1,2}$/.test(part) ? `${part}/${month}/${year}` : part
}
