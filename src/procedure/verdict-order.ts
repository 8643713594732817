// The order of verdicts. May not judge.
import type { Verdict } from './ledger.js'

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
