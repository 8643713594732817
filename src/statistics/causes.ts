// Causes of the exits on three axes (cause, origin, moment), one entry per wording of the organisation. May not format.
import { textKey } from '../kernel/text-key.js'
import type { DropoutOrigin } from '../records/values.js'
import { type CauseMoment, NOT_RECORDED_LABEL, sortCause } from './cause-taxonomy.js'
import { isHealthWording } from './health-words.js'
import { figureOf } from './rates.js'
import type { CauseCount, Figure } from './statistics.js'
import { isExit, momentOf, originOf, proposalOf, type Unit } from './units.js'

interface Gathered {
  readonly label: string
  count: number
  origin: DropoutOrigin | null
  isOriginMixed: boolean
  readonly moments: Record<CauseMoment, number>
  alternativeProposed: number
}

/** One entry per wording (case, accents, spaces apart), over all exits but errors; most frequent first. */
export function countCauses(units: readonly Unit[]): readonly CauseCount[] {
  const byKey = new Map<string, Gathered>()
  for (const unit of units) {
    if (!isExit(unit) || unit.state === 'erreur') continue
    const label = unit.dropout?.cause.trim() || NOT_RECORDED_LABEL
    const key = textKey(label)
    const origin = originOf(unit)
    let gathered = byKey.get(key)
    if (gathered === undefined) {
      gathered = {
        label: key === textKey(NOT_RECORDED_LABEL) ? NOT_RECORDED_LABEL : label,
        count: 0,
        origin,
        isOriginMixed: false,
        moments: { before: 0, during: 0, after: 0 },
        alternativeProposed: 0,
      }
      byKey.set(key, gathered)
    }
    gathered.count += 1
    gathered.moments[momentOf(unit)] += 1
    if (origin !== gathered.origin) gathered.isOriginMixed = true
    if (proposalOf(unit) !== null) gathered.alternativeProposed += 1
  }
  return [...byKey.entries()]
    .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
    .map(([, gathered]) => causeCountOf(gathered))
}

function causeCountOf(gathered: Gathered): CauseCount {
  const known = sortCause(gathered.label)
  const { label, count, moments, alternativeProposed } = gathered
  return {
    code: known.code,
    label,
    count,
    origin: gathered.isOriginMixed ? null : gathered.origin,
    moment: onlyMoment(moments, count),
    moments,
    alternativeProposed,
    mapping: { edof: known.edof, dares: known.dares, contractGrounds: known.contractGrounds },
    isHealth: known.code === 'sante' || isHealthWording(label),
  }
}

function onlyMoment(moments: Readonly<Record<CauseMoment, number>>, count: number): CauseMoment | null {
  for (const moment of ['before', 'during', 'after'] as const) if (moments[moment] === count) return moment
  return null
}

/** All of them together: the exits they are the causes of, and those of them with a proposal. */
export function sumCauses(causes: readonly CauseCount[]): { exits: number; proposed: number } {
  let exits = 0
  let proposed = 0
  for (const { count, alternativeProposed } of causes) {
    exits += count ?? 0
    proposed += alternativeProposed ?? 0
  }
  return { exits, proposed }
}

/** Share of the exits that no known cause gathers: above a fifth, the list of causes is not used. */
export function unsortedCausesOf(causes: readonly CauseCount[]): Figure {
  let numerator = 0
  let denominator = 0
  for (const { code, count } of causes) {
    denominator += count ?? 0
    if (code === 'autre' || code === 'non_renseignee') numerator += count ?? 0
  }
  return figureOf({ numerator, denominator }, 'aucune interruption dans la cohorte')
}

/** Above this share, « autre » and « non renseignée » are worth a remark. */
export const UNSORTED_CAUSES_LIMIT = 0.2
