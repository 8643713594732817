// The ledger: what was due, to whom, when, and what became of it. May not read files nor know today's date.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { calendarFor } from '../kernel/working-calendar.js'
import type { Register } from '../register/register.js'
import { reportActsWithoutEffect } from './acts-without-effect.js'
import { type Judging, judgeCase } from './judge-case.js'
import { judgeReport } from './judge-reports.js'
import { type EvidenceTable, isBreach, type Ledger, type ObligationCounts, type Verdict } from './ledger.js'
import { type LedgerPlan, type PlannedObligation, planLedger } from './ledger-plan.js'
import { holdAgainstSources } from './missing-sources.js'
import type { Gravity, Procedure } from './procedure.js'
import { Tally } from './tally.js'
import { reportUncoveredDays } from './uncovered-days.js'
import { reportUnknownRecipients } from './unknown-recipients.js'

/**
 * Judges every enrolment in scope, and every report of violence, by the version in force on the day.
 * Time is linear in the rows; `evidence` says what became of each path that the data names.
 */
export function buildLedger(register: Register, procedure: Procedure, evidence: EvidenceTable): Ledger {
  const plan = planLedger(procedure)
  const { judged, diagnostics } = holdAgainstSources(plan, register.records)
  const { asOf, period } = register
  const { movesToWorkingDay } = procedure
  const verdicts: Verdict[] = []
  const why: Diagnostic[] = []
  if (judged.length > 0) {
    const ofCases: Judging = { ...judgingOf(register, procedure, plan, judged, evidence), period }
    for (const kase of inOrderOf(register.cases, ({ enrolment }) => enrolment.id)) {
      for (const verdict of judgeCase(kase, ofCases)) verdicts.push(verdict)
    }
    why.push(
      ...reportUnknownRecipients(verdicts),
      ...reportActsWithoutEffect(plan, judged, register, verdicts, (cases) =>
        cases.flatMap((kase) => judgeCase(kase, { ...ofCases, period: null })),
      ),
    )
    const calendar = calendarFor('metropole', undefined, procedure.closures)
    const ofReports = { planned: judged, asOf, period, movesToWorkingDay, calendar }
    for (const report of inOrderOf(register.violenceReports, ({ id }) => id)) {
      for (const verdict of judgeReport(report, ofReports)) verdicts.push(verdict)
    }
  }
  return {
    verdicts,
    ...count(verdicts, plan),
    worst: worstOf(verdicts),
    diagnostics: [...diagnostics, ...why, ...reportUncoveredDays(procedure, plan, register)],
  }
}

/**
 * The verdicts of enrolments on every day, whatever the period, in the order of the rows. For statistics: `periode`
 * says what an audit looks at, a cohort is followed to its end.
 */
export function judgeEveryDay(
  register: Register,
  procedure: Procedure,
  evidence: EvidenceTable,
): readonly Verdict[] {
  const plan = planLedger(procedure)
  const { judged } = holdAgainstSources(plan, register.records)
  if (judged.length === 0) return []
  const judging = judgingOf(register, procedure, plan, judged, evidence)
  return register.cases.flatMap((kase) => judgeCase(kase, judging))
}

/** What is the same for every enrolment, on every day. */
function judgingOf(
  register: Register,
  procedure: Procedure,
  plan: LedgerPlan,
  planned: readonly PlannedObligation[],
  evidence: EvidenceTable,
): Judging {
  return {
    planned,
    slots: plan.slots,
    asOf: register.asOf,
    period: null,
    movesToWorkingDay: procedure.movesToWorkingDay,
    hasPresences: register.records.sources.has('presences'),
    evidence,
  }
}

/** Sorted by number, so that the order of the rows changes nothing. */
function inOrderOf<Item>(items: readonly Item[], idOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0))
}

function count(verdicts: readonly Verdict[], plan: LedgerPlan): Pick<Ledger, 'counts' | 'perObligation'> {
  const whole = new Tally()
  const tallies = new Map(plan.obligations.map(({ id }) => [id, new Tally()]))
  for (const verdict of verdicts) {
    whole.add(verdict)
    tallies.get(verdict.obligation.id)?.add(verdict)
  }
  const perObligation = plan.obligations.map(
    (obligation): ObligationCounts => ({
      obligation,
      ...(tallies.get(obligation.id) ?? new Tally()).counts,
    }),
  )
  return { counts: whole.counts, perObligation }
}

function worstOf(verdicts: readonly Verdict[]): 'none' | Gravity {
  let worst: 'none' | Gravity = 'none'
  for (const verdict of verdicts) {
    if (!isBreach(verdict)) continue
    if (verdict.obligation.gravity === 'ecart') return 'ecart'
    worst = 'alerte'
  }
  return worst
}
