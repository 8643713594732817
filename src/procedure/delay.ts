// When a delay ends. May not know what is being waited for.
import { addDays, addMonths, type LocalDate, type Moment } from '../kernel/local-date.js'
import type { WorkingCalendar } from '../kernel/working-calendar.js'

export type DelayUnit = 'minutes' | 'hours' | 'days' | 'businessDays' | 'workingDays' | 'weeks' | 'months'

/** A delay as written in a procedure: « 2 jours ouvrés » is 2 `workingDays`. */
export interface Delay {
  readonly amount: number
  readonly unit: DelayUnit
}

const MINUTES_PER_DAY = 1440

/**
 * The end of a delay, without any move to a working day: its last day, and for hours and minutes the time too.
 * The day of the event is not counted (articles 641 and 642 of the Code de procédure civile); hours and minutes run
 * from the event's time, or from the end of its day where it has none. An end at 24:00 belongs to the day before.
 */
export function endOfDelay(delay: Delay, start: Moment, calendar: WorkingCalendar): Moment {
  switch (delay.unit) {
    case 'minutes':
      return afterMinutes(start, delay.amount)
    case 'hours':
      return afterMinutes(start, delay.amount * 60)
    case 'days':
      return { on: addDays(start.on, delay.amount), minute: null }
    case 'weeks':
      return { on: addDays(start.on, delay.amount * 7), minute: null }
    case 'months':
      return { on: addMonths(start.on, delay.amount), minute: null }
    case 'businessDays':
      return { on: afterDays(start.on, delay.amount, (day) => calendar.isBusinessDay(day)), minute: null }
    case 'workingDays':
      return { on: afterDays(start.on, delay.amount, (day) => calendar.isWorkingDay(day)), minute: null }
  }
}

/**
 * When an obligation is due: as `endOfDelay`, but a delay in calendar days, weeks or months that ends on a Saturday,
 * a Sunday, a holiday or a closure goes on to the next working day where the procedure says so (`report`).
 */
export function dueAfter(
  delay: Delay,
  start: Moment,
  calendar: WorkingCalendar,
  movesToWorkingDay: boolean,
): Moment {
  const end = endOfDelay(delay, start, calendar)
  const mayMove = delay.unit === 'days' || delay.unit === 'weeks' || delay.unit === 'months'
  return movesToWorkingDay && mayMove ? { on: calendar.nextWorkingDay(end.on), minute: null } : end
}

function afterMinutes(start: Moment, minutes: number): Moment {
  const total = (start.minute ?? MINUTES_PER_DAY) + minutes
  // 24:00 is the last minute of its day, not the first of the next.
  const days = Math.max(0, Math.ceil(total / MINUTES_PER_DAY) - 1)
  return { on: addDays(start.on, days), minute: total - days * MINUTES_PER_DAY }
}

function afterDays(start: LocalDate, amount: number, counts: (day: LocalDate) => boolean): LocalDate {
  let day = start
  for (let left = amount; left > 0; ) {
    day = addDays(day, 1)
    if (counts(day)) left -= 1
  }
  return day
}
