import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { openTables } from '../../src/source/open-tables.js'
import type { TableRequest } from '../../src/source/table.js'
import { pick, seeded } from '../support/seeded.js'

const FILES = 400
const DELIMITERS = [';', ',', '\t', '|']
const LINE_ENDS = ['\n', '\r\n', '\r']
const ENCODINGS = ['utf8', 'utf8-bom', 'utf16le-bom', 'utf16be-bom', 'win1252']
const PIECES = [
  'a',
  'é',
  'Œ',
  '’',
  ' ',
  '  ',
  '"',
  '""',
  ';',
  ',',
  '|',
  '\t',
  '𝄞',
  'e\u0301',
  '€',
  '42',
  '\u00a0',
  'x=y',
  '\n',
]
const PIECES_1252 = PIECES.filter((piece) => !['𝄞', 'e\u0301'].includes(piece))

async function openOne(request: TableRequest, diagnostics: Diagnostics) {
  return (await openTables(request, diagnostics))?.tables[0]
}

interface Written {
  readonly text: string
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: string
  /** Between the header and the last row. */
  readonly blankCount: number
}

function write(random: () => number, pieces: readonly string[]): Written {
  const delimiter = pick(random, DELIMITERS)
  const eol = pick(random, LINE_ENDS)
  const width = 2 + Math.floor(random() * 4)
  const alwaysQuoted = random() < 0.2
  const cell = () => {
    const length = Math.floor(random() * 6)
    return Array.from({ length }, () => pick(random, pieces))
      .join('')
      .replaceAll('\n', eol)
  }
  const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
    // The first cell keeps the row from being blank.
    Array.from({ length: width }, (_, column) => (column === 0 ? `k${cell()}` : cell())),
  )
  const quote = (value: string) =>
    alwaysQuoted || /["\r\n]/.test(value) || value.includes(delimiter) || random() < 0.2
      ? `"${value.replaceAll('"', '""')}"`
      : value
  const header = Array.from({ length: width }, (_, column) => `colonne${column}`).join(delimiter)
  const preamble = random() < 0.3 ? `Export du 1er été${eol}${eol}` : ''
  let blankCount = 0
  let pending = 0
  const blank = () => {
    if (random() >= 0.2) return ''
    const line = random() < 0.5 ? eol : `${delimiter.repeat(width - 1)}${eol}`
    const count = 1 + Math.floor(random() * 2)
    pending += count
    return line.repeat(count)
  }
  const lines = rows.map((row) => {
    const before = blank()
    blankCount += pending
    pending = 0
    return `${before}${row.map(quote).join(delimiter)}${eol}`
  })
  return { text: `${preamble}${header}${eol}${lines.join('')}${blank()}`, rows, delimiter, blankCount }
}

function encode(text: string, encoding: string): Buffer {
  const [name = '', mark] = encoding.split('-')
  return iconv.encode(text, name, { addBOM: mark !== undefined })
}

/** What an editor shows from a line and a column on. */
function textAt(text: string, line: number, column: number): string {
  const lines = text.split(/\r\n|\n|\r/)
  return [...(lines[line - 1] ?? '')].slice(column - 1).join('')
}

describe('places of CSV cells', () => {
  it(`lead to the value that is reported, in ${FILES} files of every make`, async () => {
    const seed = 20_261_122
    const random = seeded(seed)
    for (let file = 0; file < FILES; file++) {
      const encoding = pick(random, ENCODINGS)
      const { text, rows, delimiter, blankCount } = write(
        random,
        encoding === 'win1252' ? PIECES_1252 : PIECES,
      )
      const told = `seed ${seed}, file ${file}, ${encoding}\n${JSON.stringify(text)}`
      const diagnostics = new Diagnostics()
      const table = await openOne(
        {
          file: 'x.csv',
          bytes: encode(text, encoding),
          settings: {
            delimiter: random() < 0.5 ? delimiter : null,
            encoding: encoding === 'win1252' ? 'windows-1252' : null,
            sheet: null,
            skippedLines: 0,
          },
          scoreHeader: (cells) => cells.filter((name) => name.startsWith('colonne')).length,
        },
        diagnostics,
      )
      const read: string[][] = []
      table?.readRows((cells) => read.push([...(cells ?? [])].map((cell) => cell.trim())))
      expect(diagnostics.all, told).toEqual([])
      expect(read, told).toEqual(rows.map((row) => row.map((cell) => cell.trim())))
      expect(table?.blankCount, told).toBe(blankCount)
      for (const [row, cells] of rows.entries()) {
        expect(table?.lineOf(row), told).toBe(table?.place(row, null).locate().line)
        for (const [column, cell] of cells.entries()) {
          const place = table?.place(row, column)
          const { line, column: at } = place?.locate() ?? { line: 0, column: 0 }
          const shown = textAt(text, line, at)
          const [first = ''] = cell.trim().split(/\r\n|\n|\r/)
          const isFound = shown.startsWith(first) || shown.startsWith(first.replaceAll('"', '""'))
          expect(
            isFound,
            `${told}\ncell ${row},${column} ${JSON.stringify(cell)} at ${line}:${at} ${shown}`,
          ).toBe(true)
        }
      }
    }
  })

  it('mask what is not shown, letter for letter', async () => {
    const table = await openOne(
      {
        file: 'x.csv',
        bytes: Buffer.from('dossier;nom;date\nA-1;"Dupont ; Zoé";30/02/2025\n'),
        settings: { delimiter: null, encoding: null, sheet: null, skippedLines: 0 },
        scoreHeader: (cells) => (cells.includes('dossier') ? cells.length : 0),
      },
      new Diagnostics(),
    )
    table?.readRows(() => undefined)
    table?.show(new Set([0, 2]))
    expect(table?.place(0, 2).excerpt()).toEqual({
      text: 'A-1;"D••••• ; Z••";30/02/2025',
      start: 19,
      width: 10,
    })
  })

  it('cut a long line around the part that matters', async () => {
    const table = await openOne(
      {
        file: 'x.csv',
        bytes: Buffer.from(`dossier;note;date\nA-1;${'x'.repeat(200_000)};30/02/2025\n`),
        settings: { delimiter: ';', encoding: null, sheet: null, skippedLines: 0 },
        scoreHeader: (cells) => (cells.includes('dossier') ? cells.length : 0),
      },
      new Diagnostics(),
    )
    table?.readRows(() => undefined)
    table?.show(new Set([0, 1, 2]))
    const excerpt = table?.place(0, 2).excerpt()
    expect(excerpt?.text.length).toBeLessThan(140)
    expect([...(excerpt?.text ?? '')].slice(excerpt?.start, (excerpt?.start ?? 0) + 10).join('')).toBe(
      '30/02/2025',
    )
    expect(table?.place(0, 2).locate()).toEqual({ file: 'x.csv', line: 2, column: 200_006, letter: 'C' })
  })
})
