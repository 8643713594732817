// `format_date` of i12.yaml: the order of day, month and year in a column, as people write it.

/** The parts of a date that a format found; `rest` is the time that follows or that the format names, as ` HH:MM PM`. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly rest: string
}

export interface DateFormat {
  /** As typed in i12.yaml. */
  readonly text: string
  match(text: string): DateParts | null
}

type Part = 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'hour' | 'minute' | 'second'

const PATTERNS: Readonly<Record<Part, string>> = {
  year: '(\\d{4})',
  shortYear: '(\\d{2})',
  month: '(\\d{1,2})',
  monthName: '(\\p{L}+)\\.?',
  day: '(\\d{1,2})(?:er)?',
  hour: '(\\d{1,2})',
  minute: '(\\d{2})',
  second: '(\\d{2})',
}

const FRENCH_MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec']
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a format such as `JJ/MM/AAAA`, `MM/JJ/AAAA`, `JJ.MM.AA`, `AAAAMMJJ`, `JJ MMM AAAA HH:MM`; J or D for the
 * day, A or Y for the year, MMM for the name of the month. Two digits for the year mean this century. `AM` or `PM` at
 * the end is allowed: times of twelve hours are read under any declared format.
 * @returns null where the text does not hold one day, one month and one year.
 */
export function parseDateFormat(text: string): DateFormat | null {
  const parts: Part[] = []
  let pattern = ''
  const plain = text.trim().replace(/\s+(?:AM\/PM|AM|PM)$/i, '')
  for (const [token] of plain.matchAll(/J+|D+|M+|A+|Y+|H+|S+|\s+|./gisu)) {
    const part = partOf(token, parts)
    if (part === null) {
      pattern += /^\s+$/.test(token) ? '\\s+' : token.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
      continue
    }
    parts.push(part)
    pattern += PATTERNS[part]
  }
  const count = (...wanted: Part[]) => parts.filter((part) => wanted.includes(part)).length
  if (count('day') !== 1 || count('month', 'monthName') !== 1 || count('year', 'shortYear') !== 1) return null
  // Digits glued together (AAAAMMJJ) leave no choice of width.
  const isGlued = !/[^\p{L}]/u.test(plain)
  const source = isGlued ? pattern.replaceAll('{1,2}', '{2}') : pattern
  const expression = new RegExp(`^${source}(?!\\d)(.*)$`, 'su')
  return { text, match: (cell) => matchParts(expression, parts, cell) }
}

function partOf(token: string, before: readonly Part[]): Part | null {
  const length = token.length
  switch (token[0]?.toUpperCase()) {
    case 'J':
    case 'D':
      return length <= 2 ? 'day' : null
    case 'A':
    case 'Y':
      return length === 4 ? 'year' : length === 2 ? 'shortYear' : null
    case 'H':
      return 'hour'
    case 'S':
      return 'second'
    case 'M':
      if (before.includes('hour')) return 'minute'
      return length >= 3 ? 'monthName' : 'month'
    default:
      return null
  }
}

function matchParts(expression: RegExp, parts: readonly Part[], cell: string): DateParts | null {
  const found = expression.exec(cell)
  if (found === null) return null
  const text = (part: Part) => {
    const index = parts.indexOf(part)
    return index < 0 ? null : (found[index + 1] ?? null)
  }
  const short = text('shortYear')
  const name = text('monthName')
  const month = name === null ? Number(text('month')) : monthNamed(name)
  if (month === null) return null
  const hour = text('hour')
  return {
    year: short === null ? Number(text('year')) : 2000 + Number(short),
    month,
    day: Number(text('day')),
    // What the format does not name is not dropped: it may say that the time is in the afternoon.
    rest: `${hour === null ? '' : ` ${hour}:${text('minute') ?? '00'}`}${found.at(-1) ?? ''}`,
  }
}

/** 1 to 12 for the name of a month, French or English, whole or cut; null for another word. */
export function monthNamed(name: string): number | null {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  for (const months of [FRENCH_MONTHS, ENGLISH_MONTHS]) {
    const index = months.findIndex((start) => plain.startsWith(start))
    if (index >= 0) return index + 1
  }
  return null
}
