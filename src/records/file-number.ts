// File numbers as spreadsheets, web pages and programs leave them. May not know whose they are.
import { dateOf } from '../kernel/local-date.js'

/** Nothing to look for: figures, or capitals first. A spreadsheet writes neither a number nor a date so. */
const PLAIN = /^(?:[A-Z][A-Z0-9_-]*|\d+)$/
/** Letters without width, controls, and blanks that cannot break (some are typed for the eye only). */
const UNSEEN = /(?![\r\n])[\p{Cf}\p{Cc}\u00a0\u2007\u202f]/gu
/** What looks like a hyphen: every dash of Unicode, and the minus sign. */
const DASH = /[\p{Pd}\u2212]/gu
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+-]\d{1,3}$|^\d[.,]\d+E\d{1,3}$/i
const YEAR_LAST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/
/** `10-mars`, `oct.-26`: what a French or English spreadsheet makes of 10-3 or 10/26; not in capitals. */
const MONTH =
  '[Jj]anv?|[Ff][ée]vr?|[Ff]eb|[Mm]ars?|[Aa]vr|[Aa]pr|[Mm]ai|[Mm]ay|[Jj]uin|[Jj]un|[Jj]uil|[Jj]ul|[Aa]o[uû]t?|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd][ée]c'
const CUT_DATE = new RegExp(`^(?:\\d{1,2}-(?:${MONTH})\\.?|(?:${MONTH})\\.?-\\d{2})$`)

/** The text without ordinary spaces around it; what else is there is to be seen, and said. */
export function trimSpaces(text: string): string {
  return text.startsWith(' ') || text.endsWith(' ') ? text.replace(/^ +| +$/g, '') : text
}

/** Whether a text is a file number as it should be: nothing in it is to be tidied, nothing was damaged. */
export function isPlainFileNumber(text: string): boolean {
  return PLAIN.test(text)
}

/** The number without what nobody typed on purpose: unseen letters, dashes that are no hyphens, a trailing `.0`. */
export function tidyFileNumber(text: string): string {
  return text.replace(UNSEEN, '').replace(DASH, '-').replace(/\.0$/, '').trim()
}

/** What made a file number unusable for good. */
export type Damage = 'scientific' | 'date'

/** How a tidied number was damaged; null where it may be a number. */
export function damageOf(number: string): Damage | null {
  if (SCIENTIFIC.test(number)) return 'scientific'
  return isDay(number) || CUT_DATE.test(number) ? 'date' : null
}

/** A day of the calendar; day and month in either order, since a spreadsheet may have shown it either way. */
function isDay(text: string): boolean {
  const last = YEAR_LAST.exec(text)
  if (last !== null) {
    const year = last[3]?.length === 2 ? 2000 + Number(last[3]) : Number(last[3])
    const [first, second] = [Number(last[1]), Number(last[2])]
    return isLikelyYear(year) && (dateOf(year, second, first) ?? dateOf(year, first, second)) !== null
  }
  const first = YEAR_FIRST.exec(text)
  if (first === null) return false
  const year = Number(first[1])
  return isLikelyYear(year) && dateOf(year, Number(first[2]), Number(first[3])) !== null
}

function isLikelyYear(year: number): boolean {
  return year >= 1900 && year <= 2199
}
