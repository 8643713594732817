// CSV text as its tables. May not know what a column means.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import type { Place } from '../kernel/origin.js'
import { cellSpansAt, type Dialect } from './cell-spans.js'
import { columnLetter } from './column-letter.js'
import {
  dialectOf,
  eachRecord,
  hasBlankLine,
  isBlank,
  lineEndsIn,
  optionsOf,
  readRecords,
  type SampledRecord,
  sampleRecords,
  skipLineEnds,
} from './csv-records.js'
import { TableCutter, widthOf } from './cut-tables.js'
import type { DecodedText } from './decode.js'
import { type Candidate, findHeader, looksLikeData } from './find-header.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import { isRegular, scoreDelimiter } from './score-delimiter.js'
import { SourceText, type Span } from './source-text.js'
import { splitRecords } from './split-records.js'
import type { OpenedFile, RowVisitor, TableRequest, UnreadPart, UnreadTable } from './table.js'

/** In order of preference where the file does not tell them apart. */
const DELIMITERS = [';', ',', '\t', '|'] as const

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ';': 'point-virgule',
  ',': 'virgule',
  '\t': 'tabulation',
  '|': 'barre verticale',
}

const LF = 0x0a
const CR = 0x0d

/** Opens CSV text: delimiter, tables and headers are found or refused here, rows are read later. */
export function openCsv(
  request: TableRequest,
  text: DecodedText,
  sha256: string,
  diagnostics: Diagnostics,
): OpenedFile | null {
  const source = new SourceText(request.file, text.utf8)
  const start = startOfTable(source, request, diagnostics)
  if (start === null) return null
  const delimiter = findDelimiter(source, start.offset, start.delimiter, request, diagnostics)
  if (delimiter === null) return null
  const dialect = dialectOf(source.utf8, delimiter)
  const blocks = blocksOf(source, start.offset, dialect, request)
  const best = bestOf(blocks, request)
  if (best === null) return null
  const table = new CsvTable(source, text, sha256, foundIn(best, dialect), diagnostics)
  return { tables: [table], unread: unreadOf(source, blocks, best) }
}

/** Records that make one table, titles above its header included. */
interface Block {
  readonly start: number
  /** Where the next one begins. */
  readonly end: number
  /** Its last record tells it from the others, whatever lines are skipped above; null where it is the only one. */
  readonly last: number | null
  readonly rows: number
  readonly width: number
  readonly records: readonly SampledRecord[]
  readonly header: Candidate
}

function blocksOf(
  source: SourceText,
  offset: number,
  dialect: Dialect,
  { settings, scoreHeader }: TableRequest,
): readonly Block[] {
  const { utf8 } = source
  const delimiter = String.fromCharCode(dialect.delimiter)
  const block = (
    start: number,
    end: number,
    counted: { last: number | null; rows: number; width: number },
  ): Block => {
    const records = sampleRecords(utf8.subarray(0, end), start, delimiter)
    const isHeaderFirst = settings.skippedLines > 0 && start === offset
    const rows = records.slice(0, isHeaderFirst ? 1 : undefined).map(({ cells }) => cells)
    return { start, end, ...counted, records, header: findHeader(rows, scoreHeader) }
  }
  const alone = { last: null, rows: 0, width: 0 }
  if (!hasBlankLine(utf8, offset, dialect)) return [block(offset, utf8.length, alone)]
  const cutter = new TableCutter<number>({ isRagged: false })
  const seen: { start: number; width: number }[] = []
  eachRecord(utf8, offset, dialect, (cells, start, isAfterBlank) => {
    cutter.take(cells, isAfterBlank, start)
    seen.push({ start, width: widthOf(cells) })
  })
  if (cutter.starts.length === 0) return [block(offset, utf8.length, alone)]
  const starts = [offset, ...cutter.starts]
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? utf8.length
    const own = seen.filter((row) => row.start >= start && row.start < end)
    const width = own.reduce((most, row) => Math.max(most, row.width), 0)
    return block(start, end, { last: own.at(-1)?.start ?? start, rows: own.length, width })
  })
}

/** The table whose header is best known; where none is, the largest. */
function bestOf(blocks: readonly Block[], { settings }: TableRequest): Block | null {
  const readable = blocks.filter(({ header, records }) => records[header.row] !== undefined)
  if (settings.skippedLines > 0) return readable[0] ?? null
  return readable.reduce<Block | null>((best, block) => {
    if (best === null || block.header.score > best.header.score) return block
    const isLarger = block.rows * block.width > best.rows * best.width
    return block.header.score === 0 && best.header.score === 0 && isLarger ? block : best
  }, null)
}

/** The other tables. Names and values two by two above the one that is read are its head. */
function unreadOf(source: SourceText, blocks: readonly Block[], read: Block): readonly UnreadPart[] {
  return blocks.flatMap((block) => {
    const names = block.records[Math.max(0, block.header.row)]
    const rows = block.rows - Math.max(0, block.header.row) - 1
    if (block === read || names === undefined || rows < 1) return []
    if (block.start < read.start && block.width <= 2) return []
    const line = source.lineSpan(source.lineAt(names.start))
    const header = names.cells.map((cell) => cell.trim())
    const hidden = looksLikeData(header) ? () => [line] : undefined
    return [{ sheet: null, part: partOf(source, block), place: source.place(line, hidden), rows, header }]
  })
}

function partOf(source: SourceText, { last }: Block): string {
  return last === null ? '' : String(source.lineAt(last))
}

interface Start {
  readonly offset: number
  /** Declared in `i12.yaml` or on a `sep=` line; null where it is to be found. */
  readonly delimiter: string | null
}

function startOfTable(source: SourceText, request: TableRequest, diagnostics: Diagnostics): Start | null {
  let delimiter: string | null = null
  const declared = request.settings.delimiter
  if (declared !== null) {
    delimiter = delimiterNamed(declared)
    if (delimiter === null) {
      diagnostics.report({
        kind: SOURCE_PROBLEMS['SEPARATEUR-INCONNU'],
        place: source.place({ start: 0, end: 0 }),
        field: 'separateur',
        seen: seenValue(declared),
        expected: fr`« ; », « , », tabulation ou « | »`,
        mend: fr`corrigez « separateur » dans i12.yaml, ou retirez cette clé`,
      })
      return null
    }
  }
  let offset = 0
  const sep = /^"?sep=(.)"?\r?(?:\n|\r|$)/i.exec(source.utf8.toString('utf8', 0, 10))
  if (sep?.[1] !== undefined) {
    offset = Buffer.byteLength(sep[0])
    delimiter ??= delimiterNamed(sep[1])
  }
  if (request.settings.skippedLines > 0) {
    offset = Math.max(offset, source.lineSpan(request.settings.skippedLines + 1).start)
  }
  return { offset, delimiter }
}

function delimiterNamed(typed: string): string | null {
  if ((DELIMITERS as readonly string[]).includes(typed)) return typed
  const name = typed.trim().toLowerCase()
  if (['tab', '\\t', 'tabulation', 'tabulations'].includes(name) || typed === '\t') return '\t'
  return DELIMITERS.find((delimiter) => DELIMITER_WORDS[delimiter] === name || delimiter === name) ?? null
}

interface FoundTable {
  readonly block: Block
  readonly header: readonly string[]
  /** Offset of the header, and of what follows it. */
  readonly headerStart: number
  readonly dataStart: number
  readonly dialect: Dialect
}

function foundIn(block: Block, dialect: Dialect): FoundTable {
  const record = block.records[block.header.row] as SampledRecord
  return {
    block,
    header: withoutEmptyEnd(record.cells.map((cell) => cell.trim().normalize('NFC'))),
    headerStart: record.start,
    dataStart: record.end,
    dialect,
  }
}

/** The delimiter declared, or the one that makes most known names, then the best rows and cells. */
function findDelimiter(
  source: SourceText,
  offset: number,
  declared: string | null,
  request: TableRequest,
  diagnostics: Diagnostics,
): string | null {
  const isHeaderAtOffset = request.settings.skippedLines > 0
  const candidateOf = (delimiter: string) => {
    const records = sampleRecords(source.utf8, offset, delimiter)
    const rows = records.map(({ cells }) => cells)
    const header = findHeader(rows.slice(0, isHeaderAtOffset ? 1 : undefined), request.scoreHeader)
    return { delimiter, records, consistency: scoreDelimiter(rows), ...header }
  }
  const candidates: ReturnType<typeof candidateOf>[] = []
  for (const delimiter of DELIMITERS) {
    const candidate = candidateOf(delimiter)
    candidates.push(candidate)
    // A header whose every cell is a known name cannot be cut better; a declared delimiter is still held against it.
    const header = candidate.records[candidate.row]?.cells
    if (header !== undefined && header.length > 2 && candidate.score === header.length && declared === null)
      break
  }
  candidates.sort((a, b) => b.score - a.score || b.consistency - a.consistency)
  const best = candidates.find(({ row }) => row >= 0)
  if (best === undefined) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['FICHIER-VIDE'],
      place: source.place({ start: 0, end: 0 }),
      field: null,
      seen: null,
      expected: 'une ligne d’en-têtes, puis une ligne par enregistrement',
      mend: 'refaites l’export, puis remplacez ce fichier',
    })
    return null
  }
  const chosen = candidates.find(({ delimiter, row }) => delimiter === declared && row >= 0) ?? best
  const headerStart = chosen.records[chosen.row]?.start ?? offset
  if (chosen.score === 0 && best.score > 0) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['SEPARATEUR-DECLARE'],
      place: source.place(source.lineSpan(source.lineAt(best.records[best.row]?.start ?? offset))),
      field: 'separateur',
      message: fr`Le séparateur déclaré (${wordOf(chosen.delimiter)}) n’est pas celui du fichier (${wordOf(best.delimiter)}).`,
      seen: wordOf(best.delimiter),
      isSeenDescribed: true,
      expected: wordOf(chosen.delimiter),
      mend: fr`écrivez ${quoted(`separateur: "${written(best.delimiter)}"`)} dans i12.yaml, ou retirez cette clé`,
    })
    return null
  }
  const rival = candidates.find(
    (candidate) => candidate !== chosen && isRegular(rowsFrom(candidate.records, headerStart)),
  )
  if (declared === null && rival !== undefined && isRegular(rowsFrom(chosen.records, headerStart))) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['SEPARATEUR-INCERTAIN'],
      place: source.place(source.lineSpan(source.lineAt(headerStart)), (line) => [line]),
      field: 'separateur',
      seen: fr`${wordOf(chosen.delimiter)} et ${wordOf(rival.delimiter)}`,
      isSeenDescribed: true,
      expected: fr`un seul séparateur possible ; ${wordOf(chosen.delimiter)} est retenu`,
      mend: fr`déclarez ${quoted(`separateur: "${written(chosen.delimiter)}"`)} dans i12.yaml si c’est le bon, sinon l’autre`,
    })
  }
  return chosen.delimiter
}

function rowsFrom(records: readonly SampledRecord[], start: number): readonly (readonly string[])[] {
  return records.filter((record) => record.start >= start).map(({ cells }) => cells)
}

function written(delimiter: string): string {
  return delimiter === '\t' ? '\\t' : delimiter
}

function wordOf(delimiter: string): string {
  return DELIMITER_WORDS[delimiter] ?? delimiter
}

function withoutEmptyEnd(header: readonly string[]): readonly string[] {
  let width = header.length
  while (width > 0 && header[width - 1] === '') width--
  return header.slice(0, width)
}

class CsvTable implements UnreadTable {
  readonly file: string
  readonly sheet = null
  readonly part: string
  readonly sha256: string
  readonly encoding: string
  readonly delimiter: string
  readonly header: readonly string[]
  readonly serialEpoch = null
  readonly hasApartAccents: boolean
  readonly #source: SourceText
  readonly #found: FoundTable
  readonly #diagnostics: Diagnostics
  #shown: ReadonlySet<number> = new Set()
  /** Offset where each data row starts. */
  #starts = new Uint32Array(1024)
  #rowCount = 0
  #blankCount = 0
  /** Blank lines since the last filled row: they count once another follows. */
  #pendingBlanks = 0

  constructor(
    source: SourceText,
    text: DecodedText,
    sha256: string,
    found: FoundTable,
    diagnostics: Diagnostics,
  ) {
    this.file = source.file
    this.part = partOf(source, found.block)
    this.sha256 = sha256
    this.encoding = text.encoding
    this.hasApartAccents = text.hasApartAccents
    this.delimiter = String.fromCharCode(found.dialect.delimiter)
    this.header = found.header
    this.#source = source
    this.#found = found
    this.#diagnostics = diagnostics
  }

  get rowCount(): number {
    return this.#rowCount
  }

  get blankCount(): number {
    return this.#blankCount
  }

  show(columns: ReadonlySet<number>): void {
    this.#shown = columns
  }

  lineOf(row: number): number {
    return this.#source.lineAt(this.#startOf(row))
  }

  place(row: number, column: number | null): Place {
    const span = () => this.#spanOf(row, column)
    const letter = column === null ? {} : { letter: columnLetter(column) }
    return {
      file: this.file,
      row,
      locate: () => ({ ...this.#source.locate(span().start), ...letter }),
      excerpt: () => this.#source.excerpt(span(), (line) => this.#hiddenIn(row, line)),
    }
  }

  readRows(visit: RowVisitor): void {
    const utf8 = this.#source.utf8.subarray(0, this.#found.block.end)
    this.#rowCount = 0
    this.#blankCount = 0
    this.#pendingBlanks = 0
    let at = this.#found.dataStart
    while (at < utf8.length) {
      const base = splitRecords(
        utf8,
        at,
        this.#found.dialect,
        (cells, start) => this.#takeRow(cells, start, visit),
        () => {
          this.#pendingBlanks++
        },
      )
      if (base >= utf8.length) return
      let end = base
      const options = optionsOf(this.delimiter, this.#found.dialect)
      const failure = readRecords(utf8.subarray(base), options, (cells, bytes) => {
        const start = skipLineEnds(utf8, end)
        this.#pendingBlanks += lineEndsIn(utf8, end, start)
        end = base + bytes
        this.#takeRow(cells, start, visit)
      })
      if (failure === undefined) return
      const troubled = skipLineEnds(utf8, end)
      this.#pendingBlanks += lineEndsIn(utf8, end, troubled)
      at = this.#recover(troubled, visit)
    }
  }

  #takeRow(cells: readonly string[], start: number, visit: RowVisitor): void {
    const width = this.header.length
    if (isBlank(cells)) {
      this.#pendingBlanks++
      return
    }
    const row = this.#addRow(start)
    if (cells.length === width) visit(cells, row)
    else if (cells.length > width) this.#takeLongRow(cells, row, visit)
    else this.#takeShortRow(cells, row, visit)
  }

  #takeLongRow(cells: readonly string[], row: number, visit: RowVisitor): void {
    const width = this.header.length
    const extra = cells.findIndex((cell, index) => index >= width && cell.trim() !== '')
    if (extra < 0) {
      visit(cells, row)
      return
    }
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS['CELLULES-EN-TROP'],
      place: this.place(row, extra),
      field: null,
      seen: fr`${cells.length} cellules`,
      isSeenDescribed: true,
      expected: fr`${width} cellules, comme la ligne d’en-têtes`,
      mend: fr`mettez entre guillemets droits la cellule qui contient ${quoted(this.delimiter)}, ou refaites l’export`,
    })
    visit(null, row)
  }

  #takeShortRow(cells: readonly string[], row: number, visit: RowVisitor): void {
    const width = this.header.length
    const isAlone = cells.length === 1 && width > 2
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS[isAlone ? 'LIGNE-SANS-CELLULES' : 'CELLULES-EN-MOINS'],
      place: this.place(row, isAlone ? null : cells.length - 1),
      field: null,
      seen: cells.length === 1 ? '1 cellule' : fr`${cells.length} cellules`,
      isSeenDescribed: true,
      expected: fr`${width} cellules, comme la ligne d’en-têtes`,
      mend: isAlone
        ? 'retirez cette ligne si elle ne fait pas partie du tableau, sinon refaites l’export'
        : 'vérifiez que cette ligne est entière, sinon refaites l’export',
    })
    visit(isAlone ? null : cells, row)
  }

  /** Takes the line that could not be cut into cells, and gives the offset where reading goes on. */
  #recover(start: number, visit: RowVisitor): number {
    const { utf8 } = this.#source
    const { delimiter } = this
    const { dialect } = this.#found
    const lineEnd = this.#source.lineSpan(this.#source.lineAt(start)).end
    const { trouble } = cellSpansAt(utf8, start, dialect)
    // Past the end of this line only: the blank lines after it are to be counted.
    const next = lineEnd + (utf8[lineEnd] === CR && utf8[lineEnd + 1] === LF ? 2 : 1)
    if (trouble === null) {
      const cells = this.#readLoosely(start, lineEnd)
      const row = this.#addRow(start)
      const at = utf8.indexOf('"', start)
      this.#diagnostics.report({
        kind: SOURCE_PROBLEMS[cells === null ? 'GUILLEMET-NON-FERME' : 'GUILLEMET-ISOLE'],
        place: this.#quotePlace(row, at),
        field: null,
        seen: '"',
        expected: 'une cellule entière entre guillemets droits, ceux du texte étant doublés',
        mend: 'corrigez ces guillemets dans le logiciel d’où vient cet export, ou refaites-le',
      })
      if (cells === null || cells.length > this.header.length) visit(null, row)
      else visit(cells, row)
      return next
    }
    const row = this.#addRow(start)
    const isUnclosed = trouble.kind === 'unclosed' || trouble.at > lineEnd
    const at = isUnclosed ? openingQuote(utf8, start, lineEnd, dialect) : trouble.at
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS[isUnclosed ? 'GUILLEMET-NON-FERME' : 'GUILLEMET-NON-DOUBLE'],
      place: this.#quotePlace(row, at),
      field: null,
      seen: '"',
      expected: isUnclosed
        ? fr`un guillemet fermant, suivi de ${quoted(delimiter)} ou de la fin de la ligne`
        : 'deux guillemets droits de suite pour en écrire un dans le texte',
      mend: 'corrigez ces guillemets dans le logiciel d’où vient cet export, ou refaites-le',
    })
    visit(null, row)
    return next
  }

  /** A line whose quotes are letters like others, or null where it cannot be one record. */
  #readLoosely(start: number, end: number): readonly string[] | null {
    const { delimiter } = this
    const { dialect } = this.#found
    const rows: (readonly string[])[] = []
    const options = { ...optionsOf(delimiter, dialect), relax_quotes: true }
    const failure = readRecords(this.#source.utf8.subarray(start, end), options, (cells) => {
      rows.push(cells)
    })
    return failure === undefined && rows.length === 1 ? (rows[0] ?? null) : null
  }

  #quotePlace(row: number, at: number): Place {
    return this.#source.place({ start: at, end: at + 1 }, (line) => this.#hiddenIn(row, line))
  }

  #addRow(start: number): number {
    this.#blankCount += this.#pendingBlanks
    this.#pendingBlanks = 0
    if (this.#rowCount === this.#starts.length) {
      const wider = new Uint32Array(this.#starts.length * 2)
      wider.set(this.#starts)
      this.#starts = wider
    }
    this.#starts[this.#rowCount] = start
    return this.#rowCount++
  }

  #startOf(row: number): number {
    return row < 0 ? this.#found.headerStart : (this.#starts[row] ?? this.#source.utf8.length)
  }

  #spanOf(row: number, column: number | null): Span {
    const start = this.#startOf(row)
    const { cells } = cellSpansAt(this.#source.utf8, start, this.#found.dialect)
    const end = cells.at(-1)?.end ?? start
    return column === null ? { start, end } : (cells[column] ?? { start: end, end })
  }

  /** Stretches of a line that may not be read by whoever sees the message. */
  #hiddenIn(row: number, line: Span): readonly Span[] {
    if (row < 0) return looksLikeData(this.header) ? [line] : []
    const { cells, trouble } = cellSpansAt(this.#source.utf8, this.#startOf(row), this.#found.dialect)
    if (trouble !== null) return [line]
    return cells.filter((_, column) => !this.#shown.has(column))
  }
}

/** The last quote that opens a cell on the line. */
function openingQuote(utf8: Buffer, start: number, lineEnd: number, dialect: Dialect): number {
  const spans = cellSpansAt(utf8.subarray(0, lineEnd), start, dialect)
  return spans.trouble?.at ?? utf8.indexOf('"', start)
}
