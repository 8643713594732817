import { describe, expect, it } from 'vitest'
import { dateOf, formatIsoDate, formatTime, type LocalDate } from '../../src/kernel/local-date.js'
import { momentAt } from '../../src/kernel/time-zones.js'
import { beginsAsCalendar, readCalendar, type Start } from '../../src/source/calendar.js'

const day = (year: number, month: number, date: number) => dateOf(year, month, date) as LocalDate
const UNTIL = day(2026, 11, 30)

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

function written(start: Start): string {
  const moment = 'instant' in start ? momentAt(start.instant, 'metropole') : start.civil
  if (moment === null) return '?'
  return moment.minute === null
    ? formatIsoDate(moment.on)
    : `${formatIsoDate(moment.on)} ${formatTime(moment.minute)}`
}

async function startsOf(...lines: string[]): Promise<string[]> {
  const [found] = await readCalendar(calendar(...event('UID:1', ...lines)), UNTIL)
  return found !== undefined && 'starts' in found ? found.starts.map(written) : ['broken']
}

describe('when an appointment begins', () => {
  it.each([
    ['DTSTART;TZID=Europe/Paris:20261006T101500', '2026-10-06 10:15'],
    ['DTSTART:20261006T081500Z', '2026-10-06 10:15'],
    ['DTSTART:20261006T101500', '2026-10-06 10:15'],
    ['DTSTART;VALUE=DATE:20261006', '2026-10-06'],
    ['DTSTART;TZID=Indian/Reunion:20261006T121500', '2026-10-06 10:15'],
    ['DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261006T101500', '2026-10-06 10:15'],
    // A name that nobody explains is that of the place.
    ['DTSTART;TZID=Heure de chez nous:20261006T101500', '2026-10-06 10:15'],
    ['DTSTART;TZID=Europe/Paris:20261025T023000', '2026-10-25 02:30'],
  ])('%s', async (line, expected) => {
    expect(await startsOf(line)).toEqual([expected])
  })

  it('follows the zone that the file describes, where its name is no public one', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Fuseau du Caillou',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+1100',
      'TZOFFSETTO:+1100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]
    const text = calendar(...zone, ...event('UID:1', 'DTSTART;TZID=Fuseau du Caillou:20261006T190000'))
    const [found] = await readCalendar(text, UNTIL)
    expect(found).toMatchObject({ starts: [{ instant: Date.UTC(2026, 9, 6, 8) }] })
  })
})

describe('repeats', () => {
  const monday = 'DTSTART;TZID=Europe/Paris:20261102T090000'

  it('go on up to the day asked for, without the excluded ones, in the time of their zone', async () => {
    expect(
      await startsOf(monday, 'RRULE:FREQ=WEEKLY;COUNT=6', 'EXDATE;TZID=Europe/Paris:20261109T090000'),
    ).toEqual(['2026-11-02 09:00', '2026-11-16 09:00', '2026-11-23 09:00', '2026-11-30 09:00'])
  })

  it('keep their hour when the clocks change', async () => {
    expect(await startsOf('DTSTART;TZID=Europe/Paris:20261021T090000', 'RRULE:FREQ=WEEKLY;COUNT=2')).toEqual([
      '2026-10-21 09:00',
      '2026-10-28 09:00',
    ])
  })

  it.each([
    [
      'RRULE:FREQ=WEEKLY;UNTIL=20261116T080000Z',
      ['2026-11-02 09:00', '2026-11-09 09:00', '2026-11-16 09:00'],
    ],
    ['RRULE:FREQ=WEEKLY;UNTIL=20261116T075959Z', ['2026-11-02 09:00', '2026-11-09 09:00']],
    ['RRULE:FREQ=MONTHLY;BYDAY=-1FR', ['2026-11-02 09:00', '2026-11-27 09:00']],
    ['RDATE;TZID=Europe/Paris:20261112T090000', ['2026-11-02 09:00', '2026-11-12 09:00']],
    ['EXDATE:20261102T080000Z', []],
    ['EXDATE;VALUE=DATE:20261102', []],
  ])('%s', async (rule, expected) => {
    expect(await startsOf(monday, rule)).toEqual(expected)
  })

  it.each([
    'RRULE:FREQ=SECONDLY',
    'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=10',
    'RRULE:FREQ=DAILY;INTERVAL=0',
  ])('that never end or never come leave the first, within a bound: %s', async (rule) => {
    const start = performance.now()
    const [found] = await readCalendar(
      calendar(...event('UID:1', 'DTSTART;TZID=Europe/Paris:19800101T090000', rule)),
      UNTIL,
    )
    expect(found).toMatchObject({ hasOnlyFirst: true })
    expect(found !== undefined && 'starts' in found ? found.starts.map(written) : null).toEqual([
      '1980-01-01 09:00',
    ])
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('that are moved or cancelled one by one leave their old place', async () => {
    const text = calendar(
      ...event('UID:1', monday, 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ...event(
        'UID:1',
        'RECURRENCE-ID;TZID=Europe/Paris:20261109T090000',
        'DTSTART;TZID=Europe/Paris:20261110T140000',
      ),
      ...event(
        'UID:1',
        'RECURRENCE-ID:20261116T080000Z',
        'DTSTART;TZID=Europe/Paris:20261116T090000',
        'STATUS:CANCELLED',
      ),
    )
    const found = await readCalendar(text, UNTIL)
    expect(found.map((one) => ('starts' in one && !one.isCancelled ? one.starts.map(written) : []))).toEqual([
      ['2026-11-02 09:00'],
      ['2026-11-10 14:00'],
      [],
    ])
  })
})

describe('what an appointment names', () => {
  it('are the addresses of those who come and of the organiser, by value or by parameter', async () => {
    const [found] = await readCalendar(
      calendar(
        ...event(
          'UID:1',
          'DTSTART:20261006T081500Z',
          'ORGANIZER;CN=Iris:mailto:Iris@organisme.example',
          'ATTENDEE;CN="Basalte, Capucine";PARTSTAT=ACCEPTED:MAILTO:Capucine@exemple.fr',
          'ATTENDEE;EMAIL=denis@exemple.fr:urn:uuid:0000',
          'ATTENDEE:tel:+33639980001',
        ),
      ),
      UNTIL,
    )
    expect(found).toMatchObject({
      addresses: ['capucine@exemple.fr', 'denis@exemple.fr', 'iris@organisme.example'],
    })
  })

  it('is called off by its state, by its calendar, or by a later version of itself', async () => {
    const start = 'DTSTART:20261006T081500Z'
    const text =
      calendar(
        ...event('UID:1', start, 'STATUS:CANCELLED'),
        ...event('UID:2', start, 'SEQUENCE:0'),
        ...event('UID:2', start, 'SEQUENCE:1'),
      ) + calendar('METHOD:CANCEL', ...event('UID:3', start))
    const found = await readCalendar(text, UNTIL)
    expect(found.map((one) => 'isCancelled' in one && one.isCancelled)).toEqual([true, true, false, true])
  })

  it('is lost alone where it is broken', async () => {
    const text = calendar(
      ...event('UID:1', 'DTSTART:20261006T081500Z', 'RRULE:FREQ=PARFOIS'),
      ...event('UID:2'),
      ...event('UID:3', 'DTSTART:20261006T081500Z'),
    )
    const found = await readCalendar(text, UNTIL)
    expect(found.map((one) => 'starts' in one)).toEqual([false, false, true])
    expect(found.map(({ line }) => line)).toEqual([3, 8, 11])
  })
})

it('begins as a calendar, whatever stands before', () => {
  expect(beginsAsCalendar('\ufeffBEGIN:VCALENDAR\r\nVERSION:2.0')).toBe(true)
  expect(beginsAsCalendar('dossier;date\n')).toBe(false)
})
