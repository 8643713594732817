// A sheet as filled cells, whatever the workbook, before anybody looks for tables in it. May not know what a
// column means.

/** Rows and columns of Excel; nothing stands beyond them. */
export const LAST_ROW = 1_048_576
export const LAST_COLUMN = 16_384
/** Written cells of a workbook, all sheets together. */
export const MOST_CELLS = 20_000_000
/** Bytes of a workbook once inflated. */
export const MOST_BYTES = 500_000_000

/** What stands in a cell whose formula was never computed: an error like `#N/A`. */
export const UNCOMPUTED = '#FORMULE!'

export interface SheetRow {
  /** From 0, as in the sheet. */
  readonly index: number
  /** Texts by column; a hole where nothing is written. */
  readonly cells: string[]
  readonly isHidden: boolean
}

export interface CellRange {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface Sheet {
  /** Null for a table of a web page. */
  readonly name: string | null
  /** Its place among the sheets, from 1. */
  readonly ordinal: number
  /** Filled rows, from first to last. */
  readonly rows: readonly SheetRow[]
  readonly merged: readonly CellRange[]
  /** Year from which its serial numbers count the days. */
  readonly serialEpoch: 1900 | 1904
}

/** A workbook that cannot be opened, and why. */
export class WorkbookTrouble extends Error {
  override readonly name = 'WorkbookTrouble'

  /** `seen`: what was found, in French, or null where there is nothing more to say. */
  constructor(
    readonly code: 'CLASSEUR-ILLISIBLE' | 'CLASSEUR-DEMESURE' | 'PAGE-WEB',
    readonly seen: string | null = null,
  ) {
    super(code)
  }
}

/** Counts what a workbook makes the program do, and stops it before memory does. */
export class CellBudget {
  #left = MOST_CELLS

  /** @throws WorkbookTrouble once more than MOST_CELLS are spent */
  spend(cells: number): void {
    this.#left -= cells
    if (!(this.#left >= 0)) throw new WorkbookTrouble('CLASSEUR-DEMESURE', 'plus de 20 millions de cellules')
  }
}
