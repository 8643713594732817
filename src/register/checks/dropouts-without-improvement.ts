// Dropouts that no prevention measure followed.
import { counted, formatDate, fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { placeOf } from '../../records/export-file.js'
import type { Case } from '../register.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

export const dropoutsWithoutImprovement: CoherenceCheck = {
  id: 'abandons-sans-amelioration',
  kind: {
    code: 'ABANDONS-SANS-AMELIORATION',
    severity: 'warning',
    summary: fr`Des abandons ont eu lieu et aucune mesure de prévention ne les a suivis.`,
    explanation: fr`Le guide de lecture V9 cite parmi les preuves de l’indicateur 32 l’« Identification et réflexion sur les causes d’abandon ou les motifs d’insatisfaction, plans d’action d’amélioration ». Une mesure compte ici quand elle est de catégorie prevention et commence le jour du premier abandon de la période ou après, ou qu’elle vise une cause.`,
  },
  parameters: [
    {
      name: 'jours',
      description: 'Jours laissés après le premier abandon de la période pour décider d’une mesure.',
      unit: 'jours',
      value: 180,
    },
  ],
  *find(context) {
    const { register } = context
    const days = settingOf(this, 'jours', context)
    const { period, asOf, measures } = register
    const dropouts: { kase: Case; on: LocalDate }[] = []
    for (const kase of judgedCases(register)) {
      const on = kase.leftOn ?? kase.dropout?.on ?? null
      if (kase.state.status !== 'abandon' || on === null || on < period.from || on > period.to) continue
      dropouts.push({ kase, on })
    }
    const [any] = dropouts
    if (any === undefined) return
    const first = dropouts.reduce((earliest, dropout) => (dropout.on < earliest.on ? dropout : earliest), any)
    const isImproved = measures.some(
      (measure) =>
        measure.category === 'prevention' &&
        measure.since <= asOf &&
        (measure.since >= first.on || measure.targetedCause !== null),
    )
    if (isImproved || asOf - first.on <= days) return
    yield {
      kind: this.kind,
      place:
        first.kase.dropout === null
          ? placeOf(first.kase.enrolment, 'date_sortie')
          : placeOf(first.kase.dropout, 'date'),
      field: 'date',
      message: fr`${counted(dropouts.length, 'abandon', 'abandons')} dans la période, ${dropouts.length > 1 ? 'le premier ' : ''}le ${formatDate(first.on)}, et aucune mesure de prévention décidée depuis.`,
      seen: 'aucune mesure de prévention décidée depuis',
      isSeenDescribed: true,
      expected: fr`une mesure de catégorie prevention qui commence le ${formatDate(first.on)} ou après, ou qui vise une cause`,
      mend: fr`ajoutez à mesures.yaml ce que l’analyse des abandons vous a fait décider, avec « cause_visee »`,
    }
  },
}
