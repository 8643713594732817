// What the rates of a cohort are made of, counted. May not divide.
import type { LocalDate } from '../kernel/local-date.js'
import type { Ledger } from '../procedure/ledger.js'
import type { SurveyAnswer } from '../records/records.js'
import type { Case } from '../register/register.js'
import {
  isApprenticeship,
  isDropout,
  isInterruption,
  nineMonthsAfterEntry,
  proposalOf,
  terminationOf,
  type Unit,
} from './units.js'

interface ApprenticeCounts {
  entered: number
  ended: number
  /** Those that another contract does not follow. */
  endedNet: number
  /** The same nine months after the entry, over those whose nine months have passed. */
  entered9: number
  ended9: number
  ended9Net: number
}

export interface RateCounts {
  readonly enrolled: number
  readonly entered: number
  readonly dropouts: number
  readonly interruptions: number
  readonly noShows: number
  readonly proposed: number
  readonly proposable: number
  readonly apprentices: Readonly<ApprenticeCounts>
  readonly relaunches: Readonly<RelaunchCounts>
}

/** Counts of the relaunches of a cohort that fell due. */
interface RelaunchCounts {
  met: number
  due: number
  pending: number
  undetermined: number
}

export interface RateContext {
  readonly asOf: LocalDate
  readonly ledger: Pick<Ledger, 'verdicts'>
  readonly hasNewContractColumn: boolean
  readonly hasAlternativeColumn: boolean
  readonly surveyAnswers: readonly SurveyAnswer[]
}

/** Everything that the rates are made of, in one pass over the units of a cohort. */
export function countForRates(units: readonly Unit[], context: RateContext): RateCounts {
  const { asOf } = context
  let enrolled = 0
  let entered = 0
  let dropouts = 0
  let interruptions = 0
  let noShows = 0
  let proposed = 0
  let proposable = 0
  const apprentices: ApprenticeCounts = {
    entered: 0,
    ended: 0,
    endedNet: 0,
    entered9: 0,
    ended9: 0,
    ended9Net: 0,
  }
  for (const unit of units) {
    if (unit.state === 'erreur') continue
    enrolled += 1
    if (unit.state === 'non_presentation') noShows += 1
    if (unit.state === 'abandon' || unit.state === 'force_majeure' || unit.state === 'interruption_of') {
      proposable += 1
      if (proposalOf(unit) !== null) proposed += 1
    }
    if (!unit.hasEntered) continue
    entered += 1
    if (isDropout(unit)) dropouts += 1
    if (isInterruption(unit)) interruptions += 1
    if (isApprenticeship(unit)) countApprentice(unit, asOf, apprentices)
  }
  const relaunches = countRelaunches(units, context.ledger)
  return {
    enrolled,
    entered,
    dropouts,
    interruptions,
    noShows,
    proposed,
    proposable,
    apprentices,
    relaunches,
  }
}

function countApprentice(unit: Unit, asOf: LocalDate, counts: ApprenticeCounts): void {
  const termination = terminationOf(unit, asOf)
  counts.entered += 1
  if (termination !== null) {
    counts.ended += 1
    if (!termination.isFollowed) counts.endedNet += 1
  }
  const limit = nineMonthsAfterEntry(unit)
  if (limit === null || limit > asOf) return
  counts.entered9 += 1
  if (termination !== null && termination.on !== null && termination.on < limit) {
    counts.ended9 += 1
    if (!termination.isFollowed) counts.ended9Net += 1
  }
}

/** Obligations discharged by a relaunch, for the learners of the cohort. */
export function countRelaunches(units: readonly Unit[], ledger: Pick<Ledger, 'verdicts'>): RelaunchCounts {
  const counts: RelaunchCounts = { met: 0, due: 0, pending: 0, undetermined: 0 }
  if (ledger.verdicts.length === 0) return counts
  const cases = new Set<Case>()
  for (const unit of units) for (const file of unit.files) cases.add(file)
  for (const { obligation, case: one, status } of ledger.verdicts) {
    if (one === null || !obligation.expected.types.includes('relance') || !cases.has(one)) continue
    if (status === 'met') counts.met += 1
    if (status === 'met' || status === 'late' || status === 'missing') counts.due += 1
    if (status === 'pending') counts.pending += 1
    if (status === 'undetermined') counts.undetermined += 1
  }
  return counts
}
