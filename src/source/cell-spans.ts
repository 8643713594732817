// Where the cells of one CSV record stand, read again from its bytes when a place is wanted.
// Follows the same rules as csv-parse with our options; a seeded test holds the two together.
import type { Span } from './source-text.js'

const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20

export interface Dialect {
  /** Byte of the delimiter. */
  readonly delimiter: number
  /** Spaces between a delimiter and a quote are not part of the cell. */
  readonly trims: boolean
  /** Lines end with CR alone (old Mac). */
  readonly endsWithCr: boolean
}

export interface CellSpans {
  /** What each cell holds, quotes and surrounding blanks left out. */
  readonly cells: readonly Span[]
  /** A quote that is never closed, or that closes a cell which goes on; null where the record is well made. */
  readonly trouble: { readonly kind: 'unclosed' | 'undoubled'; readonly at: number } | null
}

export function cellSpansAt(utf8: Buffer, start: number, dialect: Dialect): CellSpans {
  const cells: Span[] = []
  let at = start
  for (;;) {
    let open = at
    if (dialect.trims) while (utf8[open] === SPACE) open++
    let end: number
    if (utf8[open] === QUOTE) {
      const close = closingQuote(utf8, open)
      if (close < 0) return { cells, trouble: { kind: 'unclosed', at: open } }
      end = close + 1
      if (dialect.trims) while (utf8[end] === SPACE) end++
      cells.push(withoutBlanks(utf8, open + 1, close))
      if (!isDelimiter(utf8, end, dialect) && !isRecordEnd(utf8, end, dialect)) {
        return { cells, trouble: { kind: 'undoubled', at: close } }
      }
    } else {
      end = at
      while (!isDelimiter(utf8, end, dialect) && !isRecordEnd(utf8, end, dialect)) end++
      cells.push(withoutBlanks(utf8, at, end))
    }
    if (!isDelimiter(utf8, end, dialect)) return { cells, trouble: null }
    at = end + 1
  }
}

function closingQuote(utf8: Buffer, open: number): number {
  let at = utf8.indexOf(QUOTE, open + 1)
  while (at >= 0 && utf8[at + 1] === QUOTE) at = utf8.indexOf(QUOTE, at + 2)
  return at
}

function isDelimiter(utf8: Buffer, at: number, dialect: Dialect): boolean {
  return utf8[at] === dialect.delimiter
}

function isRecordEnd(utf8: Buffer, at: number, dialect: Dialect): boolean {
  if (at >= utf8.length) return true
  const byte = utf8[at]
  if (dialect.endsWithCr) return byte === CR
  return byte === LF || (byte === CR && utf8[at + 1] === LF)
}

/** The span without the blanks that String.trim() takes away at both ends. */
function withoutBlanks(utf8: Buffer, from: number, to: number): Span {
  const text = utf8.toString('utf8', from, to)
  const body = text.trim()
  if (body.length === text.length) return { start: from, end: to }
  if (body === '') return { start: from, end: from }
  const start = from + Buffer.byteLength(text.slice(0, text.length - text.trimStart().length))
  return { start, end: start + Buffer.byteLength(body) }
}
