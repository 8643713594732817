// Days and times as exports write them. A text gives a moment or the exact trouble with it, never a guess.

import { formatDate } from '../kernel/french.js'
import { dateOf, formatIsoDate, type LocalDate, type Moment } from '../kernel/local-date.js'
import type { DateFormat } from './date-format.js'

/** Why a text is not a day. */
export type MomentTrouble =
  /** The calendar has no such day; `month` null where the month itself does not exist. */
  | {
      readonly kind: 'nonexistent'
      readonly year: number
      readonly month: number | null
      /** The day and the month would make a date the other way round. */
      readonly isSwapped: boolean
    }
  /** `11/13/2026`: a date only if the month comes first. */
  | { readonly kind: 'monthFirst'; readonly likely: LocalDate }
  /** Two digits for the year; `likely` is the day meant if the year is of this century. */
  | {
      readonly kind: 'shortYear'
      readonly likely: LocalDate | null
      /** `05/03/26`: read where the whole column is written so. */
      readonly isDayFirst: boolean
    }
  /** Outside 1900 to 2199. */
  | { readonly kind: 'improbableYear'; readonly year: number }
  /** `########`: what a spreadsheet shows when the column is too narrow. */
  | { readonly kind: 'hashes' }
  /** A whole number that a spreadsheet would show as this day. */
  | { readonly kind: 'serial'; readonly likely: LocalDate }
  /** A time with a time zone, which may change the day. */
  | { readonly kind: 'zone' }
  /** No such time of day. */
  | { readonly kind: 'time' }
  /** Another way of writing; `likely` where only one day can be meant. */
  | { readonly kind: 'form'; readonly likely: LocalDate | null }

export type MomentReading = Moment | MomentTrouble

export function isTrouble(reading: MomentReading): reading is MomentTrouble {
  // Asked of every date: `in` costs several times a look at the property.
  return (reading as { readonly kind?: string }).kind !== undefined
}

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)(.*)$/s
const SHORT_YEAR = /^(\d{1,2})\/(\d{1,2})\/(\d{2})(?!\d)(.*)$/s
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(.*)$/s
const TIME =
  /^(?:\s*[T,]\s*|\s+(?:à\s+)?)(\d{1,2})(?:\s*[hH]|\s*[:hH]\s*(\d{2})(?::\d{2}(?:[.,]\d+)?)?)(?:\s*([ap])\.?\s?m\.?)?$/i
const ZONED = /^(?:\s*T\s*|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/

/**
 * A trimmed, non-empty text as a moment: `JJ/MM/AAAA` or `AAAA-MM-JJ`, with an optional time ` HH:MM`, `THH:MM`
 * or ` HHhMM` (seconds are dropped). With a declared format, that one and `AAAA-MM-JJ` are read, and times may be of
 * twelve hours.
 * @param hasShortYears the whole column has years of two digits, which are then of this century
 */
export function parseMoment(
  text: string,
  format: DateFormat | null = null,
  hasShortYears = false,
): MomentReading {
  const plain = format === null ? plainMoment(text) : null
  if (plain !== null) return plain
  if (format !== null) {
    const parts = format.match(text)
    if (parts !== null) return momentOf(parts.year, parts.month, parts.day, parts.rest, true)
  }
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) {
    return momentOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst[4] ?? '')
  }
  if (format === null) {
    const dayFirst = DAY_FIRST.exec(text)
    if (dayFirst !== null) return momentOfDayFirst(Number(dayFirst[3]), dayFirst)
    const short = SHORT_YEAR.exec(text)
    if (short !== null) {
      const reading = momentOfDayFirst(2000 + Number(short[3]), short)
      if (hasShortYears || isTrouble(reading)) return reading
      return { kind: 'shortYear', likely: reading.on, isDayFirst: true }
    }
  }
  return troubleOf(text)
}

/**
 * `AAAA-MM-JJ` or `JJ/MM/AAAA`, alone or with ` HH:MM`, read without regular expressions: nearly every date is one
 * of these, and times make nearly every text a new one. Null where the text is of another form or names no moment.
 */
function plainMoment(text: string): Moment | null {
  const { length } = text
  if (length !== 10 && length !== 16) return null
  const isYearFirst = text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH
  if (!isYearFirst && (text.charCodeAt(2) !== SLASH || text.charCodeAt(5) !== SLASH)) return null
  const year = isYearFirst
    ? twoDigits(text, 0) * 100 + twoDigits(text, 2)
    : twoDigits(text, 6) * 100 + twoDigits(text, 8)
  const month = twoDigits(text, isYearFirst ? 5 : 3)
  const day = twoDigits(text, isYearFirst ? 8 : 0)
  // Digits that are none make NaN, which no calendar has.
  const on = dateOf(year, month, day)
  if (on === null || Number.isNaN(year + month + day)) return null
  if (length === 10) return { on, minute: null }
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const separator = text.charCodeAt(10)
  if ((separator !== SPACE && separator !== LETTER_T) || text.charCodeAt(13) !== COLON) return null
  return hour < 24 && minute < 60 ? { on, minute: hour * 60 + minute } : null
}

const [DASH, SLASH, SPACE, COLON, LETTER_T] = [0x2d, 0x2f, 0x20, 0x3a, 0x54]

/** The number that two digits of a text write, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const units = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN
}

function momentOfDayFirst(year: number, [, day, month, , rest = '']: RegExpExecArray): MomentReading {
  const reading = momentOf(year, Number(month), Number(day), rest)
  if (!('kind' in reading) || reading.kind !== 'nonexistent') return reading
  const likely = dateOf(year, Number(day), Number(month))
  return likely === null ? reading : { kind: 'monthFirst', likely }
}

function momentOf(
  year: number,
  month: number,
  day: number,
  rest: string,
  mayBeOfTwelveHours = false,
): MomentReading {
  if (year < 1900 || year > 2199) return { kind: 'improbableYear', year }
  const on = dateOf(year, month, day)
  if (on === null) {
    const isSwapped = dateOf(year, day, month) !== null
    return { kind: 'nonexistent', year, month: month >= 1 && month <= 12 ? month : null, isSwapped }
  }
  if (rest.trim() === '') return { on, minute: null }
  const time = TIME.exec(rest)
  if (time === null) return ZONED.test(rest) ? { kind: 'zone' } : { kind: 'time' }
  const half = time[3]?.toLowerCase()
  const written = Number(time[1])
  if (half !== undefined && (!mayBeOfTwelveHours || written < 1 || written > 12)) return { kind: 'time' }
  const hour = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0)
  const minute = Number(time[2] ?? '0')
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return { kind: 'time' }
  return { on, minute: hour * 60 + minute }
}

/** Days from 1899-12-30 to 1970-01-01: the serial number of a spreadsheet whose first day is 1900. */
const SERIAL_OF_1970 = 25_569
/** 1990-01-01 and 2100-01-01: outside, a number is not taken for a day. */
const [SERIAL_FROM, SERIAL_TO] = [32_874, 73_051]

/** Days between the first days of the two ways of counting. */
const DAYS_TO_1904 = 1462

/** The moment that a spreadsheet shows for a serial number, or null outside 1990 to 2099. */
export function momentOfSerial(serial: number, epoch: 1900 | 1904 = 1900): Moment | null {
  const day = Math.floor(serial) + (epoch === 1904 ? DAYS_TO_1904 : 0)
  if (!(day >= SERIAL_FROM && day < SERIAL_TO)) return null
  const minute = Math.round((serial % 1) * 1440)
  return { on: (day - SERIAL_OF_1970) as LocalDate, minute: minute === 0 ? null : minute }
}

function troubleOf(text: string): MomentTrouble {
  if (/^#+$/.test(text)) return { kind: 'hashes' }
  const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})(?:\D.*)?$/s.exec(text)
  if (short !== null) {
    const likely = dateOf(2000 + Number(short[3]), Number(short[2]), Number(short[1]))
    return { kind: 'shortYear', likely, isDayFirst: false }
  }
  const serial = /^\d{5}(?:[.,]\d+)?$/.test(text) ? momentOfSerial(Number(text.replace(',', '.'))) : null
  if (serial !== null) return { kind: 'serial', likely: serial.on }
  return { kind: 'form', likely: likelyDay(text) }
}

const MONTH_STARTS = [
  'janv',
  'fév|fev',
  'mars',
  'avr',
  'mai',
  'juin',
  'juil',
  'août|aout',
  'sept',
  'oct',
  'nov',
  'déc|dec',
]

/** The day of a text in another form, where only one can be meant: 05.03.2026, 5 mars 2026, 20260305. */
function likelyDay(text: string): LocalDate | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact !== null) return dateOf(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const dotted = /^(\d{1,2})[.\s-](\d{1,2})[.\s-](\d{4})$/.exec(text)
  if (dotted !== null) return dateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text)
  if (slashed !== null) return dateOf(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]))
  const written = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er)?[\s-]+(\p{L}+)\.?,?[\s-]+(\d{4})$/u.exec(text)
  if (written === null) return null
  const month = MONTH_STARTS.findIndex((start) => new RegExp(`^(?:${start})`, 'i').test(written[2] ?? ''))
  return month < 0 ? null : dateOf(Number(written[3]), month + 1, Number(written[1]))
}

/** A day in the form that the file uses: ISO where the text begins with four digits. */
export function formatLike(text: string, on: LocalDate): string {
  return /^\d{4}-/.test(text) ? formatIsoDate(on) : formatDate(on)
}
