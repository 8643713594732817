// Records of CSV bytes: the only door to csv-parse. May not know what a column means.
import { type CsvError, type Options, Parser } from 'csv-parse'
import type { Dialect } from './cell-spans.js'
import { splitRecords } from './split-records.js'

/** Bytes looked at to find the delimiter and the header. */
const SAMPLE = 256 * 1024
/** Rows among which the header is looked for. */
const SAMPLE_ROWS = 60

const LF = 0x0a
const CR = 0x0d

export function dialectOf(utf8: Buffer, delimiter: string): Dialect {
  let trims: boolean | null = null
  return {
    delimiter: delimiter.charCodeAt(0),
    // Asked only where a quote raises a doubt: looking for it costs as much as finding the ends of lines.
    get trims() {
      trims ??= delimiter !== '\t' && (utf8.includes(`${delimiter} "`) || utf8.includes(`" ${delimiter}`))
      return trims
    },
    endsWithCr: utf8.includes(CR) && !utf8.includes(LF),
  }
}

export function optionsOf(delimiter: string, dialect: Dialect): Options {
  return {
    delimiter,
    record_delimiter: dialect.endsWithCr ? ['\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: dialect.trims,
  }
}

export interface SampledRecord {
  readonly cells: readonly string[]
  readonly start: number
  readonly end: number
}

/** The first records from an offset on, as a delimiter cuts them. */
export function sampleRecords(utf8: Buffer, offset: number, delimiter: string): SampledRecord[] {
  const records: SampledRecord[] = []
  const sample = utf8.subarray(offset, offset + SAMPLE)
  const options = {
    ...optionsOf(delimiter, dialectOf(sample, delimiter)),
    relax_quotes: true,
    to: SAMPLE_ROWS,
  }
  let end = offset
  // A sample may end inside a quoted cell: what was read before stands.
  readRecords(sample, options, (cells, bytes) => {
    const start = skipLineEnds(utf8, end)
    end = offset + bytes
    records.push({ cells, start, end })
  })
  return records
}

export function skipLineEnds(utf8: Buffer, from: number): number {
  let at = from
  while (utf8[at] === LF || utf8[at] === CR) at++
  return at
}

/** Lines that end between two offsets. */
export function lineEndsIn(utf8: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (utf8[at] === LF || utf8[at + 1] !== LF) count++
  return count
}

/** What csv-parse runs under its stream and under its sync function; neither gives the offsets as cheaply. */
interface ParserCore {
  readonly info: { readonly bytes: number }
  parse(
    bytes: Buffer,
    isEnd: boolean,
    push: (record: readonly string[]) => void,
    close: () => void,
  ): CsvError | undefined
}

/**
 * Hands over each record with the offset of its end; no record is kept.
 * @returns the error that stopped the reading, or undefined when the end was reached
 */
export function readRecords(
  bytes: Buffer,
  options: Options,
  take: (cells: readonly string[], end: number) => void,
): CsvError | undefined {
  // Measured on 1,000,000 rows: `on_record` costs 40 % more, `info: true` twice as much, a chunk at a time 10 %.
  const { api } = new Parser(options) as unknown as { readonly api: ParserCore }
  return api.parse(
    bytes,
    true,
    (cells) => take(cells, api.info.bytes),
    () => undefined,
  )
}

/** Hands over each record, whatever its quotes are worth, and whether blank lines stand above it. */
export function eachRecord(
  utf8: Buffer,
  from: number,
  dialect: Dialect,
  take: (cells: readonly string[], start: number, isAfterBlank: boolean) => void,
): void {
  let isAfterBlank = false
  const takeRow = (cells: readonly string[], start: number) => {
    if (!isBlank(cells)) take(cells, start, isAfterBlank)
    isAfterBlank = isBlank(cells)
  }
  const base = splitRecords(utf8, from, dialect, takeRow, () => {
    isAfterBlank = true
  })
  if (base >= utf8.length) return
  const options = { ...optionsOf(String.fromCharCode(dialect.delimiter), dialect), relax_quotes: true }
  let end = base
  readRecords(utf8.subarray(base), options, (cells, bytes) => {
    const start = skipLineEnds(utf8, end)
    isAfterBlank ||= start > end
    end = base + bytes
    takeRow(cells, start)
  })
}

/** Whether a blank line stands above a line that is not: looked for in the bytes, for most files have none. */
export function hasBlankLine(utf8: Buffer, from: number, { delimiter, endsWithCr }: Dialect): boolean {
  const lineEnd = endsWithCr ? CR : LF
  const isFilled = (at: number) => {
    const byte = utf8[at]
    return byte !== LF && byte !== CR && byte !== delimiter && byte !== 0x20 && byte !== 0x22 && byte !== 0x09
  }
  let last = utf8.length - 1
  while (last > from && !isFilled(last)) last--
  // Byte by byte: a line is too short for what a search of the next end costs.
  for (let at = from; at < last; at++) {
    if (utf8[at] !== lineEnd) continue
    let next = at + 1
    while (next < last && !isFilled(next) && utf8[next] !== lineEnd) next++
    if (utf8[next] === lineEnd) return true
  }
  return false
}

export function isBlank(cells: readonly string[]): boolean {
  return (cells[0] === '' || cells[0]?.trim() === '') && cells.every((cell) => cell.trim() === '')
}
