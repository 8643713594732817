// A measure beside the rate it aims at, before and after: two cohorts and the interval of their difference. May not conclude.

import { fr } from '../kernel/french.js'
import type { Measure } from '../register/measure.js'
import { newcombe95 } from './intervals.js'
import type { RateContext } from './rate-counts.js'
import { figuresOf } from './rates.js'
import { compareSatisfaction } from './satisfaction.js'
import { type Figure, type MeasureEffect, RATE_IDS, type RateId } from './statistics.js'
import type { Unit } from './units.js'

/** `unitsOfYear`: units of a cohort in scope. Measures that announce no effect are left out. */
export function compareMeasures(
  measures: readonly Measure[],
  unitsOfYear: (year: number) => readonly Unit[],
  context: RateContext,
): readonly MeasureEffect[] {
  return measures.flatMap((measure) => {
    if (measure.effect === null) return []
    const { before, after } = measure.effect
    if (measure.effect.rate === 'satisfaction') return [satisfactionOf(measure, measure.effect, context)]
    const rate = RATE_IDS.find((id) => id === measure.effect?.rate) ?? null
    if (rate === null) return [refused(measure, before, after)]
    const figure = (year: number): Figure =>
      figuresOf(
        unitsOfYear(year).filter((unit) => isConcerned(unit, measure)),
        context,
      )[rate]
    return [effectOf(measure, rate, { ...figure(before), year: before }, { ...figure(after), year: after })]
  })
}

/** Surveys name no training: the answers of everybody are looked at. */
function satisfactionOf(
  measure: Measure,
  years: NonNullable<Measure['effect']>,
  { surveyAnswers, asOf }: RateContext,
): MeasureEffect {
  const questions = compareSatisfaction(surveyAnswers, years, asOf)
  const isComparable = questions.some(({ before, after }) => before.mean !== null && after.mean !== null)
  const effect = { ...refused(measure, years.before, years.after), questions }
  if (!isComparable) {
    return {
      ...effect,
      reason: fr`satisfaction : aucune question n’a de réponses en ${years.before} et en ${years.after}`,
    }
  }
  const { reason: _, ...compared } = effect
  return compared
}

/** Whether a unit belongs to those whom a measure is for. */
export function isConcerned({ last }: Unit, { audience }: Measure): boolean {
  const { training, site } = last
  return (
    (audience.types.length === 0 || (training.type !== null && audience.types.includes(training.type))) &&
    (audience.sites.length === 0 || audience.sites.includes(site.id)) &&
    (audience.trainings.length === 0 ||
      audience.trainings.includes(training.code) ||
      audience.trainings.includes(training.title))
  )
}

function effectOf(
  measure: Measure,
  rate: RateId,
  before: MeasureEffect['before'],
  after: MeasureEffect['after'],
): MeasureEffect {
  const interval =
    before.value === null || after.value === null ? null : newcombe95(fractionOf(before), fractionOf(after))
  if (before.value === null || after.value === null || interval === null) {
    const missing = before.value === null ? before : after
    return {
      measure,
      rate,
      before,
      after,
      difference: null,
      newcombe95: null,
      isSeparate: false,
      reason: fr`cohorte ${missing.year} : ${missing.reason ?? 'figure refusée'}`,
    }
  }
  return {
    measure,
    rate,
    before,
    after,
    difference: after.value - before.value,
    newcombe95: interval,
    isSeparate: interval[0] > 0 || interval[1] < 0,
  }
}

function fractionOf({ numerator, denominator }: Figure) {
  return { numerator: numerator ?? 0, denominator: denominator ?? 0 }
}

function refused(measure: Measure, before: number, after: number): MeasureEffect {
  const empty = { numerator: null, denominator: null, value: null, wilson95: null }
  return {
    measure,
    rate: null,
    before: { ...empty, year: before },
    after: { ...empty, year: after },
    difference: null,
    newcombe95: null,
    isSeparate: false,
    reason: fr`l’indicateur « ${measure.effect?.rate ?? ''} » n’est pas un taux connu`,
  }
}
