import { describe, expect, it } from 'vitest'
import { dateOf, type LocalDate } from '../../src/kernel/local-date.js'
import type { ProcedureVersion } from '../../src/procedure/procedure.js'
import { daysWithoutVersion, versionOn, versionsWithin } from '../../src/procedure/versions-in-force.js'

const day = (month: number, date: number) => dateOf(2026, month, date) as LocalDate
const version = (name: string, from: LocalDate | null, to: LocalDate | null): ProcedureVersion => ({
  version: name,
  from,
  to,
  obligations: [],
})

const FIRST = version('01', null, day(3, 31))
const SECOND = version('02', day(4, 11), null)
const THIRD = version('03', day(9, 1), null)

describe('the version in force', () => {
  it.each([
    ['the last day of one', day(3, 31), '01'],
    ['the day after it', day(4, 1), undefined],
    ['the first day of the next', day(4, 11), '02'],
    ['the day before another begins', day(8, 31), '02'],
    ['the day it begins', day(9, 1), '03'],
  ])('is found on %s', (_, on, expected) => {
    expect(versionOn([FIRST, SECOND, THIRD], on)?.version).toBe(expected)
  })

  it('is every one that touches an interval', () => {
    const names = (from: LocalDate, to: LocalDate) =>
      versionsWithin([FIRST, SECOND, THIRD], { from, to }).map((one) => one.version)
    expect(names(day(3, 31), day(4, 10))).toEqual(['01'])
    expect(names(day(4, 1), day(4, 10))).toEqual([])
    expect(names(day(4, 1), day(9, 1))).toEqual(['02', '03'])
  })
})

describe('the days without a version', () => {
  it.each([
    ['none', day(1, 1), day(3, 31), []],
    ['a gap between two', day(1, 1), day(12, 31), [[day(4, 1), day(4, 10)]]],
    ['the part of a gap inside the interval', day(4, 5), day(4, 8), [[day(4, 5), day(4, 8)]]],
    ['the end of a gap', day(4, 10), day(4, 30), [[day(4, 10), day(4, 10)]]],
  ])('are %s', (_, from, to, expected) => {
    const gaps = daysWithoutVersion([FIRST, SECOND, THIRD], { from, to })
    expect(gaps.map((gap) => [gap.from, gap.to])).toEqual(expected)
  })

  it('are those before the first and after the last', () => {
    const only = version('01', day(2, 1), day(2, 28))
    expect(daysWithoutVersion([only], { from: day(1, 1), to: day(3, 31) })).toEqual([
      { from: day(1, 1), to: day(1, 31) },
      { from: day(3, 1), to: day(3, 31) },
    ])
    expect(daysWithoutVersion([], { from: day(1, 1), to: day(1, 2) })).toEqual([
      { from: day(1, 1), to: day(1, 2) },
    ])
  })
})
