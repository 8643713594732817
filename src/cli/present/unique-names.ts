// Names that no two tests of a report share: tools that follow tests from run to run know them by their names.

export class UniqueNames {
  readonly #met = new Map<string, number>()

  /** The name itself the first time, then with a number. */
  take(name: string): string {
    const count = (this.#met.get(name) ?? 0) + 1
    this.#met.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  }
}
