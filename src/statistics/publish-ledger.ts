// The counts of a ledger as they may leave a site: an obligation that only a few learners had is withheld, and so is
// what would give its counts away. May not judge.
import { WITHHELD } from './disclosure.js'

interface Counts {
  readonly total: number
  readonly met: number
  readonly late: number
  readonly missing: number
  readonly pending: number
  readonly undetermined: number
  readonly evidenceAbsent: number
}

export type Withheld<Row extends Counts> = Omit<Row, keyof Counts> & {
  readonly [Key in keyof Counts]: number | null
} & { readonly reason?: string }

/**
 * Obligations of fewer verdicts than the threshold lose their counts. Where only one does, the next smallest does too:
 * the whole less the others would give it back. Where there is no other, the whole is withheld.
 */
export function publishLedger<Row extends Counts>(
  whole: Counts,
  obligations: readonly Row[],
  threshold: number,
): { readonly whole: Withheld<Counts>; readonly obligations: readonly Withheld<Row>[] } {
  const used = obligations.filter(({ total }) => total > 0).sort((a, b) => a.total - b.total)
  const hidden = new Set<Row>(used.filter(({ total }) => total < threshold))
  const next = used.find((row) => !hidden.has(row))
  if (hidden.size === 1 && next !== undefined) hidden.add(next)
  const isWholeHidden = (whole.total > 0 && whole.total < threshold) || hidden.size === 1
  return {
    whole: isWholeHidden ? withheld(whole) : whole,
    obligations: obligations.map((row) => (hidden.has(row) ? withheld(row) : row)),
  }
}

function withheld<Row extends Counts>(row: Row): Withheld<Row> {
  return {
    ...row,
    total: null,
    met: null,
    late: null,
    missing: null,
    pending: null,
    undetermined: null,
    evidenceAbsent: null,
    reason: WITHHELD,
  }
}
