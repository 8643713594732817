// Which cases, measures and acts a pack is about. May not look at the disk.
import type { Ledger, Verdict } from '../procedure/ledger.js'
import type { Action } from '../records/records.js'
import type { Measure } from '../register/measure.js'
import type { Case, Register } from '../register/register.js'
import { drawSample, type Sample } from '../statistics/draw-sample.js'

/** What a person asked for, looked up; everything null is the whole pack. */
export interface PackRequest {
  readonly cases: readonly Case[] | null
  readonly sample: { readonly size: number; readonly seed: string } | null
  readonly measure: Measure | null
  /** Id of an obligation. */
  readonly obligation: string | null
}

export interface PackChoice {
  /** In the order of the register. */
  readonly cases: readonly Case[]
  /** Cases that the procedure does not apply to: their proofs stay out, and it is said. */
  readonly leftOut: readonly Case[]
  readonly measures: readonly Measure[]
  /** Of these cases and of this obligation where one was asked for; in the order of the ledger. */
  readonly verdicts: readonly Verdict[]
  /** Null: every act of the cases; else those that answer the obligation asked for. */
  readonly acts: ReadonlySet<Action> | null
  readonly sample: Sample | null
  /** Nothing was asked: every case in scope, every measure. */
  readonly isWhole: boolean
}

/** The whole pack, or what was asked for. Measures alone bring no case; an obligation brings no measure. */
export function chooseForPack(
  { cases: all, measures }: Pick<Register, 'cases' | 'measures'>,
  { verdicts }: Pick<Ledger, 'verdicts'>,
  request: PackRequest,
): PackChoice {
  const { cases: named, sample: size, measure, obligation } = request
  const isWhole = named === null && size === null && measure === null && obligation === null
  const sample = size === null ? null : drawSample(all, size.size, size.seed)
  const chosen = new Set(
    named ?? sample?.cases ?? (measure !== null && obligation === null ? [] : all.filter(isInScope)),
  )
  const isOfObligation = (verdict: Verdict) => obligation === null || verdict.obligation.id === obligation
  const ofChosen = verdicts.filter(
    (verdict) => verdict.case !== null && chosen.has(verdict.case) && isOfObligation(verdict),
  )
  const concerned = new Set(ofChosen.map((verdict) => verdict.case))
  return {
    cases: all.filter((item) => chosen.has(item) && (obligation === null || concerned.has(item))),
    leftOut: isWhole ? all.filter((item) => !isInScope(item)) : [],
    measures: measure !== null ? [measure] : obligation === null ? measures : [],
    verdicts: ofChosen,
    acts: obligation === null ? null : new Set(ofChosen.flatMap(({ action }) => action ?? [])),
    sample,
    isWhole,
  }
}

function isInScope({ outOfScope }: Case): boolean {
  return outOfScope === null
}
