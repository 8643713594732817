// Counts and proportions of several sites made one. A proportion is never averaged: its counts are added up.
import { WITHHELD } from '../disclosure.js'
import { wilson95 } from '../intervals.js'
import type { Figure } from '../statistics.js'

/** Objects of counts added field by field; every part has the fields of the first. */
export function addCounts<Counts extends object & { readonly [Key in keyof Counts]: number }>(
  parts: readonly Counts[],
): Counts {
  const sums: Record<string, number> = {}
  for (const part of parts) {
    for (const [key, count] of Object.entries<number>(part)) sums[key] = (sums[key] ?? 0) + count
  }
  return sums as Counts
}

/** The sum, or null where one of them is withheld. */
export function addKnown(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}

/**
 * One proportion over all the parts. A part without population adds nothing, whatever its reason; one that has a
 * population and no numerator leaves the whole without one.
 */
export function addFigures(parts: readonly Figure[]): Figure {
  const peopled = parts.filter(({ denominator }) => denominator !== 0)
  if (peopled.length === 0) return { ...emptyFigure(parts), value: null, wilson95: null }
  const numerator = addKnown(peopled.map((part) => part.numerator))
  const denominator = addKnown(peopled.map((part) => part.denominator))
  if (numerator === null || denominator === null) {
    const reason = peopled.find((part) => part.numerator === null || part.denominator === null)?.reason
    return { numerator: null, denominator, value: null, wilson95: null, reason: reason ?? WITHHELD }
  }
  return {
    numerator,
    denominator,
    value: numerator / denominator,
    wilson95: wilson95(numerator, denominator),
  }
}

function emptyFigure(parts: readonly Figure[]): Pick<Figure, 'numerator' | 'denominator' | 'reason'> {
  const reason = parts.find((part) => part.reason !== undefined)?.reason
  return {
    numerator: parts.some((part) => part.numerator === 0) ? 0 : null,
    denominator: 0,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The items of all the parts that meet under one key, in the order in which each key is first met. */
export function gatherBy<Item, Key>(
  parts: readonly (readonly Item[])[],
  keyOf: (item: Item) => Key,
): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<Key, [Item, ...Item[]]>()
  for (const item of parts.flat()) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()]
}

/** What all the items say, or null where they differ. */
export function sharedValue<Item, Value>(
  items: readonly [Item, ...Item[]],
  read: (item: Item) => Value,
): Value | null {
  const value = read(items[0])
  return items.every((item) => read(item) === value) ? value : null
}
