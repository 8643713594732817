// A sheet of cells read from bytes, whatever the format. May not know what a column means.
import type { Place } from '../kernel/origin.js'

/** One file read as rows of text cells: CSV, one sheet of an XLSX, or a YAML list of maps. */
export interface Table {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  readonly sha256: string
  /** `utf-8`, `windows-1252`…; null for XLSX. */
  readonly encoding: string | null
  /** `;`, `,`, tab or `|`; null where the format has none. */
  readonly delimiter: string | null
  readonly header: readonly string[]
  /** Data rows, without header, preamble and blank lines. */
  readonly rowCount: number
  /** Place of a cell; `column` null for the whole row, `row` -1 for the header. Personal columns are masked in excerpts. */
  place(row: number, column: number | null): Place
  /** Line (CSV, YAML) or row number (XLSX) where a data row starts, from 1. */
  lineOf(row: number): number
}
