import { describe, expect, it } from 'vitest'
import { easterSunday, holidaysOf, ZONES, type Zone } from '../../src/kernel/holidays.js'
import { formatIsoDate, type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { calendarFor } from '../../src/kernel/working-calendar.js'

const day = (text: string) => parseIsoDate(text) as LocalDate
const daysOf = (zone: Zone, year: number) =>
  holidaysOf(zone, year).map((date) => formatIsoDate(date).slice(5))

// Vectors of the data set etalab/jours-feries-france-data (Licence Ouverte 2.0).
const METROPOLE: Record<number, string> = {
  2008: '01-01 03-24 05-01 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25',
  2017: '01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25',
  2018: '01-01 04-02 05-01 05-08 05-10 05-21 07-14 08-15 11-01 11-11 12-25',
  2024: '01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25',
  2025: '01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25',
  2026: '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25',
  2027: '01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25',
  2031: '01-01 04-14 05-01 05-08 05-22 06-02 07-14 08-15 11-01 11-11 12-25',
}

const MORE_IN: Partial<Record<Zone, Record<number, string[]>>> = {
  'alsace-moselle': { 2025: ['04-18', '12-26'], 2027: ['03-26', '12-26'] },
  guadeloupe: { 2031: ['05-27'] },
  guyane: { 2025: ['06-10'] },
  'la-reunion': { 2025: ['12-20'] },
  martinique: { 2025: ['05-22'] },
  mayotte: { 2025: ['04-27'] },
  'saint-barthelemy': { 2031: ['10-09'] },
  'saint-martin': { 2008: ['05-27'], 2017: ['05-27'], 2018: ['05-28'], 2026: ['05-28'] },
}

describe('holidaysOf', () => {
  it.each(Object.entries(METROPOLE))('gives the eleven of %s', (year, days) => {
    expect(daysOf('metropole', Number(year)).join(' ')).toBe(days)
  })

  it.each(ZONES)('gives %s the eleven and its own', (zone) => {
    for (const year of Object.keys(METROPOLE).map(Number)) {
      const own = MORE_IN[zone]?.[year]
      if (MORE_IN[zone] !== undefined && own === undefined) continue
      const expected = [...(METROPOLE[year] ?? '').split(' '), ...(own ?? [])].sort()
      expect(daysOf(zone, year)).toEqual(expected)
    }
  })

  it.each([
    [1954, '04-18'],
    [2000, '04-23'],
    [2011, '04-24'],
    [2019, '04-21'],
    [2025, '04-20'],
    [2038, '04-25'],
    [2100, '03-28'],
  ])('puts Easter %i on %s', (year, expected) => {
    expect(formatIsoDate(easterSunday(year)).slice(5)).toBe(expected)
  })
})

describe('calendarFor', () => {
  it('adds and removes days of a site, and closes on closures, both ends included', () => {
    const calendar = calendarFor('metropole', { add: [day('2026-09-24')], remove: [day('2026-05-25')] }, [
      { from: day('2026-08-03'), to: day('2026-08-14') },
    ])
    const isWorked = (text: string) => calendar.isWorkingDay(day(text))
    expect(['2026-09-24', '2026-08-03', '2026-08-14', '2026-07-14', '2026-09-26'].filter(isWorked)).toEqual(
      [],
    )
    expect(
      ['2026-05-25', '2026-07-31', '2026-08-17', '2026-09-23'].filter((text) => !isWorked(text)),
    ).toEqual([])
    expect(formatIsoDate(calendar.nextWorkingDay(day('2026-08-01')))).toBe('2026-08-17')
  })

  it('counts Saturday among the jours ouvrables but not among the jours ouvrés', () => {
    const calendar = calendarFor('metropole')
    expect(calendar.isBusinessDay(day('2026-09-26'))).toBe(true)
    expect(calendar.isWorkingDay(day('2026-09-26'))).toBe(false)
    expect(calendar.isBusinessDay(day('2026-08-15'))).toBe(false)
    expect(calendar.isBusinessDay(day('2026-09-27'))).toBe(false)
  })
})
