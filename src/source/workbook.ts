// Workbooks as sheets of texts: the only door to the reader of .xlsx and .xls, and to what unfolds them. What a
// hostile file could make it do is counted before it is read. May not know what a column means.

import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import * as reader from '@e965/xlsx'
import { unzipSync } from 'fflate'
import { readOpenDocument } from './markup-sheets.js'
import { readApart } from './read-apart.js'
import {
  CellBudget,
  LAST_COLUMN,
  LAST_ROW,
  MOST_BYTES,
  MOST_CELLS,
  type Sheet,
  type SheetRow,
  UNCOMPUTED,
  WorkbookTrouble,
} from './sheet.js'

const PASSWORD = 'un classeur protégé par un mot de passe'

/** Every option costs: `cellStyles` tells hidden rows, `cellNF` dates, `sheetStubs` formulas without result. */
const OPTIONS = {
  dense: true,
  cellStyles: true,
  cellNF: true,
  sheetStubs: true,
  cellText: false,
  cellHTML: false,
}

/**
 * The sheets of an archive.
 * @returns null where it holds no workbook
 * @throws WorkbookTrouble where the workbook cannot be opened
 */
export function readZippedWorkbook(bytes: Buffer): readonly Sheet[] | null {
  const unfolded = guarded(() => unfold(bytes))
  const parts: Parts = { ...unfolded, [CONTENT_TYPES]: contentTypes(unfolded) }
  const content = parts['content.xml']
  if (content !== undefined) {
    if (isEncrypted(parts['META-INF/manifest.xml'])) throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', PASSWORD)
    return content.includes('office:spreadsheet') ? readOpenDocument(content, new CellBudget()) : null
  }
  const names = Object.keys(parts)
  if (!names.some((name) => /(?:^|\/)workbook\d*\.xml$/i.test(name))) return null
  const budget = new CellBudget()
  for (const name of names) guardSheet(parts[name] ?? Buffer.alloc(0), budget)
  const files = Object.fromEntries(names.map((name) => [name, { name, asNodeBuffer: () => parts[name] }]))
  // What `read` runs once it has unfolded the archive itself, without a bound.
  const { parse_zip } = reader as unknown as { parse_zip(zip: unknown, options: object): WorkBook }
  return guarded(() => sheetsOf(parse_zip({ files }, { ...OPTIONS })))
}

/**
 * The sheets of a compound file.
 * @returns null where it is another document of the old Office
 * @throws WorkbookTrouble where the workbook cannot be opened
 */
export async function readCompoundWorkbook(bytes: Buffer): Promise<readonly Sheet[] | null> {
  const content = await readApart(bytes, OPTIONS).catch((error) => {
    throw troubleOf(error)
  })
  if (content.is === 'encrypted') throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', PASSWORD)
  return content.is === 'other' ? null : guarded(() => sheetsOf(content.workbook))
}

/** What the packages print about a file that is no sound workbook is nobody's. */
function guarded<T>(read: () => T): T {
  const { error: print } = console
  console.error = () => undefined
  try {
    return read()
  } catch (error) {
    throw troubleOf(error)
  } finally {
    console.error = print
  }
}

/** Whatever the packages throw for a file that is no sound workbook is one trouble. */
function troubleOf(error: unknown): WorkbookTrouble {
  if (error instanceof WorkbookTrouble) return error
  const isProtected = error instanceof Error && /password|encrypt/i.test(error.message)
  return new WorkbookTrouble('CLASSEUR-ILLISIBLE', isProtected ? PASSWORD : null)
}

type Parts = Readonly<Record<string, Buffer>>

/** Parts of a workbook that hold no cell; the reader would only spend time on them. */
const IDLE =
  /^(?:docProps|customXml|Thumbnails|Pictures|Configurations2|xl\/(?:theme|drawings|charts|media|pivot|comments|threaded|persons|externalLinks|calcChain|printerSettings))/i

/** The parts that are XML. Each is unfolded into as many bytes as it declares, and no more; the sum is known before. */
function unfold(bytes: Buffer): Parts {
  const isWanted = ({ name }: { name: string }) => /\.(?:xml|rels)$/i.test(name) && !IDLE.test(name)
  let size = 0
  unzipSync(bytes, {
    filter: (part) => {
      if (isWanted(part)) size += part.originalSize
      return false
    },
  })
  if (!(size <= MOST_BYTES)) throw new WorkbookTrouble('CLASSEUR-DEMESURE', 'plus de 500 Mo une fois déplié')
  const parts = unzipSync(bytes, { filter: isWanted })
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      Buffer.from(part.buffer, part.byteOffset, part.byteLength),
    ]),
  )
}

const CONTENT_TYPES = '[Content_Types].xml'
const TYPES: Readonly<Record<string, string>> = {
  'xl/workbook.xml': 'sheet.main',
  'xl/sharedStrings.xml': 'sharedStrings',
  'xl/styles.xml': 'styles',
}

/** Some programs do not say what their parts are; those that bear their usual name are what it says. */
function contentTypes(parts: Parts): Buffer {
  const written = parts[CONTENT_TYPES]?.toString('utf8') ?? ''
  const missing = Object.entries(TYPES).filter(
    ([name]) => parts[name] !== undefined && !written.includes(name),
  )
  const overrides = missing.map(
    ([name, type]) =>
      `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
  )
  return Buffer.from(written.replace('</Types>', `${overrides.join('')}</Types>`))
}

function isEncrypted(manifest: Buffer | undefined): boolean {
  return manifest?.includes('encryption-data') === true
}

/** A cell, a row, or a range for which the reader makes every cell. */
const GUARDED = /<(?:\w+:)?(c|row|hyperlink|f)(?=[\s/>])([^>]*)>/g
const REFERENCE = /\s(?:r|ref)\s*=\s*["']\$?([A-Z]*)\$?(\d*)(?::\$?([A-Z]*)\$?(\d*))?["']/i
const BEYOND = 'une cellule au-delà de XFD1048576'

/**
 * Looks at the references of a sheet before it is read.
 * @throws WorkbookTrouble where it is cut, or holds more than can be read
 */
function guardSheet(part: Buffer, budget: CellBudget): void {
  const head = part.toString('latin1', 0, 4096)
  if (!/<(?:\w+:)?worksheet\b/.test(head)) return
  if (!/<\/(?:\w+:)?worksheet\s*>\s*$/.test(part.toString('latin1', part.length - 100))) {
    throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', 'une feuille coupée avant sa fin')
  }
  let cells = 0
  let arrays = 0
  for (const [, tag, attributes = ''] of part.toString('latin1').matchAll(GUARDED)) {
    if (tag === 'c') cells++
    if (tag === 'f') {
      if (attributes.includes('"array"') || attributes.includes("'array'")) arrays++
      continue
    }
    const found = REFERENCE.exec(attributes)
    if (found === null) continue
    const [, column = '', row = '', lastColumn, lastRow] = found
    const area = areaOf(column, row, lastColumn, lastRow)
    if (!(area <= LAST_COLUMN * LAST_ROW)) throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', BEYOND)
    if (tag === 'hyperlink') budget.spend(area)
  }
  budget.spend(cells)
  // The reader compares each cell with each formula that fills a range.
  if (arrays * cells > 100 * MOST_CELLS)
    throw new WorkbookTrouble('CLASSEUR-DEMESURE', 'trop de formules matricielles')
}

/** Cells of a range; infinite where it leaves the sheet. */
function areaOf(column: string, row: string, lastColumn = column, lastRow = row): number {
  if (columnNumber(lastColumn) > LAST_COLUMN || columnNumber(column) > LAST_COLUMN)
    return Number.POSITIVE_INFINITY
  if (Number(lastRow) > LAST_ROW || Number(row) > LAST_ROW) return Number.POSITIVE_INFINITY
  const columns = Math.abs(columnNumber(lastColumn) - columnNumber(column)) + 1
  return columns * (Math.abs(Number(lastRow) - Number(row)) + 1)
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function sheetsOf(workbook: WorkBook): readonly Sheet[] {
  const serialEpoch = workbook.Workbook?.WBProps?.date1904 === true ? 1904 : 1900
  return workbook.SheetNames.flatMap((name, ordinal) => {
    // A sheet that the reader could not understand is missing from its answer.
    const sheet = Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined
    if (sheet === undefined) throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', null)
    if (sheet['!type'] === 'chart') return []
    return [sheetOf(name, ordinal + 1, sheet, serialEpoch)]
  })
}

function sheetOf(name: string, ordinal: number, sheet: WorkSheet, serialEpoch: 1900 | 1904): Sheet {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  const hidden = sheet['!rows'] ?? []
  const rows: SheetRow[] = []
  const texts = new CellTexts(serialEpoch)
  for (const index of filledIndexes(data)) {
    const cells: string[] = []
    const own = data[index] ?? []
    for (const column of filledIndexes(own)) {
      const text = texts.of(own[column])
      if (text.trim() !== '') cells[column] = text
    }
    if (cells.length > 0) rows.push({ index, cells, isHidden: hidden[index]?.hidden === true })
  }
  const merged = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    firstRow: s.r,
    lastRow: e.r,
    firstColumn: s.c,
    lastColumn: e.c,
  }))
  return { name, ordinal, rows, merged, serialEpoch }
}

/** Indexes that hold something; an array with one far element is not walked from end to end. */
function filledIndexes(array: readonly unknown[]): Iterable<number> {
  return array.length <= 1024 ? array.keys() : Object.keys(array).map(Number)
}

/** Errors as the reader numbers them. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

/** Days from the first day of each epoch to 1970-01-01. */
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 }
/** A number under a form that shows hours alone is a duration until it is a day of our time (1927). */
const LONGEST_DURATION = 10_000

/** Cells as the texts that a CSV export of the same sheet would hold, with dates as AAAA-MM-JJ HH:MM. */
class CellTexts {
  readonly #epoch: 1900 | 1904
  readonly #forms = new Map<string, 'plain' | 'day' | 'hours'>()

  constructor(epoch: 1900 | 1904) {
    this.#epoch = epoch
  }

  of(cell: CellObject | undefined): string {
    if (cell === undefined) return ''
    switch (cell.t) {
      case 's':
        return String(cell.v ?? '')
      case 'b':
        return cell.v === true ? 'oui' : 'non'
      case 'e':
        return ERRORS[Number(cell.v)] ?? '#VALUE!'
      case 'n':
        return this.#number(Number(cell.v), String(cell.z ?? 'General'))
      default:
        return cell.f === undefined ? '' : UNCOMPUTED
    }
  }

  #number(value: number, form: string): string {
    const kind = this.#kindOf(form)
    if (kind === 'plain' || !Number.isFinite(value)) return String(value)
    return kind === 'hours' && value >= 0 && value < LONGEST_DURATION ? hoursText(value) : this.#moment(value)
  }

  #kindOf(form: string): 'plain' | 'day' | 'hours' {
    const known = this.#forms.get(form)
    if (known !== undefined) return known
    const letters = form.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '')
    const kind = !reader.SSF.is_date(form)
      ? 'plain'
      : /[dy]|m{3}/i.test(letters) || !/[hs]/i.test(letters)
        ? 'day'
        : 'hours'
    this.#forms.set(form, kind)
    return kind
  }

  #moment(serial: number): string {
    // 1900 was no leap year, but spreadsheets count a 29 February in it.
    const days = this.#epoch === 1900 && serial < 60 ? serial + 1 : serial
    // Serial numbers are fractions of a day: the nearest second is what was typed.
    const seconds = Math.round((days - DAYS_TO_1970[this.#epoch]) * 86_400)
    const date = new Date(seconds * 1000)
    if (Number.isNaN(date.getTime())) return String(serial)
    const iso = date.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
  }
}

/** Days as hours and minutes: `09:30`, `112:30`. */
function hoursText(days: number): string {
  const minutes = Math.round(days * 1440)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
