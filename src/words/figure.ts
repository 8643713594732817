// Figures of the statistics in French words: shares with their counts, intervals, years. May not compute a figure.
import { counted, formatNumber, formatPercent, fr, listed, NBSP } from '../kernel/french.js'
import type { Interval } from '../statistics/intervals.js'
import type { Cohort, Figure } from '../statistics/statistics.js'

/** Decimals of a share: more where the population is large enough for them to mean something. */
export function decimalsFor(denominator: number | null): number {
  return denominator !== null && denominator >= 1000 ? 2 : 1
}

/** « 1,45 % », or « – » where the figure is refused. */
export function shareOf({ value, denominator }: Figure, decimals = decimalsFor(denominator)): string {
  // Without counts the share was published to the percent.
  if (value !== null && denominator === null) return formatPercent(value, 0)
  return value === null ? '–' : formatPercent(value, decimals)
}

/** « 101 / 6 950 »; a withheld count shows as « – ». */
export function countsOf({ numerator, denominator }: Figure): string {
  if (numerator === null && denominator === null) return '–'
  const shown = (count: number | null) => (count === null ? '–' : formatNumber(count))
  return `${shown(numerator)}${NBSP}/${NBSP}${shown(denominator)}`
}

/** « 1,20 à 1,76 % ». */
export function intervalWords(interval: Interval | null, decimals: number): string {
  if (interval === null) return '–'
  return `${formatNumber(interval[0] * 100, decimals)} à ${formatPercent(interval[1], decimals)}`
}

export function intervalOf({ wilson95, denominator }: Figure, decimals = decimalsFor(denominator)): string {
  return intervalWords(wilson95, decimals)
}

/** « entre 5,1 et 18,3 % ». */
export function betweenWords({ wilson95, denominator }: Figure): string {
  if (wilson95 === null) return ''
  const decimals = decimalsFor(denominator)
  return `entre ${formatNumber(wilson95[0] * 100, decimals)} et ${formatPercent(wilson95[1], decimals)}`
}

/** A difference of shares in points, with its sign: « −3,2 points ». */
export function pointsWords(difference: number): string {
  const points = formatNumber(Math.abs(difference) * 100, 1)
  const sign = difference < 0 ? '−' : '+'
  return `${sign}${points}${NBSP}${Math.abs(difference) * 100 < 2 ? 'point' : 'points'}`
}

/** « −6,1 à −0,3 points ». */
export function pointsInterval([low, high]: Interval): string {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value) * 100, 1)}`
  return `${signed(low)} à ${signed(high)}${NBSP}points`
}

/** « 2025 », « 2024 et 2025 ». */
export function yearsWords({ years }: Pick<Cohort, 'years'>): string {
  return listed(years.map(String))
}

/** « Parcours commencés en 2025 ». */
export function cohortWords({ by, years }: Cohort): string {
  const plural = years.length > 1
  if (by === 'exit') return fr`Parcours terminés ou interrompus en ${listed(years.map(String))}`
  return fr`Cohorte${plural ? 's' : ''} d’entrée ${listed(years.map(String))}`
}

/** « 12 jours », with half days where a quantile falls between two. */
export function daysWords(days: number): string {
  return Number.isInteger(days)
    ? counted(days, 'jour', 'jours')
    : `${formatNumber(days, 1)}${NBSP}${days < 2 ? 'jour' : 'jours'}`
}
