// The same exits counted in three ways, side by side: a figure is nothing without its method. May not round.
import { fr } from '../kernel/french.js'
import type { Definition, DefinitionId, Figure } from './statistics.js'
import { isExit, type Unit } from './units.js'

const SENTENCES: Readonly<Record<DefinitionId, string>> = {
  allExits: fr`Toutes les sorties avant le terme, quelles qu’en soient la cause et la date, rapportées aux inscrits ; les erreurs administratives, qui ne sont pas des inscriptions, y sont ajoutées.`,
  exitsAfterEntry: fr`Toutes les sorties avant le terme survenues après l’entrée, rapportées aux entrés ; les erreurs administratives fermées après une entrée, qui ne sont pas des parcours, y sont ajoutées.`,
  dropout: fr`Les seuls abandons après l’entrée, hors force majeure et hors retraits décidés par l’entreprise, rapportés aux entrés.`,
}

/** An administrative error counts as an exit after entry: its file was open when it was closed by mistake. */
export function defineSideBySide(units: readonly Unit[], dropout: Figure): readonly Definition[] {
  let enrolled = 0
  let entered = 0
  let exits = 0
  let exitsAfterEntry = 0
  for (const unit of units) {
    if (unit.state !== 'erreur') {
      enrolled += 1
      if (unit.hasEntered) entered += 1
    }
    if (!isExit(unit)) continue
    exits += 1
    if (unit.hasEntered) exitsAfterEntry += 1
  }
  return [
    definition('allExits', exits, enrolled, 'aucune inscription dans la cohorte'),
    definition('exitsAfterEntry', exitsAfterEntry, entered, 'aucune entrée dans la cohorte'),
    {
      id: 'dropout',
      sentence: SENTENCES.dropout,
      numerator: dropout.numerator,
      denominator: dropout.denominator ?? 0,
      value: dropout.value,
      ...(dropout.reason === undefined ? {} : { reason: dropout.reason }),
    },
  ]
}

function definition(id: DefinitionId, numerator: number, denominator: number, reason: string): Definition {
  return {
    id,
    sentence: SENTENCES[id],
    numerator,
    denominator,
    ...(denominator === 0 ? { value: null, reason } : { value: numerator / denominator }),
  }
}
