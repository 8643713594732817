// What is still to be done according to a ledger: overdue first, then by due date.
import { isStillDue, type Ledger, type Verdict } from '../../procedure/ledger.js'

export interface TodoItem {
  readonly verdict: Verdict
  readonly isOverdue: boolean
}

/** Obligations that an act can still discharge: `missing` is overdue, `pending` is still in time. */
export function todoItems({ verdicts }: Ledger): readonly TodoItem[] {
  return verdicts
    .filter(isStillDue)
    .map((verdict, order) => ({ verdict, order, isOverdue: verdict.status === 'missing' }))
    .sort(
      (a, b) =>
        Number(b.isOverdue) - Number(a.isOverdue) ||
        dueOf(a.verdict) - dueOf(b.verdict) ||
        (a.verdict.dueMinute ?? 1440) - (b.verdict.dueMinute ?? 1440) ||
        a.order - b.order,
    )
    .map(({ verdict, isOverdue }) => ({ verdict, isOverdue }))
}

function dueOf({ dueOn }: Verdict): number {
  return dueOn ?? Number.POSITIVE_INFINITY
}
