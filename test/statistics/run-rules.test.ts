import { describe, expect, it } from 'vitest'
import { medianOf, readRuns } from '../../src/statistics/run-rules.js'

/** `+` above the median, `-` below, `0` on it. */
const signs = (text: string) => [...text].map((sign) => (sign === '+' ? 1 : sign === '-' ? -1 : 0))

describe('readRuns', () => {
  // Anhøj and Olesen 2014 (DOI 10.1371/journal.pone.0113825), table of the limits by useful observations.
  it.each([
    [10, 6, 2],
    [11, 6, 2],
    [12, 7, 3],
    [15, 7, 4],
    [16, 7, 4],
    [17, 7, 5],
    [20, 7, 6],
    [22, 7, 7],
    [23, 8, 7],
    [24, 8, 8],
    [30, 8, 10],
    [40, 8, 14],
    [60, 9, 23],
  ])('has the published limits for %i points: runs up to %i, %i crossings or more', (count, run, crossings) => {
    const values = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 1 : -1))
    expect(readRuns(values, 0)).toMatchObject({ useful: count, runLimit: run, crossingLimit: crossings })
  })

  it('signals a run only past the limit', () => {
    expect(readRuns(signs('++++++-+-+-+'), 0).signals).toEqual([])
    expect(readRuns(signs('+++++++-+-+-'), 0).longestRun).toBe(7)
    expect(readRuns(signs('+++++++-+-+-'), 0).signals).toEqual([])
    expect(readRuns(signs('++++++++-+-+'), 0).signals).toEqual(['longRun'])
  })

  it('signals crossings only under the limit', () => {
    expect(readRuns(signs('+++---+++---'), 0)).toMatchObject({ crossings: 3, signals: [] })
    expect(readRuns(signs('++++----++++'), 0)).toMatchObject({ crossings: 2, signals: ['fewCrossings'] })
  })

  it('leaves the points on the median out: they neither break nor lengthen a run', () => {
    expect(readRuns(signs('++0+0+++0+++--'), 0)).toMatchObject({ useful: 11, longestRun: 9, crossings: 1 })
    expect(readRuns(signs('000'), 0)).toMatchObject({ useful: 0, longestRun: 0, crossings: 0, signals: [] })
  })
})

describe('medianOf', () => {
  it('is the middle value, or the mean of the two', () => {
    expect(medianOf([3, 1, 2])).toBe(2)
    expect(medianOf([4, 1, 2, 3])).toBe(2.5)
  })
})
