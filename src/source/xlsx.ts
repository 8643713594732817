// One sheet of an .xlsx workbook as a table: the only door to read-excel-file. May not know what a column means.
import { unzipSync, zipSync } from 'fflate'
import {
  InvalidInputError,
  InvalidSpreadsheetError,
  readSheet,
  SheetNotFoundError,
} from 'read-excel-file/node'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { listed, quoted } from '../kernel/french.js'
import { type Place, wholeFile } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import { columnLetter } from './column-letter.js'
import { findHeader } from './find-header.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import type { RowVisitor, TableRequest, UnreadTable } from './table.js'

/** Unfolded bytes of the sheets; an honest workbook of a million rows stays below. */
const LARGEST = 1_500_000_000
const HEADER_ROWS = 60
const WORKBOOK = 'xl/workbook.xml'

type Cell = string | number | boolean | Date | null

/** Opens a workbook: the named sheet, or its number, or the first. */
export async function openXlsx(
  request: TableRequest,
  sha256: string,
  diagnostics: Diagnostics,
): Promise<UnreadTable | null> {
  const report = (
    code: 'CLASSEUR-ILLISIBLE' | 'CLASSEUR-DEMESURE' | 'FEUILLE-INTROUVABLE' | 'FICHIER-VIDE',
    said: { field?: string; seen?: string; expected: string | null; mend: string },
  ) => {
    diagnostics.report({
      field: null,
      seen: null,
      ...said,
      kind: SOURCE_PROBLEMS[code],
      place: wholeFile(request.file),
    })
    return null
  }
  let rows: Cell[][]
  let epoch: Prepared['epoch']
  try {
    const prepared = prepare(request.bytes)
    if (prepared === null) {
      return report('CLASSEUR-DEMESURE', {
        expected: null,
        mend: 'enregistrez la feuille utile en CSV, puis remplacez ce fichier',
      })
    }
    epoch = prepared.epoch
    const { sheet } = request.settings
    rows = await readRows(prepared.bytes, typeof sheet === 'string' ? sheet : (sheet?.[0] ?? null))
  } catch (error) {
    if (error instanceof SheetNotFoundError) {
      return report('FEUILLE-INTROUVABLE', {
        field: 'feuille',
        seen: seenValue(String(error.sheet)),
        expected: listed(sheetNames(error).map(quoted), 'ou'),
        mend: 'corrigez « feuille » dans i12.yaml, ou retirez cette clé pour lire la première',
      })
    }
    if (!isUnreadable(error)) throw error
    return report('CLASSEUR-ILLISIBLE', {
      expected: 'un classeur .xlsx entier, sans mot de passe',
      mend: 'ouvrez-le dans un tableur, puis enregistrez-le de nouveau en .xlsx ou en CSV',
    })
  }
  const { skippedLines } = request.settings
  const candidates = rows
    .slice(0, skippedLines > 0 ? skippedLines + 1 : HEADER_ROWS)
    .map((row) => row.map(cellText))
  const header = skippedLines > 0 ? skippedLines : findHeader(candidates, request.scoreHeader).row
  const names = candidates[header]
  if (names === undefined || names.every((name) => name.trim() === '')) {
    return report('FICHIER-VIDE', {
      expected: 'une ligne d’en-têtes, puis une ligne par enregistrement',
      mend: 'vérifiez que la bonne feuille est lue, ou refaites l’export',
    })
  }
  return new SheetTable(request.file, sha256, names, rows, header, epoch)
}

/** Names of the sheets of a workbook, first to last; empty where it cannot be opened. */
export async function listSheets(bytes: Buffer): Promise<readonly string[]> {
  try {
    // No sheet may bear this name: the refusal lists those there are.
    await readSheet(bytes, '[]')
    return []
  } catch (error) {
    return error instanceof SheetNotFoundError ? sheetNames(error) : []
  }
}

async function readRows(bytes: Buffer, sheet: string | null): Promise<Cell[][]> {
  const read = async (wanted: string | number) => {
    const rows = await readSheet(bytes, wanted, { trim: false })
    return rows as unknown as Cell[][]
  }
  if (sheet === null) return read(1)
  try {
    return await read(sheet)
  } catch (error) {
    if (!(error instanceof SheetNotFoundError)) throw error
    const alike = sheetNames(error).find((name) => textKey(name) === textKey(sheet))
    if (alike !== undefined) return read(alike)
    if (/^[1-9]\d*$/.test(sheet) && Number(sheet) <= sheetNames(error).length) return read(Number(sheet))
    throw error
  }
}

/** A workbook looked into before it is read. */
interface Prepared {
  readonly bytes: Buffer
  readonly epoch: 1900 | 1904
}

/**
 * The workbook with its error cells (#N/A…) turned into texts, which the reader would otherwise take for empty,
 * and the year its serial numbers count from.
 * @returns null when the sheets are too large to be unfolded
 */
function prepare(bytes: Buffer): Prepared | null {
  let size = 0
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const isSheet = /^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/.test(name)
      if (isSheet) size += originalSize
      return size <= LARGEST && (name === WORKBOOK || name.startsWith('xl/worksheets/'))
    },
  })
  if (size > LARGEST) return null
  const epoch = /<workbookPr[^>]*\bdate1904="(?:1|true)"/.test(Buffer.from(parts[WORKBOOK] ?? []).toString())
    ? 1904
    : 1900
  const mended: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(parts)) {
    const xml = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    if (name === WORKBOOK || !xml.includes('t="e"')) continue
    mended[name] = Buffer.from(xml.toString('utf8').replace(/(<c\b[^>]*?) t="e"/g, '$1 t="str"'))
  }
  const isSound = Object.keys(mended).length === 0
  return {
    bytes: isSound ? bytes : Buffer.from(zipSync({ ...unzipSync(bytes), ...mended }, { level: 0 })),
    epoch,
  }
}

/** Names of the sheets that a workbook has; the property is documented but not typed. */
function sheetNames(error: SheetNotFoundError): readonly string[] {
  return (error as { sheets?: readonly string[] }).sheets ?? []
}

/** What the two packages throw for a file that is no sound workbook; fflate gives its errors a number. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof InvalidSpreadsheetError || error instanceof InvalidInputError) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

/** A cell as the text that a CSV export of the same sheet would hold, with dates as AAAA-MM-JJ HH:MM. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non'
  if (!(cell instanceof Date)) return String(cell)
  // Serial numbers are fractions of a day: the nearest second is what was typed.
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

class SheetTable implements UnreadTable {
  readonly file: string
  readonly sheet: string | null = null
  readonly part = ''
  readonly blankCount = 0
  readonly sha256: string
  readonly encoding = null
  readonly delimiter = null
  readonly header: readonly string[]
  readonly serialEpoch: 1900 | 1904
  readonly hasApartAccents = true
  readonly #rows: readonly Cell[][]
  /** Row of the sheet, from 0, of the header and of each data row. */
  readonly #headerRow: number
  readonly #sheetRows: number[] = []

  constructor(
    file: string,
    sha256: string,
    header: readonly string[],
    rows: readonly Cell[][],
    headerRow: number,
    epoch: 1900 | 1904,
  ) {
    this.file = file
    this.sha256 = sha256
    this.header = header.map((name) => name.trim().normalize('NFC'))
    this.#rows = rows
    this.#headerRow = headerRow
    this.serialEpoch = epoch
  }

  get rowCount(): number {
    return this.#sheetRows.length
  }

  show(): void {
    // A sheet has no excerpt: there is nothing to mask.
  }

  lineOf(row: number): number {
    return (row < 0 ? this.#headerRow : (this.#sheetRows[row] ?? this.#headerRow)) + 1
  }

  place(row: number, column: number | null): Place {
    const origin = {
      file: this.file,
      line: this.lineOf(row),
      column: (column ?? 0) + 1,
      cell: `${columnLetter(column ?? 0)}${this.lineOf(row)}`,
    }
    return { file: this.file, locate: () => origin, excerpt: () => null }
  }

  readRows(visit: RowVisitor): void {
    this.#sheetRows.length = 0
    for (const [index, row] of this.#rows.entries()) {
      if (index <= this.#headerRow) continue
      const cells = row.map(cellText)
      if (cells.every((cell) => cell.trim() === '')) continue
      this.#sheetRows.push(index)
      visit(cells, this.#sheetRows.length - 1)
    }
  }
}
