// Rows of a terminal whose columns stand under each other; a column that is empty everywhere is left out.
import { padded, textWidth } from './text-width.js'

export function alignedRows(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), 0),
  )
  return rows
    .map((row) => {
      const cells = row.flatMap((cell, column) => {
        const width = widths[column] ?? 0
        return width === 0 ? [] : [column === columns - 1 ? cell : padded(cell, width)]
      })
      return `  ${cells.join('  ')}`.trimEnd()
    })
    .map((line) => `${line}\n`)
    .join('')
}
