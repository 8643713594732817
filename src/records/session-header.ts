// Headers of a grid: a day, with a half-day or a time where there is one, as people write them above a column.
import { type MinuteOfDay, yearMonthDay } from '../kernel/local-date.js'
import { type DateFormat, monthNamed } from './date-format.js'
import { nameKey } from './name-key.js'
import { momentOfSerial } from './parse-moment.js'
import { synonymsOf } from './synonyms.js'
import { DAY_PARTS } from './values.js'

/** What a header says of a session. */
export interface SessionHeader {
  /** Null where the header has none. */
  readonly year: number | null
  /** The year is written with two digits, and read as 20AA. */
  readonly hasShortYear: boolean
  readonly month: number
  readonly day: number
  readonly minute: MinuteOfDay | null
  /** The half-day, as it is written; '' where the header has none. */
  readonly dayPart: string
}

const DAY_PART_KEYS = new Set([
  ...DAY_PARTS.map(nameKey),
  ...Object.values(synonymsOf('emargements', 'periode')).flat().map(nameKey),
  ...['m', 'am', 'a', 'pm', 'ap', 'apm'],
])

const WEEKDAYS =
  'lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche mon tue wed thu fri sat sun'
const MONTHS = `(?:janv(?:ier)?|jan(?:uary)?|fev(?:r(?:ier)?)?|feb(?:ruary)?|mars|march|mar|avr(?:il)?|apr(?:il)?|mai|may|juin|june?|juil(?:let)?|july?|aout|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)`

const FORMS = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2})(?:er)?[ -]?(?<name>${MONTHS})\.?(?:[ -](?<year>\d{4}))?`,
  // « 1/2 journée » is half a day, not the first of February.
  String.raw`(?!1/2 ?j)(?<day>\d{1,2}) ?[/.-] ?(?<month>\d{1,2})(?: ?[/.-] ?(?<year>\d{4}|\d{2}))?`,
].map((form) => new RegExp(String.raw`(?<![\p{L}\d/.-])${form}(?![\d/])`, 'u'))

/** Whether a text is a half-day and nothing else. */
export function isDayPart(text: string): boolean {
  return DAY_PART_KEYS.has(nameKey(text))
}

/** Columns that speak of a day and are no session. */
const NO_SESSION = /^(?:total|nb|nombre|remarque|commentaire|observation|note|motif|heure|duree|signature)/

/** The session that a header names, or null where it names none. A header that says more than a day and its half (a group, a theme) is one where it begins with the day. */
export function readSessionHeader(
  header: string,
  dateFormat: DateFormat | null = null,
  serialEpoch: 1900 | 1904 | null = null,
): SessionHeader | null {
  const text = header
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
  const serial =
    serialEpoch !== null && /^\d{5}$/.test(text) ? momentOfSerial(Number(text), serialEpoch) : null
  if (serial !== null) {
    return { ...yearMonthDay(serial.on), hasShortYear: false, minute: null, dayPart: '' }
  }
  const declared = dateFormat?.match(text) ?? null
  if (declared !== null) {
    const { rest, ...day } = declared
    return sessionOf({ ...day, hasShortYear: false }, '', rest)
  }
  for (const form of FORMS) {
    const found = form.exec(text)
    const groups = found?.groups
    if (found === null || groups === undefined) continue
    const { year, name } = groups
    return sessionOf(
      {
        year: year === undefined ? null : Number(year) + (year.length === 2 ? 2000 : 0),
        hasShortYear: year?.length === 2,
        month: name === undefined ? Number(groups.month) : (monthNamed(name) ?? 0),
        day: Number(groups.day),
      },
      text.slice(0, found.index),
      text.slice(found.index + found[0].length),
    )
  }
  return null
}

function sessionOf(
  day: Pick<SessionHeader, 'year' | 'hasShortYear' | 'month' | 'day'>,
  before: string,
  after: string,
): SessionHeader | null {
  const ahead = wordsOf(before).filter((word) => !WEEKDAYS.split(' ').includes(word) && !isLabel(word))
  const { minute, rest } = takeTime(after)
  const behind = wordsOf(rest)
  // Of « matin Groupe A », the first word; « A » alone is no half-day there.
  const [lead] = behind.slice(0, 1).filter((word) => isDayPart(word))
  const whole = [ahead.join(' '), behind.join(' ')].find((words) => isDayPart(words))
  const dayPart = whole ?? lead ?? ''
  const isOnlyDayPart = isDayPart(ahead.join(' '))
  if (ahead.length > 0 && !isOnlyDayPart) return null
  if (NO_SESSION.test(behind.join(' '))) return null
  return { ...day, minute, dayPart }
}

/** « Séance 3 », « S3 », « J2 »: a number of the session, beside its day. */
function isLabel(word: string): boolean {
  return /^(?:seance|session|cours|jour|le|du|n°?|s\d*|j\d*|\d{1,2})$/.test(word)
}

function wordsOf(text: string): readonly string[] {
  return text
    .replace(/[()[\]_,;:|–—]+/g, ' ')
    .split(/\s+|(?:^|\s)-(?=\s|$)/)
    .map((word) => word.replace(/^[-.]+|[-.]+$/g, ''))
    .filter((word) => word !== '')
}

/** The time that follows a day; of « 09:00-12:30 », the beginning. */
function takeTime(text: string): { readonly minute: MinuteOfDay | null; readonly rest: string } {
  const found =
    /(?<![\d.])(?:(?<hours12>\d{1,2})(?:[:h.](?<minutes12>\d{2}))?(?::\d{2})? ?(?<half>[ap])\.?m\b|(?<hours>\d{1,2}) ?[:h] ?(?<minutes>\d{2})?(?::\d{2})?)(?: ?(?:-|–|a|>) ?\d{1,2} ?[:h] ?(?:\d{2})?)?/u.exec(
      text,
    )
  const said = found?.groups
  if (found === null || said === undefined) return { minute: null, rest: text }
  const { half } = said
  const hours =
    half === undefined ? Number(said.hours) : (Number(said.hours12) % 12) + (half === 'p' ? 12 : 0)
  const minute = hours * 60 + Number(said.minutes ?? said.minutes12 ?? 0)
  if (minute > 1440) return { minute: null, rest: text }
  return { minute, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` }
}
