import { describe, expect, it } from 'vitest'
import {
  type CompetingObservation,
  cumulativeIncidence,
  incidenceAt,
} from '../../src/statistics/cumulative-incidence.js'
import { kaplanMeier, survivalAt } from '../../src/statistics/kaplan-meier.js'
import { seeded } from '../support/seeded.js'

type Outcome = CompetingObservation['outcome']
const at = (outcome: Outcome, ...times: number[]) => times.map((time) => ({ time, outcome }))

describe('cumulativeIncidence', () => {
  it('follows a worked example step by step', () => {
    // Ten subjects. S(0-) = 1: 1/10. S = 9/10 × 7/8 after the competing end at 2 (one censored at 1 after the event).
    const steps = cumulativeIncidence([
      ...at('event', 1, 3, 3, 6),
      ...at('competing', 2, 3, 5),
      ...at('censored', 1, 4, 7),
    ])
    const afterTwo = (9 / 10) * (7 / 8)
    const afterThree = afterTwo * (4 / 7)
    const afterFive = afterThree * (2 / 3)
    expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual([
      [1, 10, 1],
      [3, 7, 2],
      [6, 2, 1],
    ])
    const expected = [1 / 10, 1 / 10 + afterTwo * (2 / 7), 1 / 10 + afterTwo * (2 / 7) + afterFive / 2]
    for (const [index, step] of steps.entries()) expect(step.value).toBeCloseTo(expected[index] ?? 0, 12)
  })

  // Freireich et al. 1963, as in test/statistics/kaplan-meier.test.ts: with one kind of end it is one minus the
  // published survival of the 6-MP arm.
  it.each([
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ])('is one minus the published survival at week %i where nothing competes', (week, survival) => {
    const steps = cumulativeIncidence([
      ...at('event', 6, 6, 6, 7, 10, 13, 16, 22, 23),
      ...at('censored', 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
    ])
    expect(1 - incidenceAt(steps, week)).toBeCloseTo(survival, 3)
  })

  it('is the plain share where nobody is censored', () => {
    const steps = cumulativeIncidence([...at('event', 1, 2, 2, 5), ...at('competing', 1, 3, 4, 4, 5, 6)])
    expect(incidenceAt(steps, 0)).toBe(0)
    expect(incidenceAt(steps, 2)).toBeCloseTo(3 / 10, 12)
    expect(steps.at(-1)?.value).toBeCloseTo(4 / 10, 12)
  })

  it('lies under one minus Kaplan–Meier, which counts other ends as if they could still drop out', () => {
    const observations = [...at('event', 2, 4, 6), ...at('competing', 1, 3, 5), ...at('censored', 4, 7)]
    const steps = cumulativeIncidence(observations)
    const naive = kaplanMeier(
      observations.map(({ time, outcome }) => ({ time, hasEvent: outcome === 'event' })),
    )
    expect(steps.at(-1)?.value).toBeLessThan(1 - survivalAt(naive, 6) - 0.05)
  })

  it('adds up with the incidence of the other ends to one minus the survival of any end', () => {
    const random = seeded(20_261_127)
    for (let round = 0; round < 200; round++) {
      const outcomes: readonly Outcome[] = ['event', 'competing', 'censored']
      const observations = Array.from({ length: 1 + Math.floor(random() * 60) }, () => ({
        time: Math.floor(random() * 20),
        outcome: outcomes[Math.floor(random() * 3)] as Outcome,
      }))
      const swapped = observations.map(({ time, outcome }) => ({
        time,
        outcome: outcome === 'event' ? 'competing' : outcome === 'competing' ? 'event' : outcome,
      })) satisfies CompetingObservation[]
      const any = kaplanMeier(
        observations.map(({ time, outcome }) => ({ time, hasEvent: outcome !== 'censored' })),
      )
      const [one, other] = [cumulativeIncidence(observations), cumulativeIncidence(swapped)]
      for (let time = 0; time < 20; time++) {
        expect(incidenceAt(one, time) + incidenceAt(other, time)).toBeCloseTo(1 - survivalAt(any, time), 10)
      }
    }
  })

  it('has no step where nobody had the event', () => {
    expect(cumulativeIncidence([])).toEqual([])
    expect(cumulativeIncidence([...at('competing', 1), ...at('censored', 2)])).toEqual([])
  })
})
