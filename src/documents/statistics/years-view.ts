// Cohorts side by side. Comments on a change only where the intervals have no point in common. May not compute a figure.

import { formatNumber, fr, quoted } from '../../kernel/french.js'
import { RATES } from '../../statistics/rate-definitions.js'
import { RATE_IDS, type RateId, type YearChange, type YearFigures } from '../../statistics/statistics.js'
import { countsOf, intervalOf, pointsInterval, pointsWords, shareOf } from '../../words/figure.js'
import { type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { DotInterval } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import type { Shown } from './document-inputs.js'

export interface YearsView extends SectionHead {
  readonly chart: DotInterval | null
  readonly table: TableBlock
  readonly comments: readonly string[]
}

/** The same for all cohorts, so that a row compares. */
const DECIMALS = 1
const MAIN_RATES: readonly RateId[] = ['dropout', 'interruption', 'noShow']

export function yearsView({ kind, statistics }: Shown, number: string): YearsView | null {
  const { years } = statistics
  if (years.length < 2) return null
  return {
    anchor: 'annees',
    number,
    isBrief: true,
    title: 'Les cohortes côte à côte',
    lead: fr`Chaque cohorte telle qu’elle est connue à la date d’arrêté : la dernière a plus de parcours en cours que les autres.`,
    chart: chartOf(years, kind === 'whole' ? statistics.changes : []),
    table: tableOf(years),
    comments: kind === 'whole' ? commentsOf(statistics.changes) : [],
  }
}

function chartOf(years: readonly YearFigures[], changes: readonly YearChange[]): DotInterval | null {
  const known = years.filter(({ rates }) => rates.dropout.value !== null)
  if (known.length < 2) return null
  const change = changes.findLast(({ rate }) => rate === 'dropout')
  const from = years.find(({ year }) => year === change?.from)
  const to = years.find(({ year }) => year === change?.to)
  return {
    kind: 'dotInterval',
    id: 'annees-points',
    title:
      from !== undefined && to !== undefined
        ? fr`Le taux d’abandon passe de ${shareOf(from.rates.dropout, DECIMALS)} (${from.year}) à ${shareOf(to.rates.dropout, DECIMALS)} (${to.year})`
        : fr`Taux d’abandon : d’une cohorte à l’autre, les intervalles se recouvrent`,
    description: known
      .map(
        ({ year, rates }) =>
          fr`${year} : ${shareOf(rates.dropout, DECIMALS)}, de ${intervalOf(rates.dropout, DECIMALS)}.`,
      )
      .join(' '),
    rows: known.map(({ year, rates }) => ({
      label: String(year),
      detail: null,
      value: rates.dropout.value,
      low: rates.dropout.wilson95?.[0] ?? null,
      high: rates.dropout.wilson95?.[1] ?? null,
      shown: `${shareOf(rates.dropout, DECIMALS)} (${countsOf(rates.dropout)})`,
    })),
  }
}

/** Years in columns, at most six of them beside the labels. */
function tableOf(years: readonly YearFigures[]): TableBlock {
  const columns = years.slice(-5)
  const ids = RATE_IDS.filter(
    (id) => MAIN_RATES.includes(id) || columns.some(({ rates }) => rates[id].value !== null),
  )
  return tableBlock({
    id: 'annees-table',
    caption: 'Taux et effectifs par cohorte',
    columns: [
      { label: '', align: 'text', width: '36%' },
      ...columns.map(({ year }) => ({ label: String(year), align: 'number' as const, width: null })),
    ],
    rows: [
      tableRow([
        textCell('Inscrits'),
        ...columns.map(({ populations }) => textCell(formatNumber(populations.enrolled))),
      ]),
      tableRow([
        textCell('Entrés'),
        ...columns.map(({ populations }) => textCell(formatNumber(populations.entered))),
      ]),
      tableRow([
        textCell('En cours'),
        ...columns.map(({ populations }) => textCell(formatNumber(populations.inProgress))),
      ]),
      ...ids.map((id) =>
        tableRow([
          textCell(RATES[id].label),
          ...columns.map(({ rates }) =>
            rates[id].value === null
              ? textCell('–')
              : textCell(
                  shareOf(rates[id], DECIMALS),
                  rates[id].denominator === null ? null : countsOf(rates[id]),
                ),
          ),
        ]),
      ),
    ],
    empty: 'Une seule cohorte.',
  })
}

function commentsOf(changes: readonly YearChange[]): readonly string[] {
  if (changes.length === 0) {
    return [
      fr`Aucun écart entre deux cohortes n’est commenté : leurs intervalles se recouvrent, le hasard suffit à les expliquer.`,
    ]
  }
  return changes.map(
    ({ rate, from, to, difference, newcombe95 }) =>
      fr`${quoted(RATES[rate].label)} : ${pointsWords(difference)} entre ${from} et ${to} (intervalle à 95 % de l’écart : ${pointsInterval(newcombe95)}). Les intervalles des deux cohortes sont séparés.`,
  )
}
