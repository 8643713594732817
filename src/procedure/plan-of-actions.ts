// What is to be done, one line a cause: breaches of an obligation, data problems of a code, entries of the register of
// improvements. May not word a line.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { groupedBy } from '../kernel/grouped-by.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { Improvement } from '../records/records.js'
import { isBreach, type Ledger, type Verdict } from './ledger.js'
import type { Obligation } from './procedure.js'

/** `proposed` is in no register yet; `toDecide` is, without an owner or a date. */
export type PlanState = 'proposed' | 'toDecide' | 'open' | 'overdue' | 'done'

interface LineFacts {
  readonly state: PlanState
  /** The entry of the register that answers the cause, null while there is none. */
  readonly improvement: Improvement | null
  /** The last entry that was carried out, where the cause came again after it. */
  readonly doneBefore: Improvement | null
}

export interface BreachLine extends LineFacts {
  readonly nature: 'breach'
  readonly obligation: Obligation
  /** Breaches that no action carried out has answered: those that arose after the last one. */
  readonly breaches: readonly Verdict[]
}

export interface DataLine extends LineFacts {
  readonly nature: 'data'
  readonly code: string
  readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]]
}

export interface ImprovementLine extends LineFacts {
  readonly nature: 'improvement'
  readonly improvement: Improvement
}

export type PlanLine = BreachLine | DataLine | ImprovementLine

export interface PlanOfActions {
  /** What is still to be done: breaches by obligation, data problems (errors first), other entries of the register. */
  readonly lines: readonly PlanLine[]
  /** How many lines are in each state; `done` counts those of `done`. */
  readonly counts: Readonly<Record<PlanState, number>>
  /** Entries carried out since the day given, oldest first. */
  readonly done: readonly (ImprovementLine & { readonly state: 'done' })[]
}

export interface PlanInputs {
  readonly ledger: Pick<Ledger, 'verdicts' | 'perObligation'>
  readonly diagnostics: readonly Diagnostic[]
  readonly improvements: readonly Improvement[]
  readonly asOf: LocalDate
  /** What was done from this day on is told. */
  readonly since: LocalDate
}

/**
 * The plan of a day. An entry answers the breaches of the obligation that it names, and the data problem whose code is
 * its cause; one that is dated after `asOf` does not exist yet. A cause whose breaches all arose before its last
 * action was carried out needs no line.
 */
export function planActions(inputs: PlanInputs): PlanOfActions {
  const { ledger, diagnostics, asOf, since } = inputs
  const entries = inputs.improvements.filter(({ on }) => on === null || on <= asOf)
  const isDone = ({ doneOn }: Improvement) => doneOn !== null && doneOn <= asOf
  const answered = new Set<Improvement>()

  const factsOf = (linked: readonly Improvement[]): LineFacts => {
    const open = linked.find((entry) => !isDone(entry)) ?? null
    if (open !== null) answered.add(open)
    return {
      state: open === null ? 'proposed' : stateOf(open, asOf),
      improvement: open,
      doneBefore: open === null ? lastDone(linked.filter(isDone)) : null,
    }
  }

  const byObligation = groupedBy(ledger.verdicts.filter(isBreach), ({ obligation }) => obligation.id)
  const breachLines = ledger.perObligation.flatMap(({ obligation }): BreachLine[] => {
    const linked = entries.filter(({ obligationId }) => obligationId === obligation.id)
    const answeredOn = lastDone(linked.filter(isDone))?.doneOn ?? null
    const breaches = (byObligation.get(obligation.id) ?? []).filter(
      ({ arisenOn }) => answeredOn === null || arisenOn === null || arisenOn > answeredOn,
    )
    return breaches.length === 0 ? [] : [{ nature: 'breach', obligation, breaches, ...factsOf(linked) }]
  })

  const rank = { error: 0, warning: 1 } as const
  const dataLines = [...groupedBy(diagnostics, ({ kind }) => kind.code)]
    .flatMap(([code, [first, ...others]]): DataLine[] => {
      if (first === undefined) return []
      const linked = entries.filter(({ cause }) => cause.trim().toUpperCase() === code)
      return [{ nature: 'data', code, diagnostics: [first, ...others], ...factsOf(linked) }]
    })
    .sort((a, b) => rank[a.diagnostics[0].kind.severity] - rank[b.diagnostics[0].kind.severity])

  const lineOf = (improvement: Improvement): ImprovementLine => ({
    nature: 'improvement',
    improvement,
    state: stateOf(improvement, asOf),
    doneBefore: null,
  })
  const lines: readonly PlanLine[] = [
    ...breachLines,
    ...dataLines,
    ...entries.filter((entry) => !isDone(entry) && !answered.has(entry)).map(lineOf),
  ]
  const done = entries
    .filter((entry) => isDone(entry) && (entry.doneOn ?? asOf) >= since)
    .sort((a, b) => (a.doneOn ?? 0) - (b.doneOn ?? 0))
    .map((entry) => ({ ...lineOf(entry), state: 'done' as const }))
  return { lines, done, counts: countStates([...lines, ...done]) }
}

function countStates(lines: readonly PlanLine[]): Record<PlanState, number> {
  const counts = { proposed: 0, toDecide: 0, open: 0, overdue: 0, done: 0 }
  for (const { state } of lines) counts[state] += 1
  return counts
}

function stateOf({ owner, dueOn }: Improvement, asOf: LocalDate): Exclude<PlanState, 'proposed' | 'done'> {
  if (dueOn !== null && dueOn < asOf) return 'overdue'
  return owner === '' || dueOn === null ? 'toDecide' : 'open'
}

function lastDone(done: readonly Improvement[]): Improvement | null {
  let last: Improvement | null = null
  for (const entry of done) if (last === null || (entry.doneOn ?? 0) > (last.doneOn ?? 0)) last = entry
  return last
}
