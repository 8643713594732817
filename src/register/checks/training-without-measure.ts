// Trainings that no engagement measure covers, where the organisation describes measures for others.
import { fr, quoted } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import type { Training } from '../../records/records.js'
import { isInPlace, reaches } from '../measure-coverage.js'
import type { Case } from '../register.js'
import { type CoherenceCheck, judgedCases } from './coherence-check.js'

export const trainingWithoutMeasure: CoherenceCheck = {
  id: 'formation-sans-mesure',
  kind: {
    code: 'FORMATION-SANS-MESURE',
    severity: 'warning',
    summary: fr`Aucune mesure d’engagement ne couvre cette formation.`,
    explanation: fr`Une mesure couvre une formation par son « public » (types, sites, formations ; sans public, toutes) ou par la colonne « mesures » des formations, tant qu’elle est en vigueur pendant la période. Ce contrôle se tait quand mesures.yaml ne décrit aucune mesure : l’auto-évaluation du rapport le dit.`,
  },
  parameters: [],
  *find({ register }) {
    const engagement = register.measures.filter(
      (measure) => measure.category === 'engagement' && isInPlace(measure, register),
    )
    if (register.measures.length === 0) return
    const byTraining = new Map<Training, Case[]>()
    for (const kase of judgedCases(register)) {
      const cases = byTraining.get(kase.training)
      if (cases === undefined) byTraining.set(kase.training, [kase])
      else cases.push(kase)
    }
    for (const [training, cases] of byTraining) {
      if (cases.some((kase) => engagement.some((measure) => reaches(measure, kase)))) continue
      const field = training.export.columns.has('mesures') ? 'mesures' : 'code'
      yield {
        kind: this.kind,
        place: placeOf(training, field),
        field,
        message: fr`Aucune mesure d’engagement ne couvre la formation ${quoted(training.code)} pendant la période.`,
        seen: 'aucune mesure d’engagement en vigueur',
        isSeenDescribed: true,
        expected: 'au moins une mesure de catégorie engagement, en vigueur pendant la période',
        mend: fr`complétez le « public » d’une mesure, ou la colonne « mesures » des formations`,
      }
    }
  },
}
