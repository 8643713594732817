// The formal measures, as mesures.yaml describes them. May not say whether a measure works: the statistics give its figures.
import {
  counted,
  formatLongDate,
  formatPercent,
  fr,
  listed,
  plural,
  typographic,
} from '../../kernel/french.js'
import type { Measure } from '../../register/measure.js'
import { RATES } from '../../statistics/rate-definitions.js'
import type { MeasureEffect } from '../../statistics/statistics.js'
import { proofBadge } from '../../words/evidence.js'
import { questionWords } from '../../words/satisfaction.js'
import { outOf } from '../../words/share-sentence.js'
import type { Badge } from '../../words/tone.js'
import { capitalised, trainingTypesWords } from '../../words/values.js'
import type { SectionHead } from '../section.js'
import { trainingTitles } from '../training-titles.js'
import type { ReportInputs } from './report-inputs.js'

export interface MeasureView {
  readonly title: string
  readonly audience: string
  readonly tools: string | null
  readonly since: string
  readonly indicators: string
  readonly targetedCause: string | null
  readonly proofs: readonly { readonly path: string; readonly state: Badge }[]
  /** Said where no proof is named, else null. */
  readonly noProof: string | null
  /** Before and after with their figures, or that nothing was measured. */
  readonly effect: string
}

export interface MeasuresView extends SectionHead {
  readonly groups: readonly {
    readonly heading: string
    readonly intro: string
    readonly measures: readonly MeasureView[]
    /** Said instead of an empty list, else null. */
    readonly empty: string | null
  }[]
}

export function measuresView(inputs: ReportInputs, number: string): MeasuresView {
  const { measures } = inputs.register
  const group = (category: Measure['category'], heading: string, empty: string) => {
    const own = measures.filter((measure) => measure.category === category)
    return {
      heading,
      intro: introOf(own),
      measures: own.map((measure) => measureView(measure, inputs)),
      empty: own.length === 0 ? empty : null,
    }
  }
  return {
    anchor: 'mesures',
    number,
    isBrief: measures.length === 0,
    title: 'Mesures formalisées',
    lead:
      measures.length === 0
        ? 'Aucune mesure n’est décrite dans les fichiers de l’organisme.'
        : fr`L’organisme décrit ${counted(measures.length, 'mesure', 'mesures')}. Pour chacune : à qui elle s’adresse, avec quels outils, depuis quand, et les pièces qui la montrent.`,
    groups:
      measures.length === 0
        ? []
        : [
            group('engagement', 'Favoriser l’engagement', 'Aucune mesure d’engagement n’est décrite.'),
            group(
              'prevention',
              'Prévenir les ruptures de parcours',
              'Aucune mesure de prévention n’est décrite.',
            ),
          ],
  }
}

function introOf(measures: readonly Measure[]): string {
  const named = measures.reduce((sum, measure) => sum + measure.evidence.length, 0)
  if (measures.length === 0) return ''
  return fr`${counted(measures.length, 'mesure', 'mesures')}, ${counted(named, 'pièce citée', 'pièces citées')}.`
}

function measureView(measure: Measure, inputs: ReportInputs): MeasureView {
  const { naming, evidence, measureEffects } = inputs
  return {
    title: typographic(measure.title),
    audience: audienceWords(measure, inputs),
    tools: measure.tools.length === 0 ? null : typographic(capitalised(listed(measure.tools))),
    since:
      measure.until === null
        ? fr`Depuis le ${formatLongDate(measure.since)}`
        : fr`Du ${formatLongDate(measure.since)} au ${formatLongDate(measure.until)}`,
    indicators: listed([...measure.indicators].sort((a, b) => a - b).map(String)),
    targetedCause: measure.targetedCause,
    proofs: measure.evidence.map((path) => ({
      path: naming.organisationText(path),
      state: proofBadge(path, evidence),
    })),
    noProof: measure.evidence.length === 0 ? 'Aucune pièce citée.' : null,
    effect: effectWords(measure, measureEffects.get(measure.id)),
  }
}

function audienceWords(measure: Measure, { register }: ReportInputs): string {
  const { types, sites, trainings } = measure.audience
  const parts: string[] = []
  const typeWords = trainingTypesWords(types)
  if (typeWords !== null) parts.push(typeWords)
  if (trainings.length > 0) parts.push(listed(trainings.map(trainingTitles(register))))
  if (sites.length > 0) {
    const names = sites.map((id) => register.sites.find((site) => site.id === id)?.name ?? id)
    parts.push(fr`${plural(names.length, 'site', 'sites')} : ${listed(names)}`)
  }
  return parts.length === 0 ? 'Tous les bénéficiaires' : capitalised(parts.join(', '))
}

/** « Taux d’abandon : 12,5 % en 2025 (5 sur 40), 8,0 % en 2026 (4 sur 50) »: the figures, never a cause. */
function effectWords(measure: Measure, effect: MeasureEffect | undefined): string {
  if (measure.effect === null || effect === undefined) return 'Non mesuré.'
  if (effect.questions !== undefined && effect.questions.length > 0) {
    return `${effect.questions.map(questionWords).join(fr` ; `)}.`
  }
  const label = effect.rate === null ? 'Effet' : RATES[effect.rate].label
  const { before, after, reason } = effect
  if (before.value === null || after.value === null) {
    return fr`${label} : ${reason ?? before.reason ?? after.reason ?? 'figure non calculée'}`
  }
  const significance = effect.isSeparate
    ? ''
    : fr` ; l’écart ne dépasse pas les variations ordinaires d’une année à l’autre`
  return fr`${label} : ${figureWords(before)}, ${figureWords(after)}${significance}.`
}

function figureWords(side: MeasureEffect['before']): string {
  const counts =
    side.numerator === null || side.denominator === null
      ? ''
      : ` (${outOf(side.numerator, side.denominator)})`
  return fr`${formatPercent(side.value ?? 0)} en ${side.year}${counts}`
}
