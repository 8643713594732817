// The statistics as the website may show them (indicator 2): what is too small is withheld, and so is what would give
// it away. Everything that follows people one by one is left out. May not format.
import type { LocalDate } from '../kernel/local-date.js'
import type { Ledger } from '../procedure/ledger.js'
import type { Register, ScopeRules } from '../register/register.js'
import { buildStatistics, gatherCohort, lastYears } from './build-statistics.js'
import { WITHHELD } from './disclosure.js'
import { publishBreakdowns } from './publish-breakdowns.js'
import { publishCauses } from './publish-causes.js'
import {
  type Breakdowns,
  type CauseCount,
  type Cohort,
  type CumulationProposal,
  type Definition,
  type Dimension,
  type Figure,
  type Incidence,
  LOWEST_THRESHOLD,
  type OutOfScopeCounts,
  type Populations,
  type Publication,
  RATE_IDS,
  type Rate,
  type RateId,
  type StatisticsOptions,
  type YearFigures,
} from './statistics.js'

export interface PublishedStatistics {
  readonly asOf: LocalDate
  readonly cohort: Cohort
  readonly scope: ScopeRules
  /** No rate over a smaller population. */
  readonly threshold: number
  readonly populations: Populations
  readonly outOfScope: OutOfScopeCounts
  readonly definitions: readonly Definition[]
  readonly rates: readonly Rate[]
  readonly causes: readonly CauseCount[]
  /** Why causes are missing or gathered, where they are. */
  readonly causesReason?: string
  readonly breakdowns: Breakdowns
  readonly withheld: Readonly<Partial<Record<Dimension, string>>>
  /** Empty where several years are cumulated: one of them could be found from the others. */
  readonly years: readonly YearFigures[]
  /** Without the weeks where fewer than the threshold were still at risk. */
  readonly incidence: Incidence
  readonly proposal: CumulationProposal | null
}

/** How many years a proposal may cumulate. */
const MOST_CUMULATED = 3

export function publishStatistics(
  register: Register,
  ledger: Pick<Ledger, 'verdicts'>,
  publication: Publication,
  options: StatisticsOptions = {},
): PublishedStatistics {
  const threshold = Math.max(publication.threshold, LOWEST_THRESHOLD)
  const cumulatedYears = options.cumulatedYears ?? publication.years
  const inner = { ...options, cumulatedYears, threshold, hasExclusionCounts: false }
  const whole = buildStatistics(register, ledger, inner)
  const { units } = gatherCohort(register, inner)
  const figures = publishRates(whole.rates, whole.populations, threshold)
  const rates = whole.rates.map((rate) => ({ ...rate, ...figures[rate.id] }))
  const dropouts = rates.find(({ id }) => id === 'dropout')?.numerator ?? null
  const { causes, reason } = publishCauses(whole.causes, whole.populations.enrolled, threshold)
  const { breakdowns, withheld } = publishBreakdowns(whole.breakdowns, units, dropouts, threshold)
  return {
    asOf: whole.asOf,
    cohort: whole.cohort,
    scope: whole.scope,
    threshold,
    populations: whole.populations,
    outOfScope: whole.outOfScope,
    definitions: whole.definitions.map((definition) =>
      whole.populations.entered < threshold || definition.denominator < threshold
        ? { ...definition, numerator: null, value: null, reason: WITHHELD }
        : definition,
    ),
    rates,
    causes,
    ...(reason === undefined ? {} : { causesReason: reason }),
    breakdowns,
    withheld: { ...whole.withheld, ...withheld },
    years:
      whole.cohort.years.length > 1
        ? []
        : whole.years.map((year) => ({
            ...year,
            rates: publishRates(
              RATE_IDS.map((id) => ({ ...year.rates[id], id })),
              year.populations,
              threshold,
            ),
          })),
    incidence: {
      ...whole.incidence,
      steps: whole.incidence.steps.filter(({ atRisk }) => atRisk >= threshold),
      ...(whole.incidence.followed < threshold ? { reason: WITHHELD } : {}),
    },
    proposal: proposeCumulation(register, ledger, inner, rates, threshold),
  }
}

type FigureOf = Figure & { readonly id: RateId }

/**
 * Rates over fewer units than the threshold are withheld with their numerators; the population itself stays.
 * Where there are too few entries, nothing over the enrolled is shown either: few no-shows bound the dropouts.
 */
function publishRates(
  rates: readonly FigureOf[],
  populations: Populations,
  threshold: number,
): Readonly<Record<RateId, Figure>> {
  const isTooSmall = ({ denominator }: Figure) => (denominator ?? 0) > 0 && (denominator ?? 0) < threshold
  const published = {} as Record<RateId, Figure>
  for (const rate of rates) {
    published[rate.id] =
      populations.entered < threshold || isTooSmall(rate) ? withoutValue(rate) : figureAlone(rate)
  }
  // Where no contract was ever broken, none was before nine months: the smaller population would be given away.
  const gross = rates.find(({ id }) => id === 'contractTermination')
  if (gross?.numerator === 0 && published.contractTermination9Months.reason === WITHHELD) {
    published.contractTermination = withoutValue(gross)
    const net = rates.find(({ id }) => id === 'contractTerminationNet')
    if (net !== undefined) published.contractTerminationNet = withoutValue(net)
  }
  published.alternativeProposed = withoutCounts(published.alternativeProposed)
  return published
}

function figureAlone({ numerator, denominator, value, wilson95, reason }: FigureOf): Figure {
  return { numerator, denominator, value, wilson95, ...(reason === undefined ? {} : { reason }) }
}

function withoutValue({ denominator }: Figure): Figure {
  return { numerator: null, denominator, value: null, wilson95: null, reason: WITHHELD }
}

/**
 * The share alone, to the percent: counts of end states are not published, and the exact quotient or its interval
 * would give back the counts it is made of.
 */
function withoutCounts({ value, reason }: Figure): Figure {
  return {
    numerator: null,
    denominator: null,
    value: value === null ? null : Math.round(value * 100) / 100,
    wilson95: null,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The fewest years, two or three, over which a rate withheld for its small population could be published. */
function proposeCumulation(
  register: Register,
  ledger: Pick<Ledger, 'verdicts'>,
  options: StatisticsOptions & { readonly cumulatedYears: number },
  rates: readonly Rate[],
  threshold: number,
): CumulationProposal | null {
  const withheld = rates.filter(({ reason }) => reason === WITHHELD).map(({ id }) => id)
  if (withheld.length === 0) return null
  for (let count = options.cumulatedYears + 1; count <= MOST_CUMULATED; count++) {
    const cumulated = buildStatistics(register, ledger, { ...options, cumulatedYears: count, dimensions: [] })
    const figures = publishRates(cumulated.rates, cumulated.populations, threshold)
    const unlocked = withheld.filter((id) => figures[id].value !== null)
    if (unlocked.length > 0) {
      return {
        years: lastYears(cumulated.cohort.year, count),
        entered: cumulated.populations.entered,
        rates: unlocked,
      }
    }
  }
  return null
}
