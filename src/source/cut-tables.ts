// Where another table begins under a first one: below a blank line, a row of names as no row above is wide, and a
// row as wide as these names. May not know what a column means.
import { looksLikeData } from './find-header.js'

/** Is given the filled rows of a sheet, or those of a CSV, from first to last. */
export class TableCutter<At> {
  readonly #starts: At[] = []
  /** Cells of the widest row of the table at hand. */
  #width = 0
  /** First row under a blank line, and titles after it, while it may begin a table. */
  #pending: At | null = null
  /** Cells of the row that may be its header. */
  #names: readonly string[] | null = null

  /** Where each table but the first begins: its title, or its header where it has none. */
  get starts(): readonly At[] {
    return this.#starts
  }

  take(cells: readonly string[], isAfterBlank: boolean, at: At): void {
    const width = widthOf(cells)
    if (isAfterBlank) {
      this.#pending = at
      this.#names = null
    } else if (this.#pending === null) {
      if (width > this.#width) this.#width = width
      return
    }
    const pending = this.#pending ?? at
    if (this.#names !== null) {
      if (width > 1 && width <= this.#names.length) {
        this.#starts.push(pending)
        this.#width = this.#names.length
      }
    } else if (width === 1) return
    else if (width !== this.#width && isRowOfNames(cells, width)) {
      this.#names = cells.slice(0, width)
      return
    }
    this.#pending = null
    this.#names = null
    this.#width = Math.max(this.#width, width)
  }
}

/** Cells up to the last that is filled. */
export function widthOf(cells: readonly string[]): number {
  let width = cells.length
  while (width > 0 && (cells[width - 1] ?? '').trim() === '') width--
  return width
}

const MOST_NAMES = 500
const LONGEST_NAME = 80

/** Every cell is filled, none twice, none holds a figure, a date or an address. */
function isRowOfNames(cells: readonly string[], width: number): boolean {
  if (width > MOST_NAMES) return false
  const names = Array.from(cells.slice(0, width), (cell) => (cell ?? '').trim())
  return (
    names.every((name) => name !== '' && name.length <= LONGEST_NAME) &&
    new Set(names).size === width &&
    !looksLikeData(names)
  )
}
