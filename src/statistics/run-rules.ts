// A run chart read by Anhøj's two rules (Anhøj, Olesen 2014, DOI 10.1371/journal.pone.0113825). May not know what is
// charted.

/** Under this many points the rules find hardly anything. */
export const FEWEST_POINTS = 10

export type RunSignal = 'longRun' | 'fewCrossings'

export interface RunReading {
  /** Points that do not lie on the median: the others belong to no side. */
  readonly useful: number
  readonly longestRun: number
  /** The longest run that chance explains. */
  readonly runLimit: number
  readonly crossings: number
  /** The fewest crossings that chance explains. */
  readonly crossingLimit: number
  readonly signals: readonly RunSignal[]
}

/** Runs of `values`, in order, on either side of `median`. */
export function readRuns(values: readonly number[], median: number): RunReading {
  let useful = 0
  let longestRun = 0
  let crossings = 0
  let run = 0
  let side = 0
  for (const value of values) {
    const next = Math.sign(value - median)
    if (next === 0) continue
    useful += 1
    if (side !== 0 && next !== side) {
      crossings += 1
      run = 0
    }
    run += 1
    side = next
    longestRun = Math.max(longestRun, run)
  }
  const runLimit = useful === 0 ? 0 : Math.round(Math.log2(useful)) + 3
  const crossingLimit = fewestCrossings(useful)
  const signals: RunSignal[] = []
  if (longestRun > runLimit) signals.push('longRun')
  if (crossings < crossingLimit) signals.push('fewCrossings')
  return { useful, longestRun, runLimit, crossings, crossingLimit, signals }
}

/** The 5 % quantile of the binomial law of `useful − 1` even chances. */
function fewestCrossings(useful: number): number {
  const chances = Math.max(0, useful - 1)
  let term = 0.5 ** chances
  let cumulated = term
  let count = 0
  while (cumulated < 0.05) {
    term *= (chances - count) / (count + 1)
    count += 1
    cumulated += term
  }
  return count
}

/** @param values not empty */
export function medianOf(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b)
  const middle = ordered.length >> 1
  const high = ordered[middle] ?? 0
  return ordered.length % 2 === 1 ? high : ((ordered[middle - 1] ?? 0) + high) / 2
}
