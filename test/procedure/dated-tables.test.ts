// Dated tables end one day. This test says which, and fails a year before the holidays do.
import { describe, expect, it } from 'vitest'
import { allHolidaysOf, holidaysOf, ZONES } from '../../src/kernel/holidays.js'
import { addDays, dateOf, type LocalDate, yearOf } from '../../src/kernel/local-date.js'
import { chooseReferential, REFERENTIALS } from '../../src/procedure/referentials/choose-referential.js'

describe('the table of référentiels', () => {
  it('has no overlap, no hole since the guide V9, and its last text has no end yet', () => {
    for (const [index, { id, auditsTo }] of REFERENTIALS.entries()) {
      const next = REFERENTIALS[index + 1]
      if (next === undefined) {
        expect(auditsTo, `${id} is the last: a new text gives it an end`).toBeNull()
        continue
      }
      const dayAfter = addDays(auditsTo as LocalDate, 1)
      if (id === 'rnq-2019-v7') expect(next.auditsFrom ?? 0).toBeGreaterThanOrEqual(dayAfter)
      else expect(next.auditsFrom, `${next.id} begins where ${id} ends`).toBe(dayAfter)
    }
  })

  it('is chosen by the day of the audit from the first day of the last', () => {
    const last = REFERENTIALS.at(-1)
    const first = last?.auditsFrom as LocalDate
    expect(chooseReferential(first, first).referential.id).toBe(last?.id)
    expect(chooseReferential(addDays(first, -1), first).referential.id).toBe(REFERENTIALS.at(-2)?.id)
  })
})

describe('the table of holidays', () => {
  it.each(ZONES)('of %s covers this year and the next', (zone) => {
    const lastYear = Math.max(...[...allHolidaysOf(zone)].map(yearOf))
    const now = new Date().getUTCFullYear()
    expect(lastYear, `the holidays of ${zone} are known until ${lastYear}`).toBeGreaterThan(now)
    expect(holidaysOf(zone, lastYear)).toContain(dateOf(lastYear, 12, 25))
  })
})
