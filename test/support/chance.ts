// Choices by chance that can be repeated: the same seed makes the same ones.
import { seeded } from './seeded.js'

export class Chance {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = seeded(seed)
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    return this.#next()
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)] as Item
  }

  /** At least `least` of the items, in their order. */
  some<Item>(items: readonly Item[], least = 1): Item[] {
    const kept = items.filter(() => this.chance(0.4))
    return kept.length >= least ? kept : this.shuffled(items).slice(0, least)
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items]
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = this.whole(0, index)
      const kept = shuffled[index] as Item
      shuffled[index] = shuffled[other] as Item
      shuffled[other] = kept
    }
    return shuffled
  }
}
