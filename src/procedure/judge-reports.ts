// The verdicts on reports of violence: dates alone, no enrolment, no narrative. Scope rules do not apply.
import type { LocalDate, MinuteOfDay, Moment } from '../kernel/local-date.js'
import type { WorkingCalendar } from '../kernel/working-calendar.js'
import type { ViolenceReport } from '../records/records.js'
import type { Period } from '../register/register.js'
import { judgeResponse } from './constraints/response.js'
import { evidenceOf } from './evidence.js'
import { isInForce } from './firing.js'
import type { Verdict } from './ledger.js'
import type { PlannedObligation } from './ledger-plan.js'
import { type Finding, makeVerdict, undeterminedFinding } from './make-verdict.js'
import type { Expected } from './procedure.js'
import { compareRanked, type Ranked } from './verdict-order.js'

export interface ReportJudging {
  readonly planned: readonly PlannedObligation[]
  readonly asOf: LocalDate
  readonly period: Period
  readonly movesToWorkingDay: boolean
  /** Calendar of the organisation: a report belongs to no site. */
  readonly calendar: WorkingCalendar
}

/** The verdicts of one report, in order. */
export function judgeReport(report: ViolenceReport, judging: ReportJudging): Verdict[] {
  const { asOf, period } = judging
  const ranked: Ranked[] = []
  for (const planned of judging.planned) {
    const { obligation } = planned
    if (obligation.trigger?.kind !== 'violenceReport') continue
    const { delay } = obligation
    if (delay === null || delay === 'toDecide') continue
    const list = (finding: Finding) => {
      const verdict = makeVerdict(planned, { case: null, report }, null, finding)
      ranked.push({ verdict, order: planned.order, recipientOrder: 0 })
    }
    if (report.on === null) {
      if (planned.isOfLastVersion) list(undeterminedFinding(null, report))
      continue
    }
    if (report.on > asOf || !isInForce(planned.force, report.on)) continue
    if (report.on < period.from || report.on > period.to) continue
    const arisen = { on: report.on, minute: report.minute }
    const { status, due, act } = judgeResponse(arisen, actsOf(report, obligation.expected, asOf), [], {
      delay,
      calendar: judging.calendar,
      movesToWorkingDay: judging.movesToWorkingDay,
      asOf,
    })
    const evidence = evidenceOf(obligation, act === null ? null : NO_PROOF, NO_TABLE)
    list({ status, evidence, arisen, due, done: act, action: null, cause: report })
  }
  return ranked.sort(compareRanked).map(({ verdict }) => verdict)
}

/** The dates of a report name no proof and no ticket. */
const NO_PROOF = { evidence: [], ticket: '' }
const NO_TABLE = new Map()

/** The dates that discharge, in order. */
function actsOf(report: ViolenceReport, { types }: Expected, asOf: LocalDate): Moment[] {
  const accepts = (type: 'accuse' | 'reponse') => types.length === 0 || types.includes(type)
  const acts: Moment[] = []
  const add = (on: LocalDate | null, minute: MinuteOfDay | null) => {
    if (on !== null && on <= asOf) acts.push({ on, minute })
  }
  if (accepts('accuse')) add(report.acknowledgedOn, report.acknowledgedMinute)
  if (accepts('reponse')) add(report.answeredOn, report.answeredMinute)
  return acts.sort((a, b) => a.on - b.on || (a.minute ?? 1440) - (b.minute ?? 1440))
}
