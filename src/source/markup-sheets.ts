// OpenDocument sheets and the tables of web pages as sheets of texts: the only door to the reader of markup. Its
// events come one after the other, so that no tree of the whole file is ever made. May not know what a column means.
import { Parser } from 'htmlparser2'
import {
  type CellBudget,
  type CellRange,
  LAST_COLUMN,
  LAST_ROW,
  type Sheet,
  type SheetRow,
  UNCOMPUTED,
  WorkbookTrouble,
} from './sheet.js'

type Attributes = Readonly<Record<string, string>>

/** Rows of one table as they come. */
class SheetBuilder {
  readonly rows: SheetRow[] = []
  readonly merged: CellRange[] = []
  readonly #budget: CellBudget
  #row = 0
  #column = 0
  #cells: string[] = []
  /** Column → rows that a cell from above still covers. */
  readonly #covered = new Map<number, number>()

  constructor(budget: CellBudget) {
    this.#budget = budget
  }

  get row(): number {
    return this.#row
  }

  /** Cells covered by one that spans them are written in the file (OpenDocument), or left out (HTML: `skipsCovered`). */
  add(text: string, { columns = 1, rows = 1, repeat = 1, skipsCovered = false }): void {
    if (skipsCovered) {
      while ((this.#covered.get(this.#column) ?? 0) > 0) {
        this.#budget.spend(1)
        this.#column++
      }
    }
    if (text !== '') {
      this.#budget.spend(repeat)
      if (this.#column + repeat > LAST_COLUMN)
        throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', 'plus de 16 384 colonnes')
      for (let column = this.#column; column < this.#column + repeat; column++) this.#cells[column] = text
    }
    if (columns > 1 || rows > 1) {
      const lastColumn = Math.min(this.#column + columns, LAST_COLUMN) - 1
      this.merged.push({
        firstRow: this.#row,
        lastRow: this.#row + rows - 1,
        firstColumn: this.#column,
        lastColumn,
      })
      if (skipsCovered && rows > 1) {
        this.#budget.spend(lastColumn - this.#column + 1)
        for (let column = this.#column; column <= lastColumn; column++) this.#covered.set(column, rows)
      }
    }
    this.#column = Math.min(this.#column + (skipsCovered ? columns : repeat), LAST_COLUMN)
  }

  endRow(isHidden: boolean, repeat: number): void {
    const cells = this.#cells
    if (cells.length > 0) {
      if (this.#row + repeat > LAST_ROW)
        throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', 'plus de 1 048 576 lignes')
      this.#budget.spend(cells.length * (repeat - 1))
      for (let index = this.#row; index < this.#row + repeat; index++)
        this.rows.push({ index, cells: [...cells], isHidden })
    }
    this.#row += repeat
    this.#column = 0
    this.#cells = []
    this.#budget.spend(this.#covered.size)
    for (const [column, rows] of this.#covered) {
      if (rows <= 1) this.#covered.delete(column)
      else this.#covered.set(column, rows - 1)
    }
  }
}

function whole(text: string | undefined, most: number): number {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isFinite(number) && number > 1 ? Math.min(number, most) : 1
}

/**
 * The sheets of the content of an .ods.
 * @throws WorkbookTrouble where it is cut or holds more than can be read
 */
export function readOpenDocument(content: Buffer, budget: CellBudget): readonly Sheet[] {
  if (!/<\/office:document-content\s*>\s*$/.test(content.toString('latin1', content.length - 100))) {
    throw new WorkbookTrouble('CLASSEUR-ILLISIBLE', 'une feuille coupée avant sa fin')
  }
  const sheets: Sheet[] = []
  let sheet: { readonly name: string; readonly builder: SheetBuilder } | null = null
  let row: Attributes = {}
  let cell: Attributes | null = null
  let paragraphs: string[] = []
  /** Inside a note or a drawing, texts are not those of the cell. */
  let aside = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'office:annotation' || name === 'draw:frame' || name === 'table:tracked-changes') aside++
        if (aside > 0) return
        if (name === 'table:table') {
          sheet = { name: attributes['table:name'] ?? '', builder: new SheetBuilder(budget) }
        } else if (name === 'table:table-row') row = attributes
        else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
          cell = attributes
          paragraphs = []
        } else if (name === 'text:p') paragraphs.push('')
        else if (name === 'text:s') append(' '.repeat(whole(attributes['text:c'], 1000)))
        else if (name === 'text:tab') append('\t')
        else if (name === 'text:line-break') append('\n')
      },
      ontext(text) {
        if (aside === 0) append(text)
      },
      onclosetag(name) {
        if (name === 'office:annotation' || name === 'draw:frame' || name === 'table:tracked-changes') aside--
        if (aside > 0 || sheet === null) return
        if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
          if (cell === null) return
          sheet.builder.add(openDocumentText(cell, paragraphs.join('\n')), {
            columns: whole(cell['table:number-columns-spanned'], LAST_COLUMN),
            rows: whole(cell['table:number-rows-spanned'], LAST_ROW),
            repeat: whole(cell['table:number-columns-repeated'], 10 * LAST_COLUMN),
          })
          cell = null
        } else if (name === 'table:table-row') {
          const { 'table:visibility': visibility = 'visible', 'table:number-rows-repeated': repeat } = row
          sheet.builder.endRow(visibility !== 'visible', whole(repeat, 10 * LAST_ROW))
        } else if (name === 'table:table') {
          const { rows, merged } = sheet.builder
          sheets.push({ name: sheet.name, ordinal: sheets.length + 1, rows, merged, serialEpoch: 1900 })
          sheet = null
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  const append = (text: string) => {
    const last = paragraphs.length - 1
    if (cell !== null && last >= 0) paragraphs[last] += text
  }
  parser.end(content.toString('utf8'))
  return sheets
}

function openDocumentText(cell: Attributes, text: string): string {
  const value = cell['office:value'] ?? ''
  if (cell['calcext:value-type'] === 'error')
    return text.startsWith('#') ? text.replaceAll(/\s/g, '') : '#VALUE!'
  switch (cell['office:value-type']) {
    case 'float':
    case 'currency':
      return value
    case 'percentage':
      return text === '' ? value : text
    case 'boolean':
      return cell['office:boolean-value'] === 'true' ? 'oui' : 'non'
    case 'date': {
      const [day = '', time] = (cell['office:date-value'] ?? '').split('T')
      return time === undefined || /^00:00(?::00(?:\.0+)?)?$/.test(time) ? day : `${day} ${time.slice(0, 5)}`
    }
    case 'time': {
      const found = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(cell['office:time-value'] ?? '')
      if (found === null) return text
      return `${(found[1] ?? '0').padStart(2, '0')}:${(found[2] ?? '0').padStart(2, '0')}`
    }
    case 'string':
      return cell['office:string-value'] ?? text
    default:
      return text === '' && cell['table:formula'] !== undefined ? UNCOMPUTED : text
  }
}

/** Elements whose text nobody sees. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'title'])

/**
 * The tables of a web page, first to last; a table within a cell of another is one of its own.
 * @throws WorkbookTrouble where the page has no table, or asks for a password
 */
export function readWebPage(page: string, budget: CellBudget): readonly Sheet[] {
  const sheets: Sheet[] = []
  const open: {
    builder: SheetBuilder
    cell: Attributes | null
    text: string
    isHidden: boolean
    isInRow: boolean
  }[] = []
  let unseen = 0
  let asksForPassword = false
  const endCell = () => {
    const table = open.at(-1)
    if (table === undefined || table.cell === null) return
    const text = table.text
      .replace(/[ \t\r\n]+/g, ' ')
      .replace(/ ?\u2028 ?/g, '\n')
      .trim()
    // As browsers bound them.
    table.builder.add(text, {
      columns: whole(table.cell.colspan, 1000),
      rows: whole(table.cell.rowspan, 65_534),
      skipsCovered: true,
    })
    table.cell = null
    table.text = ''
  }
  const endRow = () => {
    endCell()
    const table = open.at(-1)
    if (table?.isInRow !== true) return
    table.builder.endRow(table.isHidden, 1)
    table.isInRow = false
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const table = open.at(-1)
        if (UNSEEN.has(name)) unseen++
        else if (name === 'table') {
          open.push({
            builder: new SheetBuilder(budget),
            cell: null,
            text: '',
            isHidden: false,
            isInRow: false,
          })
        } else if (name === 'input' && attributes.type?.toLowerCase() === 'password') asksForPassword = true
        else if (table === undefined) return
        else if (name === 'tr') {
          endRow()
          table.isInRow = true
          table.isHidden = /display\s*:\s*none/i.test(attributes.style ?? '') || 'hidden' in attributes
        } else if (name === 'td' || name === 'th') {
          endCell()
          table.isInRow = true
          table.cell = attributes
        } else if (name === 'br') table.text += '\u2028'
        else if (name === 'p' || name === 'div') table.text += table.text === '' ? '' : '\u2028'
      },
      ontext(text) {
        const table = open.at(-1)
        if (unseen === 0 && table?.cell != null) table.text += text
      },
      onclosetag(name) {
        if (UNSEEN.has(name)) unseen--
        else if (name === 'td' || name === 'th') endCell()
        else if (name === 'tr') endRow()
        else if (name === 'table') {
          endRow()
          const table = open.pop()
          if (table === undefined) return
          const { rows, merged } = table.builder
          if (rows.some(({ cells }) => cells.length > 1))
            sheets.push({ name: null, ordinal: sheets.length + 1, rows, merged, serialEpoch: 1900 })
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(page)
  if (sheets.length === 0 || asksForPassword) throw new WorkbookTrouble('PAGE-WEB')
  return sheets
}
