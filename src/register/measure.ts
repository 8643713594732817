// A formal measure of the organisation, from mesures.yaml.
import type { LocalDate } from '../kernel/local-date.js'
import type { Place } from '../kernel/origin.js'
import type { TrainingType } from '../records/values.js'

export interface Measure {
  readonly id: string
  readonly title: string
  readonly category: 'engagement' | 'prevention'
  /** Empty lists mean everybody. */
  readonly audience: {
    readonly types: readonly TrainingType[]
    readonly sites: readonly string[]
    readonly trainings: readonly string[]
  }
  readonly tools: readonly string[]
  readonly since: LocalDate
  readonly until: LocalDate | null
  /** Paths relative to the workspace. */
  readonly evidence: readonly string[]
  /** Numbers of the indicators it supports. */
  readonly indicators: readonly number[]
  readonly targetedCause: string | null
  /** Before and after: cohort years compared on a rate of the statistics. */
  readonly effect: { readonly rate: string; readonly before: number; readonly after: number } | null
  readonly place: Place
}
