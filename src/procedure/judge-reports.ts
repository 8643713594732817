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
  const { planned, asOf, period } = judging
  const ranked: Ranked[] = []
  for (const { obligation, version, force, isOfLastVersion, order } of planned) {
    if (obligation.trigger?.kind !== 'violenceReport') continue
    const { delay } = obligation
    if (delay === null || delay === 'toDecide') continue
    const event = {
      obligation,
      procedureVersion: version,
      case: null,
      report,
      recipient: null,
      arisenOn: report.on,
      arisenMinute: report.on === null ? null : report.minute,
      action: null,
      cause: report,
    }
    if (report.on === null) {
      if (!isOfLastVersion) continue
      const verdict: Verdict = {
        ...event,
        status: 'undetermined',
        evidence: 'notRequired',
        dueOn: null,
        dueMinute: null,
        doneOn: null,
      }
      ranked.push({ verdict, order, recipientOrder: 0 })
      continue
    }
    if (report.on > asOf || !isInForce(force, report.on)) continue
    if (report.on < period.from || report.on > period.to) continue
    const { status, due, act } = judgeResponse(
      { on: report.on, minute: report.minute },
      actsOf(report, obligation.expected, asOf),
      [],
      { delay, calendar: judging.calendar, movesToWorkingDay: judging.movesToWorkingDay, asOf },
    )
    const verdict: Verdict = {
      ...event,
      status,
      evidence: evidenceOf(obligation, act === null ? null : NO_PROOF, NO_TABLE),
      dueOn: due.on,
      dueMinute: due.minute,
      doneOn: act?.on ?? null,
    }
    ranked.push({ verdict, order, recipientOrder: 0 })
  }
  return ranked.sort(compareRanked).map(({ verdict }) => verdict)
}

/** The dates of a report name no proof and no ticket. */
const NO_PROOF = { evidence: '', ticket: '' }
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
