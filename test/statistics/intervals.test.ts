import { describe, expect, it } from 'vitest'
import { areSeparate, newcombe95, wilson95 } from '../../src/statistics/intervals.js'

describe('wilson95', () => {
  // Vectors of the regulation notes (§ 6.4), in percent with one decimal.
  it.each([
    [0, 5, 0, 43.4],
    [1, 5, 3.6, 62.4],
    [0, 10, 0, 27.8],
    [1, 10, 1.8, 40.4],
    [0, 20, 0, 16.1],
    [1, 20, 0.9, 23.6],
    [2, 20, 2.8, 30.1],
    [3, 30, 3.5, 25.6],
    [5, 50, 4.3, 21.4],
    [5, 100, 2.2, 11.2],
    [10, 100, 5.5, 17.4],
    [20, 200, 6.6, 14.9],
    [25, 500, 3.4, 7.3],
  ])('%i/%i gives %f to %f %%', (numerator, denominator, low, high) => {
    const interval = wilson95(numerator, denominator)
    expect(interval?.map((bound) => Number((bound * 100).toFixed(1)))).toEqual([low, high])
  })

  it('gives the intervals of the worked example (301/7,000 and 251/6,950)', () => {
    const percent = (numerator: number, denominator: number) =>
      wilson95(numerator, denominator)?.map((bound) => Number((bound * 100).toFixed(2)))
    expect(percent(301, 7_000)).toEqual([3.85, 4.8])
    expect(percent(251, 6_950)).toEqual([3.2, 4.08])
  })

  it('gives the published bound for 7 of 20 (Lodestar wiki)', () => {
    expect(wilson95(7, 20)?.[0]).toBeCloseTo(0.1812, 4)
  })

  // Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i/%i agrees with Newcombe', (numerator, denominator, low, high) => {
    const interval = wilson95(numerator, denominator)
    expect(interval?.[0]).toBeCloseTo(low, 4)
    expect(interval?.[1]).toBeCloseTo(high, 4)
  })

  it('ends exactly on 0 and 1, and is refused without a population', () => {
    expect(wilson95(0, 7)?.[0]).toBe(0)
    expect(wilson95(7, 7)?.[1]).toBe(1)
    expect(wilson95(0, 0)).toBeNull()
  })
})

describe('newcombe95', () => {
  // Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10: p1 − p2.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i − %i/%i', (a, m, b, n, low, high) => {
    const interval = newcombe95({ numerator: b, denominator: n }, { numerator: a, denominator: m })
    expect(interval?.[0]).toBeCloseTo(low, 4)
    expect(interval?.[1]).toBeCloseTo(high, 4)
  })

  it('is refused when a population is empty', () => {
    expect(newcombe95({ numerator: 0, denominator: 0 }, { numerator: 1, denominator: 2 })).toBeNull()
  })
})

describe('areSeparate', () => {
  it('needs a gap between the intervals', () => {
    expect(areSeparate([0.1, 0.2], [0.21, 0.3])).toBe(true)
    expect(areSeparate([0.21, 0.3], [0.1, 0.2])).toBe(true)
    expect(areSeparate([0.1, 0.2], [0.2, 0.3])).toBe(false)
    expect(areSeparate(null, [0.2, 0.3])).toBe(false)
  })
})
