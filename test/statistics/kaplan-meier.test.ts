import { describe, expect, it } from 'vitest'
import { kaplanMeier, type Observation, stepAt, survivalAt } from '../../src/statistics/kaplan-meier.js'

const events = (...times: number[]): Observation[] => times.map((time) => ({ time, hasEvent: true }))
const censored = (...times: number[]): Observation[] => times.map((time) => ({ time, hasEvent: false }))

// Freireich et al. 1963, remission in weeks under 6-mercaptopurine; estimates and standard errors as in
// Cox and Oakes 1984 and the `survival` package of R.
const sixMp = [
  ...events(6, 6, 6, 7, 10, 13, 16, 22, 23),
  ...censored(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
]
const placebo = events(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)

describe('kaplanMeier', () => {
  it.each([
    [6, 21, 3, 0.857, 0.0764],
    [7, 17, 1, 0.807, 0.0869],
    [10, 15, 1, 0.753, 0.0963],
    [13, 12, 1, 0.69, 0.1068],
    [16, 11, 1, 0.627, 0.1141],
    [22, 7, 1, 0.538, 0.1282],
    [23, 6, 1, 0.448, 0.1346],
  ])('6-MP at week %i: %i at risk', (time, atRisk, count, survival, standardError) => {
    const step = stepAt(kaplanMeier(sixMp), time)
    expect(step?.atRisk).toBe(atRisk)
    expect(step?.events).toBe(count)
    expect(step?.survival).toBeCloseTo(survival, 3)
    expect(step?.standardError).toBeCloseTo(standardError, 4)
  })

  it('finds the published medians (23 weeks under 6-MP, 8 under placebo)', () => {
    expect(kaplanMeier(sixMp).median).toBe(23)
    expect(kaplanMeier(placebo).median).toBe(8)
  })

  it('finds the median where exactly one half is left, which a product of quotients misses', () => {
    // 8/10 × 6/8 × 5/6 = 1/2
    const half = kaplanMeier([...events(1, 1, 2, 2, 3), ...censored(4, 4, 4, 4, 4)])
    expect(half.steps.at(-1)?.survival).toBeGreaterThan(0.5)
    expect(half.median).toBe(3)
  })

  it('never lets rounding move the median: with an even number observed to the end, half of them is one half', () => {
    for (let count = 2; count <= 120; count += 2) {
      const times = Array.from({ length: count / 2 }, (_, index) => index + 1)
      const curve = kaplanMeier([...events(...times), ...censored(...times.map(() => count))])
      expect(curve.median).toBe(count / 2)
      const oneFewer = kaplanMeier([
        ...events(...times.slice(1)),
        ...censored(...times.map(() => count), count),
      ])
      expect(oneFewer.median).toBeNull()
    }
  })

  it('is the empirical distribution without censoring', () => {
    const curve = kaplanMeier(placebo)
    expect(survivalAt(curve, 1)).toBeCloseTo(19 / 21, 12)
    expect(survivalAt(curve, 8)).toBeCloseTo(8 / 21, 12)
    expect(survivalAt(curve, 23)).toBe(0)
    expect(stepAt(curve, 23)?.interval95).toBeNull()
    expect(stepAt(curve, 8)?.standardError).toBeCloseTo(Math.sqrt(((8 / 21) * (13 / 21)) / 21), 12)
  })

  it('gives the log-log interval of R (conf.type = "log-log") at week 10', () => {
    const interval = stepAt(kaplanMeier(sixMp), 10)?.interval95
    expect(interval?.[0]).toBeCloseTo(0.503, 3)
    expect(interval?.[1]).toBeCloseTo(0.889, 3)
  })

  it('counts every observation once, before, at and after the steps', () => {
    const curve = kaplanMeier(sixMp)
    expect(curve.observations).toBe(21)
    expect(curve.events).toBe(9)
    expect(curve.steps.reduce((sum, step) => sum + step.events + step.censored, 0)).toBe(21)
  })

  it('has no step, hence survival 1, when nobody left', () => {
    const curve = kaplanMeier(censored(0.2, 1))
    expect(curve.steps).toEqual([])
    expect(survivalAt(curve, 1)).toBe(1)
    expect(curve.median).toBeNull()
    expect(kaplanMeier([]).observations).toBe(0)
  })
})
