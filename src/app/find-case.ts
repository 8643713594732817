// The one lookup of `--case`.
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Case } from '../register/register.js'
import type { Dossier } from './dossier.js'

/** The case of a file number as typed. @throws Refusal where nobody has it */
export function findCase({ register }: Pick<Dossier, 'register'>, number: string): Case {
  const found = register.caseOf.get(number)
  if (found !== undefined) return found
  throw unknownCase(number, register.caseOf.keys())
}

/** What is said of a file number that is none of `numbers`. */
export function unknownCase(number: string, numbers: Iterable<string>): Refusal {
  const near = nearestWord(number, numbers)
  return new Refusal(
    fr`aucun dossier ne porte le numéro ${quoted(number)}.`,
    near === null
      ? 'donnez un numéro de la colonne « dossier » de l’export des apprenants'
      : fr`vouliez-vous dire ${quoted(near)} ?`,
  )
}
