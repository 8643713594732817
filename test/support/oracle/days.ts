// Days, holidays and delays for the oracle: slow and plain, on ISO texts, sharing nothing with the program.

export type Iso = string

/** Minutes since 1970-01-01 00:00. */
function minutesOf(day: Iso): number {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number)
  return Date.UTC(year, month - 1, dayOfMonth) / 60_000
}

export function plus(day: Iso, days: number): Iso {
  return new Date((minutesOf(day) + days * 1440) * 60_000).toISOString().slice(0, 10)
}

export function daysBetween(from: Iso, to: Iso): number {
  return (minutesOf(to) - minutesOf(from)) / 1440
}

/** 0 for Sunday to 6 for Saturday. */
function weekday(day: Iso): number {
  return new Date(minutesOf(day) * 60_000).getUTCDay()
}

/** Easter by the tables of the 19-year cycle and the dominical letter (Oudin). */
function easter(year: number): Iso {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const k = Math.floor((century - 17) / 25)
  let i = (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30
  i -=
    Math.floor(i / 28) * (1 - Math.floor(i / 28) * Math.floor(29 / (i + 1)) * Math.floor((21 - golden) / 11))
  const j = (year + Math.floor(year / 4) + i + 2 - century + Math.floor(century / 4)) % 7
  const l = i - j
  const month = 3 + Math.floor((l + 40) / 44)
  const day = l + 28 - 31 * Math.floor(month / 4)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
const OWN: Record<string, string[]> = {
  'alsace-moselle': ['12-26'],
  guadeloupe: ['05-27'],
  guyane: ['06-10'],
  'la-reunion': ['12-20'],
  martinique: ['05-22'],
  mayotte: ['04-27'],
  'saint-barthelemy': ['10-09'],
}

function isHoliday(day: Iso, zone: string): boolean {
  const year = Number(day.slice(0, 4))
  const inYear = day.slice(5)
  if (FIXED.includes(inYear) || (OWN[zone] ?? []).includes(inYear)) return true
  if (zone === 'saint-martin' && inYear === (year < 2018 ? '05-27' : '05-28')) return true
  const sunday = easter(year)
  const movable = [plus(sunday, 1), plus(sunday, 39), plus(sunday, 50)]
  if (zone === 'alsace-moselle') movable.push(plus(sunday, -2))
  return movable.includes(day)
}

export interface Calendar {
  readonly zone: string
  /** `2025-12-24/2026-01-02`, or one day alone. */
  readonly closures: readonly string[]
  readonly moves: boolean
}

function isClosed(day: Iso, { closures }: Calendar): boolean {
  return closures.some((closure) => {
    const [from = '', to = from] = closure.split('/')
    return from <= day && day <= to
  })
}

/** Monday to Friday, no holiday, no closure. */
export function isOuvre(day: Iso, calendar: Calendar): boolean {
  const inWeek = weekday(day) >= 1 && weekday(day) <= 5
  return inWeek && !isHoliday(day, calendar.zone) && !isClosed(day, calendar)
}

/** Monday to Saturday, no holiday, no closure. */
function isOuvrable(day: Iso, calendar: Calendar): boolean {
  return weekday(day) !== 0 && !isHoliday(day, calendar.zone) && !isClosed(day, calendar)
}

/** A day and, where it is known, a time « HH:MM ». */
export interface When {
  readonly day: Iso
  readonly time: string | null
}

function hhmm(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** End of a delay written in French, and whether it may move to a working day. */
function rawEnd(delay: string, start: When, calendar: Calendar): When & { movable: boolean } {
  const match = /^(\d+) (.*)$/.exec(delay)
  const amount = Number(match?.[1])
  const unit = match?.[2] ?? ''
  if (unit === 'h' || unit === 'heures' || unit === 'min' || unit === 'minutes') {
    const [hours = 24, minutes = 0] = (start.time ?? '24:00').split(':').map(Number)
    const end = minutesOf(start.day) + hours * 60 + minutes + amount * (unit.startsWith('h') ? 60 : 1)
    let day = start.day
    // The calendar day that contains the end; 24:00 belongs to the day before.
    while (end > minutesOf(day) + 1440) day = plus(day, 1)
    return { day, time: hhmm(end - minutesOf(day)), movable: false }
  }
  if (unit.startsWith('jours ouvrés') || unit === 'jour ouvré') {
    return { ...count(start.day, amount, (day) => isOuvre(day, calendar)), movable: false }
  }
  if (unit.startsWith('jours ouvrables') || unit === 'jour ouvrable') {
    return { ...count(start.day, amount, (day) => isOuvrable(day, calendar)), movable: false }
  }
  if (unit.startsWith('jour')) return { day: plus(start.day, amount), time: null, movable: true }
  if (unit.startsWith('semaine')) return { day: plus(start.day, amount * 7), time: null, movable: true }
  if (unit === 'mois') return { day: plusMonths(start.day, amount), time: null, movable: true }
  throw new Error(`The oracle does not know « ${delay} »`)
}

function count(start: Iso, amount: number, counts: (day: Iso) => boolean): When {
  let day = start
  let seen = 0
  while (seen < amount) {
    day = plus(day, 1)
    if (counts(day)) seen += 1
  }
  return { day, time: null }
}

function plusMonths(day: Iso, months: number): Iso {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const kept = Math.min(dayOfMonth, last)
  return `${first.toISOString().slice(0, 8)}${String(kept).padStart(2, '0')}`
}

/** When a delay ends, not moved. */
export function endOf(delay: string, start: When, calendar: Calendar): When {
  const { day, time } = rawEnd(delay, start, calendar)
  return { day, time }
}

/** When something is due. */
export function dueOf(delay: string, start: When, calendar: Calendar): When {
  const { day, time, movable } = rawEnd(delay, start, calendar)
  if (!movable || !calendar.moves) return { day, time }
  let working = day
  while (!isOuvre(working, calendar)) working = plus(working, 1)
  return { day: working, time: null }
}
