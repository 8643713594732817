// French words, numbers and dates for people. May not know the domain.
import { type LocalDate, type MinuteOfDay, yearMonthDay } from './local-date.js'

/** U+00A0, before « : » and inside guillemets. */
export const NBSP = '\u00a0'
/** U+202F, before « ; ! ? » and between thousands. */
export const NARROW_NBSP = '\u202f'

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const

/** `janv.` to `déc.`, for the axis of a chart. */
export const SHORT_MONTHS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
] as const

/** `12/06/2025`. */
export function formatDate(date: LocalDate): string {
  const { year, month, day } = yearMonthDay(date)
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`
}

/** `1er juin 2025`, with no-break spaces so that a date is never cut at the end of a line. */
export function formatLongDate(date: LocalDate): string {
  const { year, month, day } = yearMonthDay(date)
  return `${day === 1 ? '1er' : day}${NBSP}${MONTHS[month - 1]}${NBSP}${year}`
}

/** `juin 2025` for a month numbered 1 to 12. */
export function formatMonth(year: number, month: number): string {
  return `${MONTHS[month - 1]}${NBSP}${year}`
}

/** `9 h 05`, as the French write a time in running text. */
export function formatClock(minute: MinuteOfDay): string {
  return `${Math.floor(minute / 60)}${NBSP}h${NBSP}${String(minute % 60).padStart(2, '0')}`
}

/**
 * `12 345,6` with U+202F between thousands; at most `decimals` decimals, exactly that many when `decimals` > 0.
 * As Intl.NumberFormat('fr-FR') writes it, whose first use costs as much as reading a small export.
 */
export function formatNumber(value: number, decimals = 0): string {
  const text = String(Math.abs(value))
  // 1e21 and beyond, very small numbers, NaN: nothing that is counted here.
  if (!/^\d+(?:\.\d+)?$/.test(text)) return new Intl.NumberFormat('fr-FR', formatOf(decimals)).format(value)
  const [whole = '', fraction = ''] = text.split('.')
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  // Halves go away from zero, seen on the decimals as they are written.
  const rounded = Number(fraction[decimals] ?? '0') >= 5 ? kept + 1n : kept
  const digits = String(rounded).padStart(decimals + 1, '0')
  const end = digits.length - decimals
  const grouped = digits.slice(0, end).replace(/\B(?=(?:\d{3})+$)/g, NARROW_NBSP)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  return decimals === 0 ? `${sign}${grouped}` : `${sign}${grouped},${digits.slice(end)}`
}

function formatOf(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
}

/** A proportion as `4,3 %`, with a no-break space. */
export function formatPercent(proportion: number, decimals = 1): string {
  return `${formatNumber(proportion * 100, decimals)}${NBSP}%`
}

/** The form that agrees with `count`: in French 0 and 1 (and 1,5) take the singular. */
export function plural(count: number, one: string, many: string): string {
  return Math.abs(count) < 2 ? one : many
}

/** `1 absence`, `12 345 absences`: the figure and the word that agrees with it. */
export function counted(count: number, one: string, many: string): string {
  return `${formatNumber(count)}${NBSP}${plural(count, one, many)}`
}

/** `a, b et c`. */
export function listed(items: readonly string[], link = 'et'): string {
  if (items.length <= 1) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${link} ${items.at(-1)}`
}

/** « text » with its no-break spaces. */
export function quoted(text: string): string {
  return `«${NBSP}${text}${NBSP}»`
}

/**
 * French text typed with ordinary spaces, given its no-break ones: U+00A0 before « : » and « % » and inside
 * guillemets, U+202F before « ; ! ? ». Only our own words are touched, never the values put between them.
 */
export function fr(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let text = typeset(words[0] ?? '')
  for (let index = 0; index < values.length; index++) {
    text += String(values[index]) + typeset(words[index + 1] ?? '')
  }
  return text
}

function typeset(words: string): string {
  return words
    .replace(/« /g, `«${NBSP}`)
    .replace(/ ([»:%])/g, `${NBSP}$1`)
    .replace(/ ([;!?])/g, `${NARROW_NBSP}$1`)
    .replace(/\b(n°|p\.|art\.) /g, `$1${NBSP}`)
}

/** Text typed by people, with the curly apostrophe that our own sentences use: « l'absence » gives « l’absence ». */
export function typographic(text: string): string {
  return text.replace(/(\p{L})'(?=\p{L})/gu, '$1’')
}
