// Rows under a header that are no data: the header once more, a line of totals. May not know what a source is for.
import { textKey } from '../kernel/text-key.js'
import { nameKey } from './name-key.js'

/** Why a row is left without being read. */
export type SkippedKind = 'header' | 'total' | 'blank' | 'filtered'

const TOTAL = /^(?:total|totaux|sous totaux|sous total|moyennes?|nombre d(?:e|es|u)?)(?![\p{L}\d])/u
/** Looked at before a key is worked out: a million cells go by. */
const BEGINS_LIKE_TOTAL = /^(?:tot|sous|moy|nomb)/i
/** A number that happens to begin like a total: `TOTAL-12`, `Moyenne3`. */
const NUMBERED = /^\S*\d\S*$/

/**
 * Tells the kind of a row, null for data.
 * @param numberColumn the column of file numbers; null where there is none
 */
export function rowKinds(
  header: readonly string[],
  numberColumn: number | null,
): (cells: readonly string[]) => 'header' | 'total' | null {
  const names = header.map(nameKey)
  const isLikeHeader = likenessTo(header, names)
  const first = names.findIndex((name) => name !== '')
  const lastName = names.findLastIndex((name) => name !== '')
  return (cells) => {
    let filled = 0
    while (filled < cells.length && isBlank(cells[filled] as string)) filled++
    if (filled === cells.length) return null
    const cell = (cells[filled] as string).trim()
    if (filled === first && isLikeHeader(cell) && isHeader(cells, names, lastName)) return 'header'
    if (!BEGINS_LIKE_TOTAL.test(cell)) return null
    if (!TOTAL.test(textKey(cell))) return null
    if (numberColumn === null) return 'total'
    if (numberColumn === filled) return NUMBERED.test(cell) ? null : 'total'
    return isBlank(cells[numberColumn] ?? '') ? 'total' : null
  }
}

/** A quick look at the first filled cell: nearly every row is told from the header by one letter. */
function likenessTo(header: readonly string[], names: readonly string[]): (cell: string) => boolean {
  const at = names.findIndex((name) => name !== '')
  const [written = '', name = ''] = [header[at], names[at]]
  const hasDigit = /\d/.test(written)
  const initial = written.charCodeAt(0) | 0x20
  return (cell) => {
    if (cell === written) return true
    if ((cell.charCodeAt(0) | 0x20) !== initial || (!hasDigit && /\d/.test(cell))) return false
    return nameKey(cell) === name
  }
}

/** Every name of the header where it stands, and nothing else. */
function isHeader(cells: readonly string[], names: readonly string[], lastName: number): boolean {
  for (let column = 0; column < Math.max(cells.length, lastName + 1); column++) {
    if (nameKey(cells[column] ?? '') !== (names[column] ?? '')) return false
  }
  return true
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}
