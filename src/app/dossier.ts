// What a run knows once the workspace is read and judged. Types only.
import type { Diagnostic } from '../kernel/diagnostic.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { EvidenceTable, Ledger } from '../procedure/ledger.js'
import type { Procedure } from '../procedure/procedure.js'
import type { ChosenReferential } from '../procedure/referentials/choose-referential.js'
import type { Joined, SourceName } from '../records/export-file.js'
import type { SkippedKind } from '../records/row-kind.js'
import type { Period, Register } from '../register/register.js'
import type { ScopeCounts } from '../statistics/case-counts.js'
import type { Workspace } from './workspace.js'

/** One export as it was read, for the index of sources. */
export interface SourceSummary {
  readonly name: SourceName
  readonly file: string
  /** Null where the format has none, or where the file could not be opened. */
  readonly sheet: string | null
  readonly sha256: string
  readonly encoding: string | null
  readonly delimiter: string | null
  /** Lines below the header: read + `setAside` + `skipped` + those of `joined` that joined nobody. */
  readonly rows: number
  readonly setAside: number
  /** Lines that are no data, or that the entry does not want. */
  readonly skipped: Readonly<Record<SkippedKind, number>>
  /** Lines that name somebody otherwise than by a file number. */
  readonly joined: Readonly<Joined>
  /** What the lines read gave: cells of a grid, days of a range, acts of several channels. */
  readonly records: number
}

/** What `check` says, whether or not the workspace could be judged. */
export interface CheckResult {
  readonly asOf: LocalDate
  /** `rnq-2019-v9` or `rnq-2026`. */
  readonly referentialId: string
  readonly sources: readonly SourceSummary[]
  readonly scope: ScopeCounts
  /** In file order, repeated mistakes said once. */
  readonly diagnostics: readonly Diagnostic[]
  /** Null where nothing can be trusted: exit code 2. */
  readonly ledger: Ledger | null
  readonly evidence: EvidenceTable
}

/** A workspace read and judged: what every command but `check` works on. */
export interface Dossier extends CheckResult {
  readonly ledger: Ledger
  readonly workspace: Workspace
  readonly referential: ChosenReferential
  readonly procedure: Procedure
  readonly register: Register
  readonly period: Period
  /** Where each cited proof that exists stands, relative to the workspace, by the path as the data writes it. */
  readonly evidenceFiles: ReadonlyMap<string, string>
}
