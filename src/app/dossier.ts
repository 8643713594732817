// What a run knows once the workspace is read and judged. Types only.
import type { Diagnostic } from '../kernel/diagnostic.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { Ledger } from '../procedure/ledger.js'
import type { Register } from '../register/register.js'

/** One export as it was read, for the index of sources. */
export interface SourceSummary {
  /** Key of `sources` in `i12.yaml`. */
  readonly name: string
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
