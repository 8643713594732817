// Counts of verdicts: the one place where they are counted. May not judge one: status and evidence come from the ledger.
import { isBreach, type LedgerCounts, type Verdict } from './ledger.js'

export class Tally implements LedgerCounts {
  total = 0
  met = 0
  late = 0
  missing = 0
  pending = 0
  undetermined = 0
  evidenceAbsent = 0
  evidencePresent = 0
  breaches = 0
  /** Breaches of an obligation that the procedure ranks among the points to watch. */
  alerts = 0

  add(verdict: Verdict): void {
    this.total += 1
    this[verdict.status] += 1
    if (verdict.evidence === 'absent') this.evidenceAbsent += 1
    else if (verdict.evidence === 'present') this.evidencePresent += 1
    if (!isBreach(verdict)) return
    this.breaches += 1
    if (verdict.obligation.gravity === 'alerte') this.alerts += 1
  }

  /** met + late + missing: the delay has ended, one way or the other. */
  get judged(): number {
    return this.met + this.late + this.missing
  }

  /** What the JSON of a ledger says. */
  get counts(): LedgerCounts {
    const { total, met, late, missing, pending, undetermined, evidenceAbsent } = this
    return { total, met, late, missing, pending, undetermined, evidenceAbsent }
  }
}

/** The counts of some verdicts. */
export function tally(verdicts: Iterable<Verdict>): Tally {
  const counts = new Tally()
  for (const verdict of verdicts) counts.add(verdict)
  return counts
}

/** The counts of each group of verdicts, in the order in which each group is first met. */
export function talliesBy<Key>(
  verdicts: Iterable<Verdict>,
  keyOf: (verdict: Verdict) => Key,
): ReadonlyMap<Key, Tally> {
  const tallies = new Map<Key, Tally>()
  for (const verdict of verdicts) {
    const key = keyOf(verdict)
    const counts = tallies.get(key) ?? new Tally()
    counts.add(verdict)
    tallies.set(key, counts)
  }
  return tallies
}
