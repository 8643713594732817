import { describe, expect, it } from 'vitest'
import { binomialLimits, quantile } from '../../../src/statistics/consolidation/binomial.js'
import { placeInFunnel } from '../../../src/statistics/consolidation/funnel.js'

describe('the binomial law', () => {
  // Cumulative table of the binomial law, n = 20, p = 0.10, as printed in any textbook.
  it.each([
    [0, 0.1216],
    [1, 0.3917],
    [2, 0.6769],
    [3, 0.867],
    [4, 0.9568],
    [5, 0.9887],
  ])('has P(R ≤ %i) = %f for 20 draws at one in ten', (count, cumulated) => {
    const found = quantile(20, 0.1, cumulated - 0.0001)
    expect(found.count).toBe(count)
    expect(found.below + found.at).toBeCloseTo(cumulated, 4)
  })

  // Spiegelhalter 2005, appendix A.1.1, worked out with exact fractions apart from this program.
  it.each([
    [20, 0.1, [0, 0, 0.2284676070299244, 0.3351718216852828]],
    [50, 0.1, [0, 0.013862926957343695, 0.17972272762336447, 0.2401284187523895]],
    [100, 0.05, [0, 0.006122931436071882, 0.09190734402387495, 0.1246384954379701]],
    [250, 0.12, [0.05905677220661805, 0.07914558221555701, 0.1596767683237812, 0.18573526714039218]],
    [1000, 0.08, [0.05421492663940121, 0.06309072700444693, 0.09671871996719231, 0.10717519668392833]],
  ] as const)('limits a group of %i at %f exactly', (size, rate, [low998, low95, high95, high998]) => {
    const inner = binomialLimits(size, rate, 0.025)
    const outer = binomialLimits(size, rate, 0.001)
    expect(inner.low).toBeCloseTo(low95, 9)
    expect(inner.high).toBeCloseTo(high95, 9)
    expect(outer.low).toBeCloseTo(low998, 9)
    expect(outer.high).toBeCloseTo(high998, 9)
  })

  it('holds for a million and at the ends', () => {
    const { low, high } = binomialLimits(1_000_000, 0.1, 0.025)
    expect(low).toBeCloseTo(0.1 - 1.959964 * 0.0003, 5)
    expect(high).toBeCloseTo(0.1 + 1.959964 * 0.0003, 5)
    expect(binomialLimits(50, 0, 0.001)).toEqual({ low: 0, high: 0 })
    expect(binomialLimits(50, 1, 0.001)).toEqual({ low: 1, high: 1 })
  })
})

describe('a funnel', () => {
  it('places sites of twenty entries or more, in the order given, and ranks none', () => {
    const funnel = placeInFunnel(2025, [
      { site: 'nice', numerator: 30, denominator: 100 },
      { site: 'lyon', numerator: 7, denominator: 100 },
      { site: 'lille', numerator: 19, denominator: 19 },
      { site: 'arles', numerator: 2, denominator: 20 },
    ])
    expect(funnel?.overall).toEqual({ numerator: 58, denominator: 239, value: 58 / 239 })
    expect(funnel?.points.map(({ site }) => site)).toEqual(['nice', 'lyon', 'arles'])
    expect(funnel?.points.map(({ position }) => position)).toEqual(['within', 'outside998', 'within'])
    expect(funnel?.notPlaced).toEqual(['lille'])
  })

  it('is not drawn where nobody entered', () => {
    expect(placeInFunnel(2025, [{ site: 'nice', numerator: 0, denominator: 0 }])).toBeNull()
  })
})
