// Calendar days and times without time zone. May not read the clock: today comes from app/.

/**
 * A calendar day, as the number of days since 1970-01-01 (proleptic Gregorian).
 * Whole numbers compare, sort and add without objects, which matters over a million rows.
 */
export type LocalDate = number & { readonly __day: unique symbol }

/** Minutes since midnight, 0 to 1440 (1440 is 24:00 of the same day). */
export type MinuteOfDay = number

/** A day, with its time where one is known. */
export interface Moment {
  readonly on: LocalDate
  readonly minute: MinuteOfDay | null
}

export interface YearMonthDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Number of days in a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0)
}

/** The day, or null when the calendar has no such day (30 February, month 13, year outside 1900 to 2199). */
export function dateOf(year: number, month: number, day: number): LocalDate | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null
  if (day < 1 || day > daysInMonth(year, month)) return null
  return civilToDays(year, month, day) as LocalDate
}

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil and civil_from_days.
function civilToDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export function yearMonthDay(date: LocalDate): YearMonthDay {
  const shifted = date + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthPart = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthPart + 2) / 5) + 1
  const month = monthPart < 10 ? monthPart + 3 : monthPart - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

export function yearOf(date: LocalDate): number {
  return yearMonthDay(date).year
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return (date + days) as LocalDate
}

/** Same day number `months` later, or the last day of that month when it is shorter (31 January + 1 month = 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = yearMonthDay(date)
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (index % 12) + 1
  return civilToDays(
    targetYear,
    targetMonth,
    Math.min(day, daysInMonth(targetYear, targetMonth)),
  ) as LocalDate
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return (((date + 3) % 7) + 7) % 7
}

/** `AAAA-MM-JJ`, the only form that leaves in JSON. */
export function formatIsoDate(date: LocalDate): string {
  const { year, month, day } = yearMonthDay(date)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The day written `AAAA-MM-JJ`, or null when the text is not of that form or names no day. */
export function parseIsoDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match === null ? null : dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** `09:05`; 1440 is written `24:00`. */
export function formatTime(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Index of the first of ordered moments on or after a day; their number where there is none. */
export function firstIndexFrom(moments: readonly { readonly on: LocalDate }[], day: LocalDate): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((moments[middle] as { readonly on: LocalDate }).on < day) low = middle + 1
    else high = middle
  }
  return low
}
