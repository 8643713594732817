// Causes for the public: no count of 1 to 4, none that the others give away, nothing of anybody's health. May not round.
import { knownCause } from './cause-taxonomy.js'
import { WITHHELD } from './disclosure.js'
import { withoutHealth } from './outside-causes.js'
import { type CauseCount, LOWEST_THRESHOLD } from './statistics.js'

/** Counts from 1 to this point at people. */
const SMALL_COUNT = 4

export interface PublishedCauses {
  readonly causes: readonly CauseCount[]
  /** Why the list is empty or gathered in one line; absent otherwise. */
  readonly reason?: string
}

interface Line {
  readonly cause: CauseCount
  readonly count: number
  /** Learners who never entered: their number is known from the populations. */
  readonly isBefore: boolean
  isHidden: boolean
}

/**
 * Hides counts of 1 to 4, then the smallest others until what is hidden could be shared out in several ways, one
 * of them with five or more for each. Where even hiding all does not do, the lines are gathered in one.
 * In a cohort under the threshold, whose totals are not shown either, every count is hidden.
 */
export function publishCauses(
  causes: readonly CauseCount[],
  enrolled: number,
  threshold: number,
): PublishedCauses {
  const merged = withoutHealth(causes)
  if (merged.length === 0) return { causes: [] }
  const total = merged.reduce((sum, { count }) => sum + (count ?? 0), 0)
  if (enrolled < LOWEST_THRESHOLD) return { causes: [], reason: WITHHELD }
  if (enrolled < threshold)
    return { causes: gatherHidden(merged.map((cause) => ({ cause, isHidden: true }))) }
  const lines: Line[] = merged.map((cause) => ({
    cause,
    count: cause.count ?? 0,
    isBefore: cause.moment === 'before',
    isHidden: (cause.count ?? 0) <= SMALL_COUNT,
  }))
  // Wordings often tell the moment by themselves, and the number of those who never entered is published.
  for (const isBefore of [true, false]) protect(lines.filter((line) => line.isBefore === isBefore))
  protect(lines)
  if (!isProtected(lines)) return gathered(total)
  return { causes: gatherHidden(lines) }
}

/**
 * A wording that few used points at them as their number would, so it goes with the number: the hidden ones are one line
 * without words of their own. Named beside it, a line hidden for the sake of another would be known to be a large one.
 * « non renseignée » is nobody's wording.
 */
function gatherHidden(lines: readonly Pick<Line, 'cause' | 'isHidden'>[]): readonly CauseCount[] {
  const named = lines.filter(({ cause, isHidden }) => !isHidden || cause.code === 'non_renseignee')
  const shown = named.map(({ cause, isHidden }) => published(cause, isHidden))
  if (named.length === lines.length) return shown
  return [...shown, allOf(shown.length === 0 ? ALL_CAUSES : 'autres causes', null)]
}

const ALL_CAUSES = 'toutes causes réunies'

/** Causes gathered in one line; the count is null where it is withheld. */
function allOf(label: string, count: number | null): CauseCount {
  const { code, edof, dares, contractGrounds } = knownCause('autre')
  return {
    code,
    label,
    count,
    origin: null,
    moment: null,
    mapping: { edof, dares, contractGrounds },
    isHealth: false,
    ...(count === null ? { reason: WITHHELD } : {}),
  }
}

function protect(lines: readonly Line[]): void {
  const shown = lines.filter(({ isHidden }) => !isHidden).sort((a, b) => a.count - b.count)
  while (!isProtected(lines)) {
    const next = shown.shift()
    if (next === undefined) return
    next.isHidden = true
  }
}

/** Whether the hidden lines, whose sum is known, could each hold anything from 1 to at least 5. */
function isProtected(lines: readonly Line[]): boolean {
  const hidden = lines.filter(({ isHidden }) => isHidden)
  if (hidden.length === 0) return true
  const sum = hidden.reduce((total, { count }) => total + count, 0)
  return hidden.length > 1 && sum - (hidden.length - 1) > SMALL_COUNT
}

function gathered(total: number): PublishedCauses {
  if (total <= SMALL_COUNT) return { causes: [], reason: WITHHELD }
  return { causes: [allOf(ALL_CAUSES, total)], reason: WITHHELD }
}

/** Origin, moment and alternatives are left out of every line: they would cut the counts into smaller ones. */
function published({ code, label, count, mapping, isHealth }: CauseCount, isHidden: boolean): CauseCount {
  return {
    code,
    label,
    count: isHidden ? null : count,
    origin: null,
    moment: null,
    mapping,
    isHealth,
    ...(isHidden ? { reason: WITHHELD } : {}),
  }
}
