// Where a value comes from. May not know what the value means.

/** A place in a file, as an editor shows it. */
export interface Origin {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  /** 1 is the first line (for XLSX, the row). */
  readonly line: number
  /** 1 is the first character, counted in Unicode code points (for XLSX, the column). */
  readonly column: number
  /** `B14`, for XLSX only. */
  readonly cell?: string
  /** `B`: letter of the column as a spreadsheet shows it, for tables whose cells have no name (CSV). */
  readonly letter?: string
}

/** The line of a file with the part that matters, ready to be underlined; personal cells are masked. */
export interface Excerpt {
  readonly text: string
  /** Code points of `text` before the part that matters. */
  readonly start: number
  /** Code points of the part that matters, at least 1. */
  readonly width: number
}

/** A place whose line and column are worked out only when somebody asks. */
export interface Place {
  readonly file: string
  /** Index of the data row, where the place is in a table. */
  readonly row?: number
  locate(): Origin
  /** Null where there is no line to show (XLSX, a missing file). */
  excerpt(): Excerpt | null
}

/** The place of a file as a whole. */
export function wholeFile(file: string): Place {
  return { file, locate: () => ({ file, line: 1, column: 1 }), excerpt: () => null }
}
