// The order of verdicts and their counts. May not judge.
import type { LedgerCounts, Verdict } from './ledger.js'

/** A verdict with its place in the procedure, before it is sorted. */
export interface Ranked {
  readonly verdict: Verdict
  readonly order: number
  readonly recipientOrder: number
}

/** Within one enrolment: day it arose, undated last; order in the procedure; order of recipients. */
export function compareRanked(a: Ranked, b: Ranked): number {
  const [first, second] = [a.verdict.arisenOn, b.verdict.arisenOn]
  if (first !== second) return (first ?? Number.POSITIVE_INFINITY) - (second ?? Number.POSITIVE_INFINITY)
  return a.order - b.order || a.recipientOrder - b.recipientOrder
}

export class Tally {
  total = 0
  met = 0
  late = 0
  missing = 0
  pending = 0
  undetermined = 0
  evidenceAbsent = 0

  add(verdict: Verdict): void {
    this.total += 1
    this[verdict.status] += 1
    if (verdict.evidence === 'absent') this.evidenceAbsent += 1
  }

  get counts(): LedgerCounts {
    const { total, met, late, missing, pending, undetermined, evidenceAbsent } = this
    return { total, met, late, missing, pending, undetermined, evidenceAbsent }
  }
}
