// What a run knows once the workspace is read and judged. Types only.
import type { Diagnostic } from '../kernel/diagnostic.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { EvidenceTable, Ledger } from '../procedure/ledger.js'
import type { Procedure } from '../procedure/procedure.js'
import type { ChosenReferential } from '../procedure/referentials/choose-referential.js'
import type { SourceName } from '../records/export-file.js'
import type { Period, Register } from '../register/register.js'
import type { Workspace } from './workspace.js'

/** One export as it was read, for the index of sources. */
export interface SourceSummary {
  readonly name: SourceName
  readonly file: string
  readonly sha256: string
  readonly encoding: string | null
  readonly delimiter: string | null
  /** Data rows, those set aside included. */
  readonly rows: number
  readonly setAside: number
}

export interface ScopeCounts {
  readonly enrolments: number
  readonly inScope: number
  readonly outOfScope: {
    readonly short: number
    readonly subcontracted: number
    readonly outsidePeriod: number
    readonly error: number
  }
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

export const NO_SCOPE: ScopeCounts = {
  enrolments: 0,
  inScope: 0,
  outOfScope: { short: 0, subcontracted: 0, outsidePeriod: 0, error: 0 },
}

export function scopeOf(register: Register): ScopeCounts {
  const outOfScope = { short: 0, subcontracted: 0, outsidePeriod: 0, error: 0 }
  let inScope = 0
  for (const { outOfScope: reason } of register.cases) {
    if (reason === null) inScope++
    else outOfScope[reason]++
  }
  return { enrolments: register.cases.length, inScope, outOfScope }
}

/** A workspace read and judged: what every command but `check` works on. */
export interface Dossier extends CheckResult {
  readonly ledger: Ledger
  readonly workspace: Workspace
  readonly referential: ChosenReferential
  readonly procedure: Procedure
  readonly register: Register
  readonly period: Period
}
