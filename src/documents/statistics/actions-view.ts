// What the organisation did: alternatives proposed, measures before and after. May not conclude that a measure works.

import { counted, formatNumber, fr, typographic } from '../../kernel/french.js'
import { RATES } from '../../statistics/rate-definitions.js'
import type { MeasureEffect, Statistics } from '../../statistics/statistics.js'
import { countsOf, pointsInterval, pointsWords, shareOf } from '../../words/figure.js'
import { meanWords } from '../../words/satisfaction.js'
import { ALTERNATIVE_WORDS, capitalised } from '../../words/values.js'
import { type TableBlock, tableRow, textCell } from '../blocks.js'
import type { RankedBars } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import { type RunChartsView, runChartsView } from './run-charts-view.js'

export interface ActionsView extends SectionHead {
  readonly chart: RankedBars | null
  readonly alternatives: TableBlock
  readonly measures: TableBlock | null
  readonly runCharts: RunChartsView | null
}

export function actionsView(statistics: Statistics, number: string): ActionsView | null {
  const { alternatives, measures } = statistics
  const hasAlternatives = alternatives.proposed + alternatives.none > 0
  if (!hasAlternatives && measures.length === 0) return null
  return {
    anchor: 'alternatives',
    number,
    isBrief: true,
    title: 'Les alternatives et les mesures',
    lead: fr`Ce qui a été proposé à ceux dont le parcours s’interrompait, et ce que devient un taux quand une mesure est en place.`,
    chart: chartOf(statistics),
    alternatives: alternativesTable(statistics),
    measures: measures.length === 0 ? null : measuresTable(measures),
    runCharts: runChartsView(statistics.runCharts),
  }
}

function chartOf({ alternatives: { byKind, proposed, exits } }: Statistics): RankedBars | null {
  if (byKind.length < 2) return null
  return {
    kind: 'rankedBars',
    id: 'alternatives-barres',
    title: fr`Une alternative proposée pour ${formatNumber(proposed)} parcours interrompus sur ${formatNumber(exits)}`,
    description: byKind
      .map(
        ({ kind, proposed: count }) => fr`${capitalised(ALTERNATIVE_WORDS[kind])} : ${formatNumber(count)}.`,
      )
      .join(' '),
    bars: byKind.map(({ kind, proposed: count }) => ({
      label: capitalised(ALTERNATIVE_WORDS[kind]),
      value: count,
      shown: formatNumber(count),
    })),
    note: null,
  }
}

function alternativesTable({ alternatives }: Statistics): TableBlock {
  const { exits, proposed, accepted, refused, unanswered, otherAnswer, none, notRecorded, byKind } =
    alternatives
  const cells = (label: string, counts: readonly (number | null)[]) => [
    textCell(label),
    ...counts.map((count) => textCell(count === null ? '' : count === 0 ? '–' : formatNumber(count))),
  ]
  const apart = (label: string, count: number) =>
    count === 0 ? [] : [tableRow(cells(label, [count, null, null, null]))]
  return {
    id: 'alternatives-table',
    caption: 'Alternatives proposées et réponses',
    columns: [
      { label: 'Alternative', align: 'text', width: '40%' },
      { label: 'Proposée', align: 'number', width: null },
      { label: 'Acceptée', align: 'number', width: null },
      { label: 'Refusée', align: 'number', width: null },
      { label: 'Sans réponse', align: 'number', width: null },
    ],
    rows: [
      ...byKind.map((kind) =>
        tableRow(
          cells(capitalised(ALTERNATIVE_WORDS[kind.kind]), [
            kind.proposed,
            kind.accepted,
            kind.refused,
            kind.unanswered,
          ]),
        ),
      ),
      tableRow(cells('Ensemble des propositions', [proposed, accepted, refused, unanswered]), true),
      ...apart('Aucune alternative proposée', none),
      ...apart('Non renseigné', notRecorded),
    ],
    empty: fr`Aucune alternative enregistrée pour ${formatNumber(exits)} parcours interrompus.`,
    note: fr`${otherAnswer > 0 ? fr`${counted(otherAnswer, 'réponse n’est', 'réponses ne sont')} ni oui ni non. ` : ''}Erreurs administratives et parcours jamais commencés compris.`,
  }
}

function measuresTable(measures: readonly MeasureEffect[]): TableBlock {
  return {
    id: 'mesures-table',
    caption: 'Mesures : un taux avant et après',
    columns: [
      { label: 'Mesure et taux suivi', align: 'text', width: '40%' },
      { label: 'Avant', align: 'number', width: null },
      { label: 'Après', align: 'number', width: null },
      { label: 'Écart et intervalle à 95 %', align: 'number', width: '26%' },
    ],
    rows: measures.flatMap(
      ({ measure, rate, before, after, difference, newcombe95, questions = [], reason }) =>
        questions.length > 0
          ? questions.map((asked) =>
              tableRow([
                textCell(measure.title, typographic(asked.question)),
                textCell(meanWords(asked.before, asked.outOf)),
                textCell(meanWords(asked.after, asked.outOf)),
                textCell('–'),
              ]),
            )
          : [
              tableRow([
                textCell(measure.title, rate === null ? null : RATES[rate].label),
                textCell(shareOf(before), detailOf(before)),
                textCell(shareOf(after), detailOf(after)),
                difference === null || newcombe95 === null
                  ? textCell('–', reason ?? null)
                  : textCell(pointsWords(difference), pointsInterval(newcombe95)),
              ]),
            ],
    ),
    empty: 'Aucune mesure n’annonce un effet à suivre.',
    note: fr`Une cohorte avant, une cohorte après : c’est une association, pas une preuve d’effet. Un intervalle qui contient zéro ne permet aucun commentaire.`,
  }
}

function detailOf(figure: MeasureEffect['before']): string {
  return figure.denominator === null ? String(figure.year) : fr`${figure.year}, ${countsOf(figure)}`
}
