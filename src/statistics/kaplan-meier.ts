// Product-limit estimate of survival (Kaplan, Meier 1958). May not know what is observed.
import { type Interval, Z_95 } from './intervals.js'

/** One subject: followed until `time`, where the event happened or the observation stopped (censored). */
export interface Observation {
  readonly time: number
  readonly hasEvent: boolean
}

/** State of the estimate just after a time at which at least one event happened. */
export interface SurvivalStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** Observations that stopped at this time or after it and before the next event. */
  readonly censored: number
  readonly survival: number
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number
  /** 95 % on the log-log scale, which never leaves [0, 1]; null once nobody survives. */
  readonly interval95: Interval | null
}

export interface SurvivalCurve {
  readonly observations: number
  readonly events: number
  /** One step for each different time of an event, in order. */
  readonly steps: readonly SurvivalStep[]
  /** First time at which survival is at most one half; null while it stays above. */
  readonly median: number | null
}

/** At equal times events come before censoring, as usual: who stopped on that day was still at risk. */
export function kaplanMeier(observations: readonly Observation[]): SurvivalCurve {
  const ordered = [...observations].sort((a, b) => a.time - b.time)
  const steps: SurvivalStep[] = []
  let atRisk = ordered.length
  let survival = 1
  // The same product in whole numbers: 8/10 × 6/8 × 5/6 is one half, its quotients in floating point are a little more.
  let left = 1n
  let whole = 1n
  let median: number | null = null
  let greenwood = 0
  let totalEvents = 0
  let index = 0
  while (index < ordered.length) {
    const time = ordered[index]?.time ?? 0
    let events = 0
    let leaving = 0
    while (index < ordered.length && ordered[index]?.time === time) {
      if (ordered[index]?.hasEvent) events += 1
      leaving += 1
      index += 1
    }
    if (events > 0) {
      survival *= (atRisk - events) / atRisk
      if (median === null) {
        left *= BigInt(atRisk - events)
        whole *= BigInt(atRisk)
        if (2n * left <= whole) median = time
      }
      greenwood += atRisk === events ? 0 : events / (atRisk * (atRisk - events))
      steps.push({
        time,
        atRisk,
        events,
        censored: leaving - events,
        survival,
        standardError: survival * Math.sqrt(greenwood),
        interval95: logLogInterval(survival, greenwood),
      })
      totalEvents += events
    } else {
      const last = steps.at(-1)
      if (last !== undefined) steps[steps.length - 1] = { ...last, censored: last.censored + leaving }
    }
    atRisk -= leaving
  }
  return {
    observations: ordered.length,
    events: totalEvents,
    steps,
    median,
  }
}

/** Survival at a time: that of the last step at or before it. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return stepAt(curve, time)?.survival ?? 1
}

export function stepAt(curve: SurvivalCurve, time: number): SurvivalStep | null {
  let found: SurvivalStep | null = null
  for (const step of curve.steps) {
    if (step.time > time) break
    found = step
  }
  return found
}

function logLogInterval(survival: number, greenwood: number): Interval | null {
  if (survival <= 0) return null
  const spread = (Z_95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
  return [survival ** Math.exp(spread), survival ** Math.exp(-spread)]
}
