// Disability is health data: no group of it is shown under the threshold, nor can one be found by subtraction.
import { WITHHELD } from './disclosure.js'
import type { BreakdownRow, Breakdowns, Dimension } from './statistics.js'

/**
 * Leaves out the groups of `psh` that are under the threshold and, since the total of the cohort is shown, as
 * many others as it takes for what is left out to reach the threshold.
 */
export function withholdDisability(
  breakdowns: Breakdowns,
  threshold: number,
): { readonly breakdowns: Breakdowns; readonly withheld: Readonly<Partial<Record<Dimension, string>>> } {
  const rows = breakdowns.psh?.filter(({ entered }) => entered > 0)
  if (rows === undefined) return { breakdowns, withheld: {} }
  const shown = shownRows(rows, threshold)
  if (shown.length === rows.length) return { breakdowns: { ...breakdowns, psh: rows }, withheld: {} }
  return { breakdowns: { ...breakdowns, psh: shown }, withheld: { psh: WITHHELD } }
}

function shownRows(rows: readonly BreakdownRow[], threshold: number): readonly BreakdownRow[] {
  const shown = [...rows].sort((a, b) => a.entered - b.entered)
  const hidden: BreakdownRow[] = []
  while (
    shown[0] !== undefined &&
    (shown[0].entered < threshold || isFoundBySubtraction(hidden, threshold))
  ) {
    hidden.push(shown.shift() as BreakdownRow)
  }
  return rows.filter((row) => !hidden.includes(row))
}

function isFoundBySubtraction(hidden: readonly BreakdownRow[], threshold: number): boolean {
  if (hidden.length === 0) return false
  return hidden.length === 1 || hidden.reduce((sum, { entered }) => sum + entered, 0) < threshold
}
