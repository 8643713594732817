// All the verdicts of one enrolment. May not look at another one.
import type { LocalDate, Moment } from '../kernel/local-date.js'
import type { Recipient } from '../records/values.js'
import type { Case, Period } from '../register/register.js'
import { isFor } from './audience.js'
import { CaseContext } from './case-context.js'
import { judgeExistence, limitDay } from './constraints/existence.js'
import { latestBefore } from './constraints/precedence.js'
import { judgeResponse, type ResponseTerms } from './constraints/response.js'
import type { Delay } from './delay.js'
import { evidenceOf } from './evidence.js'
import { type Firing, isInForce, type TriggerMemory } from './firing.js'
import type { EvidenceTable, Verdict } from './ledger.js'
import type { PlannedObligation } from './ledger-plan.js'
import { type DatedAction, matchingActions } from './matching.js'
import type { Obligation } from './procedure.js'
import { recipientsOf } from './recipients.js'
import { fire } from './triggers/fire.js'
import { compareRanked, type Ranked } from './verdict-order.js'

/** What is the same for every enrolment. */
export interface Judging {
  readonly planned: readonly PlannedObligation[]
  /** Number of each obligation's id. */
  readonly slots: ReadonlyMap<string, number>
  readonly asOf: LocalDate
  /** Null: every day. */
  readonly period: Period | null
  readonly movesToWorkingDay: boolean
  /** The workspace names a source of presences. */
  readonly hasPresences: boolean
  readonly evidence: EvidenceTable
}

/** The verdicts of an enrolment, in order. */
export function judgeCase(kase: Case, judging: Judging): Verdict[] {
  const isJudged =
    kase.outOfScope === null || (judging.period === null && kase.outOfScope === 'outsidePeriod')
  if (!isJudged) return []
  // Those who never entered owe nothing but what a declared dropout triggers, and chains from it.
  if (!kase.hasEntered && kase.enrolment.status !== 'abandon') return []
  return new CaseJudge(kase, judging).verdicts()
}

class CaseJudge {
  readonly #kase: Case
  readonly #judging: Judging
  readonly #ranked: Ranked[] = []
  readonly #context: CaseContext
  readonly #memories: (TriggerMemory | undefined)[] = []
  readonly #matching = new Map<Obligation, Map<Recipient | null, DatedAction[]>>()

  constructor(kase: Case, judging: Judging) {
    this.#kase = kase
    this.#judging = judging
    this.#context = new CaseContext(kase, judging)
  }

  verdicts(): Verdict[] {
    for (const planned of this.#judging.planned) {
      if (this.#concerns(planned.obligation)) this.#judge(planned)
    }
    return this.#ranked.sort(compareRanked).map(({ verdict }) => verdict)
  }

  #concerns({ trigger, audience }: Obligation): boolean {
    if (!this.#kase.hasEntered && trigger?.kind !== 'dropout' && trigger?.kind !== 'after') return false
    return isFor(audience, this.#kase)
  }

  #judge(planned: PlannedObligation): void {
    switch (planned.obligation.kind) {
      case 'response':
        this.#judgeResponses(planned)
        break
      case 'precedence':
        this.#judgePrecedences(planned)
        break
      case 'existence':
        this.#judgeExistence(planned)
        break
    }
  }

  #judgeResponses(planned: PlannedObligation): void {
    const { obligation, force, isOfLastVersion } = planned
    const { trigger, delay } = obligation
    if (trigger === null || delay === null || delay === 'toDecide') return
    const firings = fire(trigger, this.#context.under(force, isOfLastVersion, this.#memoryOf(planned.slot)))
    for (const firing of firings) this.#judgeFiring(planned, firing)
  }

  #judgeFiring(planned: PlannedObligation, firing: Firing): void {
    const { obligation, hasChildren } = planned
    const { on } = firing
    const isListed = this.#isListed(on)
    if (!isListed && !hasChildren) return
    const dischargedBy: DatedAction[] = []
    const recipients = recipientsOf(obligation.expected.recipients, this.#kase.enrolment)
    for (const [recipientOrder, recipient] of recipients.entries()) {
      const verdict = this.#verdictOn(planned, firing, recipient)
      if (isListed) this.#ranked.push({ verdict, order: planned.order, recipientOrder })
      if (verdict.action !== null) dischargedBy.push(verdict.action as DatedAction)
    }
    if (hasChildren && recipients.length > 0 && dischargedBy.length === recipients.length) {
      this.#context.noteDischarge(planned.slot, dischargedBy)
    }
  }

  #verdictOn(planned: PlannedObligation, firing: Firing, recipient: Recipient | null): Verdict {
    const { obligation, version } = planned
    if (firing.on === null) {
      return {
        obligation,
        procedureVersion: version,
        case: this.#kase,
        report: null,
        recipient,
        status: 'undetermined',
        evidence: 'notRequired',
        arisenOn: null,
        arisenMinute: null,
        dueOn: null,
        dueMinute: null,
        doneOn: null,
        action: null,
        cause: firing.cause,
      }
    }
    const { status, due, act } = judgeResponse(
      firing as Firing & Moment,
      this.#actionsFor(obligation, recipient),
      firing.spent,
      this.#termsOf(obligation),
    )
    return {
      obligation,
      procedureVersion: version,
      case: this.#kase,
      report: null,
      recipient,
      status,
      evidence: evidenceOf(obligation, act, this.#judging.evidence),
      arisenOn: firing.on,
      arisenMinute: firing.minute,
      dueOn: due.on,
      dueMinute: due.minute,
      doneOn: act === null ? null : act.on,
      action: act,
      cause: firing.cause,
    }
  }

  #termsOf({ delay }: Obligation): ResponseTerms {
    return {
      delay: delay as Delay,
      calendar: this.#kase.site.calendar,
      movesToWorkingDay: this.#judging.movesToWorkingDay,
      asOf: this.#judging.asOf,
    }
  }

  #judgePrecedences(planned: PlannedObligation): void {
    const { obligation, version, force, order } = planned
    for (const act of this.#kase.actions) {
      if (act.on === null || !obligation.guarded.includes(act.type)) continue
      if (!isInForce(force, act.on) || !this.#isListed(act.on)) continue
      const guarded = act as DatedAction
      for (const [recipientOrder, recipient] of this.#recipientsOf(obligation).entries()) {
        const done = latestBefore(guarded, this.#actionsFor(obligation, recipient), obligation.expected.count)
        const verdict: Verdict = {
          obligation,
          procedureVersion: version,
          case: this.#kase,
          report: null,
          recipient,
          status: done === null ? 'missing' : 'met',
          evidence: evidenceOf(obligation, done, this.#judging.evidence),
          arisenOn: guarded.on,
          arisenMinute: guarded.minute,
          dueOn: guarded.on,
          dueMinute: null,
          doneOn: done?.on ?? null,
          action: done,
          cause: guarded,
        }
        this.#ranked.push({ verdict, order, recipientOrder })
      }
    }
  }

  #judgeExistence(planned: PlannedObligation): void {
    const { obligation, version, force, isOfLastVersion, order } = planned
    const { enteredOn, enrolment } = this.#kase
    const isOurs = enteredOn === null ? isOfLastVersion : isInForce(force, enteredOn)
    if (obligation.limit === null || !isOurs || !this.#isListed(enteredOn)) return
    const limit = limitDay(obligation.limit, this.#kase)
    if (limit === 'none') return
    const dueOn = limit === 'unknown' || enteredOn === null ? null : limit
    for (const [recipientOrder, recipient] of this.#recipientsOf(obligation).entries()) {
      const acts = dueOn === null ? [] : this.#actionsFor(obligation, recipient)
      const done = acts[obligation.expected.count - 1] ?? null
      const verdict: Verdict = {
        obligation,
        procedureVersion: version,
        case: this.#kase,
        report: null,
        recipient,
        status: dueOn === null ? 'undetermined' : judgeExistence(dueOn, done?.on ?? null, this.#judging.asOf),
        evidence: evidenceOf(obligation, done, this.#judging.evidence),
        arisenOn: enteredOn,
        arisenMinute: null,
        dueOn,
        dueMinute: null,
        doneOn: done?.on ?? null,
        action: done,
        cause: enrolment,
      }
      this.#ranked.push({ verdict, order, recipientOrder })
    }
  }

  /** What arises outside the period is not listed, nor what arises in a replaced file after its exit. */
  #isListed(arisenOn: LocalDate | null): boolean {
    if (arisenOn === null) return true
    const { period } = this.#judging
    const { successor, leftOn } = this.#kase
    if (successor !== null && leftOn !== null && arisenOn > leftOn) return false
    return period === null || (period.from <= arisenOn && arisenOn <= period.to)
  }

  #recipientsOf(obligation: Obligation): readonly (Recipient | null)[] {
    return recipientsOf(obligation.expected.recipients, this.#kase.enrolment)
  }

  /** Matching actions are looked for once for all the firings of an obligation. */
  #actionsFor(obligation: Obligation, recipient: Recipient | null): readonly DatedAction[] {
    let byRecipient = this.#matching.get(obligation)
    if (byRecipient === undefined) {
      byRecipient = new Map()
      this.#matching.set(obligation, byRecipient)
    }
    let actions = byRecipient.get(recipient)
    if (actions === undefined) {
      actions = matchingActions(this.#kase.actions, obligation.expected, recipient)
      byRecipient.set(recipient, actions)
    }
    return actions
  }

  #memoryOf(slot: number): TriggerMemory {
    let memory = this.#memories[slot]
    if (memory === undefined) {
      memory = { firedOn: Number.NEGATIVE_INFINITY as LocalDate, silence: -1, inactivity: -1 }
      this.#memories[slot] = memory
    }
    return memory
  }
}
