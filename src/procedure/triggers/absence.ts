// `quand: { absence: … }`: the n-th day of absence, in a row or within a window. Days are counted, not rows.
import { addDays, firstIndexFrom, type LocalDate } from '../../kernel/local-date.js'
import type { WorkingCalendar } from '../../kernel/working-calendar.js'
import type { Absence } from '../../records/records.js'
import type { Case } from '../../register/register.js'
import { type AbsenceDay, type Firing, isInForce, type TriggerContext, undated } from '../firing.js'
import type { Trigger } from '../procedure.js'

type AbsenceTrigger = Extract<Trigger, { kind: 'absence' }>

/**
 * The count starts again once it has fired, under whatever version; all absences since then count, those before the
 * period or under an earlier version too.
 */
export function absenceFirings(trigger: AbsenceTrigger, context: TriggerContext): Firing[] {
  const { memory, force } = context
  const firings: Firing[] = []
  let counted: LocalDate[] = []
  let inARow = 0
  for (const day of context.absenceDays) {
    if (day.on <= memory.firedOn) continue
    if (day.on > force.to) break
    if (trigger.which === 'injustifiee' && day.isJustified) continue
    const previous = counted.at(-1)
    const follows =
      trigger.isConsecutive && previous !== undefined && areSuccessive(previous, day.on, context)
    inARow = follows ? inARow + 1 : 1
    counted.push(day.on)
    if (!isInForce(force, day.on) || !isReached(trigger, counted, inARow)) continue
    firings.push(firingOf(trigger, day))
    memory.firedOn = day.on
    counted = []
    inARow = 0
  }
  if (trigger.count === 1) firings.push(...undatedFirings(trigger, context))
  return firings
}

function isReached(trigger: AbsenceTrigger, counted: readonly LocalDate[], inARow: number): boolean {
  const { count, isConsecutive, windowDays } = trigger
  const first = counted[counted.length - count]
  if (first === undefined || (isConsecutive && inARow < count)) return false
  return windowDays === null || (counted.at(-1) as LocalDate) - first <= windowDays
}

function firingOf(trigger: AbsenceTrigger, day: AbsenceDay): Firing {
  const isAny = trigger.which === 'toute'
  return {
    on: day.on,
    minute: isAny ? day.earliestMinute : day.unjustifiedMinute,
    cause: isAny ? day.earliest : day.unjustified,
    spent: [],
  }
}

/** An absence whose date cannot be used would alone have fired a trigger of one absence. */
function undatedFirings(trigger: AbsenceTrigger, context: TriggerContext): Firing[] {
  return context.kase.absences
    .filter(({ on, isJustified }) => on === null && (trigger.which === 'toute' || !isJustified))
    .flatMap((absence) => undated(context, absence))
}

/** No working day, or with presences no session of the enrolment, lies strictly between the two. */
function areSuccessive(first: LocalDate, second: LocalDate, context: TriggerContext): boolean {
  if (context.sessionDays !== null) {
    const next = context.sessionDays[firstIndexFrom(context.sessionDays, addDays(first, 1))]
    return next === undefined || next.on >= second
  }
  return !hasWorkingDayBetween(first, second, context.kase.site.calendar)
}

function hasWorkingDayBetween(first: LocalDate, second: LocalDate, calendar: WorkingCalendar): boolean {
  for (let day = addDays(first, 1); day < second; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) return true
  }
  return false
}

/** The days of absence between entry and exit, in order; rows before or after fire nothing. */
export function absenceDaysOf(kase: Case): AbsenceDay[] {
  const days: AbsenceDay[] = []
  let rows: Absence[] = []
  for (const absence of kase.absences) {
    if (absence.on === null || isOutside(absence.on, kase)) continue
    if (rows[0] !== undefined && rows[0].on !== absence.on) {
      days.push(dayOf(rows))
      rows = []
    }
    rows.push(absence)
  }
  if (rows.length > 0) days.push(dayOf(rows))
  return days
}

function isOutside(on: LocalDate, { enteredOn, leftOn }: Case): boolean {
  return (enteredOn !== null && on < enteredOn) || (leftOn !== null && on > leftOn)
}

/** `rows`: those of one day, in order, at least one. Rows with a time come first, so that the first has the first time. */
function dayOf(rows: readonly Absence[]): AbsenceDay {
  const earliest = rows[0] as Absence
  const unjustified = rows.find(({ isJustified }) => !isJustified)
  const chosen = unjustified ?? earliest
  return {
    on: earliest.on as LocalDate,
    isJustified: unjustified === undefined,
    unjustified: chosen,
    earliest,
    unjustifiedMinute: chosen.minute,
    earliestMinute: earliest.minute,
  }
}
