// The statistics for programs: contract `i12/stats/1` (docs/conception.md). Unrounded; `null` with a `reason` where refused.
import type { Shown } from '../../documents/statistics/document-inputs.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { PublishedStatistics } from '../../statistics/publish.js'
import type {
  CauseCount,
  Cohort,
  Incidence,
  MeasureEffect,
  OutOfScopeCounts,
  RunChart,
  Statistics,
  Survival,
  YearFigures,
} from '../../statistics/statistics.js'
import {
  type Explanation,
  explainYear,
  explainYearInPublic,
  explanationText,
} from '../../words/explanation.js'
import { TOOL } from '../tool-version.js'

/** The statistics as text, whole or for the website. */
export function statsJson(shown: Shown): string {
  return `${JSON.stringify(statsContent(shown), null, 2)}\n`
}

/** Contract `i12/stats/1`, whole or for the website. */
export type StatisticsContent = ReturnType<typeof statsContent>

/** The statistics as an object: what `JSON.parse` makes of the text. */
export function statsContent(shown: Shown) {
  return shown.kind === 'public' ? publicContent(shown.statistics) : wholeContent(shown.statistics)
}

function wholeContent(statistics: Statistics) {
  const { survival, incidence, runCharts, measures, scope, ...figures } = statistics
  return {
    format: 'i12/stats/1',
    tool: TOOL,
    asOf: formatIsoDate(figures.asOf),
    cohort: cohortJson(figures.cohort),
    populations: figures.populations,
    ...apartJson(figures.outOfScope),
    definitions: figures.definitions,
    exits: figures.exits,
    rates: figures.rates,
    causes: figures.causes.map(causeJson),
    breakdowns: figures.breakdowns,
    withheld: figures.withheld,
    scope,
    unsortedCauses: figures.unsortedCauses,
    years: figures.years.map(yearJson),
    changes: figures.changes,
    alternatives: figures.alternatives,
    retention: figures.retention,
    timeToDropout: figures.timeToDropout,
    survival: survivalJson(survival),
    ...incidenceJson(incidence),
    runChart: runCharts.map(runChartJson),
    measures: measures.map(measureJson),
    certification: figures.certification,
    explanation: explanationJson(explainYear(statistics)),
  }
}

/** What the website may show: no `exits`, no count withheld. */
function publicContent(statistics: PublishedStatistics) {
  return {
    format: 'i12/stats/1',
    tool: TOOL,
    public: true,
    threshold: statistics.threshold,
    asOf: formatIsoDate(statistics.asOf),
    cohort: cohortJson(statistics.cohort),
    populations: statistics.populations,
    ...apartJson(statistics.outOfScope),
    definitions: statistics.definitions,
    rates: statistics.rates,
    causes: statistics.causes.map(causeJson),
    ...(statistics.causesReason === undefined ? {} : { causesReason: statistics.causesReason }),
    breakdowns: statistics.breakdowns,
    withheld: statistics.withheld,
    scope: statistics.scope,
    years: statistics.years.map(yearJson),
    incidence: statistics.incidence.steps,
    ...(statistics.incidence.reason === undefined ? {} : { incidenceReason: statistics.incidence.reason }),
    proposal: statistics.proposal,
    explanation: explanationJson(explainYearInPublic(statistics)),
  }
}

function cohortJson({ by, year, years }: Cohort) {
  return { by, year, ...(years.length > 1 ? { years } : {}) }
}

/** Set aside is not out of scope: a date to be mended is all that keeps these units out. */
function apartJson({ unusableDate, ...outOfScope }: OutOfScopeCounts) {
  return { outOfScope, setAside: { unusableDate } }
}

function causeJson({ isHealth: _, mapping, ...cause }: CauseCount) {
  return { ...cause, ...mapping }
}

function yearJson({ year, populations, rates }: YearFigures) {
  return {
    year,
    populations,
    rates: Object.entries(rates).map(([id, figure]) => ({ id, ...figure })),
  }
}

function survivalJson({ curve, withoutDates, reason }: Survival) {
  return {
    observations: curve.observations,
    events: curve.events,
    withoutDates,
    median: curve.median,
    steps: curve.steps,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Beside the steps, whom they are about. */
function incidenceJson({ steps, ...population }: Incidence) {
  return { incidence: steps, incidencePopulation: population }
}

function runChartJson({ measure, ...chart }: RunChart) {
  return { measure: measure.id, ...chart }
}

function measureJson({ measure, ...effect }: MeasureEffect) {
  return { id: measure.id, title: measure.title, ...effect }
}

function explanationJson(explanation: Explanation) {
  return { title: explanation.title, text: explanationText(explanation) }
}
