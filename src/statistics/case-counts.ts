// The cases that the period touches, counted: examined or left out and why, what became of them. May not decide what is
// out of scope.
import type { EnrolmentStatus, TrainingType } from '../records/values.js'
import type { Case, OutOfScope, Site } from '../register/register.js'

/** As `check --format json` gives them. */
export interface ScopeCounts {
  readonly enrolments: number
  readonly inScope: number
  readonly outOfScope: Readonly<Record<OutOfScope, number>>
}

/** The scope of a workspace that could not be judged. */
export const NO_SCOPE: ScopeCounts = countScope([])

export function countScope(cases: readonly Case[]): ScopeCounts {
  const outOfScope = { short: 0, subcontracted: 0, outsidePeriod: 0, error: 0 }
  let inScope = 0
  for (const kase of cases) {
    if (kase.outOfScope === null) inScope += 1
    else outOfScope[kase.outOfScope] += 1
  }
  return { enrolments: cases.length, inScope, outOfScope }
}

/** Cases in scope. */
export interface ExaminedCounts {
  readonly total: number
  readonly neverEntered: number
  readonly unknownDuration: number
  readonly byStatus: ReadonlyMap<EnrolmentStatus, number>
  /** By site within each type of training; `null` for a type that is not known. */
  readonly byType: ReadonlyMap<TrainingType | null, ReadonlyMap<Site, number>>
  readonly bySite: ReadonlyMap<Site, number>
}

/** Counts those of the cases that are in scope. */
export function countExamined(cases: readonly Case[]): ExaminedCounts {
  const byStatus = new Map<EnrolmentStatus, number>()
  const byType = new Map<TrainingType | null, Map<Site, number>>()
  const bySite = new Map<Site, number>()
  let total = 0
  let neverEntered = 0
  let unknownDuration = 0
  for (const { outOfScope, hasEntered, training, state, site } of cases) {
    if (outOfScope !== null) continue
    total += 1
    if (!hasEntered) neverEntered += 1
    if (training.days === null) unknownDuration += 1
    increase(byStatus, state.status)
    increase(bySite, site)
    const ofType = byType.get(training.type) ?? new Map<Site, number>()
    increase(ofType, site)
    byType.set(training.type, ofType)
  }
  return { total, neverEntered, unknownDuration, byStatus, byType, bySite }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
