// A verdict from what judging found. The one place where all its fields are written, in one order.
import type { Moment } from '../kernel/local-date.js'
import type { Recorded } from '../records/export-file.js'
import type { Action, ViolenceReport } from '../records/records.js'
import type { Recipient } from '../records/values.js'
import type { Case } from '../register/register.js'
import type { EvidenceState, Verdict, VerdictStatus } from './ledger.js'
import type { PlannedObligation } from './ledger-plan.js'

/** What became of an obligation that arose. */
export interface Finding {
  readonly status: VerdictStatus
  readonly evidence: EvidenceState
  /** Null where the event has no usable date. */
  readonly arisen: Moment | null
  /** Null where nobody knows. */
  readonly due: Moment | null
  readonly done: Moment | null
  /** Null also for the dates of a report of violence. */
  readonly action: Action | null
  /** The row that fired. */
  readonly cause: Recorded
}

/** Of an enrolment or of a report of violence: the other is null. */
export function makeVerdict(
  { obligation, version }: Pick<PlannedObligation, 'obligation' | 'version'>,
  of:
    | { readonly case: Case; readonly report: null }
    | { readonly case: null; readonly report: ViolenceReport },
  recipient: Recipient | null,
  { status, evidence, arisen, due, done, action, cause }: Finding,
): Verdict {
  return {
    obligation,
    procedureVersion: version,
    case: of.case,
    report: of.report,
    recipient,
    status,
    evidence,
    arisenOn: arisen === null ? null : arisen.on,
    arisenMinute: arisen === null ? null : arisen.minute,
    dueOn: due === null ? null : due.on,
    dueMinute: due === null ? null : due.minute,
    doneOn: done === null ? null : done.on,
    action,
    cause,
  }
}

/** What cannot be judged: the event, or the limit, is on a day nobody knows. */
export function undeterminedFinding(arisen: Moment | null, cause: Recorded): Finding {
  return {
    status: 'undetermined',
    evidence: 'notRequired',
    arisen,
    due: null,
    done: null,
    action: null,
    cause,
  }
}
