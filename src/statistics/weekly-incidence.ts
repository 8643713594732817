// Dropouts week after week since the entry, the other exits competing. May not round.
import type { LocalDate } from '../kernel/local-date.js'
import { type CompetingObservation, cumulativeIncidence } from './cumulative-incidence.js'
import type { Incidence } from './statistics.js'
import { exitDayOf, isDropout, type Unit } from './units.js'

const DAYS_IN_A_WEEK = 7

/**
 * Cumulative incidence of dropout over the entered units, in whole weeks since the entry (0: the first seven days).
 * Every other exit, the end of the training among them, competes; who is in progress is censored at `asOf`.
 */
export function followIncidence(units: readonly Unit[], asOf: LocalDate): Incidence {
  const observations: CompetingObservation[] = []
  let withoutDates = 0
  for (const unit of units) {
    if (!unit.hasEntered || unit.state === 'erreur') continue
    const observation = observationOf(unit, asOf)
    if (observation === null) withoutDates += 1
    else observations.push(observation)
  }
  return {
    followed: observations.length,
    withoutDates,
    steps: cumulativeIncidence(observations).map(({ time, atRisk, events, value }) => ({
      week: time,
      atRisk,
      dropouts: events,
      value,
    })),
    ...(observations.length === 0
      ? { reason: 'aucun parcours de la cohorte n’a à la fois une date d’entrée et une date de sortie' }
      : {}),
  }
}

function observationOf(unit: Unit, asOf: LocalDate): CompetingObservation | null {
  const { enteredOn } = unit
  const until = unit.state === 'en_cours' ? asOf : lastDayOf(unit, asOf)
  if (enteredOn === null || until === null || until < enteredOn) return null
  return {
    time: Math.floor((until - enteredOn) / DAYS_IN_A_WEEK),
    outcome: unit.state === 'en_cours' ? 'censored' : isDropout(unit) ? 'event' : 'competing',
  }
}

/** The day of the exit; who finished without one left on the planned end. */
function lastDayOf(unit: Unit, asOf: LocalDate): LocalDate | null {
  const exitOn = exitDayOf(unit)
  if (exitOn !== null || unit.state !== 'termine') return exitOn
  const { plannedEndOn } = unit.last.enrolment
  return plannedEndOn === null || plannedEndOn > asOf ? null : plannedEndOn
}
