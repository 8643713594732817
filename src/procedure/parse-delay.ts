// Delays as people write them: « 2 jours ouvrés », « 48 h », « 30 min ». May not know dates.
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import type { Delay, DelayUnit } from './delay.js'

/** Every spelling accepted, in its normal form (see `textKey`). */
const UNITS: ReadonlyMap<string, DelayUnit> = new Map([
  ['minute', 'minutes'],
  ['minutes', 'minutes'],
  ['min', 'minutes'],
  ['mn', 'minutes'],
  ['h', 'hours'],
  ['heure', 'hours'],
  ['heures', 'hours'],
  ['j', 'days'],
  ['jour', 'days'],
  ['jours', 'days'],
  ['jour calendaire', 'days'],
  ['jours calendaires', 'days'],
  ['jour ouvrable', 'businessDays'],
  ['jours ouvrables', 'businessDays'],
  ['jour ouvre', 'workingDays'],
  ['jours ouvres', 'workingDays'],
  ['semaine', 'weeks'],
  ['semaines', 'weeks'],
  ['mois', 'months'],
])

/** Longer delays would leave the calendar this program knows (1900 to 2199). */
const MOST: Readonly<Record<DelayUnit, number>> = {
  minutes: 5_256_000,
  hours: 87_600,
  days: 3_650,
  businessDays: 3_650,
  workingDays: 3_650,
  weeks: 520,
  months: 120,
}

export type DelayProblem = 'form' | 'negative' | 'fraction' | 'unit' | 'tooLong'

export interface RefusedDelay {
  readonly delay: null
  readonly problem: DelayProblem
  /** What was probably meant: none, one, or several readings that a person must choose from. */
  readonly readings: readonly Delay[]
}

export type ParsedDelay = { readonly delay: Delay; readonly problem: null } | RefusedDelay

/** Words for « on the day itself », in their normal form. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'sans delai',
  'sans aucun delai',
  'le jour meme',
  'jour meme',
  'immediatement',
  'immediat',
])

/** Reads a delay, without guessing: what is nearly right is refused, with the delay probably meant. */
export function parseDelay(text: string): ParsedDelay {
  if (AT_ONCE.has(textKey(text))) return { delay: { amount: 0, unit: 'days' }, problem: null }
  const written = text.replace(/[\u00a0\u202f]/g, ' ').trim()
  const daysAfter = /^j\s*\+\s*(\d+)(.*)$/isu.exec(written)
  if (daysAfter !== null) {
    const [, days = '', more = ''] = daysAfter
    // « J+2 ouvrés » says in which days.
    const unit = more.trim()
    return parseDelay(/^jours?\b/i.test(unit) ? `${days} ${unit}` : `${days} jours ${unit}`)
  }
  const match = /^([+-]?)\s*(\d+)(?:[.,](\d+))?\s*(.*)$/su.exec(written)
  if (match === null) return refused('form', [])
  const [, sign, whole = '', decimals, rest = ''] = match
  const amount = Number(whole)
  // `textKey` folds dashes into spaces, which would let « 2 -jours » through.
  const unit = /^[-–—−]/.test(rest) ? undefined : UNITS.get(textKey(rest))
  if (sign === '-') return refused('negative', unit === undefined ? [] : [{ amount, unit }])
  if (sign === '+') return refused('form', unit === undefined ? [] : [{ amount, unit }])
  if (unit === undefined) return refused(rest.trim() === '' ? 'form' : 'unit', suggested(amount, rest))
  if (decimals !== undefined && Number(decimals) !== 0) return refused('fraction', [])
  if (amount > MOST[unit]) return refused('tooLong', [])
  return { delay: { amount, unit }, problem: null }
}

function refused(problem: DelayProblem, readings: readonly Delay[]): RefusedDelay {
  return { delay: null, problem, readings }
}

/** « heures ouvrées », which nobody counts: days of work, or hours of the clock. */
const HOURS_OF_WORK = /^(?:h|heure|heures) (ouvr(?:ee?|es|ees|able|ables))$/

function suggested(amount: number, unitText: string): readonly Delay[] {
  const key = textKey(unitText)
  if (key === '') return []
  const ofWork = HOURS_OF_WORK.exec(key)
  if (ofWork !== null) {
    const unit = ofWork[1]?.startsWith('ouvrab') === true ? 'businessDays' : 'workingDays'
    const days = Math.max(1, Math.ceil(amount / 24))
    return [
      { amount: days, unit },
      { amount, unit: 'hours' },
    ]
  }
  const near = nearestWord(unitText, UNITS.keys())
  const unit = near === null ? undefined : UNITS.get(near)
  return unit === undefined ? [] : [{ amount, unit }]
}
