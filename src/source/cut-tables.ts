// Where another table begins under a first one: below a blank line, a row of names that cannot be a row of the
// first, and a row that they can head. May not know what a column means.
import { looksLikeData } from './find-header.js'

/** Beyond, a file is no list of tables but rows badly cut. */
const MOST_TABLES = 200
/** Rows whose kinds of cells are looked at. */
const JUDGED_ROWS = 200

/** Is given the filled rows of a sheet, or those of a CSV, from first to last. */
export class TableCutter<At> {
  readonly #starts: At[] = []
  /** Whether a row ends with its last filled cell (a sheet); else empty cells at its end are written (CSV). */
  readonly #isRagged: boolean
  /** Of the table at hand: cells of its widest row, filled and written; its rows of more than one cell. */
  #width = 0
  #written = 0
  #rows = 0
  /** By column, how many of the first rows hold a figure, a date or an address. */
  #figures: number[] = []
  /** First row under a blank line, and titles after it, while it may begin a table. */
  #pending: At | null = null
  #hasTitle = false
  /** Cells of the row that may be its header. */
  #names: readonly string[] | null = null

  constructor({ isRagged }: { readonly isRagged: boolean }) {
    this.#isRagged = isRagged
  }

  /** Where each table but the first begins: its title, or its header where it has none. */
  get starts(): readonly At[] {
    return this.#starts
  }

  take(cells: readonly string[], isAfterBlank: boolean, at: At): void {
    const width = widthOf(cells)
    if (isAfterBlank) {
      this.#giveUp()
      this.#pending = at
      this.#hasTitle = false
    }
    if (this.#pending !== null && this.#names === null) {
      if (width === 1) {
        this.#hasTitle = true
        return
      }
      if (this.#isHeaderOfAnother(cells, width)) {
        this.#names = cells.slice(0, width)
        return
      }
    }
    if (this.#pending !== null && this.#names !== null) {
      const isHeaded = width > 1 && width <= this.#names.length && this.#starts.length < MOST_TABLES
      if (isHeaded) this.#begin(this.#pending)
    }
    this.#giveUp()
    this.#add(cells, width)
  }

  #begin(at: At): void {
    const names = this.#names ?? []
    this.#starts.push(at)
    this.#width = 0
    this.#written = 0
    this.#rows = 0
    this.#figures = []
    this.#names = null
    this.#add(names, names.length)
  }

  /** Names that head nothing are a row like the others. */
  #giveUp(): void {
    if (this.#names !== null) this.#add(this.#names, this.#names.length)
    this.#names = null
    this.#pending = null
  }

  #add(cells: readonly string[], width: number): void {
    if (width > 1) this.#rows++
    this.#width = Math.max(this.#width, width)
    this.#written = Math.max(this.#written, cells.length)
    if (this.#rows > JUDGED_ROWS) return
    for (let column = 0; column < Math.min(width, MOST_NAMES); column++) {
      if (looksLikeData([cells[column] ?? ''])) this.#figures[column] = (this.#figures[column] ?? 0) + 1
    }
  }

  /** A table that has a header only goes on under a blank line. */
  #isHeaderOfAnother(cells: readonly string[], width: number): boolean {
    if (this.#rows < 2 || width === this.#width || !isRowOfNames(cells, width)) return false
    if (width > this.#width || this.#hasTitle) return true
    if (!this.#isRagged && cells.length !== this.#written) return true
    // A name where the rows above hold figures: a row of this table would hold one too.
    const judged = Math.min(this.#rows, JUDGED_ROWS) - 1
    return this.#figures.some((count, column) => column < width && count * 2 > judged)
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
