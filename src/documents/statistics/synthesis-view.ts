// The figures that matter first, and the same exits counted in three ways. May not compute a figure.
import { counted, formatNumber, fr, plural } from '../../kernel/french.js'
import { WITHHELD } from '../../statistics/disclosure.js'
import type { Rate, RateId } from '../../statistics/statistics.js'
import { betweenWords, countsOf, shareOf } from '../../words/figure.js'
import { INTERVAL_MEANING, POPULATION_WORDS } from '../../words/statistics.js'
import { capitalised } from '../../words/values.js'
import { type Callout, type KeyFigures, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import type { Shown } from './document-inputs.js'

export interface SynthesisView extends SectionHead {
  readonly figures: KeyFigures
  readonly definitions: TableBlock
  readonly populations: TableBlock
  readonly meaning: Callout
}

const KEY_RATES: readonly { readonly id: RateId; readonly label: string }[] = [
  { id: 'dropout', label: 'Abandons' },
  { id: 'interruption', label: 'Interruptions en cours de prestation' },
  { id: 'alternativeProposed', label: 'Alternatives proposées' },
  { id: 'relaunchOnTime', label: 'Relances dans le délai' },
]

export function synthesisView({ statistics }: Shown, number: string): SynthesisView {
  const { rates, populations } = statistics
  return {
    anchor: 'essentiel',
    number,
    isBrief: true,
    title: 'L’essentiel',
    lead: leadOf(
      rates.find(({ id }) => id === 'dropout'),
      populations.inProgress,
    ),
    figures: {
      figures: KEY_RATES.flatMap(({ id, label }) => {
        const rate = rates.find((one) => one.id === id)
        return rate === undefined ? [] : [keyFigure(rate, label)]
      }),
    },
    definitions: definitionsTable({ statistics } as Shown),
    populations: populationsTable({ statistics } as Shown),
    meaning: { tone: 'note', title: 'Comment lire l’intervalle', paragraphs: [INTERVAL_MEANING] },
  }
}

function leadOf(dropout: Rate | undefined, inProgress: number): string | null {
  if (dropout === undefined || dropout.denominator === null || dropout.denominator === 0) {
    return 'Aucune entrée dans la cohorte : les taux sont refusés.'
  }
  const entered = counted(dropout.denominator, 'parcours commencé', 'parcours commencés')
  if (dropout.numerator === null) {
    return fr`${entered} : un effectif trop petit pour que le taux d’abandon soit publié.`
  }
  const waiting =
    inProgress === 0
      ? ''
      : fr` ${formatNumber(inProgress)} ${plural(inProgress, 'parcours est encore en cours', 'parcours sont encore en cours')}.`
  return fr`${counted(dropout.numerator, 'abandon', 'abandons')} sur ${entered}.${waiting}`
}

function keyFigure(rate: Rate, label: string): KeyFigures['figures'][number] {
  if (rate.value === null) {
    const why = rate.reason === WITHHELD ? 'masqué, effectif trop petit' : (rate.reason ?? null)
    return { value: '–', label, detail: why, tone: 'neutral' }
  }
  return {
    value: shareOf(rate),
    label,
    detail: rate.denominator === null ? null : `${countsOf(rate)}, ${betweenWords(rate)}`,
    tone: 'accent',
  }
}

function definitionsTable({ statistics }: Shown): TableBlock {
  return {
    id: 'definitions',
    caption: 'Selon la définition retenue',
    columns: [
      { label: 'Ce qui est compté', align: 'text', width: '64%' },
      { label: 'Effectifs', align: 'number', width: null },
      { label: 'Taux', align: 'number', width: null },
    ],
    rows: statistics.definitions.map(({ id, sentence, reason, ...figure }) =>
      tableRow([
        textCell(sentence, id === 'dropout' ? 'C’est le taux d’abandon de ce document.' : null),
        textCell(countsOf({ ...figure, wilson95: null })),
        figure.value === null
          ? textCell('–', reason === WITHHELD ? 'masqué' : (reason ?? null))
          : textCell(shareOf({ ...figure, wilson95: null })),
      ]),
    ),
    empty: 'Aucune définition.',
    note: fr`Les mêmes faits donnent plusieurs taux : le chiffre n’a de sens qu’avec sa méthode.`,
  }
}

function populationsTable({ statistics }: Shown): TableBlock {
  const { populations, outOfScope } = statistics
  const line = (key: keyof typeof POPULATION_WORDS, count: number) =>
    tableRow([textCell(capitalised(POPULATION_WORDS[key])), textCell(formatNumber(count))])
  return {
    id: 'populations',
    caption: 'Qui est compté',
    columns: [
      { label: 'Population', align: 'text', width: '70%' },
      { label: 'Parcours', align: 'number', width: null },
    ],
    rows: [
      line('enrolled', populations.enrolled),
      line('entered', populations.entered),
      line('inProgress', populations.inProgress),
      line('notYetEntered', populations.notYetEntered),
      line('persons', populations.persons),
      ...(['short', 'subcontracted', 'unknownCohort', 'unusableDate'] as const)
        .filter((key) => outOfScope[key] > 0)
        .map((key) =>
          tableRow([
            textCell(fr`Hors champ : ${POPULATION_WORDS[key]}`),
            textCell(formatNumber(outOfScope[key])),
          ]),
        ),
    ],
    empty: 'Aucun parcours.',
    note: fr`L’unité est l’inscription. Les dossiers qui se remplacent comptent pour une, à la date d’entrée du premier et dans l’état du dernier.`,
  }
}
