// Text of a file with its lines, whatever the format. The only place where lines and columns are computed;
// may not know what a column means.

import { mask } from '../kernel/mask.js'
import type { Excerpt, Origin, Place } from '../kernel/origin.js'
import { printable } from './printable.js'

/** Longest excerpt shown, in code points; a longer line is cut around the part that matters. */
const EXCERPT_WIDTH = 120

/** A stretch of bytes: `end` is not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** UTF-8 bytes of a file (without BOM, whatever its encoding on disk) and the lines they make. */
export class SourceText {
  readonly file: string
  readonly utf8: Buffer
  #lineStarts: Uint32Array | null = null

  constructor(file: string, utf8: Buffer) {
    this.file = file
    this.utf8 = utf8
  }

  /** Line of a byte offset, from 1. CRLF, LF and CR each end one line. */
  lineAt(offset: number): number {
    const starts = this.#lines()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** Line and column of a byte offset; the column counts code points from 1. */
  locate(offset: number): Origin {
    const line = this.lineAt(offset)
    const lineStart = this.#lines()[line - 1] ?? 0
    return { file: this.file, line, column: countCodePoints(this.utf8, lineStart, offset) + 1 }
  }

  /** Bytes of a line without its end. */
  lineSpan(line: number): Span {
    const starts = this.#lines()
    const start = starts[line - 1] ?? this.utf8.length
    let end = starts[line] ?? this.utf8.length
    if (end > start && this.utf8[end - 1] === 0x0a) end--
    if (end > start && this.utf8[end - 1] === 0x0d) end--
    return { start, end }
  }

  /**
   * A stretch of text as a place. `hidden` gives the stretches of the line whose letters must not be shown;
   * it is asked only when an excerpt is wanted.
   */
  place(span: Span, hidden: (line: Span) => readonly Span[] = () => []): Place {
    return {
      file: this.file,
      locate: () => this.locate(span.start),
      excerpt: () => this.excerpt(span, hidden),
    }
  }

  /** The line where a span starts, with what is hidden masked letter for letter. */
  excerpt(span: Span, hidden: (line: Span) => readonly Span[]): Excerpt {
    const line = this.lineSpan(this.lineAt(span.start))
    const text = [...this.#maskedLine(line, hidden(line))]
    const start = Math.min(
      countCodePoints(this.utf8, line.start, Math.min(span.start, line.end)),
      text.length,
    )
    const width = countCodePoints(this.utf8, span.start, Math.min(span.end, line.end))
    return cutAround(text, start, Math.max(1, width))
  }

  #maskedLine(line: Span, hidden: readonly Span[]): string {
    let shown = ''
    let from = line.start
    for (const span of hidden) {
      const start = Math.max(span.start, from)
      const end = Math.min(span.end, line.end)
      if (end <= start) continue
      shown += this.utf8.toString('utf8', from, start) + mask(this.utf8.toString('utf8', start, end))
      from = end
    }
    return printable(shown + this.utf8.toString('utf8', from, line.end))
  }

  #lines(): Uint32Array {
    this.#lineStarts ??= lineStartsOf(this.utf8)
    return this.#lineStarts
  }
}

function lineStartsOf(utf8: Buffer): Uint32Array {
  let starts = new Uint32Array(Math.max(16, Math.ceil(utf8.length / 40)))
  let count = 1
  const add = (start: number) => {
    if (count === starts.length) {
      const wider = new Uint32Array(starts.length * 2)
      wider.set(starts)
      starts = wider
    }
    starts[count++] = start
  }
  if (utf8.includes(0x0d)) {
    for (let at = 0; at < utf8.length; at++) {
      const byte = utf8[at]
      if (byte === 0x0a || (byte === 0x0d && utf8[at + 1] !== 0x0a)) add(at + 1)
    }
  } else {
    for (let at = utf8.indexOf(0x0a); at >= 0; at = utf8.indexOf(0x0a, at + 1)) add(at + 1)
  }
  return starts.slice(0, count)
}

/** Code points of UTF-8 between two offsets: every byte but continuation bytes (10xxxxxx) begins one. */
function countCodePoints(utf8: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (((utf8[at] ?? 0) & 0xc0) !== 0x80) count++
  return count
}

function cutAround(text: readonly string[], start: number, width: number): Excerpt {
  if (text.length <= EXCERPT_WIDTH) return { text: text.join(''), start, width }
  const from = Math.max(0, Math.min(start - 40, text.length - EXCERPT_WIDTH))
  const to = from + EXCERPT_WIDTH
  const before = from > 0 ? '…' : ''
  const after = to < text.length ? '…' : ''
  return {
    text: before + text.slice(from, to).join('') + after,
    start: before.length + start - from,
    width: Math.max(1, Math.min(width, to - start)),
  }
}
