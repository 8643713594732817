// What each measure aims at, month after month. May not conclude that a measure works.
import {
  counted,
  formatMonth,
  formatNumber,
  formatPercent,
  fr,
  listed,
  quoted,
  SHORT_MONTHS,
  typographic,
} from '../../kernel/french.js'
import { RATES } from '../../statistics/rate-definitions.js'
import type { RunChart } from '../../statistics/statistics.js'
import type { RunChartModel } from '../chart-models.js'
import { anchorOf } from '../section.js'

export interface RunChartsView {
  readonly heading: string
  /** The method, in one sentence. */
  readonly method: string
  readonly charts: readonly RunChartModel[]
  /** Charts that are refused, each with its reason. */
  readonly refused: readonly string[]
}

/** Null where no measure announces an effect. */
export function runChartsView(runCharts: readonly RunChart[]): RunChartsView | null {
  if (runCharts.length === 0) return null
  const drawn = runCharts.flatMap((chart, index) => {
    const model = chart.median === null ? null : modelOf(chart, chart.median, index)
    return model === null ? [] : [model]
  })
  return {
    heading: 'Les mesures, mois après mois',
    method: fr`Chaque mois (d’entrée, ou de réponse à une enquête) face à la médiane des mois de l’année d’avant, points creux ; deux règles (Anhøj) disent si le niveau a bougé plus que le hasard ne le fait : trop de mois de suite du même côté, ou une médiane trop rarement croisée.`,
    charts: drawn,
    refused: runCharts
      .filter(({ median }) => median === null)
      .map((chart) => fr`${subjectOf(chart)} : pas de courbe, ${chart.reason ?? 'figure refusée'}.`),
  }
}

function modelOf(chart: RunChart, median: number, index: number): RunChartModel {
  const { measure, points, rate } = chart
  const written = (value: number) => (rate === null ? formatNumber(value, 1) : formatPercent(value))
  const before = String(measure.effect?.before ?? '')
  const highest = Math.max(median, ...points.map(({ value }) => value))
  const max =
    rate === null ? (chart.outOf ?? Math.max(1, highest)) : Math.min(1, Math.max(0.02, highest * 1.1))
  return {
    kind: 'runChart',
    id: anchorOf('mesure', String(index + 1), measure.id),
    title: fr`${subjectOf(chart)} : ${signalWords(chart)}`,
    description: fr`Médiane de ${before} : ${written(median)}. ${points.map(({ month, value }) => fr`${monthWords(month)} : ${written(value)}.`).join(' ')}`,
    points: points.map(({ month, value }, at) => ({
      label: SHORT_MONTHS[Number(month.slice(5)) - 1] ?? month,
      group: points[at - 1]?.month.slice(0, 4) === month.slice(0, 4) ? null : month.slice(0, 4),
      value,
      isBefore: month.startsWith(before),
    })),
    median: { value: median, shown: fr`médiane ${written(median)}` },
    scale: [0, max / 2, max].map((at) => ({
      at,
      label: rate === null ? formatNumber(at, 1) : formatPercent(at),
    })),
    max,
    note:
      chart.reason === null
        ? fr`Les derniers mois comptent encore des parcours en cours. C’est une association, pas une preuve d’effet.`
        : fr`Règles non appliquées : ${chart.reason}.`,
  }
}

/** « Mentorat, taux d’abandon ». */
function subjectOf({ measure, rate, question }: RunChart): string {
  const title = typographic(measure.title)
  if (question !== undefined) return fr`${title}, ${quoted(typographic(question))}`
  return rate === null ? title : fr`${title}, ${RATES[rate].label.toLocaleLowerCase('fr')}`
}

/** What the rules say, with their figures: « niveau changé, 9 mois de suite du même côté (au plus 7 par hasard) ». */
function signalWords({ reading, signals, reason }: RunChart): string {
  if (reason !== null || reading === null) return 'trop peu de mois s’écartent de la médiane'
  if (signals.length === 0) return 'pas de changement au-delà du hasard'
  const facts = signals.map((signal) =>
    signal === 'longRun'
      ? fr`${formatNumber(reading.longestRun)} mois de suite du même côté de la médiane (au plus ${reading.runLimit} par hasard)`
      : fr`médiane croisée ${counted(reading.crossings, 'fois', 'fois')} (au moins ${reading.crossingLimit} par hasard)`,
  )
  return fr`le niveau a changé, ${listed(facts)}`
}

function monthWords(month: string): string {
  return formatMonth(Number(month.slice(0, 4)), Number(month.slice(5)))
}
