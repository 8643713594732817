// Dropouts that no prevention measure followed.
import { counted, formatDate, fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { placeOf } from '../../records/export-file.js'
import type { Improvement } from '../../records/records.js'
import type { Case } from '../register.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

export const dropoutsWithoutImprovement: CoherenceCheck = {
  id: 'abandons-sans-amelioration',
  kind: {
    code: 'ABANDONS-SANS-AMELIORATION',
    severity: 'warning',
    summary: fr`Des abandons ont eu lieu et rien n’a été décidé depuis pour les prévenir.`,
    explanation: fr`Le guide de lecture V9 cite parmi les preuves de l’indicateur 32 l’« Identification et réflexion sur les causes d’abandon ou les motifs d’insatisfaction, plans d’action d’amélioration ». Une ligne du registre des améliorations compte ici quand elle est datée du premier abandon de la période ou d’après, et que ses indicateurs, s’ils sont nommés, comprennent le 12 ou le 32. Une mesure compte quand elle est de catégorie prevention et commence le jour du premier abandon de la période ou après, ou qu’elle vise une cause.`,
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
    const isImproved =
      register.records.improvements.some((entry) => isAnswerTo(first.on, entry, asOf)) ||
      measures.some(
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
      message: fr`${counted(dropouts.length, 'abandon', 'abandons')} dans la période, ${dropouts.length > 1 ? 'le premier ' : ''}le ${formatDate(first.on)}, et ni amélioration consignée ni mesure de prévention décidée depuis.`,
      seen: 'ni amélioration ni mesure de prévention depuis',
      isSeenDescribed: true,
      expected: fr`une ligne des améliorations du ${formatDate(first.on)} ou d’après, une mesure de catégorie prevention qui commence alors, ou une mesure qui vise une cause`,
      mend: fr`consignez dans les améliorations, ou dans mesures.yaml avec « cause_visee », ce que l’analyse des abandons vous a fait décider`,
    }
  },
}

/** An entry of the improvement register that came with or after the first dropout, on the indicators of dropouts. */
function isAnswerTo(firstOn: LocalDate, { on, indicators }: Improvement, asOf: LocalDate): boolean {
  if (on === null || on < firstOn || on > asOf) return false
  return indicators.length === 0 || indicators.some((indicator) => ['12', '32'].includes(indicator))
}
