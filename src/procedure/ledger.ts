// The answer of the whole program: what was due, to whom, when, and what became of it.

import type { Diagnostic } from '../kernel/diagnostic.js'
import type { LocalDate, MinuteOfDay } from '../kernel/local-date.js'
import type { Recorded } from '../records/export-file.js'
import type { Action, ViolenceReport } from '../records/records.js'
import type { Recipient } from '../records/values.js'
import type { Case } from '../register/register.js'
import type { Gravity, Obligation } from './procedure.js'

export type VerdictStatus = 'met' | 'late' | 'missing' | 'pending' | 'undetermined'
export type EvidenceState = 'present' | 'absent' | 'notRequired'

export interface Verdict {
  readonly obligation: Obligation
  readonly procedureVersion: string
  /** Null for an obligation that arose from a report of violence. */
  readonly case: Case | null
  readonly report: ViolenceReport | null
  readonly recipient: Recipient | null
  readonly status: VerdictStatus
  readonly evidence: EvidenceState
  readonly arisenOn: LocalDate | null
  readonly arisenMinute: MinuteOfDay | null
  readonly dueOn: LocalDate | null
  /** Only for delays in hours or minutes. */
  readonly dueMinute: MinuteOfDay | null
  readonly doneOn: LocalDate | null
  /** The action that discharged it, or null (also null for the dates of a report). */
  readonly action: Action | null
  /** The row that fired; for existence and inactivity, the learner's row. */
  readonly cause: Recorded
}

export interface LedgerCounts {
  readonly total: number
  readonly met: number
  readonly late: number
  readonly missing: number
  readonly pending: number
  readonly undetermined: number
  readonly evidenceAbsent: number
}

export interface ObligationCounts extends LedgerCounts {
  readonly obligation: Obligation
}

/** A breach: late, missing, or evidence absent. */
export function isBreach(verdict: Verdict): boolean {
  return verdict.status === 'late' || verdict.status === 'missing' || verdict.evidence === 'absent'
}

/**
 * Whether an act can still discharge it: nothing was done yet, in time or not. A missing precedence is no longer due:
 * what should have come before can only be noted.
 */
export function isStillDue({ status, obligation }: Verdict): boolean {
  return status === 'pending' || (status === 'missing' && obligation.kind !== 'precedence')
}

export interface Ledger {
  /** By enrolment, arisenOn, order in the procedure, order of recipients. */
  readonly verdicts: readonly Verdict[]
  readonly counts: LedgerCounts
  /** All versions, the latest first; an id that several versions hold appears once, in its latest wording. */
  readonly perObligation: readonly ObligationCounts[]
  readonly worst: 'none' | Gravity
  readonly diagnostics: readonly Diagnostic[]
}

/** What became of each path that the data names; made by app/, which alone looks at the disk. */
export type EvidenceTable = ReadonlyMap<string, 'present' | 'empty' | 'missing' | 'outside' | 'notAFile'>
