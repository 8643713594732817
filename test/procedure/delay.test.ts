import { describe, expect, it } from 'vitest'
import { formatIsoDate, formatTime, type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { calendarFor, type WorkingCalendar } from '../../src/kernel/working-calendar.js'
import { dueAfter, endOfDelay } from '../../src/procedure/delay.js'
import { parseDelay } from '../../src/procedure/parse-delay.js'

const day = (text: string) => parseIsoDate(text) as LocalDate

function moment(text: string) {
  const [date = '', time] = text.split(' ')
  const [hours, minutes] = (time ?? '').split(':').map(Number)
  return { on: day(date), minute: time === undefined ? null : (hours ?? 0) * 60 + (minutes ?? 0) }
}

function due(delayText: string, from: string, calendar: WorkingCalendar = calendarFor('metropole')) {
  return ends(delayText, from, calendar, true)
}

function ends(delayText: string, from: string, calendar: WorkingCalendar, moves: boolean): string {
  const { delay } = parseDelay(delayText)
  if (delay === null) throw new Error(`« ${delayText} » is no delay`)
  const end = dueAfter(delay, moment(from), calendar, moves)
  return `${formatIsoDate(end.on)}${end.minute === null ? '' : ` ${formatTime(end.minute)}`}`
}

describe('dueAfter', () => {
  // 2025-07-14 is a Monday, 2025-08-15 a Friday, 2025-05-01 and 2025-05-08 Thursdays.
  it.each([
    ['1 jour', '2025-09-01', '2025-09-02'],
    ['3 jours calendaires', '2023-07-11', '2023-07-17'], // ends Friday 14 July: service-public.fr F31111
    ['3 jours', '2025-09-03', '2025-09-08'], // Saturday moves to Monday
    ['4 jours', '2025-09-03', '2025-09-08'], // Sunday too
    ['3 jours', '2025-07-11', '2025-07-15'], // holiday Monday moves to Tuesday
    ['0 jour', '2025-09-06', '2025-09-08'],
    ['2 jours ouvrés', '2025-09-01', '2025-09-03'],
    ['2 jours ouvrés', '2025-09-04', '2025-09-08'], // over a weekend
    ['1 jour ouvré', '2025-09-06', '2025-09-08'], // from a Saturday
    ['1 jour ouvré', '2025-08-14', '2025-08-18'], // over 15 August and a weekend
    ['0 jour ouvré', '2025-09-06', '2025-09-06'],
    ['10 jours ouvrés', '2025-04-28', '2025-05-14'], // over 1 and 8 May
    ['2 jours ouvrables', '2025-09-04', '2025-09-06'], // Saturday counts and does not move
    ['1 jour ouvrable', '2025-08-14', '2025-08-16'],
    ['1 jour ouvrable', '2025-09-06', '2025-09-08'],
    ['1 semaine', '2025-09-01', '2025-09-08'],
    ['2 semaines', '2025-09-06', '2025-09-22'], // Saturday moves
    ['1 semaine', '2025-07-07', '2025-07-15'],
    ['1 mois', '2025-01-31', '2025-02-28'],
    ['1 mois', '2024-01-31', '2024-02-29'],
    ['1 mois', '2025-01-29', '2025-02-28'],
    ['1 mois', '2025-03-31', '2025-04-30'],
    ['1 mois', '2025-04-30', '2025-05-30'],
    ['1 mois', '2025-02-28', '2025-03-28'],
    ['13 mois', '2024-12-31', '2026-02-02'], // 31 January 2026 is a Saturday
    ['6 mois', '2025-08-31', '2026-03-02'], // 28 February 2026 is a Saturday
    ['48 h', '2025-09-01 09:30', '2025-09-03 09:30'],
    ['48 heures', '2025-09-05 09:30', '2025-09-07 09:30'], // hours are never moved
    ['48 h', '2025-09-01', '2025-09-03 24:00'], // from the end of the day where the event has no time
    ['24 h', '2025-09-01 00:00', '2025-09-01 24:00'], // 24:00 belongs to the day before
    ['30 min', '2025-09-01 23:45', '2025-09-02 00:15'],
    ['15 min', '2025-09-01 23:45', '2025-09-01 24:00'],
    ['30 min', '2025-09-01', '2025-09-02 00:30'],
    ['0 min', '2025-09-01 00:00', '2025-09-01 00:00'],
    ['0 h', '2025-09-01', '2025-09-01 24:00'],
    ['72 h', '2025-03-28 12:00', '2025-03-31 12:00'], // the change of hour counts for nothing
    ['1 h', '2024-12-31 23:30', '2025-01-01 00:30'],
  ])('ends %s from %s on %s', (delay, from, expected) => {
    expect(due(delay, from)).toBe(expected)
  })

  it('stays where it ends when the procedure says « report: non »', () => {
    const calendar = calendarFor('metropole')
    expect(ends('3 jours', '2025-09-03', calendar, false)).toBe('2025-09-06')
    expect(ends('1 mois', '2025-08-31', calendar, false)).toBe('2025-09-30')
    expect(ends('2 jours ouvrés', '2025-09-04', calendar, false)).toBe('2025-09-08')
  })

  it('knows the holidays of the zone', () => {
    const strasbourg = calendarFor('alsace-moselle')
    expect(due('1 jour ouvré', '2025-12-25', strasbourg)).toBe('2025-12-29')
    expect(due('1 jour ouvré', '2025-12-25')).toBe('2025-12-26')
    expect(due('1 jour', '2025-04-17', strasbourg)).toBe('2025-04-22')
    expect(due('1 jour', '2025-04-17')).toBe('2025-04-18')
  })

  it('takes closures for days off, in every unit of days, both ends included', () => {
    const closed = calendarFor('metropole', undefined, [{ from: day('2025-12-24'), to: day('2026-01-02') }])
    expect(due('1 jour ouvré', '2025-12-23', closed)).toBe('2026-01-05')
    expect(due('1 jour ouvrable', '2025-12-23', closed)).toBe('2026-01-03')
    expect(due('1 jour', '2025-12-23', closed)).toBe('2026-01-05')
    expect(due('1 h', '2025-12-24 10:00', closed)).toBe('2025-12-24 11:00')
  })
})

describe('endOfDelay', () => {
  it('is never moved', () => {
    const end = endOfDelay({ amount: 3, unit: 'days' }, moment('2025-09-03'), calendarFor('metropole'))
    expect(formatIsoDate(end.on)).toBe('2025-09-06')
  })
})
