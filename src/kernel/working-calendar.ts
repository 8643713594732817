// Which days are worked. May not know the domain.
import { addDays, type LocalDate, weekdayOf } from './local-date.js'

/** An interval of days, both ends included. */
export interface DayInterval {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Holidays and closures of one site. */
export class WorkingCalendar {
  readonly #holidays: ReadonlySet<LocalDate>
  readonly #closures: readonly DayInterval[]

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
    return weekdayOf(date) < 5 && !this.isHoliday(date) && !this.isClosed(date)
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
