// The appointments of a calendar file (.ics, RFC 5545): when each begins, whom it names. The one door of ical.js and
// of rrule-temporal. May not keep a title or a description.
import { dateOf, type LocalDate, type Moment } from '../kernel/local-date.js'
import { isTimeZone, wallTime } from '../kernel/time-zones.js'

/** When an appointment begins: an instant, or a day and time of wherever one is. */
export type Start = { readonly instant: number } | { readonly civil: Moment }

export interface Appointment {
  /** Line of its BEGIN:VEVENT, from 1. */
  readonly line: number
  readonly isCancelled: boolean
  /** Addresses of its organiser and of those who are asked to come, in lower case. */
  readonly addresses: readonly string[]
  /** Every time it takes place up to the day asked for, in order. */
  readonly starts: readonly Start[]
  /** Its repeats cannot be worked out, or never end within the bounds: only the first stands. */
  readonly hasOnlyFirst: boolean
}

/** An appointment that could not be read. */
export interface BrokenAppointment {
  readonly line: number
}

/** Times one appointment may take place: eleven years of days. */
const MOST_REPEATS = 4000
const MOST_STEPS = 20_000
const MOST_CANDIDATES = 200_000
const DAY = 86_400_000

export function beginsAsCalendar(head: string): boolean {
  return /^\s*BEGIN:VCALENDAR\s*[\r\n]/i.test(head)
}

/**
 * Reads the appointments of a calendar, in the order of the file; those that cannot be read are among them.
 * @param until repeats are expanded up to this day, included
 */
export async function readCalendar(
  text: string,
  until: LocalDate,
): Promise<readonly (Appointment | BrokenAppointment)[]> {
  const { default: ICAL } = await import('ical.js')
  const { RRuleTemporal } = await import('rrule-temporal')
  const { events, zones } = cut(text)
  const libraries: Libraries = { ICAL, RRuleTemporal }
  const zoneOf = zoneFinder(zones, libraries)
  const read = events.map(({ lines, line, isCancelled }): ReadEvent | BrokenAppointment => {
    try {
      const event = new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown as unknown[])
      return { line, isCancelled, event }
    } catch {
      // ParserError: a line that is no property.
      return { line }
    }
  })
  const whole = read.filter((found): found is ReadEvent => 'event' in found)
  const moved = movedRepeats(whole)
  const latest = latestOf(whole)
  return read.map((found) => {
    if (!('event' in found)) return found
    try {
      return appointmentOf(found, { until, zoneOf, moved, latest, libraries })
    } catch {
      return { line: found.line }
    }
  })
}

type IcalModule = typeof import('ical.js').default
type Component = InstanceType<IcalModule['Component']>
type Time = InstanceType<IcalModule['Time']>
type Property = InstanceType<IcalModule['Property']>

interface Libraries {
  readonly ICAL: IcalModule
  readonly RRuleTemporal: typeof import('rrule-temporal').RRuleTemporal
}

interface ReadEvent {
  readonly line: number
  readonly isCancelled: boolean
  readonly event: Component
}

interface Block {
  readonly line: number
  readonly lines: readonly string[]
  /** The calendar it stands in withdraws what it holds (METHOD:CANCEL). */
  readonly isCancelled: boolean
}

/** Cuts the text so that one broken appointment does not take the others with it. */
function cut(text: string): { readonly events: readonly Block[]; readonly zones: readonly Block[] } {
  const found = { VEVENT: [] as Block[], VTIMEZONE: [] as Block[] }
  let open: {
    readonly name: 'VEVENT' | 'VTIMEZONE'
    readonly line: number
    readonly lines: string[]
  } | null = null
  let isCancelled = false
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const begin = /^BEGIN:(VEVENT|VTIMEZONE|VCALENDAR)\s*$/i.exec(line)?.[1]?.toUpperCase()
    if (begin === 'VCALENDAR') isCancelled = false
    else if (begin === 'VEVENT' || begin === 'VTIMEZONE') {
      // One that was never closed ends where the next begins.
      if (open !== null) found[open.name].push({ ...open, isCancelled })
      open = { name: begin, line: index + 1, lines: [] }
    } else if (/^METHOD:\s*CANCEL\s*$/i.test(line)) isCancelled = true
    if (open === null || line === '') continue
    open.lines.push(line)
    if (new RegExp(`^END:${open.name}\\s*$`, 'i').test(line)) {
      found[open.name].push({ ...open, isCancelled })
      open = null
    }
  }
  if (open !== null) found[open.name].push({ ...open, isCancelled })
  return { events: found.VEVENT, zones: found.VTIMEZONE }
}

/** What clocks show (`wall`) is given as if it were UTC. */
interface CalendarZone {
  toInstant(wall: number): number
  toWall(instant: number): number
}

/** The zone that a TZID means: one of the IANA database, else what the file says of it; null where neither knows. */
function zoneFinder(blocks: readonly Block[], { ICAL }: Libraries): (tzid: string) => CalendarZone | null {
  const written = new Map<string, CalendarZone>()
  for (const { lines } of blocks) {
    try {
      const component = new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown as unknown[])
      const zone = new ICAL.Timezone(component)
      const offset = (wall: number) => zone.utcOffset(ICAL.Time.fromJSDate(new Date(wall), true)) * 1000
      written.set(zone.tzid, {
        toInstant: (wall) => wall - offset(wall),
        toWall: (instant) => instant + offset(instant + offset(instant)),
      })
    } catch {
      // Its appointments are then read as those of a zone that nobody knows.
    }
  }
  return (tzid) => {
    // Some programs write the path of the database they took it from: /freeassociation/Europe/Paris.
    const name = /[A-Za-z_]+(?:\/[A-Za-z_]+){1,2}$/.exec(tzid)?.[0] ?? tzid
    return isTimeZone(name) ? namedZone(name) : (written.get(tzid) ?? null)
  }
}

function namedZone(name: string): CalendarZone {
  return {
    toInstant: (wall) => instantOfWall(wall, name),
    toWall: (instant) => wallTime(instant, name),
  }
}

function instantOfWall(wall: number, timeZone: string): number {
  const guess = wall - (wallTime(wall, timeZone) - wall)
  // On a day of change the offset of the guess may be that of the other side.
  return wall - (wallTime(guess, timeZone) - guess)
}

/** A time as written: of a zone, of UTC, or of wherever one is. */
interface Written {
  /** As if it were UTC. */
  readonly wall: number
  readonly isDay: boolean
  readonly zone: CalendarZone | null
}

const UTC: CalendarZone = { toInstant: (wall) => wall, toWall: (instant) => instant }
/** The zone of what names none, where it meets an instant. */
const PARIS = namedZone('Europe/Paris')

interface Reading {
  readonly until: LocalDate
  readonly zoneOf: (tzid: string) => CalendarZone | null
  /** UID → times at which a repeat is replaced by an event of its own. */
  readonly moved: ReadonlyMap<string, readonly Time[]>
  /** UID → the version that holds. */
  readonly latest: ReadonlyMap<string, Component>
  readonly libraries: Libraries
}

function appointmentOf({ event, line, isCancelled }: ReadEvent, reading: Reading): Appointment {
  const uid = textOf(event, 'uid')
  const start = writtenTime(event.getFirstProperty('dtstart'), reading)
  if (start === null) throw new Error('no DTSTART')
  const isRepeat = event.hasProperty('recurrence-id')
  const isOutdated = !isRepeat && uid !== '' && reading.latest.get(uid) !== event
  const isOff = isCancelled || isOutdated || textOf(event, 'status').toUpperCase() === 'CANCELLED'
  const repeats =
    isOff || isRepeat ? { walls: [start.wall], hasOnlyFirst: false } : repeatsOf(event, start, reading)
  const moved = isRepeat ? [] : (reading.moved.get(uid) ?? [])
  const left = new Set(moved.map((time) => wallIn(start.zone, time)))
  return {
    line,
    isCancelled: isOff,
    addresses: addressesOf(event),
    starts: repeats.walls
      .filter((wall) => !left.has(wall))
      .flatMap((wall) => startOf({ ...start, wall }) ?? []),
    hasOnlyFirst: repeats.hasOnlyFirst,
  }
}

/** Of several versions of one event, the last revision. */
function latestOf(events: readonly ReadEvent[]): ReadonlyMap<string, Component> {
  const latest = new Map<string, Component>()
  for (const { event } of events) {
    if (event.hasProperty('recurrence-id')) continue
    const uid = textOf(event, 'uid')
    const other = latest.get(uid)
    if (other === undefined || revisionOf(event) >= revisionOf(other)) latest.set(uid, event)
  }
  return latest
}

function revisionOf(event: Component): number {
  return Number(event.getFirstPropertyValue('sequence') ?? 0)
}

function movedRepeats(events: readonly ReadEvent[]): ReadonlyMap<string, readonly Time[]> {
  const moved = new Map<string, Time[]>()
  for (const { event } of events) {
    const uid = textOf(event, 'uid')
    moved.set(uid, [...(moved.get(uid) ?? []), ...timesOf(event, 'recurrence-id')])
  }
  return moved
}

/** The times, as written, at which an event takes place up to the day asked for. */
function repeatsOf(
  event: Component,
  start: Written,
  { until, libraries }: Reading,
): { readonly walls: readonly number[]; readonly hasOnlyFirst: boolean } {
  const end = (until + 1) * DAY + DAY
  const { zone } = start
  const excluded = timesOf(event, 'exdate')
  const left = new Set(excluded.filter(({ isDate }) => !isDate).map((time) => wallIn(zone, time)))
  const leftDays = new Set(excluded.filter(({ isDate }) => isDate).map(wallOf))
  const isLeft = (wall: number) => left.has(wall) || leftDays.has(wall - (wall % DAY))
  const walls = new Set([start.wall, ...timesOf(event, 'rdate').map((time) => wallIn(zone, time))])
  let hasOnlyFirst = false
  for (const property of event.getAllProperties('rrule')) {
    try {
      const rule = ruleOf(property, zone)
      const repeats = new libraries.RRuleTemporal({
        rruleString: `DTSTART:${compact(start.wall)}Z\nRRULE:${rule}`,
        maxIterations: MOST_STEPS,
        maxCandidateEvaluations: MOST_CANDIDATES,
        cache: false,
      })
      const found: number[] = []
      repeats.all(({ epochMilliseconds }) => {
        if (epochMilliseconds >= end) return false
        found.push(epochMilliseconds)
        return found.length <= MOST_REPEATS
      })
      if (found.length > MOST_REPEATS) hasOnlyFirst = true
      else for (const wall of found) walls.add(wall)
    } catch {
      // A rule that nothing ever meets, or that is no rule.
      hasOnlyFirst = true
    }
  }
  const kept = [...walls].filter((wall) => wall < end && !isLeft(wall)).sort((a, b) => a - b)
  return { walls: hasOnlyFirst ? kept.slice(0, 1) : kept, hasOnlyFirst }
}

/** The rule with its end, where that is an instant, as clocks of the event's zone show it. */
function ruleOf(property: Property, zone: CalendarZone | null): string {
  const rule = property.toICALString().replace(/^RRULE[^:]*:/i, '')
  return rule.replace(/UNTIL=(\d{8}T\d{6}Z)/i, (whole, written: string) => {
    const instant = instantOfCompact(written)
    return instant === null ? whole : `UNTIL=${compact((zone ?? PARIS).toWall(instant))}Z`
  })
}

/** `20261116T080000`. */
function compact(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d+Z$/g, '')
}

function instantOfCompact(text: string): number | null {
  const instant = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(instant) ? null : instant
}

function timesOf(event: Component, name: string): readonly Time[] {
  return event
    .getAllProperties(name)
    .flatMap((property) => property.getValues() as unknown as Time[])
    .filter((time) => time.icaltype === 'date-time' || time.icaltype === 'date')
}

function writtenTime(property: Property | null, { zoneOf }: Reading): Written | null {
  const time = property?.getFirstValue() as unknown as Time | null | undefined
  if (property === null || time === null || time === undefined || Number.isNaN(wallOf(time))) return null
  const tzid = property.getParameter('tzid')
  const zone = time.zone?.tzid === 'UTC' ? UTC : typeof tzid === 'string' ? zoneOf(tzid) : null
  return { wall: wallOf(time), isDay: time.isDate, zone }
}

/** A time as clocks of a zone show it. */
function wallIn(zone: CalendarZone | null, time: Time): number {
  return time.zone?.tzid === 'UTC' ? (zone ?? PARIS).toWall(wallOf(time)) : wallOf(time)
}

function wallOf({ year, month, day, hour, minute, second }: Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Null in a year that is not read. */
function startOf({ wall, isDay, zone }: Written): Start | null {
  if (zone !== null && !isDay) return { instant: zone.toInstant(wall) }
  const date = new Date(wall)
  const on = dateOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  if (on === null) return null
  return { civil: { on, minute: isDay ? null : date.getUTCHours() * 60 + date.getUTCMinutes() } }
}

function addressesOf(event: Component): string[] {
  const properties = [...event.getAllProperties('attendee'), ...event.getAllProperties('organizer')]
  return properties.flatMap((property) => {
    const written = [property.getParameter('email'), property.getFirstValue()]
    const address = written.find((text): text is string => typeof text === 'string' && text.includes('@'))
    return address === undefined
      ? []
      : [
          address
            .replace(/^mailto:/i, '')
            .trim()
            .toLowerCase(),
        ]
  })
}

function textOf(event: Component, name: string): string {
  return String(event.getFirstPropertyValue(name) ?? '').trim()
}
