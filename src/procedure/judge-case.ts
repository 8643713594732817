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
import type { EvidenceState, EvidenceTable, Verdict } from './ledger.js'
import type { PlannedObligation } from './ledger-plan.js'
import { type Finding, makeVerdict, undeterminedFinding } from './make-verdict.js'
import { type DatedAction, isNotBefore, matches, matchingActions } from './matching.js'
import type { Expected, Obligation } from './procedure.js'
import { isUnknownRecipient, recipientsOf } from './recipients.js'
import { fire } from './triggers/triggers.js'
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
  /** Responses that nothing has discharged. */
  readonly #unanswered: { readonly ranked: Ranked; readonly firing: Firing }[] = []
  /** Acts that came before what a precedence wanted first. */
  readonly #tooEarly: {
    readonly act: DatedAction
    readonly before: Expected
    readonly recipient: Recipient | null
  }[] = []
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
    const said = this.#saidByPrecedence()
    const kept = said.size === 0 ? this.#ranked : this.#ranked.filter((ranked) => !said.has(ranked))
    return kept.sort(compareRanked).map(({ verdict }) => verdict)
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
    const isListed = this.#isListed(firing.on)
    if (!isListed && !hasChildren) return
    const dischargedBy: DatedAction[] = []
    const recipients = this.#recipientsOf(obligation)
    for (const [recipientOrder, recipient] of recipients.entries()) {
      const finding = this.#findingOn(obligation, firing, recipient)
      if (isListed) {
        const ranked = this.#list(planned, recipient, recipientOrder, finding)
        if (finding.action === null) this.#unanswered.push({ ranked, firing })
      }
      if (finding.action !== null) dischargedBy.push(finding.action as DatedAction)
    }
    if (hasChildren && recipients.length > 0 && dischargedBy.length === recipients.length) {
      this.#context.noteDischarge(planned.slot, dischargedBy)
    }
  }

  #findingOn(obligation: Obligation, firing: Firing, recipient: Recipient | null): Finding {
    const { cause } = firing
    if (firing.on === null) return undeterminedFinding(null, cause)
    const arisen = firing as Firing & Moment
    const { status, due, act } = judgeResponse(
      arisen,
      this.#actionsFor(obligation, recipient),
      firing.spent,
      this.#termsOf(obligation),
    )
    return { status, evidence: this.#evidenceOf(obligation, act), arisen, due, done: act, action: act, cause }
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
    const { obligation, force } = planned
    for (const act of this.#kase.actions) {
      if (act.on === null || !obligation.guarded.includes(act.type)) continue
      if (!isInForce(force, act.on) || !this.#isListed(act.on)) continue
      const guarded = act as DatedAction
      for (const [recipientOrder, recipient] of this.#recipientsOf(obligation).entries()) {
        const done = latestBefore(guarded, this.#actionsFor(obligation, recipient), obligation.expected.count)
        const { verdict } = this.#list(planned, recipient, recipientOrder, {
          status: done === null ? 'missing' : 'met',
          evidence: this.#evidenceOf(obligation, done),
          arisen: guarded,
          due: { on: guarded.on, minute: null },
          done,
          action: done,
          cause: guarded,
        })
        if (verdict.status === 'missing')
          this.#tooEarly.push({ act: guarded, before: obligation.expected, recipient })
      }
    }
  }

  #judgeExistence(planned: PlannedObligation): void {
    const { obligation, force, isOfLastVersion } = planned
    const { enteredOn, enrolment } = this.#kase
    const isOurs = enteredOn === null ? isOfLastVersion : isInForce(force, enteredOn)
    if (obligation.limit === null || !isOurs || !this.#isListed(enteredOn)) return
    const limit = limitDay(obligation.limit, this.#kase)
    if (limit === 'none') return
    const arisen = enteredOn === null ? null : { on: enteredOn, minute: null }
    for (const [recipientOrder, recipient] of this.#recipientsOf(obligation).entries()) {
      if (limit === 'unknown' || arisen === null) {
        this.#list(planned, recipient, recipientOrder, undeterminedFinding(arisen, enrolment))
        continue
      }
      const done = this.#actionsFor(obligation, recipient)[obligation.expected.count - 1] ?? null
      this.#list(planned, recipient, recipientOrder, {
        status: judgeExistence(limit, done?.on ?? null, this.#judging.asOf),
        evidence: this.#evidenceOf(obligation, done),
        arisen,
        due: { on: limit, minute: null },
        done,
        action: done,
        cause: enrolment,
      })
    }
  }

  /** Where nobody knows whether the learner has such a recipient, nothing done is not yet something missing. */
  #list(
    planned: PlannedObligation,
    recipient: Recipient | null,
    recipientOrder: number,
    finding: Finding,
  ): Ranked {
    const isUnknown = finding.action === null && isUnknownRecipient(recipient, this.#kase.enrolment)
    const verdict = makeVerdict(
      planned,
      { case: this.#kase, report: null },
      recipient,
      isUnknown ? { ...finding, status: 'undetermined' } : finding,
    )
    const ranked = { verdict, order: planned.order, recipientOrder }
    this.#ranked.push(ranked)
    return ranked
  }

  /**
   * What was done before what should have come first is one breach, that of the precedence: the response that follows
   * from what came too late would ask for what is done already.
   */
  #saidByPrecedence(): ReadonlySet<Ranked> {
    const said = new Set<Ranked>()
    if (this.#tooEarly.length === 0) return said
    for (const { ranked, firing } of this.#unanswered) {
      const { obligation, recipient } = ranked.verdict
      const isSaid = this.#tooEarly.some(
        ({ act, before, recipient: towards }) =>
          firing.spent.some((late) => matches(late, before, towards)) &&
          matches(act, obligation.expected, recipient) &&
          !isNotBefore(act, firing as Firing & Moment),
      )
      if (isSaid) said.add(ranked)
    }
    return said
  }

  #evidenceOf(obligation: Obligation, act: DatedAction | null): EvidenceState {
    return evidenceOf(obligation, act, this.#judging.evidence)
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
      memory = {}
      this.#memories[slot] = memory
    }
    return memory
  }
}
