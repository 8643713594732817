// Absences that go from a first to a last day, made into their days. May not read files.
import type { LocalDate } from '../kernel/local-date.js'
import type { WorkingCalendar } from '../kernel/working-calendar.js'
import type { ExportFile } from '../records/export-file.js'
import type { Absence } from '../records/records.js'

export interface ExpandedAbsences {
  readonly absences: readonly Absence[]
  /** Records that ranges added to those that were read, by export. */
  readonly added: ReadonlyMap<ExportFile, number>
}

/**
 * Each working day of the site from the first to the last day of a range, both included (design §9). The hours of a
 * range are shared evenly among its days, and only the first day keeps the time at which it began.
 * @param calendarOf the calendar of a learner's site; null for an unknown file number, whose row is left as it is
 * @param onIdle takes a range without a single working day; it gives no record
 */
export function expandAbsences(
  absences: readonly Absence[],
  calendarOf: (enrolmentId: string) => WorkingCalendar | null,
  onIdle: (absence: Absence) => void,
): ExpandedAbsences {
  const added = new Map<ExportFile, number>()
  if (!absences.some(({ until }) => until !== null)) return { absences, added }
  const expanded: Absence[] = []
  for (const absence of absences) {
    const { on, until } = absence
    const calendar = on === null || until === null ? null : calendarOf(absence.enrolmentId)
    if (on === null || until === null || calendar === null) {
      expanded.push(absence)
      continue
    }
    const days = workingDays(on, until, calendar)
    if (days.length === 0) onIdle(absence)
    else added.set(absence.export, (added.get(absence.export) ?? 0) + days.length - 1)
    const hours = absence.hours === null ? null : absence.hours / days.length
    for (const day of days) {
      expanded.push({ ...absence, on: day, minute: day === on ? absence.minute : null, until: null, hours })
    }
  }
  return { absences: expanded, added }
}

function workingDays(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): readonly LocalDate[] {
  const days: LocalDate[] = []
  for (let day = from; day <= to; day++) if (calendar.isWorkingDay(day)) days.push(day)
  return days
}
