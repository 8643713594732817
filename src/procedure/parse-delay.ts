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

export type ParsedDelay =
  | { readonly delay: Delay; readonly problem: null }
  /** `suggestion` is the delay that was probably meant, or null. */
  | { readonly delay: null; readonly problem: DelayProblem; readonly suggestion: Delay | null }

/** Reads a delay, without guessing: what is nearly right is refused, with the delay probably meant. */
export function parseDelay(text: string): ParsedDelay {
  const match = /^([+-]?)\s*(\d+)(?:[.,](\d+))?\s*(.*)$/su.exec(text.replace(/[\u00a0\u202f]/g, ' ').trim())
  if (match === null) return refused('form', null)
  const [, sign, whole = '', decimals, rest = ''] = match
  const amount = Number(whole)
  // `textKey` folds dashes into spaces, which would let « 2 -jours » through.
  const unit = /^[-–—−]/.test(rest) ? undefined : UNITS.get(textKey(rest))
  if (sign === '-') return refused('negative', unit === undefined ? null : { amount, unit })
  if (sign === '+') return refused('form', unit === undefined ? null : { amount, unit })
  if (unit === undefined) return refused(rest.trim() === '' ? 'form' : 'unit', suggested(amount, rest))
  if (decimals !== undefined && Number(decimals) !== 0) return refused('fraction', null)
  if (amount > MOST[unit]) return refused('tooLong', null)
  return { delay: { amount, unit }, problem: null }
}

function refused(problem: DelayProblem, suggestion: Delay | null): ParsedDelay {
  return { delay: null, problem, suggestion }
}

function suggested(amount: number, unitText: string): Delay | null {
  if (textKey(unitText) === '') return null
  const near = nearestWord(unitText, UNITS.keys())
  const unit = near === null ? undefined : UNITS.get(near)
  return unit === undefined ? null : { amount, unit }
}
