// How well a delimiter cuts a text: rows of one width, cells that are each a number, a date or words, columns that
// hold one kind. After van den Burg, Nazábal and Sutton, « Wrangling messy CSV files by detecting row and type
// patterns » (2019). May not know what a column means.

/** 0 where the delimiter cuts nothing; higher is better, among delimiters of the same text. */
export function scoreDelimiter(rows: readonly (readonly string[])[]): number {
  return patternScore(rows) * kindScore(rows)
}

/** Whether every row has the same number of cells, two at least. */
export function isRegular(rows: readonly (readonly string[])[]): boolean {
  const [first] = rows
  return (
    first !== undefined &&
    rows.length > 1 &&
    first.length > 1 &&
    rows.every(({ length }) => length === first.length)
  )
}

/** Many rows of few widths, wide rather than narrow. */
function patternScore(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  let sum = 0
  for (const [width, count] of counts) sum += (count * Math.max(0.001, width - 1)) / width
  return sum / counts.size
}

type Kind = 'empty' | 'number' | 'date' | 'word' | 'odd'

/** Share of the cells whose kind is known, and of those that are of the kind of their column. */
function kindScore(rows: readonly (readonly string[])[]): number {
  const columns: Map<Kind, number>[] = []
  let cells = 0
  let known = 0
  for (const [index, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      const kind = kindOf(cell.trim())
      cells++
      if (kind !== 'odd') known++
      // The first row may be the header: words, whatever is below.
      if (index === 0 && rows.length > 1) continue
      columns[column] ??= new Map()
      columns[column].set(kind, (columns[column].get(kind) ?? 0) + 1)
    }
  }
  return cells === 0 ? 0 : (known / cells) * (0.5 + 0.5 * agreement(columns))
}

function agreement(columns: readonly Map<Kind, number>[]): number {
  let cells = 0
  let agreeing = 0
  for (const kinds of columns) {
    if (kinds === undefined) continue
    const filled = [...kinds].filter(([kind]) => kind !== 'empty')
    cells += filled.reduce((sum, [, count]) => sum + count, 0)
    agreeing += Math.max(0, ...filled.map(([, count]) => count))
  }
  return cells === 0 ? 1 : agreeing / cells
}

const NUMBER =
  /^[-+]?(?:\d+|\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+)(?:[.,]\d+)?(?:e[-+]?\d+)?\s*(?:%|€|h|kg|km|m|°C?)?$/i
const DATE =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,]+\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?$|^\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[ap]m)?$/i
/** Words of a sentence, an address, a path: a sign that delimits cells stands in them only before a space. */
const WORD = /^(?:[^;|\t,"]|,(?= )|"[^"]*")+$/u

function kindOf(cell: string): Kind {
  if (cell === '') return 'empty'
  if (NUMBER.test(cell)) return 'number'
  if (DATE.test(cell)) return 'date'
  return cell.length < 2000 && WORD.test(cell) ? 'word' : 'odd'
}
