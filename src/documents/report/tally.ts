// Counting verdicts for a table or a chart. May not judge one: status and evidence come from the ledger.
import { isBreach, type LedgerCounts, type Verdict } from '../../procedure/ledger.js'

export interface Tally extends LedgerCounts {
  readonly breaches: number
  /** met + late + missing: the delay has ended, one way or the other. */
  readonly judged: number
}

/** Counts of some verdicts. */
export function tally(verdicts: Iterable<Verdict>): Tally {
  const counts = { total: 0, met: 0, late: 0, missing: 0, pending: 0, undetermined: 0 }
  let evidenceAbsent = 0
  let breaches = 0
  for (const verdict of verdicts) {
    counts.total += 1
    counts[verdict.status] += 1
    if (verdict.evidence === 'absent') evidenceAbsent += 1
    if (isBreach(verdict)) breaches += 1
  }
  return { ...counts, evidenceAbsent, breaches, judged: counts.met + counts.late + counts.missing }
}

/** The same items in groups, in the order in which each group is first met. */
export function groupedBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
