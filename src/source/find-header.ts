// Which of the first rows of a sheet is its header. May not know what a column means: it is told how many are known.

export interface Candidate {
  /** Index of the header among the rows, or -1 where there is none. */
  readonly row: number
  /** Cells of it that are known names of columns. */
  readonly score: number
  /** How much the rows look like a table: rows as wide as the header, times its width. */
  readonly shape: number
}

/** The row with most known names; where none has any, the first as wide as most rows. */
export function findHeader(
  rows: readonly (readonly string[])[],
  score: (cells: readonly string[]) => number,
): Candidate {
  let best: Candidate = { row: -1, score: 0, shape: 0 }
  for (const [row, cells] of rows.entries()) {
    const known = score(cells)
    if (known > best.score) best = { row, score: known, shape: shapeOf(rows, cells) }
  }
  if (best.row >= 0) return best
  const widths = new Map<number, number>()
  for (const cells of rows) {
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  }
  const [usual] = [...widths].sort((a, b) => b[1] * b[0] - a[1] * a[0])
  const row = rows.findIndex((cells) => (usual === undefined ? isFilled(cells) : cells.length === usual[0]))
  const header = rows[row]
  return { row, score: 0, shape: header === undefined || usual === undefined ? 0 : shapeOf(rows, header) }
}

function shapeOf(rows: readonly (readonly string[])[], header: readonly string[]): number {
  return header.length < 2 ? 0 : rows.filter((cells) => cells.length === header.length).length * header.length
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

/** A header row that holds an e-mail address, a date or a figure: the file may well have none. */
export function looksLikeData(header: readonly string[]): boolean {
  return header.some((cell) => /@|^\d+(?:[.,:/ -]\d+)*$/.test(cell.trim()))
}
