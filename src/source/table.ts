// A sheet of cells read from bytes, whatever the format. May not know what a column means.
import type { Place } from '../kernel/origin.js'

/** One part of a file read as rows of text cells: a table of a CSV or of a sheet, or a YAML list of maps. */
export interface Table {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** Name of the sheet as the workbook writes it; null where the format has no sheets. */
  readonly sheet: string | null
  /** Tells this part from the others of the same file, whoever opens it: its sheet and the line of its first row. */
  readonly part: string
  readonly sha256: string
  /** `utf-8`, `windows-1252`…; null for XLSX. */
  readonly encoding: string | null
  /** `;`, `,`, tab or `|`; null where the format has none. */
  readonly delimiter: string | null
  readonly header: readonly string[]
  /** Data rows, without header, preamble and blank lines; 0 until they are read. */
  readonly rowCount: number
  /** Blank lines between the header and the last filled row; 0 until the rows are read. */
  readonly blankCount: number
  /** Place of a cell; `column` null for the whole row, `row` -1 for the header. Only shown columns are legible in excerpts. */
  place(row: number, column: number | null): Place
  /** Line (CSV, YAML) or row number (XLSX) where a data row starts, from 1. */
  lineOf(row: number): number
}

/** Takes one data row: its cells as text, or null for a row that cannot be cut into cells (already reported). */
export type RowVisitor = (cells: readonly string[] | null, row: number) => void

/** A table whose rows are read from first to last; nobody keeps the cells. */
export interface UnreadTable extends Table {
  /** Year from which a workbook counts the days of its serial numbers; null where cells are text. */
  readonly serialEpoch: 1900 | 1904 | null
  /** Some letters are written as a letter and an accent apart (NFD): texts are to be put together again. */
  readonly hasApartAccents: boolean
  /** Columns whose cells may be shown in excerpts; the others are masked. All are masked until it is said. */
  show(columns: ReadonlySet<number>): void
  /** May be called again where the first reading taught how a column is written: it gives the same rows. */
  readRows(visit: RowVisitor): void
}

/** How a file is said to be made; null where nothing is said. */
export interface TableSettings {
  readonly delimiter: string | null
  readonly encoding: string | null
  /** Sheets to be read: names, or numbers from 1, or `toutes`. Null reads the first. */
  readonly sheet: string | readonly string[] | null
  /** Lines above the header. */
  readonly skippedLines: number
  /** Where a setting is written, by its key; the file as a whole where that is not known. */
  readonly placeOf?: (keys: readonly (string | number)[]) => Place
}

/** A part of a file that holds rows and that was not asked for. */
export interface UnreadPart {
  readonly sheet: string | null
  /** As in `Table`. */
  readonly part: string
  readonly place: Place
  /** Filled rows below its header. */
  readonly rows: number
  readonly header: readonly string[]
}

/** A file opened as its parts. */
export interface OpenedFile {
  /** One table of each sheet asked for: the one whose header is best known. */
  readonly tables: readonly UnreadTable[]
  /** The other sheets, and the other tables of the sheets that are read. */
  readonly unread: readonly UnreadPart[]
}

/** A file to be opened as tables. */
export interface TableRequest {
  readonly file: string
  readonly bytes: Buffer
  readonly settings: TableSettings
  /** How many cells of a row are names of columns that somebody expects: what tells the header from what stands above it. */
  scoreHeader(cells: readonly string[]): number
}
