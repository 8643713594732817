// Confidence intervals of proportions. May not round.

/** Bounds of an interval, as proportions. */
export type Interval = readonly [low: number, high: number]

/** Quantile of the normal law for 95 %, as the contract fixes it. */
export const Z_95 = 1.959964

/**
 * Wilson score interval of a proportion (Wilson 1927; Brown, Cai, DasGupta 2001, DOI 10.1214/ss/1009213286).
 * Stays inside [0, 1] and holds for small populations, where the usual ± does not.
 * Null when the denominator is 0.
 */
export function wilson95(numerator: number, denominator: number): Interval | null {
  if (denominator <= 0) return null
  const proportion = numerator / denominator
  const z2 = Z_95 * Z_95
  const centre = proportion + z2 / (2 * denominator)
  const spread =
    Z_95 * Math.sqrt((proportion * (1 - proportion)) / denominator + z2 / (4 * denominator * denominator))
  const scale = 1 + z2 / denominator
  // The bound is exactly 0 or 1 at the ends; floating point leaves a dust of 1e-17 there.
  return [
    numerator === 0 ? 0 : (centre - spread) / scale,
    numerator === denominator ? 1 : (centre + spread) / scale,
  ]
}

/** A count over a population. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/**
 * Interval of the difference `after − before` of two independent proportions: Newcombe's hybrid score
 * (Newcombe 1998, Statistics in Medicine 17, 873–890, method 10). Null when a denominator is 0.
 */
export function newcombe95(before: Fraction, after: Fraction): Interval | null {
  const first = wilson95(after.numerator, after.denominator)
  const second = wilson95(before.numerator, before.denominator)
  if (first === null || second === null) return null
  const p1 = after.numerator / after.denominator
  const p2 = before.numerator / before.denominator
  const difference = p1 - p2
  return [
    difference - Math.hypot(p1 - first[0], second[1] - p2),
    difference + Math.hypot(first[1] - p1, p2 - second[0]),
  ]
}

/** Whether two intervals have no point in common: the condition for a change to be commented at all. */
export function areSeparate(one: Interval | null, other: Interval | null): boolean {
  if (one === null || other === null) return false
  return one[1] < other[0] || other[1] < one[0]
}
