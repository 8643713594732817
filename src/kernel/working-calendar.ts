// Which days are worked. May not know the domain.
import { allHolidaysOf, type Zone } from './holidays.js'
import { addDays, type LocalDate, weekdayOf } from './local-date.js'

/** An interval of days, both ends included. */
export interface DayInterval {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Day number of 1 January 1900, and how many days follow until 2199. */
const FIRST_DAY = -25_567
const DAYS = 109_573
const [UNKNOWN, WORKED, NOT_WORKED] = [0, 1, 2]

/** Holidays and closures of one site. */
export class WorkingCalendar {
  readonly #holidays: ReadonlySet<LocalDate>
  readonly #closures: readonly DayInterval[]
  /** What is known of each day: delays ask for the same ones again and again. */
  readonly #days = new Uint8Array(DAYS)

  constructor(holidays: ReadonlySet<LocalDate>, closures: readonly DayInterval[] = []) {
    this.#holidays = holidays
    this.#closures = closures
  }

  isHoliday(date: LocalDate): boolean {
    return this.#holidays.has(date)
  }

  isClosed(date: LocalDate): boolean {
    return this.#closures.some(({ from, to }) => from <= date && date <= to)
  }

  /** Jour ouvré: Monday to Friday, neither holiday nor closure. */
  isWorkingDay(date: LocalDate): boolean {
    const index = date - FIRST_DAY
    const known = this.#days[index] ?? UNKNOWN
    if (known !== UNKNOWN) return known === WORKED
    const isWorked = weekdayOf(date) < 5 && !this.isHoliday(date) && !this.isClosed(date)
    if (index >= 0 && index < DAYS) this.#days[index] = isWorked ? WORKED : NOT_WORKED
    return isWorked
  }

  /** Jour ouvrable: Monday to Saturday, neither holiday nor closure. */
  isBusinessDay(date: LocalDate): boolean {
    return weekdayOf(date) < 6 && !this.isHoliday(date) && !this.isClosed(date)
  }

  /** The date itself where it is a working day (Monday to Friday), else the next one. */
  nextWorkingDay(date: LocalDate): LocalDate {
    let day = date
    while (!this.isWorkingDay(day)) day = addDays(day, 1)
    return day
  }
}

/** Days that a site adds to the holidays of its zone, or takes away (`feries` in `i12.yaml`). */
export interface HolidayChanges {
  readonly add: readonly LocalDate[]
  readonly remove: readonly LocalDate[]
}

/** The calendar of a site: holidays of its zone with its own changes, and the closures of the organisation. */
export function calendarFor(
  zone: Zone,
  { add, remove }: HolidayChanges = { add: [], remove: [] },
  closures: readonly DayInterval[] = [],
): WorkingCalendar {
  const holidays = allHolidaysOf(zone)
  if (add.length === 0 && remove.length === 0) return new WorkingCalendar(holidays, closures)
  const changed = new Set([...holidays, ...add])
  for (const day of remove) changed.delete(day)
  return new WorkingCalendar(changed, closures)
}
