import { describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/kernel/local-date.js'
import type { Enrolment } from '../../src/records/records.js'
import { EnrolmentIndex } from '../../src/register/group-by-enrolment.js'

interface Row {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly minute: number | null
  readonly rank: number
}

const index = new EnrolmentIndex(['A', 'B', 'C'].map((id) => ({ id }) as Enrolment))
const day = (number: number) => number as LocalDate

/** Rows of A and B in turn, in no order of time; every seventh without a day, every third without a time. */
function someRows(count: number): Row[] {
  return Array.from({ length: count }, (_, rank) => ({
    enrolmentId: rank % 2 === 0 ? 'A' : 'B',
    on: rank % 7 === 0 ? null : day(20_000 + ((rank * 37) % 50)),
    minute: rank % 3 === 0 || rank % 7 === 0 ? null : (rank * 131) % 1440,
    rank,
  }))
}

function compare(a: Row, b: Row): number {
  const dayOf = ({ on }: Row) => on ?? 1e9
  const minuteOf = ({ minute }: Row) => minute ?? 1440
  return dayOf(a) - dayOf(b) || minuteOf(a) - minuteOf(b) || a.rank - b.rank
}

describe('EnrolmentIndex.group', () => {
  it.each([0, 1, 10, 78, 80, 84, 1000])('puts %i rows in order of day, time and file', (count) => {
    const rows = someRows(count)
    const groups = index.group(rows, null, () => expect.unreachable())
    for (const [position, id] of ['A', 'B', 'C'].entries()) {
      const own = rows.filter(({ enrolmentId }) => enrolmentId === id).sort(compare)
      expect(groups[position] ?? []).toEqual(own)
    }
  })

  it('leaves out what is dated after the day given, and hands over rows that are nobody’s', () => {
    const row = (enrolmentId: string, on: number | null, rank: number): Row => ({
      enrolmentId,
      on: on === null ? null : day(on),
      minute: null,
      rank,
    })
    const strangers: Row[] = []
    const rows = [row('A', 12, 0), row('A', 11, 1), row('Z', 5, 2), row('A', 10, 3), row('A', null, 4)]
    const groups = index.group(rows, day(11), (stranger) => void strangers.push(stranger))
    expect(groups[0]?.map(({ rank }) => rank)).toEqual([3, 1, 4])
    expect(groups[1]).toBeUndefined()
    expect(strangers.map(({ rank }) => rank)).toEqual([2])
  })
})
