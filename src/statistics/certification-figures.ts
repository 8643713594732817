// Certification: who was registered, presented, passed or failed, and how each had prepared. May not conclude.
import type { LocalDate } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import type { Certification } from '../records/records.js'
import { NOT_RECORDED_LABEL } from './cause-taxonomy.js'
import { isHealthWording } from './health-words.js'
import { figureOf } from './rates.js'
import {
  type CertificationFigures,
  type FactorCounts,
  PREPARATION_FACTORS,
  type PreparationFactor,
} from './statistics.js'
import type { Unit } from './units.js'

/** Deliverables count as begun early this many days before the exam. */
const EARLY_DAYS = 7

/** One unit counts once: passed if any attempt passed, else failed if any failed. */
export function countCertifications(units: readonly Unit[], asOf: LocalDate): CertificationFigures {
  const totals = {
    registered: 0,
    upcoming: 0,
    presented: 0,
    notPresented: 0,
    presenceUnknown: 0,
    passed: 0,
    failed: 0,
    resultUnknown: 0,
  }
  const reasons = new Map<string, { label: string; count: number }>()
  const factors = PREPARATION_FACTORS.map((factor) => ({ factor, passed: noCounts(), failed: noCounts() }))
  for (const unit of units) {
    if (unit.state === 'erreur') continue
    const attempts = unit.files.flatMap(({ certifications }) => certifications)
    if (attempts.length === 0) continue
    totals.registered += 1
    const held = attempts.filter(({ on }) => on !== null && on <= asOf)
    if (held.length === 0) {
      totals.upcoming += 1
      continue
    }
    const passing = held.find(({ hasPassed }) => hasPassed === true)
    const failing = held.findLast(({ hasPassed }) => hasPassed === false)
    const decisive = passing ?? failing
    const isPresented = decisive !== undefined || held.some((attempt) => attempt.isPresented === true)
    if (!isPresented) {
      if (held.some((attempt) => attempt.isPresented === false)) totals.notPresented += 1
      else totals.presenceUnknown += 1
      continue
    }
    totals.presented += 1
    if (decisive === undefined) {
      totals.resultUnknown += 1
      continue
    }
    const outcome = passing === undefined ? 'failed' : 'passed'
    totals[outcome] += 1
    for (const counts of factors) counts[outcome][factorOf(decisive, counts.factor)] += 1
    if (outcome === 'failed') {
      const label = decisive.failureReason.trim() || NOT_RECORDED_LABEL
      const reason = reasons.get(textKey(label)) ?? { label, count: 0 }
      reason.count += 1
      reasons.set(textKey(label), reason)
    }
  }
  return {
    ...totals,
    presentation: figureOf(
      { numerator: totals.presented, denominator: totals.presented + totals.notPresented },
      'aucune présentation connue à une certification dans la cohorte',
    ),
    success: figureOf(
      { numerator: totals.passed, denominator: totals.passed + totals.failed },
      'aucun résultat de certification dans la cohorte',
    ),
    failureReasons: [...reasons.entries()]
      .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
      .map(([, { label, count }]) => ({ label, count, isHealth: isHealthWording(label) })),
    factors,
  }
}

function noCounts(): { -readonly [K in keyof FactorCounts]: number } {
  return { yes: 0, no: 0, unknown: 0 }
}

function factorOf(attempt: Certification, factor: PreparationFactor): keyof FactorCounts {
  switch (factor) {
    case 'guideRead':
      return known(attempt.hasReadGuide)
    case 'coursesSeen':
      return known(attempt.hasSeenCourses)
    case 'meetingsKept': {
      const { mentorMeetingsPlanned: planned, mentorMeetingsKept: kept } = attempt
      return planned === null || planned === 0 || kept === null ? 'unknown' : known(kept >= planned)
    }
    case 'deliverablesEarly': {
      const { on, deliverablesBegunOn: begun } = attempt
      return on === null || begun === null ? 'unknown' : known(on - begun >= EARLY_DAYS)
    }
  }
}

function known(answer: boolean | null): keyof FactorCounts {
  return answer === null ? 'unknown' : answer ? 'yes' : 'no'
}
