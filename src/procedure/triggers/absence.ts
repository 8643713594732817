// `quand: { absence: … }`: the n-th day, half-day or hour of absence, in a row or within a window. Days are counted,
// not rows.
import { z } from 'zod'
import { fr } from '../../kernel/french.js'
import { addDays, firstIndexFrom, type LocalDate } from '../../kernel/local-date.js'
import type { WorkingCalendar } from '../../kernel/working-calendar.js'
import type { ExportFile } from '../../records/export-file.js'
import type { Absence } from '../../records/records.js'
import type { Case } from '../../register/register.js'
import { type AbsenceDay, type Firing, isDuring, isInForce, type TriggerContext, undated } from '../firing.js'
import { isReached } from './threshold.js'
import { triggerKind } from './trigger-kind.js'

export type AbsenceUnit = 'jours' | 'demi_journees' | 'heures'

export interface AbsenceTrigger {
  readonly kind: 'absence'
  readonly which: 'injustifiee' | 'toute'
  readonly count: number
  /** What is counted. */
  readonly unit: AbsenceUnit
  readonly isConsecutive: boolean
  /** Width of the sliding window in calendar days, or null. */
  readonly windowDays: number | null
}

export const absence = triggerKind({
  keys: {
    absence: z
      .enum(['injustifiee', 'toute'])
      .optional()
      .describe('Une absence : injustifiee, ou toute (justifiée ou non).'),
  },
  modifiers: ['nombre', 'unite', 'consecutives', 'fenetre'],
  sources: ['absences'],
  columnOf: ({ unit }) => (unit === 'heures' ? 'heures' : null),
  read: (when, reading): AbsenceTrigger => {
    const isConsecutive = when.consecutives === 'oui'
    const unit = when.unite ?? 'jours'
    if (isConsecutive && when.fenetre !== undefined) {
      reading.refuse('fenetre', {
        message: fr`« fenetre » et « consecutives » ne s’emploient pas ensemble.`,
        expected: fr`« consecutives: oui » ou « fenetre », pas les deux`,
        mend: 'gardez une seule de ces deux clés',
        with: 'consecutives',
      })
    }
    if (isConsecutive && unit !== 'jours') {
      reading.refuse('unite', {
        message: fr`« consecutives » compte des jours : « unite » n’y change rien.`,
        expected: fr`« unite: jours », ou « fenetre » à la place de « consecutives »`,
        mend: 'gardez une seule de ces deux clés',
        with: 'consecutives',
      })
    }
    return {
      kind: 'absence',
      which: when.absence ?? 'injustifiee',
      count: when.nombre ?? 1,
      unit,
      isConsecutive,
      windowDays: reading.windowAt('fenetre'),
    }
  },
  fire: absenceFirings,
})

/**
 * The count starts again once it has fired, under whatever version; all absences since then count, those before the
 * period or under an earlier version too.
 */
function absenceFirings(trigger: AbsenceTrigger, context: TriggerContext): Firing[] {
  const { memory, force } = context
  const firings: Firing[] = []
  const counted: { on: LocalDate; weight: number }[] = []
  let inARow = 0
  const firedOn = memory.absence ?? Number.NEGATIVE_INFINITY
  for (const day of context.absenceDays) {
    if (day.on <= firedOn) continue
    if (day.on > force.to) break
    if (trigger.which === 'injustifiee' && day.isJustified) continue
    const previous = counted.at(-1)
    const follows =
      trigger.isConsecutive && previous !== undefined && areSuccessive(previous.on, day.on, context)
    inARow = follows ? inARow + 1 : 1
    counted.push({ on: day.on, weight: weightOf(day.rows, trigger) })
    const isInARow = !trigger.isConsecutive || inARow >= trigger.count
    if (!isInForce(force, day.on) || !isInARow) continue
    if (!isReached(counted, trigger.count, trigger.windowDays)) continue
    firings.push(firingOf(trigger, day))
    memory.absence = day.on
    counted.length = 0
    inARow = 0
  }
  firings.push(...undatedFirings(trigger, context))
  return firings
}

/** What the rows of one day count for, those that are justified only where every absence counts. */
function weightOf(rows: readonly Absence[], { unit, which }: AbsenceTrigger): number {
  if (unit === 'jours') return 1
  const counting = which === 'toute' ? rows : rows.filter(({ isJustified }) => !isJustified)
  return unit === 'heures' ? hoursOf(counting) : halfDaysOf(counting)
}

function halfDaysOf(rows: readonly Absence[]): number {
  return (['matin', 'apres-midi'] as const).filter((half) =>
    rows.some(({ dayPart }) => dayPart === half || dayPart === 'journee'),
  ).length
}

/** Rows without hours count for none. Two exports that tell the same day are not added up. */
function hoursOf(rows: readonly Absence[]): number {
  const byExport = new Map<ExportFile, number>()
  for (const row of rows) byExport.set(row.export, (byExport.get(row.export) ?? 0) + (row.hours ?? 0))
  return Math.max(0, ...byExport.values())
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

/** An absence whose date cannot be used, where it alone would have reached the number. */
function undatedFirings(trigger: AbsenceTrigger, context: TriggerContext): Firing[] {
  return context.kase.absences
    .filter(
      (row) =>
        row.on === null &&
        (trigger.which === 'toute' || !row.isJustified) &&
        weightOf([row], trigger) >= trigger.count,
    )
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
    if (absence.on === null || !isDuring(absence.on, kase)) continue
    if (rows[0] !== undefined && rows[0].on !== absence.on) {
      days.push(dayOf(rows))
      rows = []
    }
    rows.push(absence)
  }
  if (rows.length > 0) days.push(dayOf(rows))
  return days
}

/** `rows`: those of one day, in order, at least one. Rows with a time come first, so that the first has the first time. */
function dayOf(rows: readonly Absence[]): AbsenceDay {
  const earliest = rows[0] as Absence
  const unjustified = rows.find(({ isJustified }) => !isJustified)
  const chosen = unjustified ?? earliest
  return {
    on: earliest.on as LocalDate,
    rows,
    isJustified: unjustified === undefined,
    unjustified: chosen,
    earliest,
    unjustifiedMinute: chosen.minute,
    earliestMinute: earliest.minute,
  }
}
