// The statistics of a dossier, whole or for the website. Holds no rule of the trade: statistics/ does.
import type { Shown } from '../documents/statistics/document-inputs.js'
import { judgeEveryDay } from '../procedure/build-ledger.js'
import type { Ledger } from '../procedure/ledger.js'
import { buildStatistics } from '../statistics/build-statistics.js'
import { type PublishedStatistics, publishStatistics } from '../statistics/publish.js'
import type { CohortBasis, Dimension, Statistics, StatisticsOptions } from '../statistics/statistics.js'
import type { Dossier } from './dossier.js'

export interface StatisticsRequest {
  /** Null: the year of the as-of date. */
  readonly year: number | null
  readonly by: CohortBasis
  /** Null: all. */
  readonly dimensions: readonly Dimension[] | null
  /** What may be published instead of everything. */
  readonly isPublic: boolean
}

/** The statistics asked for, whole or for the website. */
export function makeShownStatistics(dossier: Dossier, request: StatisticsRequest): Shown {
  return request.isPublic
    ? { kind: 'public', statistics: makePublicStatistics(dossier, request) }
    : { kind: 'whole', statistics: makeStatistics(dossier, request) }
}

/** `statistiques-2025`; the version for the website does not take the place of the other. */
export function statisticsFileStem({ kind, statistics }: Shown): string {
  const { by, years } = statistics.cohort
  const parts = ['statistiques', years.join('-'), ...(by === 'exit' ? ['sorties'] : [])]
  return [...parts, ...(kind === 'public' ? ['public'] : [])].join('-')
}

/** Every figure, for the organisation and its auditor. */
export function makeStatistics(dossier: Dossier, request: StatisticsRequest): Statistics {
  return buildStatistics(dossier.register, judgeCohorts(dossier), optionsOf(dossier, request))
}

/** Every figure of several cohorts of entry, judged once. */
export function makeStatisticsOfYears(dossier: Dossier, years: readonly number[]): readonly Statistics[] {
  const judged = judgeCohorts(dossier)
  return years.map((year) =>
    buildStatistics(
      dossier.register,
      judged,
      optionsOf(dossier, { year, by: 'entry', dimensions: null, isPublic: false }),
    ),
  )
}

/** What may be published: `publication` of `i12.yaml` sets the threshold and how many years are cumulated. */
export function makePublicStatistics(dossier: Dossier, request: StatisticsRequest): PublishedStatistics {
  const { publication } = dossier.workspace
  return publishStatistics(dossier.register, judgeCohorts(dossier), publication, optionsOf(dossier, request))
}

/** What was due to the learners of every cohort: `periode` does not cut statistics. */
export function judgeCohorts({
  register,
  procedure,
  evidence,
}: Pick<Dossier, 'register' | 'procedure' | 'evidence'>): Pick<Ledger, 'verdicts'> {
  return { verdicts: judgeEveryDay(register, procedure, evidence) }
}

function optionsOf({ procedure, workspace }: Dossier, request: StatisticsRequest): StatisticsOptions {
  return {
    by: request.by,
    scope: procedure.scope,
    threshold: workspace.publication.threshold,
    ...(request.year === null ? {} : { year: request.year }),
    ...(request.dimensions === null ? {} : { dimensions: request.dimensions }),
  }
}
