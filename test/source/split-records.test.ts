import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/source/cell-spans.js'
import { splitRecords } from '../../src/source/split-records.js'

const SEED = 20261130

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

function dialectOf(delimiter: string, endsWithCr = false): Dialect {
  return { delimiter: delimiter.charCodeAt(0), trims: false, endsWithCr }
}

function split(text: string, dialect: Dialect) {
  const utf8 = Buffer.from(text)
  const records: { cells: readonly string[]; start: number }[] = []
  const end = splitRecords(utf8, 0, dialect, (cells, start) => void records.push({ cells, start }))
  return { utf8, records, end, isWhole: end === utf8.length }
}

function parsed(utf8: Buffer, delimiter: string, dialect: Dialect): string[][] {
  return parse(utf8, {
    delimiter,
    record_delimiter: dialect.endsWithCr ? ['\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  })
}

describe('splitRecords', () => {
  it.each([
    [
      'plain lines',
      'a;b\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF and no end of line at the end',
      'a;b\r\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty lines', 'a\n\n\r\nb\n', [['a'], ['b']]],
    [
      'quotes, doubled quotes, a delimiter inside',
      '"a;1";"b ""c"""\nd;e\n',
      [
        ['a;1', 'b "c"'],
        ['d', 'e'],
      ],
    ],
    [
      'lines inside quotes',
      '"a\r\nb";c\r\nd;"e\nf"',
      [
        ['a\r\nb', 'c'],
        ['d', 'e\nf'],
      ],
    ],
    ['empty cells, quoted or not', ';"";\n', [['', '', '']]],
    [
      'letters of several bytes',
      'é;œ\n"日";😀\n',
      [
        ['é', 'œ'],
        ['日', '😀'],
      ],
    ],
  ])('reads %s', (_, text, cells) => {
    const { records, isWhole } = split(text, dialectOf(';'))
    expect(records.map((record) => record.cells)).toEqual(cells)
    expect(isWhole).toBe(true)
  })

  it('gives the byte offset where each record starts', () => {
    const { utf8, records } = split('é;a\r\n"b\n";c\n\nd;e', dialectOf(';'))
    const starts = records.map(({ start }) => utf8.toString('utf8', start, start + 2))
    expect(starts).toEqual(['é', '"b', 'd;'])
  })

  it.each([
    ['a quote inside a cell', 'a;b\nc;d"e\nf;g\n', 4],
    ['text after a closing quote', 'a;b\n"c"d;e\n', 4],
    ['a quote never closed', 'a;b\n"c;d\ne;f\n', 4],
  ])('stops before %s', (_, text, offset) => {
    const { records, end } = split(text, dialectOf(';'))
    expect(records).toHaveLength(1)
    expect(end).toBe(offset)
  })

  it('gives up on a quoted cell beyond its bound rather than read the file again for each', () => {
    const { end } = split(`a;b\n"${'x\n'.repeat(40_000)}";c\n`, dialectOf(';'))
    expect(end).toBe(4)
  })

  it(`reads as csv-parse does (seed ${SEED})`, () => {
    const random = seeded(SEED)
    const letters = ['a', 'é', '😀', ';', ';', '"', '"', '""', '\n', '\n', '\r\n', '\r', ' ', '";"', '"\n"']
    let whole = 0
    for (let round = 0; round < 4000; round++) {
      const length = 1 + Math.floor(random() * 14)
      const text = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')
      const dialect = dialectOf(';', text.includes('\r') && !text.includes('\n'))
      const { utf8, records, end, isWhole } = split(text, dialect)
      const known = parsed(utf8.subarray(0, end), ';', dialect)
      expect({ text, cells: records.map(({ cells }) => cells) }).toEqual({ text, cells: known })
      if (isWhole) whole++
      // What is left to csv-parse starts where a record starts.
      else if (end > 0) expect(['\n', '\r']).toContain(utf8.toString('latin1', end - 1, end))
    }
    expect(whole).toBeGreaterThan(1000)
  })

  it(`reads whatever is well made, to the end (seed ${SEED})`, () => {
    const random = seeded(SEED)
    const words = ['a', 'é;', 'b"c', '\n', 'd\r\ne', '', '  ', '"', '日本']
    for (let round = 0; round < 1000; round++) {
      const rows = Array.from({ length: 3 }, () =>
        Array.from({ length: 3 }, () => words[Math.floor(random() * words.length)] ?? ''),
      )
      const text = rows
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
        .join('\r\n')
      const { records, isWhole } = split(text, dialectOf(';'))
      expect({ isWhole, cells: records.map(({ cells }) => cells) }).toEqual({ isWhole: true, cells: rows })
    }
  })
})
