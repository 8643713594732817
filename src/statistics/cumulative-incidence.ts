// Cumulative incidence with competing risks (Aalen, Johansen 1978). May not know what is observed.

/** One subject: followed until `time`, where the event or another end happened, or the observation stopped. */
export interface CompetingObservation {
  readonly time: number
  readonly outcome: 'event' | 'competing' | 'censored'
}

/** State of the estimate just after a time at which at least one event happened. */
export interface IncidenceStep {
  readonly time: number
  /** Observed until this time or beyond it. */
  readonly atRisk: number
  readonly events: number
  /** Share of all who have had the event by then. */
  readonly value: number
}

/**
 * One step for each different time of an event, in order: each adds the share still free of any end just before it,
 * times events over those at risk. At equal times ends come before censoring, as in Kaplan–Meier. Unlike one minus
 * Kaplan–Meier, nobody who ended otherwise is counted as somebody who could still have the event.
 */
export function cumulativeIncidence(observations: readonly CompetingObservation[]): readonly IncidenceStep[] {
  const ordered = [...observations].sort((a, b) => a.time - b.time)
  const steps: IncidenceStep[] = []
  let atRisk = ordered.length
  let free = 1
  let value = 0
  let index = 0
  while (index < ordered.length) {
    const time = ordered[index]?.time ?? 0
    let events = 0
    let ends = 0
    let leaving = 0
    while (index < ordered.length && ordered[index]?.time === time) {
      const outcome = ordered[index]?.outcome
      if (outcome === 'event') events += 1
      if (outcome !== 'censored') ends += 1
      leaving += 1
      index += 1
    }
    if (events > 0) {
      value += (free * events) / atRisk
      steps.push({ time, atRisk, events, value })
    }
    free *= (atRisk - ends) / atRisk
    atRisk -= leaving
  }
  return steps
}

/** Incidence at a time: that of the last step at or before it. */
export function incidenceAt(steps: readonly IncidenceStep[], time: number): number {
  return steps.findLast((step) => step.time <= time)?.value ?? 0
}
