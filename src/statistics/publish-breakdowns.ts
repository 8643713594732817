// Breakdowns for the public: no rate over a small group, and none that the groups shown would give away. May not round.
import { groupKeys } from './breakdowns.js'
import { type Cell, determinedCells, type Equation, WITHHELD } from './disclosure.js'
import { type BreakdownRow, type Breakdowns, DIMENSIONS, type Dimension } from './statistics.js'
import type { Unit } from './units.js'

/** A group of one dimension that is made of whole groups of another: whoever knows the house can subtract. */
interface Nesting {
  readonly whole: { readonly dimension: Dimension; readonly key: string }
  readonly parts: { readonly dimension: Dimension; readonly keys: readonly string[] }
}

interface Group extends Cell {
  readonly dimension: Dimension
  readonly key: string
}

export interface PublishedBreakdowns {
  readonly breakdowns: Breakdowns
  readonly withheld: Readonly<Partial<Record<Dimension, string>>>
}

/**
 * Hides the rates of groups under the threshold, then the smallest others until no hidden count is determined by
 * the total of the cohort, by the other groups, or by groups of another dimension that together make the same
 * learners (the trainings of a site). A dimension that cannot be protected is left out whole.
 * `dropouts` is the total that the cohort shows, null where it shows none.
 */
export function publishBreakdowns(
  breakdowns: Breakdowns,
  units: readonly Unit[],
  dropouts: number | null,
  threshold: number,
): PublishedBreakdowns {
  // Disability has been dealt with before: its groups under the threshold are not even listed.
  const published = DIMENSIONS.filter(
    (dimension) => dimension !== 'psh' && breakdowns[dimension] !== undefined,
  )
  const nestings = findNestings(units, published)
  let kept = [...published]
  let groups = groupsOf(breakdowns, kept, threshold)
  for (;;) {
    const [determined] = determinedCells(groups, equationsOf(groups, kept, dropouts, nestings)) as Group[]
    if (determined === undefined) break
    const given = smallestGiver(determined, groups, nestings)
    if (given !== null) {
      given.isHidden = true
      continue
    }
    kept = kept.filter((dimension) => dimension !== determined.dimension)
    groups = groups.filter(({ dimension }) => dimension !== determined.dimension)
  }
  const hidden = new Set(
    groups.filter(({ isHidden }) => isHidden).map(({ dimension, key }) => `${dimension}\0${key}`),
  )
  const result: Partial<Record<Dimension, readonly BreakdownRow[]>> = {}
  const withheld: Partial<Record<Dimension, string>> = {}
  for (const dimension of DIMENSIONS) {
    const rows = breakdowns[dimension]
    if (rows === undefined) continue
    if (dimension === 'psh') result.psh = rows
    else if (kept.includes(dimension)) {
      result[dimension] = rows.map((row) => (hidden.has(`${dimension}\0${row.key}`) ? withoutRate(row) : row))
    } else {
      result[dimension] = []
      withheld[dimension] = WITHHELD
    }
  }
  return { breakdowns: result, withheld }
}

function withoutRate(row: BreakdownRow): BreakdownRow {
  return { ...row, dropouts: null, value: null, wilson95: null, reason: WITHHELD }
}

function groupsOf(breakdowns: Breakdowns, dimensions: readonly Dimension[], threshold: number): Group[] {
  return dimensions.flatMap((dimension) =>
    (breakdowns[dimension] ?? []).map(({ key, entered, dropouts }) => ({
      dimension,
      key,
      size: entered,
      count: dropouts ?? 0,
      isHidden: entered > 0 && entered < threshold,
    })),
  )
}

function equationsOf(
  groups: readonly Group[],
  dimensions: readonly Dimension[],
  dropouts: number | null,
  nestings: readonly Nesting[],
): readonly Equation[] {
  const equations: Equation[] = []
  if (dropouts !== null) {
    for (const dimension of dimensions) {
      const terms = groups
        .filter((group) => group.dimension === dimension)
        .map((cell) => ({ cell, coefficient: 1 }))
      if (terms.length > 0) equations.push({ terms, total: dropouts })
    }
  }
  for (const nesting of nestings) {
    const { whole, parts } = cellsOf(nesting, groups)
    if (whole === undefined || parts.length !== nesting.parts.keys.length) continue
    equations.push({
      terms: [{ cell: whole, coefficient: -1 }, ...parts.map((cell) => ({ cell, coefficient: 1 }))],
      total: 0,
    })
  }
  return equations
}

function cellsOf({ whole, parts }: Nesting, groups: readonly Group[]) {
  return {
    whole: groups.find(({ dimension, key }) => dimension === whole.dimension && key === whole.key),
    parts: groups.filter(({ dimension, key }) => dimension === parts.dimension && parts.keys.includes(key)),
  }
}

/** The smallest group shown that stands in an equation with the one given away, else in its dimension. */
function smallestGiver(
  determined: Group,
  groups: readonly Group[],
  nestings: readonly Nesting[],
): Group | null {
  const beside = new Set<Group>(groups.filter(({ dimension }) => dimension === determined.dimension))
  for (const nesting of nestings) {
    const { whole, parts } = cellsOf(nesting, groups)
    if (whole === determined || parts.includes(determined)) {
      if (whole !== undefined) beside.add(whole)
      for (const part of parts) beside.add(part)
    }
  }
  // A count found to be 0, or everybody, stays found until a group that is neither joins the hidden ones.
  const isMixed = ({ count, size }: Group) =>
    determined.count === 0 ? count > 0 : determined.count === determined.size ? count < size : true
  let smallest: Group | null = null
  for (const group of beside) {
    if (group.isHidden || group.size === 0) continue
    const isBetter =
      smallest === null ||
      (isMixed(group) === isMixed(smallest) ? group.size < smallest.size : isMixed(group))
    if (isBetter) smallest = group
  }
  return smallest
}

/** Over the entered units, every group that is exactly a union of groups of another dimension. */
function findNestings(units: readonly Unit[], dimensions: readonly Dimension[]): readonly Nesting[] {
  const enrolled = units.filter(({ state }) => state !== 'erreur')
  const keys = dimensions.map((dimension) => {
    const all = groupKeys(enrolled, dimension)
    return { dimension, keys: all.filter((_, index) => enrolled[index]?.hasEntered) }
  })
  return keys.flatMap((outer) =>
    keys.flatMap((inner) =>
      outer === inner ? [] : nestedIn(outer.dimension, outer.keys, inner.dimension, inner.keys),
    ),
  )
}

function nestedIn(
  outer: Dimension,
  outerKeys: readonly string[],
  inner: Dimension,
  innerKeys: readonly string[],
): readonly Nesting[] {
  const wholesOfPart = new Map<string, Set<string>>()
  const partsOfWhole = new Map<string, Set<string>>()
  for (const [index, whole] of outerKeys.entries()) {
    const part = innerKeys[index] ?? ''
    addTo(wholesOfPart, part, whole)
    addTo(partsOfWhole, whole, part)
  }
  return [...partsOfWhole]
    .filter(([, parts]) => [...parts].every((part) => wholesOfPart.get(part)?.size === 1))
    .map(([key, parts]) => ({
      whole: { dimension: outer, key },
      parts: { dimension: inner, keys: [...parts] },
    }))
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([value]))
  else set.add(value)
}
