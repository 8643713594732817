// What a site hands over to its network: counts, no file number and no name of a learner. Contract `i12/site/1`
// (docs/conception.md). Types only; app/ checks what a file really holds.
import type { ObligationKind } from '../../procedure/procedure.js'
import type { ScopeCounts } from '../case-counts.js'
import type {
  AlternativeCounts,
  BreakdownRow,
  CauseCount,
  CertificationFigures,
  CohortBasis,
  Definition,
  Dimension,
  Exits,
  Figure,
  OutOfScopeCounts,
  Populations,
  Rate,
  Retention,
} from '../statistics.js'

export interface SiteName {
  readonly id: string
  readonly name: string
}

/** Counts of a ledger; null where they are withheld. */
export interface PublishedCounts {
  readonly total: number | null
  readonly met: number | null
  readonly late: number | null
  readonly missing: number | null
  readonly pending: number | null
  readonly undetermined: number | null
  readonly evidenceAbsent: number | null
  readonly reason?: string | undefined
}

export interface ObligationTotals extends PublishedCounts {
  readonly id: string
  readonly title: string
  readonly kind: ObligationKind
  readonly reference: string
}

export interface DiagnosticCounts {
  readonly errors: number
  readonly warnings: number
}

/** People can be counted in two sites: their number does not add up. */
export type SitePopulations = Omit<Populations, 'persons'>

/** A rate as it adds up: what each site leaves out of it is said in the file of that site. */
export type SiteRate = Omit<Rate, 'exclusions'> & { readonly exclusions?: readonly string[] | undefined }

export type SiteCause = Pick<CauseCount, 'code' | 'label' | 'count' | 'origin' | 'moment'> & {
  readonly moments?: CauseCount['moments'] | undefined
  readonly alternativeProposed?: number | undefined
  readonly reason?: string | undefined
}

export type SiteBreakdownRow = Omit<BreakdownRow, 'entered' | 'reason'> & {
  readonly entered: number | null
  readonly reason?: string | undefined
}

export interface SiteYear {
  readonly year: number
  readonly populations: SitePopulations
  readonly rates: readonly (Figure & { readonly id: Rate['id'] })[]
}

/** The part of `i12/stats/1` that adds up from site to site. */
export interface SiteStatistics {
  readonly format: 'i12/stats/1'
  readonly asOf: string
  readonly cohort: {
    readonly by: CohortBasis
    readonly year: number
    readonly years?: readonly number[] | undefined
  }
  readonly populations: SitePopulations
  readonly outOfScope: Omit<OutOfScopeCounts, 'unusableDate'>
  readonly setAside: Pick<OutOfScopeCounts, 'unusableDate'>
  readonly definitions: readonly Definition[]
  readonly rates: readonly SiteRate[]
  readonly causes: readonly SiteCause[]
  readonly breakdowns: Readonly<Partial<Record<Dimension, readonly SiteBreakdownRow[]>>>
  readonly withheld: Readonly<Partial<Record<Dimension, string>>>
  readonly years: readonly SiteYear[]
  /** Left out of what may be published, as everything below. */
  readonly exits?: Exits | undefined
  readonly unsortedCauses?: Figure | undefined
  readonly alternatives?: AlternativeCounts | undefined
  readonly retention?: Retention | undefined
  readonly certification?: CertificationFigures | undefined
}

export interface SiteFile {
  readonly format: 'i12/site/1'
  readonly tool: string
  /** Small counts are withheld by the rules of `stats --public`. */
  readonly public?: true | undefined
  readonly organisation: string
  readonly sites: readonly SiteName[]
  readonly asOf: string
  readonly period: { readonly from: string; readonly to: string }
  readonly referential: string
  /** The version in force at `asOf`; null where none is. */
  readonly procedure: { readonly reference: string; readonly version: string | null }
  readonly scope: ScopeCounts
  readonly diagnostics: DiagnosticCounts
  readonly ledger: PublishedCounts
  readonly obligations: readonly ObligationTotals[]
  readonly statistics: readonly SiteStatistics[]
}
