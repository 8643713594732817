// Numbers of attestations: a year, then a rank within it. Given once, never again.

const NUMBER = /^(\d{4})-(\d{3,})$/

/** Gives `2026-001` after nothing, `2026-013` after `2026-012`; numbers of other years do not count. */
export class NumberSequence {
  readonly #year: number
  #rank = 0

  /** @param given every number given before, in any order */
  constructor(year: number, given: Iterable<string>) {
    this.#year = year
    for (const number of given) {
      const match = NUMBER.exec(number)
      if (match !== null && Number(match[1]) === year) this.#rank = Math.max(this.#rank, Number(match[2]))
    }
  }

  next(): string {
    this.#rank += 1
    return `${this.#year}-${String(this.#rank).padStart(3, '0')}`
  }
}
