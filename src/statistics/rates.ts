// The rates of a cohort: their figures, and the words that publish their method. May not round.
import { counted, fr } from '../kernel/french.js'
import type { ScopeRules } from '../register/register.js'
import { type Fraction, wilson95 } from './intervals.js'
import { countForRates, type RateContext } from './rate-counts.js'
import { type CohortFacts, type Exclusion, FILES, RATES } from './rate-definitions.js'
import { type Figure, RATE_IDS, type Rate, type RateId } from './statistics.js'
import type { Unit } from './units.js'

/** A figure of a population, refused with the reason where the population is empty. */
export function figureOf({ numerator, denominator }: Fraction, noPopulation: string): Figure {
  return denominator === 0
    ? { numerator, denominator, value: null, wilson95: null, reason: noPopulation }
    : { numerator, denominator, value: numerator / denominator, wilson95: wilson95(numerator, denominator) }
}

/** Every rate over the units of a cohort that are in scope. */
export function figuresOf(units: readonly Unit[], context: RateContext): Readonly<Record<RateId, Figure>> {
  const counts = countForRates(units, context)
  const figures = {} as Record<RateId, Figure>
  for (const id of RATE_IDS) {
    const { fractionOf, noPopulation, missingColumnOf } = RATES[id]
    const missing = missingColumnOf?.(context) ?? null
    figures[id] =
      missing === null
        ? figureOf(fractionOf(counts), noPopulation)
        : { ...fractionOf(counts), numerator: null, value: null, wilson95: null, reason: missing }
  }
  return figures
}

/**
 * The rates with the words that publish their method: formula, population, exclusions. `hasCounts` false leaves the
 * counts of what is excluded out: on a website they are small cells like any other.
 */
export function describeRates(
  figures: Readonly<Record<RateId, Figure>>,
  facts: CohortFacts,
  context: RateContext,
  hasCounts = true,
): readonly Rate[] {
  const words = cohortWords(facts)
  const common = commonExclusions(facts)
  return RATE_IDS.map((id) => {
    const { label, formula, populationOf, exclusionsOf } = RATES[id]
    return {
      id,
      label,
      ...figures[id],
      formula,
      population: `${populationOf(words)} (${trainingsOf(facts.scope)})`,
      exclusions: sentencesOf([...exclusionsOf(facts, context), ...common], hasCounts),
    }
  })
}

function cohortWords({ by, years }: CohortFacts) {
  const when = yearsInWords(years)
  return by === 'exit'
    ? { enrolled: `sortis ${when}`, entered: `sortis ${when} après une entrée effective` }
    : { enrolled: `dont l’entrée, effective ou prévue, tombe ${when}`, entered: `entrés ${when}` }
}

/** « en 2025 », « de 2024 à 2025 ». */
function yearsInWords(years: readonly number[]): string {
  const [first] = years
  const last = years.at(-1)
  return first === last ? `en ${last}` : `de ${first} à ${last}`
}

function trainingsOf({ moreThanDays, excludesSubcontracted }: ScopeRules): string {
  const length = `formations de plus de ${counted(moreThanDays, 'jour', 'jours')}`
  return excludesSubcontracted ? `${length}, hors sous-traitance` : length
}

function sentencesOf(exclusions: readonly Exclusion[], hasCounts: boolean): readonly string[] {
  return exclusions.flatMap(({ words, count, unit, isAlwaysSaid = false }) => {
    if (!hasCounts) return [`${words}.`]
    if (count === 0) return isAlwaysSaid ? [fr`${words} : aucun ${unit[0]}.`] : []
    return [fr`${words} : ${counted(count, ...unit)}.`]
  })
}

function commonExclusions({ scope, outOfScope, units }: CohortFacts): readonly Exclusion[] {
  const limit = counted(scope.moreThanDays, 'jour', 'jours')
  const subcontracted: Exclusion = {
    words: 'Formations sous-traitées, hors périmètre',
    count: outOfScope.subcontracted,
    unit: FILES,
    isAlwaysSaid: true,
  }
  return [
    {
      words: `Formations de ${limit} ou moins, hors périmètre`,
      count: outOfScope.short,
      unit: FILES,
      isAlwaysSaid: true,
    },
    ...(scope.excludesSubcontracted ? [subcontracted] : []),
    {
      words: 'Erreurs administratives, dans aucune population',
      count: units.filter(({ state }) => state === 'erreur').length,
      unit: FILES,
      isAlwaysSaid: true,
    },
    {
      words: 'Ni date d’entrée ni date d’entrée prévue, dans aucune cohorte',
      count: outOfScope.unknownCohort,
      unit: FILES,
    },
    { words: 'Date inutilisable, mis de côté', count: outOfScope.unusableDate, unit: FILES },
  ]
}
