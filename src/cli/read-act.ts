// The words of `i12 log`, typed as options or as answers, read against the lists that exports are held to.
import { unknownCase } from '../app/find-case.js'
import type { ActContext } from '../app/log-act.js'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import type { Moment } from '../kernel/local-date.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { canonicalValue } from '../records/closed-list.js'
import { tidyFileNumber } from '../records/file-number.js'
import { isTrouble, type MomentTrouble, parseMoment } from '../records/parse-moment.js'
import { ACTION_TYPES, CHANNELS, CONTACT_RESULTS, RECIPIENTS } from '../records/values.js'
import { didYouMean } from './french-commander.js'
import { UsageError } from './usage-error.js'

/** Options of a closed list, with the column that they fill. */
export const ACT_LISTS = {
  type: { column: 'type', values: ACTION_TYPES },
  channel: { column: 'canal', values: CHANNELS },
  recipient: { column: 'destinataire', values: RECIPIENTS },
  result: { column: 'resultat', values: CONTACT_RESULTS },
} as const
export type ActList = keyof typeof ACT_LISTS
type ValueOf<Name extends ActList> = (typeof ACT_LISTS)[Name]['values'][number]

/** The value that a word names, synonyms included. @throws UsageError */
export function readWord<Name extends ActList>(name: Name, word: string): ValueOf<Name> {
  const { column, values } = ACT_LISTS[name]
  const value = canonicalValue('relances', column, word)
  if (value !== null) return value as ValueOf<Name>
  const near = nearestWord(word, values)
  throw new UsageError(
    fr`valeur ${quoted(word)} inconnue pour « --${name} » (valeurs possibles : ${listed(values, 'ou')}).`,
    near === null ? null : didYouMean(near),
  )
}

/** The file number of a learner. @throws Refusal where nobody has it */
export function readCase({ numbers }: ActContext, typed: string): string {
  const number = tidyFileNumber(typed)
  if (numbers.has(number)) return number
  throw unknownCase(number, numbers)
}

/** A day with an optional time. @throws UsageError */
export function readActMoment(typed: string): Moment {
  const reading = parseMoment(typed.trim())
  if (!isTrouble(reading)) return reading
  throw new UsageError(
    fr`la date ${quoted(typed)} de l’option « --date » ${troubleWords(reading)}.`,
    'Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA, suivie au besoin de l’heure : « 2026-11-30 14:30 ».',
  )
}

function troubleWords({ kind }: MomentTrouble): string {
  switch (kind) {
    case 'nonexistent':
    case 'monthFirst':
      return 'n’existe pas dans le calendrier'
    case 'shortYear':
      return 'n’a que deux chiffres pour l’année'
    case 'improbableYear':
      return 'est d’une année hors de 1900 à 2199'
    case 'time':
      return 'porte une heure qui n’existe pas'
    default:
      return 'ne se lit pas'
  }
}

/** What is wrong with an answer, for a question to be put again; true where nothing is. */
export function answerable(read: () => unknown): true | string {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint ?? ''}`.trim()
    if (error instanceof Refusal) return `${error.message} ${error.mend}`
    throw error
  }
}
