// What the evidence report is made from. May not compute.

import type { Diagnostic } from '../../kernel/diagnostic.js'
import type { Zone } from '../../kernel/holidays.js'
import type { EvidenceTable, Ledger } from '../../procedure/ledger.js'
import type { Procedure } from '../../procedure/procedure.js'
import type { ChosenReferential } from '../../procedure/referentials/choose-referential.js'
import type { SourceName } from '../../records/export-file.js'
import type { Audit, Organisation } from '../../register/organisation.js'
import type { Case, Register } from '../../register/register.js'
import type { MeasureEffect } from '../../statistics/statistics.js'
import type { Naming } from '../naming.js'

/** One file read, as `check --format json` counts it. */
export interface SourceSummary {
  readonly name: SourceName
  readonly file: string
  readonly sha256: string
  readonly encoding: string | null
  readonly sheet: string | null
  readonly rows: number
  readonly setAside: number
  /** Lines that are no data, or that the entry does not want, by kind. */
  readonly skipped: Readonly<Record<string, number>>
  /** Lines that name nobody of the register, or several. */
  readonly joined: { readonly uncertain: number; readonly unmatched: number }
}

/** A file that people write: `i12.yaml`, the procedure, the measures. */
export interface WrittenFile {
  readonly role: 'organisation' | 'procedure' | 'mesures'
  readonly file: string
  readonly sha256: string
}

export interface ReportInputs {
  readonly referential: ChosenReferential
  readonly organisation: Organisation
  readonly audit: Audit
  readonly register: Register
  readonly ledger: Ledger
  readonly procedure: Procedure
  readonly evidence: EvidenceTable
  /** Already grouped and sorted. */
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceSummary[]
  readonly writtenFiles: readonly WrittenFile[]
  /** By measure id, where the statistics give one. */
  readonly measureEffects: ReadonlyMap<string, MeasureEffect>
  /** Name of each site and the zone of its holidays, in the order of `i12.yaml`. */
  readonly siteZones: readonly (readonly [site: string, zone: Zone])[]
  readonly toolVersion: string
  readonly naming: Naming
  readonly options: {
    /** Print the relaunch listing whole instead of its newest rows. */
    readonly isComplete: boolean
    /** Cases that may be named in the listings; null: all. Counts and rates stay those of the whole. */
    readonly listedCases: ReadonlySet<Case> | null
  }
}

/** Whether the listings may name a case; what belongs to none is listed with the whole alone. */
export function isListed({ options }: Pick<ReportInputs, 'options'>, subject: Case | null): boolean {
  return options.listedCases === null || (subject !== null && options.listedCases.has(subject))
}
