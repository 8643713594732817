// What a chart shows, before it is drawn: numbers for lengths and positions, ready French strings for words.
// May not know how a chart is drawn. `render/charts/` draws one kind per file.
//
// Common rules. `title` says what is shown, as a sentence (« Neuf relances sur dix partent dans le délai »).
// `description` is the text equivalent: every figure of the chart in words; it is read by screen readers and
// printed nowhere else, so the essential figures must also stand in `title` or on the chart itself.
// `id` is unique in a document and made of [a-z0-9-]. A model may stand anywhere in a view: `renderDocument`
// finds it by its `kind` and gives templates the drawing as `svg`.
import type { Tone } from '../words/tone.js'

interface ChartWords {
  readonly id: string
  readonly title: string
  readonly description: string
  /** A line in small type under the chart: population, source, convention. */
  readonly note?: string | null
}

/** Horizontal bars in the order given; the label at the left, the figure at the end of the bar. */
export interface RankedBars extends ChartWords {
  readonly kind: 'rankedBars'
  readonly bars: readonly {
    readonly label: string
    /** Null draws no bar, only `shown` (« non calculé : … »). */
    readonly value: number | null
    /** `12`, `4,3 %`, `12 (4,3 %)`. */
    readonly shown: string
    /** Smaller, under the label. */
    readonly detail?: string | null
    /** Same unit as `value`; drawn as a thin line with ends. */
    readonly interval?: { readonly low: number; readonly high: number } | null
    readonly tone?: Tone
  }[]
  /** A vertical line through all bars: a mean, a threshold, a published reference. */
  readonly reference?: { readonly value: number; readonly label: string } | null
  /** Right end of the scale; the greatest value where absent. */
  readonly max?: number
}

/** One bar per row cut into states, for the ledger: met, late, missing, pending, undetermined. */
export interface StackedBars extends ChartWords {
  readonly kind: 'stackedBars'
  readonly series: readonly { readonly label: string; readonly tone: Tone }[]
  readonly rows: readonly {
    readonly label: string
    readonly detail?: string | null
    /** One count per series, in the same order. */
    readonly values: readonly number[]
    /** At the end of the bar: « 92 sur 104 ». */
    readonly shown: string
  }[]
  /** `count`: lengths compare between rows. `share`: every bar has the full width. */
  readonly scale: 'count' | 'share'
}

/** Columns along time, at most 36, stacked where there are several series. */
export interface MonthColumns extends ChartWords {
  readonly kind: 'monthColumns'
  readonly series: readonly { readonly label: string; readonly tone: Tone }[]
  readonly columns: readonly {
    /** Short: « janv. ». */
    readonly label: string
    /** « 2026 » on the first column of a year, else absent. */
    readonly group?: string | null
    /** One count per series. */
    readonly values: readonly number[]
    /** Above the column; the sum of the values where absent. */
    readonly shown?: string
  }[]
  /** What is counted: « relances par mois ». */
  readonly unit: string
}

/** How many acts were done after how many days, against the limit of the procedure. */
export interface DelayDistribution extends ChartWords {
  readonly kind: 'delayDistribution'
  /** « jours ouvrés ». */
  readonly unit: string
  /** One entry per whole number of days with its count; gaps are counts of zero. */
  readonly delays: readonly { readonly days: number; readonly count: number }[]
  /** The last day that is in time; null where the delay differs from case to case. */
  readonly limit: { readonly days: number; readonly label: string } | null
  /** Days beyond this one are gathered in one last column « et plus »; 30 where absent. */
  readonly gatherAfter?: number
  /** Drawn for a third of the width of the page, three side by side. */
  readonly isThird?: boolean
}

/** The obligations of the procedure as a drawn flow; `after` names the step it follows. */
export interface ProcedureFlow extends ChartWords {
  readonly kind: 'procedureFlow'
  readonly steps: readonly {
    readonly id: string
    /** « Contacter le participant absent et son entreprise ». */
    readonly title: string
    /** What starts it: « 2 absences injustifiées de suite »; for a step that follows another, may be null. */
    readonly trigger: string | null
    /** « 2 jours ouvrés »; « à fixer ». */
    readonly delay: string | null
    /** Short lines under the title: recipients, channels, proof, reference. */
    readonly details: readonly string[]
    /** Id of the step that this one follows, or null for the first step of a branch. */
    readonly after: string | null
    readonly tone?: Tone
  }[]
}

/** The life of one case between two days: spans (presence, suspension) and dated events. */
export interface CaseTimeline extends ChartWords {
  readonly kind: 'caseTimeline'
  /** Day numbers (`LocalDate` fits); the axis shows the ticks given. */
  readonly from: number
  readonly to: number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly spans: readonly {
    readonly from: number
    readonly to: number
    readonly label: string
    readonly tone?: Tone
  }[]
  readonly events: readonly {
    readonly at: number
    /** « 12/03/2026 ». */
    readonly day: string
    readonly label: string
    readonly tone?: Tone
  }[]
}

/** Kaplan–Meier curves: the share still in training after a time, with its interval. */
export interface SurvivalCurve extends ChartWords {
  readonly kind: 'survivalCurve'
  /** Name of the horizontal axis: « mois depuis l'entrée ». */
  readonly unit: string
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  /** Right end of the time axis. */
  readonly until: number
  readonly curves: readonly {
    readonly label: string
    readonly tone?: Tone
    /** Steps in time order; the curve holds 1 before the first and stays level after each. Proportions 0 to 1. */
    readonly points: readonly {
      readonly time: number
      readonly survival: number
      readonly low: number | null
      readonly high: number | null
    }[]
    /** Times where somebody leaves observation without the event; small strokes on the curve. */
    readonly censored?: readonly number[]
  }[]
  /** Vertical lines: the end of the trial period, nine months. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[]
  /** Under the axis: how many are still observed at each tick, one row per curve. */
  readonly atRisk?: readonly {
    readonly label: string
    readonly counts: readonly { readonly at: number; readonly count: number }[]
  }[]
}

/** A proportion with its interval, one row per cohort or group. */
export interface DotInterval extends ChartWords {
  readonly kind: 'dotInterval'
  readonly rows: readonly {
    readonly label: string
    readonly detail?: string | null
    /** Proportions; null where the figure is refused, `shown` then says why. */
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
    /** « 4,3 % (2,1 à 8,6 %) ». */
    readonly shown: string
    readonly tone?: Tone
  }[]
  readonly reference?: { readonly value: number; readonly label: string } | null
  /** Right end of the scale, a proportion; chosen from the intervals where absent. */
  readonly max?: number
}

/** Proportions of groups against their size, with the limits inside which chance alone leaves them. */
export interface FunnelChart extends ChartWords {
  readonly kind: 'funnelChart'
  /** Name of the horizontal axis: « entrés de la cohorte 2025, par site ». */
  readonly unit: string
  readonly overall: { readonly value: number; readonly label: string }
  /** Innermost first; proportions at rising sizes. */
  readonly limits: readonly {
    readonly label: string
    readonly low: readonly { readonly size: number; readonly value: number }[]
    readonly high: readonly { readonly size: number; readonly value: number }[]
  }[]
  readonly points: readonly {
    readonly label: string
    readonly size: number
    readonly value: number
    /** Whether the label stands beside the point. */
    readonly isNamed: boolean
    readonly tone: Tone
  }[]
}

/** A share that grows by steps from 0: the cumulative incidence of an event. */
export interface IncidenceCurve extends ChartWords {
  readonly kind: 'incidenceCurve'
  /** Name of the horizontal axis: « semaines depuis l'entrée ». */
  readonly unit: string
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly until: number
  /** In time order; the curve stays level after each. Proportions 0 to 1. */
  readonly steps: readonly { readonly at: number; readonly value: number }[]
}

/** A figure month after month against the median of the months before a measure. */
export interface RunChartModel extends ChartWords {
  readonly kind: 'runChart'
  readonly points: readonly {
    /** Short: « janv. ». */
    readonly label: string
    /** « 2026 » on the first point of a year, else null. */
    readonly group: string | null
    readonly value: number
    /** One of those that the median is made of. */
    readonly isBefore: boolean
  }[]
  readonly median: { readonly value: number; readonly shown: string }
  /** Lines of the scale, with their words. */
  readonly scale: readonly { readonly at: number; readonly label: string }[]
  /** Top of the scale, which begins at 0. */
  readonly max: number
}

export type ChartModel =
  | FunnelChart
  | RankedBars
  | StackedBars
  | MonthColumns
  | DelayDistribution
  | ProcedureFlow
  | CaseTimeline
  | SurvivalCurve
  | DotInterval
  | IncidenceCurve
  | RunChartModel
