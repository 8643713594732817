// Which version of the procedure is in force on which days. May not look at an obligation.
import { addDays, type LocalDate } from '../kernel/local-date.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import type { Register } from '../register/register.js'
import type { ProcedureVersion } from './procedure.js'

/** First and last days in force, both included. */
export interface Force {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface DatedVersion {
  readonly version: ProcedureVersion
  readonly force: Force
}

const BEGINNING = Number.NEGATIVE_INFINITY as LocalDate
const END = Number.POSITIVE_INFINITY as LocalDate

/** Versions in order of their first day; one without a last day ends the day before the next begins. */
export function datedVersions(versions: readonly ProcedureVersion[]): DatedVersion[] {
  const ordered = [...versions].sort((a, b) => (a.from ?? BEGINNING) - (b.from ?? BEGINNING))
  return ordered.map((version, index) => {
    const next = ordered[index + 1]?.from
    const to = version.to ?? (next === undefined || next === null ? END : addDays(next, -1))
    return { version, force: { from: version.from ?? BEGINNING, to } }
  })
}

/** The version in force on a day, or null. */
export function versionOn(versions: readonly ProcedureVersion[], day: LocalDate): ProcedureVersion | null {
  return versionsWithin(versions, { from: day, to: day })[0] ?? null
}

/** The versions in force on some day of an interval, in order. */
export function versionsWithin(
  versions: readonly ProcedureVersion[],
  { from, to }: DayInterval,
): ProcedureVersion[] {
  return datedVersions(versions)
    .filter(({ force }) => force.from <= to && force.to >= from)
    .map(({ version }) => version)
}

/** The days of an interval on which no version is in force, in order. */
export function daysWithoutVersion(
  versions: readonly ProcedureVersion[],
  { from, to }: DayInterval,
): DayInterval[] {
  const uncovered: DayInterval[] = []
  let day = from
  for (const { force } of datedVersions(versions)) {
    if (force.from > to) break
    if (force.from > day) uncovered.push({ from: day, to: addDays(force.from, -1) })
    if (force.to >= day) day = addDays(force.to, 1)
  }
  if (day <= to) uncovered.push({ from: day, to })
  return uncovered
}

/** The part of the period that has passed at the as-of date. */
export function elapsedPeriod({ period, asOf }: Pick<Register, 'period' | 'asOf'>): DayInterval {
  return { from: period.from, to: period.to < asOf ? period.to : asOf }
}
