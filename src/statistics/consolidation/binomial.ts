// The binomial law, summed term by term: no approximation by another law. May not know what is counted.

/** Bounds of an interval, as proportions. */
export interface Limits {
  readonly low: number
  readonly high: number
}

/**
 * Control limits of a proportion around `rate` for a population of `size`, each tail holding `tail` of the law: 0.025
 * for 95 %, 0.001 for 99.8 %. Exact binomial, interpolated between whole counts so that they change smoothly with the
 * population (Spiegelhalter 2005, Statistics in Medicine 24, 1185–1202, appendix A.1.1: with r the least count whose
 * P(R ≤ r) reaches p, (r − (P(R ≤ r) − p) / P(R = r)) / size).
 */
export function binomialLimits(size: number, rate: number, tail: number): Limits {
  if (rate <= 0 || rate >= 1) return { low: rate, high: rate }
  const limitAt = (probability: number) =>
    Math.min(1, Math.max(0, interpolatedQuantile(size, rate, probability) / size))
  return { low: limitAt(tail), high: limitAt(1 - tail) }
}

function interpolatedQuantile(size: number, rate: number, probability: number): number {
  const { count, below, at } = quantile(size, rate, probability)
  return at === 0 ? count : count - (below + at - probability) / at
}

/** The least count whose P(R ≤ count) reaches the probability, with P(R < count) and P(R = count); 0 < rate < 1. */
export function quantile(
  size: number,
  rate: number,
  probability: number,
): { readonly count: number; readonly below: number; readonly at: number } {
  const odds = Math.log(rate) - Math.log1p(-rate)
  // Terms are kept as logarithms: the first one of a large population is smaller than any number.
  let logarithm = size * Math.log1p(-rate)
  let below = 0
  for (let count = 0; count < size; count++) {
    const at = Math.exp(logarithm)
    if (below + at >= probability) return { count, below, at }
    below += at
    logarithm += Math.log(size - count) - Math.log(count + 1) + odds
  }
  return { count: size, below, at: Math.exp(logarithm) }
}
