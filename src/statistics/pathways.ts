// What happened on the way: return after a relaunch, time from the first absence to the exit, survival. May not round.
import type { LocalDate } from '../kernel/local-date.js'
import { kaplanMeier, type Observation } from './kaplan-meier.js'
import { figureOf } from './rates.js'
import type { Retention, Survival, TimeToDropout } from './statistics.js'
import { exitDayOf, isDropout, isInterruption, type Unit } from './units.js'

const NOBODY_RELAUNCHED = 'aucun bénéficiaire relancé dans la cohorte'
const NO_ATTENDANCE =
  'ni présences ni activités parmi les exports : le retour après une relance ne peut pas être constaté'

/** Learners relaunched at least once (an act of type relance towards them), and what became of them. */
export function followRelaunched(units: readonly Unit[], asOf: LocalDate, hasAttendance: boolean): Retention {
  let relaunched = 0
  let returned = 0
  let finished = 0
  let inProgress = 0
  let dropouts = 0
  for (const unit of units) {
    if (!unit.hasEntered || unit.state === 'erreur') continue
    const on = firstRelaunchOf(unit, asOf)
    if (on === null) continue
    relaunched += 1
    if (hasAttendance && wasSeenAfter(unit, on, asOf)) returned += 1
    if (unit.state === 'termine') finished += 1
    else if (unit.state === 'en_cours') inProgress += 1
    else if (isDropout(unit)) dropouts += 1
  }
  return {
    relaunched,
    returned: hasAttendance
      ? figureOf({ numerator: returned, denominator: relaunched }, NOBODY_RELAUNCHED)
      : { numerator: null, denominator: relaunched, value: null, wilson95: null, reason: NO_ATTENDANCE },
    retained: figureOf({ numerator: finished + inProgress, denominator: relaunched }, NOBODY_RELAUNCHED),
    finished,
    inProgress,
    dropouts,
    otherExits: relaunched - finished - inProgress - dropouts,
  }
}

function firstRelaunchOf(unit: Unit, asOf: LocalDate): LocalDate | null {
  let first: LocalDate | null = null
  for (const { actions } of unit.files) {
    for (const { type, recipient, on } of actions) {
      if (type !== 'relance' || recipient !== 'beneficiaire' || on === null || on > asOf) continue
      if (first === null || on < first) first = on
    }
  }
  return first
}

function wasSeenAfter(unit: Unit, day: LocalDate, asOf: LocalDate): boolean {
  const isAfter = ({ on }: { readonly on: LocalDate | null }) => on !== null && on > day && on <= asOf
  return unit.files.some(({ presences, activities }) => presences.some(isAfter) || activities.some(isAfter))
}

/** Calendar days from the first absence, justified or not, to the exit, over the units counted in `dropout`. */
export function measureTimeToDropout(units: readonly Unit[]): TimeToDropout {
  const days: number[] = []
  let withoutAbsence = 0
  let withoutDate = 0
  for (const unit of units) {
    if (!isDropout(unit)) continue
    const exitOn = exitDayOf(unit)
    if (exitOn === null) {
      withoutDate += 1
      continue
    }
    const absentOn = firstAbsenceOf(unit, exitOn)
    if (absentOn === null) withoutAbsence += 1
    else days.push(exitOn - absentOn)
  }
  days.sort((a, b) => a - b)
  return {
    count: days.length,
    withoutAbsence,
    withoutDate,
    ...(days.length === 0
      ? { days: null, reason: 'aucun abandon daté précédé d’une absence dans la cohorte' }
      : {
          days: {
            min: days[0] ?? 0,
            lowerQuartile: quantile(days, 0.25),
            median: quantile(days, 0.5),
            upperQuartile: quantile(days, 0.75),
            max: days.at(-1) ?? 0,
          },
        }),
  }
}

function firstAbsenceOf(unit: Unit, until: LocalDate): LocalDate | null {
  let first: LocalDate | null = null
  for (const { absences } of unit.files) {
    for (const { on } of absences) {
      if (on !== null && on <= until && (first === null || on < first)) first = on
    }
  }
  return first
}

/** Linear interpolation between order statistics (type 7, that of spreadsheets). `ordered` is not empty. */
export function quantile(ordered: readonly number[], share: number): number {
  const position = (ordered.length - 1) * share
  const below = Math.floor(position)
  const low = ordered[below] ?? 0
  const high = ordered[Math.min(below + 1, ordered.length - 1)] ?? low
  return low + (high - low) * (position - below)
}

/**
 * Survival by elapsed share of the training: 0 at entry, 1 at the planned end. The event is an exit counted in
 * `interruption`; who finished is observed to the end, who is still there, transferred or postponed is censored.
 */
export function followSurvival(units: readonly Unit[], asOf: LocalDate): Survival {
  const observations: Observation[] = []
  let withoutDates = 0
  for (const unit of units) {
    if (!unit.hasEntered || unit.state === 'erreur') continue
    const observation = observationOf(unit, asOf)
    if (observation === null) withoutDates += 1
    else observations.push(observation)
  }
  return {
    curve: kaplanMeier(observations),
    withoutDates,
    ...(observations.length === 0
      ? { reason: 'aucun dossier de la cohorte n’a à la fois une date d’entrée et une date de fin prévue' }
      : {}),
  }
}

function observationOf(unit: Unit, asOf: LocalDate): Observation | null {
  const { enteredOn } = unit
  const plannedEnd = unit.last.enrolment.plannedEndOn
  if (enteredOn === null || plannedEnd === null || plannedEnd <= enteredOn) return null
  if (unit.state === 'termine') return { time: 1, hasEvent: false }
  const until = unit.state === 'en_cours' ? asOf : exitDayOf(unit)
  if (until === null) return null
  const share = (until - enteredOn) / (plannedEnd - enteredOn)
  return { time: Math.min(1, Math.max(0, share)), hasEvent: isInterruption(unit) }
}
