// What a person asks for by its id: a measure, an obligation.
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Measure } from '../register/measure.js'
import type { Dossier } from './dossier.js'

/** @throws Refusal where no measure has this id */
export function findMeasure({ register }: Pick<Dossier, 'register'>, id: string): Measure {
  const found = register.measures.find((measure) => measure.id === id)
  if (found !== undefined) return found
  const ids = register.measures.map((measure) => measure.id)
  throw unknown(fr`aucune mesure ne porte l’identifiant ${quoted(id)}.`, id, ids)
}

/** The id itself. @throws Refusal where no version of the procedure has an obligation of this id */
export function findObligation({ ledger }: Pick<Dossier, 'ledger'>, id: string): string {
  const ids = ledger.perObligation.map(({ obligation }) => obligation.id)
  if (ids.includes(id)) return id
  throw unknown(fr`aucune obligation ne porte l’identifiant ${quoted(id)}.`, id, ids)
}

function unknown(message: string, id: string, ids: readonly string[]): Refusal {
  const near = nearestWord(id, ids)
  const mend = ids.length === 0 ? 'il n’y en a aucune' : fr`donnez l’un de : ${ids.join(', ')}`
  return new Refusal(message, near === null ? mend : fr`vouliez-vous dire ${quoted(near)} ?`)
}
