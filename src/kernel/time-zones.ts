// The civil time of the places where sites are, for what is dated by an instant: messages, appointments.
import type { Zone } from './holidays.js'
import { dateOf, type LocalDate, type Moment } from './local-date.js'

/** Name of each zone in the IANA time zone database. */
const IANA: Readonly<Record<Zone, string>> = {
  metropole: 'Europe/Paris',
  'alsace-moselle': 'Europe/Paris',
  guadeloupe: 'America/Guadeloupe',
  guyane: 'America/Cayenne',
  'la-reunion': 'Indian/Reunion',
  martinique: 'America/Martinique',
  mayotte: 'Indian/Mayotte',
  'nouvelle-caledonie': 'Pacific/Noumea',
  'polynesie-francaise': 'Pacific/Tahiti',
  'saint-barthelemy': 'America/St_Barthelemy',
  'saint-martin': 'America/Marigot',
  'saint-pierre-et-miquelon': 'America/Miquelon',
  'wallis-et-futuna': 'Pacific/Wallis',
}

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** The day and the time that clocks show in a zone at an instant; null outside the years that are read. */
export function momentAt(instant: Instant, zone: Zone): Moment | null {
  const wall = new Date(wallTime(instant, IANA[zone]))
  const on = dateOf(wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate())
  return on === null ? null : { on, minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() }
}

/** The last instant of a day in any of the zones: what comes after it is later than the day everywhere. */
export function endOfDayEverywhere(day: LocalDate): Instant {
  // Pacific/Pago_Pago, the last to end its day, is 11 hours behind.
  return (day + 1) * DAY + 11 * HOUR
}

/** Whether a name is one of the IANA database, as far as this machine knows it. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== null
}

/** What clocks show in a zone at an instant, as if it were UTC. */
export function wallTime(instant: Instant, timeZone: string): number {
  const parts = new Map(
    (formatOf(timeZone) as Intl.DateTimeFormat)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** To make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat | null>()

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = makeFormat(timeZone)
  formats.set(timeZone, format)
  return format
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // RangeError: no such zone.
    return null
  }
}
