// The sheets of a workbook as tables: which are asked for, where their headers are, what is left unread. May not
// know what a column means.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { formatNumber, fr, listed, quoted } from '../kernel/french.js'
import { type Place, wholeFile } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import { columnLetter } from './column-letter.js'
import { TableCutter } from './cut-tables.js'
import { type Candidate, findHeader } from './find-header.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import { CellBudget, type Sheet, type SheetRow } from './sheet.js'
import type { OpenedFile, RowVisitor, TableRequest, UnreadPart, UnreadTable } from './table.js'

const HEADER_ROWS = 60
/** Every sheet, unless one bears this name. */
const ALL = 'toutes'

/** Rows that make one table, titles above its header included. */
interface Block {
  readonly sheet: Sheet
  readonly rows: readonly SheetRow[]
  /** Its header among the rows, -1 where it has none. */
  readonly header: Candidate
}

/**
 * The tables asked for among the sheets of a workbook, or the tables of a page.
 * @returns null when nothing can be read; the reason is then among the diagnostics
 */
export function openSheets(
  request: TableRequest,
  sheets: readonly Sheet[],
  sha256: string,
  diagnostics: Diagnostics,
): OpenedFile | null {
  const budget = new CellBudget()
  const groups = groupsOf(sheets)
  const chosen = chooseSheets(request, groups, diagnostics)
  if (chosen === null) return null
  const all = groups.map((group, index) => {
    const skippedLines = chosen.has(index) ? request.settings.skippedLines : 0
    return group.flatMap((sheet) => blocksOf(sheet, skippedLines, request, budget))
  })
  const isAll = chosen.size > 1 && isAllAsked(request, sheets)
  const best = new Map([...chosen].map((index) => [index, bestOf(all[index] ?? [], request)]))
  const isKnownSomewhere = [...best.values()].some((block) => (block?.header.score ?? 0) > 0)
  const tables: SheetTable[] = []
  const read = new Set<Block>()
  for (const block of best.values()) {
    if (block === null) {
      if (!isAll) return reportEmpty(request, diagnostics)
      continue
    }
    // Of every sheet, those where nothing is known while it is elsewhere are pages of explanations.
    if (isAll && isKnownSomewhere && block.header.score === 0) continue
    read.add(block)
    const table = new SheetTable(request.file, sha256, block, diagnostics)
    budget.spend(table.extent)
    tables.push(table)
    reportHidden(table, block, diagnostics)
  }
  if (tables.length === 0) return reportEmpty(request, diagnostics)
  const unread = all.flatMap((blocks) => unreadOf(request.file, blocks, read))
  return { tables, unread }
}

/** The tables of a page stand under one another: one group. */
function groupsOf(sheets: readonly Sheet[]): readonly (readonly Sheet[])[] {
  return sheets.every(({ name }) => name === null) ? [sheets] : sheets.map((sheet) => [sheet])
}

function isAllAsked({ settings: { sheet } }: TableRequest, sheets: readonly Sheet[]): boolean {
  const asked = sheet === null ? [] : [sheet].flat()
  return (
    asked.length === 1 &&
    textKey(asked[0] ?? '') === ALL &&
    !sheets.some(({ name }) => textKey(name ?? '') === ALL)
  )
}

function chooseSheets(
  request: TableRequest,
  groups: readonly (readonly Sheet[])[],
  diagnostics: Diagnostics,
): ReadonlySet<number> | null {
  const { sheet } = request.settings
  if (sheet === null) return new Set([0])
  if (isAllAsked(request, groups.flat())) return new Set(groups.keys())
  const names = groups.map(([first]) => first?.name ?? '')
  const chosen = new Set<number>()
  for (const asked of [sheet].flat()) {
    const found = sheetNamed(asked, names)
    if (found < 0) {
      diagnostics.report({
        kind: SOURCE_PROBLEMS['FEUILLE-INTROUVABLE'],
        place: request.settings.placeOf?.(['feuille']) ?? wholeFile(request.file),
        field: 'feuille',
        seen: seenValue(asked),
        expected: listed(names.map(quoted), 'ou'),
        mend: 'corrigez « feuille » dans i12.yaml, ou retirez cette clé pour lire la première',
      })
      return null
    }
    chosen.add(found)
  }
  return chosen
}

/** By its name as written, then by its name in other capitals and accents, then by its number. */
function sheetNamed(asked: string, names: readonly string[]): number {
  if (names.includes(asked)) return names.indexOf(asked)
  const alike = names.findIndex((name) => textKey(name) === textKey(asked))
  if (alike >= 0) return alike
  return /^[1-9]\d*$/.test(asked) && Number(asked) <= names.length ? Number(asked) - 1 : -1
}

function blocksOf(
  sheet: Sheet,
  skippedLines: number,
  { scoreHeader }: TableRequest,
  budget: CellBudget,
): readonly Block[] {
  const titles = fillMerged(sheet, budget)
  const rows = skippedLines > 0 ? sheet.rows.filter(({ index }) => index >= skippedLines) : sheet.rows
  const cutter = new TableCutter<number>({ isRagged: true })
  let previous = skippedLines - 1
  for (const [at, row] of rows.entries()) {
    cutter.take(titles.has(row) ? row.cells.slice(0, 1) : row.cells, row.index > previous + 1, at)
    previous = row.index
  }
  const starts = [0, ...cutter.starts, rows.length]
  return starts.slice(0, -1).flatMap((start, index) => {
    const own = rows.slice(start, starts[index + 1])
    if (own.length === 0) return []
    const candidates = own.slice(0, HEADER_ROWS).map((row) => (titles.has(row) ? titleOf(row) : textsOf(row)))
    const header =
      skippedLines > 0 && start === 0
        ? { row: own[0]?.index === skippedLines ? 0 : -1, score: Number.POSITIVE_INFINITY, shape: 0 }
        : findHeader(candidates, scoreHeader)
    return [{ sheet, rows: own, header }]
  })
}

function textsOf({ cells }: SheetRow, width = cells.length): string[] {
  return Array.from({ length: Math.min(width, cells.length) }, (_, column) => cells[column] ?? '')
}

function titleOf({ cells }: SheetRow): readonly string[] {
  return cells.filter(() => true).slice(0, 1)
}

/**
 * Gives the value of a merged range to all its cells, in the rows that hold something.
 * @returns the rows that hold one range and nothing else: titles, whatever their width
 */
function fillMerged({ rows, merged }: Sheet, budget: CellBudget): ReadonlySet<SheetRow> {
  const titles = new Set<SheetRow>()
  if (merged.length === 0) return titles
  const byIndex = new Map(rows.map((row) => [row.index, row]))
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const lastIndex = rows.at(-1)?.index ?? -1
  const filled: { readonly row: SheetRow; readonly column: number; readonly text: string }[] = []
  for (const { firstRow, lastRow, firstColumn, lastColumn } of merged) {
    const first = byIndex.get(firstRow)
    const text = first?.cells[firstColumn]
    if (first === undefined || text === undefined) continue
    if (lastColumn > firstColumn && countFilled(first) === 1) titles.add(first)
    const until = Math.min(lastColumn, width - 1)
    budget.spend(Math.min(lastRow, lastIndex) - firstRow)
    for (let index = firstRow; index <= Math.min(lastRow, lastIndex); index++) {
      const row = byIndex.get(index)
      if (row === undefined) continue
      budget.spend(until - firstColumn)
      for (let column = firstColumn; column <= until; column++) {
        if (row.cells[column] === undefined) filled.push({ row, column, text })
      }
    }
  }
  // Afterwards: what is own and what is given must not be confused while titles are looked for.
  for (const { row, column, text } of filled) row.cells[column] = text
  return titles
}

function countFilled({ cells }: SheetRow): number {
  return Object.keys(cells).length
}

/** The table whose header is best known; where none is, the largest. */
function bestOf(blocks: readonly Block[], { settings }: TableRequest): Block | null {
  const readable = blocks.filter(({ header, rows }) => header.row >= 0 && rows[header.row] !== undefined)
  if (settings.skippedLines > 0) return readable[0] === blocks[0] ? (readable[0] ?? null) : null
  const area = ({ rows, header }: Block) => rows.length * (rows[header.row]?.cells.length ?? 0)
  return readable.reduce<Block | null>((best, block) => {
    if (best === null || block.header.score > best.header.score) return block
    return block.header.score === 0 && best.header.score === 0 && area(block) > area(best) ? block : best
  }, null)
}

/** What nobody asked for and that holds rows. Names and values two by two above a table are its head. */
function unreadOf(file: string, blocks: readonly Block[], read: ReadonlySet<Block>): readonly UnreadPart[] {
  const firstRead = blocks.findIndex((block) => read.has(block))
  return blocks.flatMap((block, index) => {
    const { sheet, rows, header } = block
    const names = rows[Math.max(0, header.row)]
    const count = rows.length - Math.max(0, header.row) - 1
    if (read.has(block) || names === undefined || count < 1) return []
    if (index < firstRead && rows.every(({ cells }) => cells.length <= 2)) return []
    return [
      {
        sheet: sheet.name,
        part: partOf(block),
        place: cellPlace(file, names.index, 0),
        rows: count,
        header: textsOf(names, 500),
      },
    ]
  })
}

/** The last row of a table stands where it is, whatever lines are skipped above. */
function partOf({ sheet, rows }: Block): string {
  return `${sheet.name ?? ''}:${sheet.ordinal}:${(rows.at(-1)?.index ?? 0) + 1}`
}

function cellPlace(file: string, row: number, column: number): Place {
  const origin = { file, line: row + 1, column: column + 1, cell: `${columnLetter(column)}${row + 1}` }
  return { file, locate: () => origin, excerpt: () => null }
}

function reportEmpty({ file }: TableRequest, diagnostics: Diagnostics): null {
  diagnostics.report({
    kind: SOURCE_PROBLEMS['FICHIER-VIDE'],
    place: wholeFile(file),
    field: null,
    seen: null,
    expected: 'une ligne d’en-têtes, puis une ligne par enregistrement',
    mend: 'vérifiez que la bonne feuille est lue, ou refaites l’export',
  })
  return null
}

function reportHidden(table: SheetTable, { rows, header, sheet }: Block, diagnostics: Diagnostics): void {
  const hidden = rows.slice(header.row + 1).filter(({ isHidden }) => isHidden)
  const [first] = hidden
  if (first === undefined) return
  diagnostics.report({
    kind: SOURCE_PROBLEMS['LIGNES-MASQUEES'],
    place: cellPlace(table.file, first.index, 0),
    field: null,
    seen:
      hidden.length === 1
        ? fr`1 ligne masquée${inSheet(sheet)}`
        : fr`${formatNumber(hidden.length)} lignes masquées${inSheet(sheet)}`,
    isSeenDescribed: true,
    expected: null,
    mend: 'affichez ces lignes dans le tableur ; supprimez celles qui ne doivent pas être lues',
  })
}

function inSheet({ name }: Sheet): string {
  return name === null ? '' : fr` dans la feuille ${quoted(seenValue(name))}`
}

class SheetTable implements UnreadTable {
  readonly file: string
  readonly sheet: string | null
  readonly part: string
  readonly sha256: string
  readonly encoding = null
  readonly delimiter = null
  readonly header: readonly string[]
  readonly serialEpoch: 1900 | 1904
  readonly hasApartAccents = true
  readonly #headerRow: number
  /** Rows below the header that hold something under it. */
  readonly #rows: readonly SheetRow[]
  #rowCount = 0
  #blankCount = 0

  constructor(file: string, sha256: string, { sheet, rows, header }: Block, diagnostics: Diagnostics) {
    const names = rows[header.row] as SheetRow
    this.file = file
    this.sheet = sheet.name
    this.part = partOf({ sheet, rows, header })
    this.sha256 = sha256
    this.header = textsOf(names).map((name) => name.trim().normalize('NFC'))
    this.serialEpoch = sheet.serialEpoch
    this.#headerRow = names.index
    const below = rows.slice(header.row + 1)
    this.#rows = below.filter(({ cells }) => Object.keys(cells.slice(0, this.header.length)).length > 0)
    this.#reportStray(below, diagnostics)
  }

  get rowCount(): number {
    return this.#rowCount
  }

  get blankCount(): number {
    return this.#blankCount
  }

  /** Cells that readRows makes. */
  get extent(): number {
    return this.#rows.reduce((sum, { cells }) => sum + Math.min(cells.length, this.header.length), 0)
  }

  show(): void {
    // A sheet has no excerpt: there is nothing to mask.
  }

  lineOf(row: number): number {
    return (this.#rows[row]?.index ?? this.#headerRow) + 1
  }

  place(row: number, column: number | null): Place {
    return { ...cellPlace(this.file, this.lineOf(row) - 1, column ?? 0), row }
  }

  readRows(visit: RowVisitor): void {
    this.#rowCount = 0
    this.#blankCount = 0
    let previous = this.#headerRow
    for (const [row, { index, cells }] of this.#rows.entries()) {
      this.#rowCount++
      this.#blankCount += index - previous - 1
      previous = index
      visit(textsOf({ index, cells, isHidden: false }, this.header.length), row)
    }
  }

  /** Cells on the right of the last name are in no column. */
  #reportStray(below: readonly SheetRow[], diagnostics: Diagnostics): void {
    const stray = below.filter(({ cells }) => cells.length > this.header.length)
    const [first] = stray
    if (first === undefined) return
    const column = Number(Object.keys(first.cells).find((key) => Number(key) >= this.header.length))
    diagnostics.report({
      kind: SOURCE_PROBLEMS['CELLULES-HORS-TABLEAU'],
      place: cellPlace(this.file, first.index, column),
      field: null,
      seen: stray.length === 1 ? 'sur 1 ligne' : fr`sur ${formatNumber(stray.length)} lignes`,
      isSeenDescribed: true,
      expected: 'des cellules sous un en-tête',
      mend: 'donnez un en-tête à cette colonne si elle doit être lue, sinon effacez ces cellules',
    })
  }
}
