// « réponse »: something happened, so something is due within a delay. One verdict per recipient.
import type { LocalDate, Moment } from '../../kernel/local-date.js'
import type { WorkingCalendar } from '../../kernel/working-calendar.js'
import { type Delay, dueAfter } from '../delay.js'
import type { VerdictStatus } from '../ledger.js'
import { firstFrom } from '../matching.js'

export interface ResponseTerms {
  readonly delay: Delay
  readonly calendar: WorkingCalendar
  readonly movesToWorkingDay: boolean
  readonly asOf: LocalDate
}

export interface Answer<Act> {
  readonly status: VerdictStatus
  readonly due: Moment
  readonly act: Act | null
}

/** `acts`: those that match, in order. The first one on or after the event discharges, in time or late. */
export function judgeResponse<Act extends Moment>(
  event: Moment,
  acts: readonly Act[],
  spent: readonly unknown[],
  { delay, calendar, movesToWorkingDay, asOf }: ResponseTerms,
): Answer<Act> {
  const due = dueAfter(delay, event, calendar, movesToWorkingDay)
  const act = firstFrom(acts, event, spent)
  if (act !== null) return { status: isInTime(act, due) ? 'met' : 'late', due, act }
  return { status: asOf <= due.on ? 'pending' : 'missing', due, act }
}

/** On the last day, an act without a time is in time. */
function isInTime(act: Moment, due: Moment): boolean {
  if (act.on !== due.on) return act.on < due.on
  return due.minute === null || act.minute === null || act.minute <= due.minute
}
