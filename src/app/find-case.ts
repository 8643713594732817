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
  const near = nearestWord(number, register.caseOf.keys())
  throw new Refusal(
    fr`aucun dossier ne porte le numéro ${quoted(number)}.`,
    near === null
      ? 'donnez un numéro de la colonne « dossier » de l’export des apprenants'
      : fr`vouliez-vous dire ${quoted(near)} ?`,
  )
}
