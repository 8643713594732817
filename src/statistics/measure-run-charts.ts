// The rate that a measure aims at, month after month: whether its level moved from the median before. May not conclude
// that the measure moved it.

import { counted, fr } from '../kernel/french.js'
import { groupedBy } from '../kernel/grouped-by.js'
import { formatIsoDate, type LocalDate, yearOf } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import type { Measure } from '../register/measure.js'
import { isConcerned } from './measure-effects.js'
import type { RateContext } from './rate-counts.js'
import { figuresOf } from './rates.js'
import { FEWEST_POINTS, medianOf, readRuns } from './run-rules.js'
import { type CohortBasis, RATE_IDS, type RunChart, type RunPoint } from './statistics.js'
import { cohortDayOf, type Unit } from './units.js'

/**
 * One run chart a measure that announces an effect, from the year before to the year after; one a question where the
 * effect is looked for in surveys. A month without a figure has no point, nor has a month after `asOf`.
 */
export function chartMeasures(
  measures: readonly Measure[],
  unitsOfYear: (year: number) => readonly Unit[],
  by: CohortBasis,
  context: RateContext,
): readonly RunChart[] {
  return measures.flatMap((measure): readonly RunChart[] => {
    const { effect } = measure
    if (effect === null) return []
    if (effect.rate === 'satisfaction') return chartQuestions(measure, context)
    const rate = RATE_IDS.find((id) => id === effect.rate)
    if (rate === undefined) {
      return [refused(measure, [], fr`l’indicateur « ${effect.rate} » n’est pas un taux connu`)]
    }
    const units = yearsBetween(effect)
      .flatMap(unitsOfYear)
      .filter((unit) => isConcerned(unit, measure))
    const points = monthlyPoints(
      units,
      (unit) => cohortDayOf(unit, by),
      (group) => figuresOf(group, context)[rate].value,
      effect,
      context.asOf,
    )
    return [{ ...chartOf(measure, points), rate }]
  })
}

function chartQuestions(measure: Measure, { surveyAnswers, asOf }: RateContext): readonly RunChart[] {
  const years = measure.effect
  if (years === null) return []
  // Marks on different scales are different questions.
  const questions = groupedBy(surveyAnswers, ({ question, outOf }) => `${textKey(question)}\0${outOf ?? ''}`)
  const charts = [...questions.values()].flatMap((answers): readonly RunChart[] => {
    const points = monthlyPoints(
      answers,
      ({ on }) => on,
      (group) => group.reduce((sum, { mark }) => sum + mark, 0) / group.length,
      years,
      asOf,
    )
    const [first] = answers
    if (points.length === 0 || first === undefined) return []
    return [{ ...chartOf(measure, points), question: first.question, outOf: first.outOf }]
  })
  return charts.length > 0
    ? charts
    : [refused(measure, [], fr`aucune réponse aux enquêtes de ${years.before} à ${years.after}`)]
}

function yearsBetween({ before, after }: { readonly before: number; readonly after: number }): number[] {
  return Array.from({ length: Math.max(0, after - before + 1) }, (_, index) => before + index)
}

function monthlyPoints<Item>(
  items: readonly Item[],
  dayOf: (item: Item) => LocalDate | null,
  figureOf: (group: readonly Item[]) => number | null,
  years: { readonly before: number; readonly after: number },
  asOf: LocalDate,
): readonly RunPoint[] {
  const known = items.flatMap((item) => {
    const on = dayOf(item)
    if (on === null || yearOf(on) < years.before || yearOf(on) > years.after) return []
    return [{ item, month: formatIsoDate(on).slice(0, 7) }]
  })
  const last = formatIsoDate(asOf).slice(0, 7)
  return [...groupedBy(known, ({ month }) => month)]
    .filter(([month]) => month <= last)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([month, group]) => {
      const value = figureOf(group.map(({ item }) => item))
      return value === null ? [] : [{ month, value }]
    })
}

/** The median is that of the months of the year before; the rules look at every month against it. */
function chartOf(measure: Measure, points: readonly RunPoint[]): RunChart {
  const year = String(measure.effect?.before ?? '')
  const before = points.filter(({ month }) => month.startsWith(`${year}-`)).map(({ value }) => value)
  if (points.length < FEWEST_POINTS) {
    return refused(
      measure,
      points,
      fr`${counted(points.length, 'mois a une valeur', 'mois ont une valeur')}, il en faut ${FEWEST_POINTS}`,
    )
  }
  if (before.length === 0) return refused(measure, points, fr`aucun mois de ${year} n’a de valeur`)
  const median = medianOf(before)
  const reading = readRuns(
    points.map(({ value }) => value),
    median,
  )
  if (reading.useful < FEWEST_POINTS) {
    return {
      ...refused(
        measure,
        points,
        fr`${counted(reading.useful, 'mois seulement s’écarte', 'mois seulement s’écartent')} de la médiane, il en faut ${FEWEST_POINTS}`,
      ),
      median,
    }
  }
  return { measure, rate: null, points, median, reading, signals: reading.signals, reason: null }
}

function refused(measure: Measure, points: readonly RunPoint[], reason: string): RunChart {
  return { measure, rate: null, points, median: null, reading: null, signals: [], reason }
}
