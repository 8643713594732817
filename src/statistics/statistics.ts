// The figures of a cohort, unrounded, each with what is needed to defend it. May not round or format.

import type { LocalDate } from '../kernel/local-date.js'
import type { Alternative, DropoutOrigin, EnrolmentStatus } from '../records/values.js'
import type { Measure } from '../register/measure.js'
import type { ScopeRules } from '../register/register.js'
import type { CauseCode, CauseMoment, KnownCause } from './cause-taxonomy.js'
import type { Interval } from './intervals.js'
import type { SurvivalCurve } from './kaplan-meier.js'
import type { RunReading, RunSignal } from './run-rules.js'
import type { QuestionEffect } from './satisfaction.js'

/** `entry`: units counted in the year of their entry, the rule. `exit`: in the year of their exit, on request only. */
export type CohortBasis = 'entry' | 'exit'

export interface Cohort {
  readonly by: CohortBasis
  /** The last year. */
  readonly year: number
  /** More than one where several years are cumulated. */
  readonly years: readonly number[]
}

/** Units of count: enrolments, files linked by `remplace_par` being one. */
export interface Populations {
  readonly enrolled: number
  readonly entered: number
  /** Different people among the enrolled: somebody in two trainings is two units and one person. */
  readonly persons: number
  readonly inProgress: number
  readonly notYetEntered: number
}

export interface OutOfScopeCounts {
  readonly short: number
  readonly subcontracted: number
  /** Neither entry nor planned entry; belongs to no year. */
  readonly unknownCohort: number
  /** A date of the learner's row cannot be used (a diagnostic says which). */
  readonly unusableDate: number
}

/** End states in their canonical spelling. */
export const EXIT_STATES = [
  'abandon',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
  'non_presentation',
  'annulation',
  'erreur',
  'termine',
] as const satisfies readonly EnrolmentStatus[]
export type ExitState = (typeof EXIT_STATES)[number]
export type Exits = Readonly<Record<ExitState, number>>

export const RATE_IDS = [
  'dropout',
  'interruption',
  'noShow',
  'contractTermination',
  'contractTerminationNet',
  'contractTermination9Months',
  'contractTerminationNet9Months',
  'alternativeProposed',
  'relaunchOnTime',
] as const
export type RateId = (typeof RATE_IDS)[number]

/** A proportion with all that is needed to defend it. Counts are null only where they are withheld. */
export interface Figure {
  readonly numerator: number | null
  readonly denominator: number | null
  /** Null where the figure is refused; `reason` then says why. */
  readonly value: number | null
  readonly wilson95: Interval | null
  readonly reason?: string
}

export interface Rate extends Figure {
  readonly id: RateId
  /** Title in French: « Taux d’abandon ». */
  readonly label: string
  /** In words. */
  readonly formula: string
  readonly population: string
  /** One sentence each: what is left out of the figure, with its count. */
  readonly exclusions: readonly string[]
}

export type DefinitionId = 'allExits' | 'exitsAfterEntry' | 'dropout'

/** One of the ways in which the same exits could be counted, side by side with the others. */
export interface Definition {
  readonly id: DefinitionId
  readonly sentence: string
  readonly numerator: number | null
  readonly denominator: number
  readonly value: number | null
  readonly reason?: string
}

export interface CauseCount {
  readonly code: CauseCode
  /** The organisation's own words. */
  readonly label: string
  readonly count: number | null
  /** As in the export; null where it differs from one learner to the other. */
  readonly origin: DropoutOrigin | null
  /** Null where it differs from one learner to the other; `moments` then has the counts. */
  readonly moment: CauseMoment | null
  readonly moments?: Readonly<Record<CauseMoment, number>>
  readonly alternativeProposed?: number
  /** What the code corresponds to in the lists of others. */
  readonly mapping: Pick<KnownCause, 'edof' | 'dares' | 'contractGrounds'>
  readonly isHealth: boolean
  readonly reason?: string
}

export const DIMENSIONS = ['site', 'formation', 'type', 'financeur', 'prescripteur', 'mois', 'psh'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface BreakdownRow {
  readonly key: string
  readonly label: string
  readonly entered: number
  readonly dropouts: number | null
  readonly value: number | null
  readonly wilson95: Interval | null
  readonly reason?: string
}

export type Breakdowns = Readonly<Partial<Record<Dimension, readonly BreakdownRow[]>>>

/** One year beside the others. */
export interface YearFigures {
  readonly year: number
  readonly populations: Populations
  readonly rates: Readonly<Record<RateId, Figure>>
}

/** A change between two consecutive years; kept only when the two intervals have no point in common. */
export interface YearChange {
  readonly rate: RateId
  readonly from: number
  readonly to: number
  readonly difference: number
  readonly newcombe95: Interval
}

export interface AlternativeCounts {
  /** Interruptions of every kind, administrative errors included: all exits but `termine`. */
  readonly exits: number
  readonly proposed: number
  /** `aucune` is written. */
  readonly none: number
  readonly notRecorded: number
  readonly accepted: number
  readonly refused: number
  readonly unanswered: number
  /** An answer that is neither yes nor no. */
  readonly otherAnswer: number
  readonly byKind: readonly {
    readonly kind: Exclude<Alternative, 'aucune'>
    readonly proposed: number
    readonly accepted: number
    readonly refused: number
    readonly unanswered: number
  }[]
}

/** Learners relaunched at least once, and what became of them. */
export interface Retention {
  readonly relaunched: number
  /** Seen again (presence or activity) after their first relaunch; refused without either source. */
  readonly returned: Figure
  /** Finished, or still in training at `asOf`. */
  readonly retained: Figure
  readonly finished: number
  readonly inProgress: number
  readonly dropouts: number
  readonly otherExits: number
}

/** Calendar days from the first absence to the exit, over dropouts. */
export interface TimeToDropout {
  readonly count: number
  readonly withoutAbsence: number
  readonly withoutDate: number
  /** Null where `count` is 0. */
  readonly days: {
    readonly min: number
    readonly lowerQuartile: number
    readonly median: number
    readonly upperQuartile: number
    readonly max: number
  } | null
  readonly reason?: string
}

/** Kaplan–Meier over the elapsed share of the training; the event is the exit counted in `interruption`. */
export interface Survival {
  readonly curve: SurvivalCurve
  /** Entered units whose entry, planned end or exit has no date. */
  readonly withoutDates: number
  readonly reason?: string
}

/** State of the cumulative incidence of dropout after a week in which somebody dropped out. */
export interface WeekOfDropouts {
  /** Whole weeks since the entry: 0 is the first seven days. */
  readonly week: number
  readonly atRisk: number
  readonly dropouts: number
  /** Share of the entered who have dropped out by the end of this week. */
  readonly value: number
}

/** Aalen–Johansen: the other exits compete, who is in progress is censored. */
export interface Incidence {
  readonly followed: number
  /** Entered units whose entry or exit has no date. */
  readonly withoutDates: number
  readonly steps: readonly WeekOfDropouts[]
  readonly reason?: string
}

export interface RunPoint {
  /** `2025-09`: the month of entry, or of the answers to a survey. */
  readonly month: string
  readonly value: number
}

/** What a measure aims at, month after month, against the median of the year before. An association, not a proof. */
export interface RunChart {
  readonly measure: Measure
  /** Null where the effect is looked for in surveys; `question` then says which. */
  readonly rate: RateId | null
  readonly question?: string
  readonly outOf?: number | null
  readonly points: readonly RunPoint[]
  readonly median: number | null
  /** Null where the rules are not applied; `reason` then says why. */
  readonly reading: RunReading | null
  readonly signals: readonly RunSignal[]
  readonly reason: string | null
}

/** Before and after a measure, by cohort. An association, not a proof. */
export interface MeasureEffect {
  readonly measure: Measure
  readonly rate: RateId | null
  readonly before: Figure & { readonly year: number }
  readonly after: Figure & { readonly year: number }
  readonly difference: number | null
  readonly newcombe95: Interval | null
  /** Whether the interval of the difference leaves 0 out. */
  readonly isSeparate: boolean
  /** Where the effect is looked for in surveys; the figures are then null. */
  readonly questions?: readonly QuestionEffect[]
  readonly reason?: string
}

export const PREPARATION_FACTORS = ['guideRead', 'coursesSeen', 'meetingsKept', 'deliverablesEarly'] as const
export type PreparationFactor = (typeof PREPARATION_FACTORS)[number]

export interface FactorCounts {
  readonly yes: number
  readonly no: number
  readonly unknown: number
}

export interface CertificationFigures {
  readonly registered: number
  /** Every exam is after `asOf`. */
  readonly upcoming: number
  readonly presented: number
  readonly notPresented: number
  /** Neither presented nor not presented could be read. */
  readonly presenceUnknown: number
  readonly passed: number
  readonly failed: number
  readonly resultUnknown: number
  /** Presented, over those whose presence or absence is known. */
  readonly presentation: Figure
  readonly success: Figure
  readonly failureReasons: readonly {
    readonly label: string
    readonly count: number
    readonly isHealth: boolean
  }[]
  readonly factors: readonly {
    readonly factor: PreparationFactor
    readonly passed: FactorCounts
    readonly failed: FactorCounts
  }[]
}

/** What cumulating more years would allow to publish. */
export interface CumulationProposal {
  readonly years: readonly number[]
  readonly entered: number
  /** Rates that would then reach the threshold. */
  readonly rates: readonly RateId[]
}

export interface Statistics {
  readonly asOf: LocalDate
  readonly cohort: Cohort
  /** Duration and subcontracting of the trainings counted, for the words of the populations. */
  readonly scope: ScopeRules
  readonly populations: Populations
  readonly outOfScope: OutOfScopeCounts
  readonly definitions: readonly Definition[]
  readonly exits: Exits
  readonly rates: readonly Rate[]
  readonly causes: readonly CauseCount[]
  /** Where « autre » and « non renseignée » gather more than a fifth: the list of causes is not used. */
  readonly unsortedCauses: Figure
  readonly breakdowns: Breakdowns
  /** Dimensions of which a group is not shown, with the reason. */
  readonly withheld: Readonly<Partial<Record<Dimension, string>>>
  /** The cohorts found, oldest first, this one last. */
  readonly years: readonly YearFigures[]
  readonly changes: readonly YearChange[]
  readonly alternatives: AlternativeCounts
  readonly retention: Retention
  readonly timeToDropout: TimeToDropout
  readonly survival: Survival
  readonly incidence: Incidence
  readonly runCharts: readonly RunChart[]
  readonly measures: readonly MeasureEffect[]
  readonly certification: CertificationFigures
}

/** `publication` of `i12.yaml`. */
export interface Publication {
  /** No rate over a smaller population; at least 5. */
  readonly threshold: number
  /** Cohorts cumulated. */
  readonly years: number
}

export const DEFAULT_PUBLICATION: Publication = { threshold: 20, years: 1 }
/** Under this, publishing points at people whatever the organisation decides. */
export const LOWEST_THRESHOLD = 5

export interface StatisticsOptions {
  /** The year of `asOf` by default. */
  readonly year?: number
  /** How many years end with `year`; 1 by default. */
  readonly cumulatedYears?: number
  readonly by?: CohortBasis
  /** All by default. */
  readonly dimensions?: readonly Dimension[]
  /** Disability is never shown for a group smaller than this. */
  readonly threshold?: number
  /** `perimetre` of the procedure. */
  readonly scope?: ScopeRules
  /** Whether exclusions say how many they leave out; true by default. */
  readonly hasExclusionCounts?: boolean
}
