// Acts that discharge no obligation: why a ledger finds so little in a full log. May not judge.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { counted, fr, listed, plural, quoted } from '../kernel/french.js'
import { placeOf } from '../records/export-file.js'
import type { Action } from '../records/records.js'
import type { Case, Register } from '../register/register.js'
import type { Verdict } from './ledger.js'
import type { LedgerPlan, PlannedObligation } from './ledger-plan.js'
import { LEDGER_PROBLEMS } from './ledger-problems.js'
import { isAskedFor, matches } from './matching.js'
import type { Obligation } from './procedure.js'
import { beginsSilence, isAnswer } from './triggers/silence.js'

/** Acts of one type towards one recipient. */
interface Group {
  readonly acts: Action[]
  readonly cases: Set<Case>
}

/**
 * Once for each type and recipient of which no act discharges anything: no obligation asks for them, or they came
 * before what they were to answer, which stays missing. `judgedAnyDay` judges some cases whatever the period: an act of
 * the period may discharge what arose before it.
 */
export function reportActsWithoutEffect(
  plan: LedgerPlan,
  judged: readonly PlannedObligation[],
  register: Register,
  verdicts: readonly Verdict[],
  judgedAnyDay: (cases: readonly Case[]) => readonly Verdict[],
): Diagnostic[] {
  const asking = plan.obligations.filter(({ trigger }) => trigger?.kind !== 'violenceReport')
  if (asking.length === 0) return []
  const groups = groupActs(register, plan, judged, keysDischarged(verdicts))
  const missing = verdicts.filter(({ status }) => status === 'missing')
  for (const [key, group] of groups) if (!isWorthSaying(group, plan, missing)) groups.delete(key)
  // What no obligation asks for discharges nothing on any day: no case is judged again for it.
  const mayDischarge = [...groups.values()].filter(({ acts: [act] }) =>
    plan.planned.some(({ obligation }) => act !== undefined && isAskedOfKind(act, obligation)),
  )
  const cases = new Set(mayDischarge.flatMap((group) => [...group.cases]))
  for (const key of keysDischarged(judgedAnyDay([...cases]))) groups.delete(key)
  return [...groups.values()].map(({ acts }) => sayWithoutEffect(acts, asking))
}

/** An act that answers nothing because nothing was due is no finding; one whose obligation is missing is. */
function isWorthSaying(
  { acts, cases }: Group,
  { planned }: LedgerPlan,
  missing: readonly Verdict[],
): boolean {
  const isAsked = acts.some((act) => planned.some(({ obligation }) => isAskedFor(act, obligation.expected)))
  if (!isAsked) return true
  const grouped = new Set(acts)
  return missing.some(
    ({ case: kase, obligation, recipient }) =>
      kase !== null &&
      cases.has(kase) &&
      kase.actions.some((act) => grouped.has(act) && matches(act, obligation.expected, recipient)),
  )
}

function groupActs(
  { cases, period }: Register,
  { planned }: LedgerPlan,
  judged: readonly PlannedObligation[],
  discharged: ReadonlySet<string>,
): Map<string, Group> {
  const groups = new Map<string, Group>()
  const written = [...new Set(planned.map(({ obligation }) => obligation))]
  const judgedOnes = new Set(judged.map(({ obligation }) => obligation))
  const unjudged = written.filter((one) => one.delay === 'toDecide' || !judgedOnes.has(one))
  const hasSilence = written.some(({ trigger }) => trigger?.kind === 'silence')
  const guarded = new Set(written.flatMap((one) => one.guarded))
  for (const kase of cases) {
    if (kase.outOfScope !== null) continue
    for (const act of kase.actions) {
      if (act.on === null || act.on < period.from || act.on > period.to) continue
      // What an act does besides: it is what a precedence guards, or begins or ends a silence.
      if (guarded.has(act.type) || (hasSilence && (beginsSilence(act) || isAnswer(act)))) continue
      const key = keyOf(act)
      if (discharged.has(key)) continue
      // An obligation without verdicts (delay to decide, source missing) has its own diagnostic.
      if (unjudged.some(({ expected }) => isAskedFor(act, expected))) continue
      // The columns of abandons are no log: they say why only where an obligation asks for an act of their kind.
      if (act.export.name === 'abandons' && !written.some((one) => isAskedType(act, one))) continue
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { acts: [act], cases: new Set([kase]) })
      else {
        group.acts.push(act)
        group.cases.add(kase)
      }
    }
  }
  return groups
}

function isAskedType(act: Action, { expected }: Obligation): boolean {
  return expected.types.length === 0 || expected.types.includes(act.type)
}

function isAskedRecipient(act: Action, { expected }: Obligation): boolean {
  return (
    expected.recipients.length === 0 ||
    (act.recipient !== null && expected.recipients.includes(act.recipient))
  )
}

function isAskedOfKind(act: Action, obligation: Obligation): boolean {
  return isAskedType(act, obligation) && isAskedRecipient(act, obligation)
}

/** Types and recipients of the acts that discharge something. */
function keysDischarged(verdicts: readonly Verdict[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { action } of verdicts) if (action !== null) keys.add(keyOf(action))
  return keys
}

function keyOf({ type, recipient }: Action): string {
  return `${type}\0${recipient ?? ''}`
}

/** The obligations nearest to the acts: of their type and recipient, else of their type, else to their recipient. */
function nearest(act: Action, asking: readonly Obligation[]): readonly Obligation[] {
  const ofType = asking.filter((one) => isAskedType(act, one))
  const toRecipient = asking.filter((one) => isAskedRecipient(act, one))
  const both = ofType.filter((one) => toRecipient.includes(one))
  return [both, ofType, toRecipient, asking].find((some) => some.length > 0) ?? asking
}

function sayWithoutEffect(acts: readonly Action[], asking: readonly Obligation[]): Diagnostic {
  const first = acts[0] as Action
  const near = nearest(first, asking)
  const isAsked = near.some((one) => isAskedOfKind(first, one))
  const towards = first.recipient === null ? fr`sans destinataire` : fr`à ${quoted(first.recipient)}`
  return {
    kind: LEDGER_PROBLEMS['ACTES-SANS-EFFET'],
    place: placeOf(first, 'type'),
    field: 'type',
    message: fr`${counted(acts.length, 'acte', 'actes')} de type ${quoted(first.type)} ${towards} ${plural(acts.length, 'ne remplit', 'ne remplissent')} aucune obligation${isAsked ? fr` : ${plural(acts.length, 'il vient', 'ils viennent')} avant ce qui était dû, ou par un autre canal` : ''}.`,
    seen: fr`${quoted(first.type)} ${towards}`,
    isSeenDescribed: true,
    expected: fr`ce que les obligations demandent : ${listed(near.slice(0, MOST_SAID).map(asked), 'ou')}${near.length > MOST_SAID ? fr` (et ${near.length - MOST_SAID} de plus)` : ''}`,
    mend: isAsked
      ? fr`vérifiez les dates et les dossiers de ces actes ; s’ils sont justes, rien n’est à faire`
      : fr`vérifiez le type et le destinataire de ces actes, au besoin par « valeurs » dans i12.yaml, ou complétez la procédure`,
    count: acts.length,
    related: acts.slice(1, MOST_RELATED).map((act) => placeOf(act, 'type')),
  }
}

const MOST_SAID = 5
/** Places beyond this many help nobody. */
const MOST_RELATED = 20

/** « relance ou entretien à beneficiaire, par telephone (contact-absent) ». */
function asked({ id, expected: { types, recipients, channels } }: Obligation): string {
  const what = types.length === 0 ? fr`un acte` : listed(types, 'ou')
  const towards = recipients.length === 0 ? '' : fr` à ${listed(recipients, 'ou')}`
  const by = channels.length === 0 ? '' : fr`, par ${listed(channels, 'ou')}`
  return `${what}${towards}${by} (${id})`
}
