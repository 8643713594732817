// Every figure of a cohort, from the register and the ledger. May not round, format, or read a file.
import { yearOf } from '../kernel/local-date.js'
import type { Ledger } from '../procedure/ledger.js'
import { hasField } from '../records/records.js'
import { DEFAULT_SCOPE } from '../register/out-of-scope.js'
import type { Register, ScopeRules } from '../register/register.js'
import { countAlternatives } from './alternatives.js'
import { breakDownBy } from './breakdowns.js'
import { countCauses, unsortedCausesOf } from './causes.js'
import { countCertifications } from './certification-figures.js'
import { defineSideBySide } from './definitions.js'
import { withholdDisability } from './disability.js'
import { areSeparate, newcombe95 } from './intervals.js'
import { compareMeasures } from './measure-effects.js'
import { chartMeasures } from './measure-run-charts.js'
import { followRelaunched, followSurvival, measureTimeToDropout } from './pathways.js'
import { countPersons } from './persons.js'
import type { RateContext } from './rate-counts.js'
import { describeRates, figuresOf } from './rates.js'
import {
  type Cohort,
  type CohortBasis,
  DEFAULT_PUBLICATION,
  DIMENSIONS,
  EXIT_STATES,
  type Exits,
  LOWEST_THRESHOLD,
  type OutOfScopeCounts,
  type Populations,
  RATE_IDS,
  type Statistics,
  type StatisticsOptions,
  type YearChange,
  type YearFigures,
} from './statistics.js'
import { cohortYearOf, gatherUnits, type Unit } from './units.js'
import { followIncidence } from './weekly-incidence.js'

/** How many earlier cohorts stand beside the one asked for. */
const YEARS_BESIDE = 4

/** Units sorted by cohort year and scope, once for all the years. */
interface Cohorts {
  /** Units in scope with usable dates, administrative errors among them. */
  unitsOf(year: number): readonly Unit[]
  outOfScopeOf(years: readonly number[]): OutOfScopeCounts
  /** Years that have at least one unit in scope, oldest first. */
  readonly years: readonly number[]
}

/**
 * The statistics of one cohort (or several cumulated). Design § 6, « Statistics: what counts ».
 * Everything is over trainings in scope; `periode` does not cut them.
 */
export function buildStatistics(
  register: Register,
  ledger: Pick<Ledger, 'verdicts'>,
  options: StatisticsOptions = {},
): Statistics {
  const { asOf } = register
  const { cohort, cohorts, units, scope } = gatherCohort(register, options)
  const { by } = cohort
  const context: RateContext = {
    asOf,
    ledger,
    hasNewContractColumn: hasField(register.records, 'apprenants', 'date_nouveau_contrat'),
    hasAlternativeColumn: hasField(register.records, 'abandons', 'alternative'),
    surveyAnswers: register.records.surveyAnswers,
  }
  const populations = countPopulations(units)
  const outOfScope = cohorts.outOfScopeOf(cohort.years)
  const figures = figuresOf(units, context)
  const facts = { by, years: cohort.years, scope, populations, outOfScope, units }
  const causes = countCauses(units)
  const threshold = Math.max(options.threshold ?? DEFAULT_PUBLICATION.threshold, LOWEST_THRESHOLD)
  const { breakdowns, withheld } = withholdDisability(
    breakDownBy(units, options.dimensions ?? DIMENSIONS),
    threshold,
  )
  const years = yearsBeside(cohorts, cohort, context)
  const hasAttendance = register.records.sources.has('presences') || register.records.sources.has('activites')
  return {
    asOf,
    cohort,
    scope,
    populations,
    outOfScope,
    definitions: defineSideBySide(units, figures.dropout),
    exits: countExits(units),
    rates: describeRates(figures, facts, context, options.hasExclusionCounts),
    causes,
    unsortedCauses: unsortedCausesOf(causes),
    breakdowns,
    withheld,
    years,
    changes: changesBetween(years),
    alternatives: countAlternatives(units),
    retention: followRelaunched(units, asOf, hasAttendance),
    timeToDropout: measureTimeToDropout(units),
    survival: followSurvival(units, asOf),
    incidence: followIncidence(units, asOf),
    runCharts: chartMeasures(register.measures, (one) => cohorts.unitsOf(one), by, context),
    measures: compareMeasures(register.measures, (one) => cohorts.unitsOf(one), context),
    certification: countCertifications(units, asOf),
  }
}

/** The units that the options ask for, administrative errors among them. */
export function gatherCohort(register: Register, options: StatisticsOptions) {
  const scope = options.scope ?? DEFAULT_SCOPE
  const by = options.by ?? 'entry'
  const year = options.year ?? yearOf(register.asOf)
  const cohort: Cohort = { by, year, years: lastYears(year, options.cumulatedYears ?? 1) }
  const cohorts = sortCohorts(register, scope, by)
  return { scope, cohort, cohorts, units: cohort.years.flatMap((one) => cohorts.unitsOf(one)) }
}

/** `2024, 2025` for two years that end with 2025. */
export function lastYears(year: number, count: number): readonly number[] {
  return Array.from({ length: Math.max(1, count) }, (_, index) => year - Math.max(1, count) + 1 + index)
}

/** Every unit of the register in its year. */
function sortCohorts(register: Pick<Register, 'cases'>, scope: ScopeRules, by: CohortBasis): Cohorts {
  const inScope = new Map<number, Unit[]>()
  const short = new Map<number, number>()
  const subcontracted = new Map<number, number>()
  let unknownCohort = 0
  let unusableDate = 0
  const increase = (counts: Map<number, number>, year: number) =>
    counts.set(year, (counts.get(year) ?? 0) + 1)
  for (const unit of gatherUnits(register.cases, scope)) {
    if (unit.isSetAside) {
      unusableDate += 1
      continue
    }
    const year = cohortYearOf(unit, by)
    if (year === null) {
      const isStillThere = unit.state === 'en_cours' || unit.state === 'inscrit'
      if (by === 'entry' || !isStillThere) unknownCohort += 1
    } else if (unit.scope === 'short') {
      increase(short, year)
    } else if (unit.scope === 'subcontracted') {
      increase(subcontracted, year)
    } else {
      const units = inScope.get(year)
      if (units === undefined) inScope.set(year, [unit])
      else units.push(unit)
    }
  }
  const sum = (counts: ReadonlyMap<number, number>, years: readonly number[]) =>
    years.reduce((total, year) => total + (counts.get(year) ?? 0), 0)
  return {
    unitsOf: (year) => inScope.get(year) ?? [],
    outOfScopeOf: (years) => ({
      short: sum(short, years),
      subcontracted: sum(subcontracted, years),
      unknownCohort,
      unusableDate,
    }),
    years: [...inScope.keys()].sort((a, b) => a - b),
  }
}

function countPopulations(units: readonly Unit[]): Populations {
  const enrolled = units.filter(({ state }) => state !== 'erreur')
  return {
    enrolled: enrolled.length,
    entered: enrolled.filter(({ hasEntered }) => hasEntered).length,
    persons: countPersons(enrolled),
    inProgress: enrolled.filter(({ state }) => state === 'en_cours').length,
    notYetEntered: enrolled.filter(({ state }) => state === 'inscrit').length,
  }
}

function countExits(units: readonly Unit[]): Exits {
  const exits = Object.fromEntries(EXIT_STATES.map((state) => [state, 0])) as Record<
    (typeof EXIT_STATES)[number],
    number
  >
  for (const { state } of units) if (state !== 'en_cours' && state !== 'inscrit') exits[state] += 1
  return exits
}

function yearsBeside(cohorts: Cohorts, { year }: Cohort, context: RateContext): readonly YearFigures[] {
  return cohorts.years
    .filter((one) => one <= year && one >= year - YEARS_BESIDE)
    .map((one) => {
      const units = cohorts.unitsOf(one)
      return { year: one, populations: countPopulations(units), rates: figuresOf(units, context) }
    })
}

/** Changes between consecutive years whose intervals have no point in common; nothing is said of the others. */
function changesBetween(years: readonly YearFigures[]): readonly YearChange[] {
  const changes: YearChange[] = []
  for (const [index, after] of years.entries()) {
    const before = years[index - 1]
    if (before === undefined) continue
    for (const rate of RATE_IDS) {
      const one = before.rates[rate]
      const other = after.rates[rate]
      if (one.value === null || other.value === null || !areSeparate(one.wilson95, other.wilson95)) continue
      const interval = newcombe95(
        { numerator: one.numerator ?? 0, denominator: one.denominator ?? 0 },
        { numerator: other.numerator ?? 0, denominator: other.denominator ?? 0 },
      )
      if (interval === null) continue
      changes.push({
        rate,
        from: before.year,
        to: after.year,
        difference: other.value - one.value,
        newcombe95: interval,
      })
    }
  }
  return changes
}
