// What the document of statistics is made from. May not compute.
import type { ChosenReferential } from '../../procedure/referentials/choose-referential.js'
import type { Organisation } from '../../register/organisation.js'
import type { PublishedStatistics } from '../../statistics/publish.js'
import type { Dimension, Statistics } from '../../statistics/statistics.js'

/** Every figure, or those that the website may show. */
export type Shown =
  | { readonly kind: 'whole'; readonly statistics: Statistics }
  | { readonly kind: 'public'; readonly statistics: PublishedStatistics }

export interface DocumentInputs {
  readonly shown: Shown
  readonly organisation: Organisation
  readonly referential: ChosenReferential
  /** Breakdowns asked for; null: those that have more than one group. */
  readonly dimensions: readonly Dimension[] | null
  /** Names and fingerprints of the files read, for the version of the document. */
  readonly fingerprints: readonly string[]
  readonly toolVersion: string
}
