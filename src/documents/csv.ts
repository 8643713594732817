// Listings that stand beside a document: CSV as French spreadsheets open it. May not write files.
import { createHash } from 'node:crypto'

/** A listing ready to be written, with what the index of a document says of it. */
export interface CsvListing {
  /** `ecarts.csv`. */
  readonly file: string
  /** UTF-8 with a byte order mark, `;`, CRLF; in parts so that a long listing is never one string. */
  readonly parts: readonly Buffer[]
  /** Data rows, without the header. */
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** Rows joined before they become bytes: few buffers, no giant string. */
const ROWS_PER_PART = 2_000

/**
 * One cell of a CSV file. A text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, return)
 * is given an apostrophe first (OWASP, CSV Injection); a plain number keeps its sign.
 */
export function csvCell(text: string): string {
  return cellOf(text, ';')
}

/** One line of a CSV file that is delimited otherwise, without its end. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => cellOf(cell, delimiter)).join(delimiter)
}

function cellOf(text: string, delimiter: string): string {
  const isFormula =
    /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A CSV file of the given rows, hashed as it will be written. */
export function csvListing(
  file: string,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): CsvListing {
  const hash = createHash('sha256')
  const parts: Buffer[] = []
  let bytes = 0
  let count = 0
  let lines: string[] = [`\uFEFF${header.map(csvCell).join(';')}\r\n`]
  const flush = () => {
    const part = Buffer.from(lines.join(''), 'utf8')
    hash.update(part)
    parts.push(part)
    bytes += part.length
    lines = []
  }
  for (const row of rows) {
    lines.push(`${row.map(csvCell).join(';')}\r\n`)
    count += 1
    if (lines.length >= ROWS_PER_PART) flush()
  }
  if (lines.length > 0) flush()
  return { file, parts, rows: count, bytes, sha256: hash.digest('hex') }
}
