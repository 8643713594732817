// Causes as anything that leaves the organisation may print them: those of health become « motif personnel ».
import { textKey } from '../kernel/text-key.js'
import { HEALTH_LABEL_OUTSIDE, knownCause } from './cause-taxonomy.js'
import type { CauseCount } from './statistics.js'

/** Causes of health and the organisation's own « motif personnel » as one line; the others untouched. */
export function withoutHealth(causes: readonly CauseCount[]): readonly CauseCount[] {
  const isPersonal = ({ isHealth, label }: CauseCount) =>
    isHealth || textKey(label) === textKey(HEALTH_LABEL_OUTSIDE)
  const personal = causes.filter(isPersonal)
  if (!personal.some(({ isHealth }) => isHealth)) return causes
  return [...causes.filter((cause) => !isPersonal(cause)), mergedAsPersonal(personal)].sort(
    (a, b) => (b.count ?? 0) - (a.count ?? 0) || (textKey(a.label) < textKey(b.label) ? -1 : 1),
  )
}

function mergedAsPersonal(causes: readonly CauseCount[]): CauseCount {
  const sum = (read: (cause: CauseCount) => number | null | undefined) =>
    causes.reduce((total, cause) => total + (read(cause) ?? 0), 0)
  const { edof, dares, contractGrounds } = knownCause('personnel')
  return {
    code: 'personnel',
    label: HEALTH_LABEL_OUTSIDE,
    count: sum(({ count }) => count),
    origin: shared(causes, ({ origin }) => origin),
    moment: shared(causes, ({ moment }) => moment),
    moments: {
      before: sum(({ moments }) => moments?.before),
      during: sum(({ moments }) => moments?.during),
      after: sum(({ moments }) => moments?.after),
    },
    alternativeProposed: sum(({ alternativeProposed }) => alternativeProposed),
    mapping: { edof, dares, contractGrounds },
    isHealth: false,
  }
}

function shared<T>(causes: readonly CauseCount[], read: (cause: CauseCount) => T | null): T | null {
  const [first] = causes
  if (first === undefined) return null
  const value = read(first)
  return causes.every((cause) => read(cause) === value) ? value : null
}
