// Cells of one export turned into values, with a diagnostic for each that cannot be used. One small function a
// column, made once a file: nothing is looked up by name while rows go by. May not know the procedure.
import type { DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, formatMonth, formatNumber, fr, listed, quoted } from '../kernel/french.js'
import { daysInMonth, formatIsoDate, type LocalDate, type Moment } from '../kernel/local-date.js'
import { mask } from '../kernel/mask.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Place } from '../kernel/origin.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import { type ClosedList, canonicalValues, closedListOf, declaredValues } from './closed-list.js'
import type { DateFormat } from './date-format.js'
import type { ExportFile } from './export-file.js'
import { type Field, fieldOf } from './fields.js'
import { nameKey } from './name-key.js'
import { formatLike, isTrouble, type MomentTrouble, momentOfSerial, parseMoment } from './parse-moment.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { UnusableFields } from './records.js'
import type { SourceSettings } from './source-input.js'

/** Gives the value of one column for a row. */
export type ReadCell<T> = (cells: readonly string[], row: number) => T

/** Where the text of a field comes from when it is not simply its column. */
export interface DerivedField {
  /** Columns it may look at. */
  readonly reads: readonly number[]
  /** The text, as if it stood in a column of ours. */
  text(cells: readonly string[]): string
  /** The column to point at for a row; null for the row as a whole. */
  column(cells: readonly string[]): number | null
}

/** Longest cell of a spreadsheet (Excel, LibreOffice). */
const LONGEST_CELL = 32_767
const HASH = 0x23
const EQUALS = 0x3d
/** `="0042"`: a text that an export protects from being read as a number. */
const PROTECTED_TEXT = /^="([^"]*)"$/
/** What a spreadsheet shows in place of a result, in English or French. */
const SPREADSHEET_ERRORS = new Set([
  '#N/A',
  '#REF!',
  '#DIV/0!',
  '#VALUE!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#VALEUR!',
  '#NOM?',
  '#NOMBRE!',
  '#NUL!',
])
/** Distinct texts remembered per column; beyond, memory would be spent on texts that do not come back. */
const REMEMBERED = 50_000

const NO_FIELD: UnusableFields = new Set<string>()
const NO_MOMENT: Moment | null = null

const MEND_AT_SOURCE = fr`corrigez-la dans le logiciel d’où vient cet export, refaites-le, puis exécutez de nouveau « i12 check »`
const MEND_DATE = fr`corrigez la date dans le logiciel d’où vient cet export, refaites-le, puis exécutez de nouveau « i12 check »`

const MEND_SWAPPED = fr`corrigez la date ; si l’export écrit partout le mois avant le jour, déclarez « format_date: MM/JJ/AAAA » dans i12.yaml`

export interface RowReaderOptions {
  readonly file: ExportFile
  readonly table: UnreadTable
  readonly settings: SourceSettings
  readonly dateFormat: DateFormat | null
  /** Fields that a recognised format computes from several columns. */
  readonly derived: ReadonlyMap<string, DerivedField>
  /** Words that a recognised format uses, by canonical header. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly diagnostics: Diagnostics
}

export class RowReader {
  readonly file: ExportFile
  readonly #table: UnreadTable
  readonly #options: RowReaderOptions
  #unusable: Set<string> | null = null
  readonly #mends = new Map<string, string>()

  constructor(options: RowReaderOptions) {
    this.file = options.file
    this.#table = options.table
    this.#options = options
  }

  /** Fields of the row at hand that could not be used; forgets them for the next row. */
  takeUnusable(): UnusableFields {
    const unusable = this.#unusable
    if (unusable === null) return NO_FIELD
    this.#unusable = null
    return unusable
  }

  /** Trimmed text in NFC; '' where empty or without column. */
  text(header: string): ReadCell<string> {
    const raw = this.#cell(header)
    if (raw === null) return () => ''
    const isApart = this.#table.hasApartAccents
    const declared = new Map(
      [...declaredValues(this.#options.settings, header)].map(([theirs, ours]) => [nameKey(theirs), ours]),
    )
    const composed = (cell: string) => (isApart ? cell.normalize('NFC') : cell)
    const normal =
      declared.size === 0 ? composed : (cell: string) => declared.get(nameKey(cell)) ?? composed(cell)
    // Texts that come back are kept once; a column where most are new (names, comments) is soon given up.
    let remembered: Map<string, string> | null = new Map()
    let lookups = 0
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return ''
      if (remembered === null) return normal(cell)
      lookups++
      const known = remembered.get(cell)
      if (known !== undefined) return known
      const value = normal(cell)
      if (remembered.size < 500 || (remembered.size < REMEMBERED && remembered.size < lookups / 2)) {
        remembered.set(cell, value)
      } else {
        remembered = null
      }
      return value
    }
  }

  /** Text that must be there; '' is reported. */
  requiredText(header: string): ReadCell<string> {
    const read = this.text(header)
    return (cells, row) => {
      const value = read(cells, row)
      if (value === '') this.reportEmpty(header, cells, row)
      return value
    }
  }

  moment(header: string): ReadCell<Moment | null> {
    const raw = this.#cell(header)
    if (raw === null) return () => NO_MOMENT
    const { dateFormat } = this.#options
    const { serialEpoch } = this.#table
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return null
      const serial =
        serialEpoch !== null && /^\d{5}(?:\.\d+)?$/.test(cell)
          ? momentOfSerial(Number(cell), serialEpoch)
          : null
      const reading = serial ?? parseMoment(cell, dateFormat)
      if (isTrouble(reading)) {
        this.#reportMoment(header, cells, row, cell, reading)
        return null
      }
      return reading
    }
  }

  /** A moment that must be there: an empty cell is reported. It is unknown, not unusable: nothing in it can be wrong. */
  requiredMoment(header: string): ReadCell<Moment | null> {
    const raw = this.#cell(header)
    const read = this.moment(header)
    if (raw === null) return read
    return (cells, row) => {
      if (raw(cells, row) === '') {
        this.reportEmpty(header, cells, row)
        return null
      }
      return read(cells, row)
    }
  }

  day(header: string): ReadCell<LocalDate | null> {
    const read = this.moment(header)
    return (cells, row) => read(cells, row)?.on ?? null
  }

  number(header: string): ReadCell<number | null> {
    const raw = this.#cell(header)
    if (raw === null) return () => null
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return null
      const plain = cell.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '')
      if (/^\d+(?:[.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.'))
      const likely = /^(\d+(?:[.,]\d+)?)\s*(?:h|heures?|j|jours?|%)\.?$/i.exec(plain)?.[1]
      this.report('NOMBRE-ILLISIBLE', header, cells, row, {
        seen: cell,
        expected: 'un nombre sans unité, par exemple 35 ou 3,5',
        mend: likely === undefined ? MEND_AT_SOURCE : fr`écrivez ${quoted(likely)}`,
      })
      return null
    }
  }

  /** A number that must be there. */
  requiredNumber(header: string): ReadCell<number | null> {
    const raw = this.#cell(header)
    const read = this.number(header)
    if (raw === null) return read
    return (cells, row) => {
      if (raw(cells, row) === '') this.reportEmpty(header, cells, row)
      return read(cells, row)
    }
  }

  yesNo(header: string): ReadCell<boolean | null> {
    const read = this.choice<string>(header)
    return (cells, row) => {
      const value = read(cells, row)
      return value === null ? null : value === 'oui'
    }
  }

  /** oui or non that must be there. */
  requiredYesNo(header: string): ReadCell<boolean | null> {
    const read = this.requiredChoice<string>(header)
    return (cells, row) => {
      const value = read(cells, row)
      return value === null ? null : value === 'oui'
    }
  }

  choice<Value extends string>(header: string): ReadCell<Value | null> {
    const field = this.#field(header)
    const raw = this.#cell(header)
    if (raw === null) return () => null
    const { file, settings, words, diagnostics } = this.#options
    const list = closedListOf(file.name, field, settings, words.get(header) ?? new Map(), diagnostics)
    const remembered = new Map<string, Value>()
    const empty = (list.get('') ?? null) as Value | null
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return empty
      const known = remembered.get(cell)
      if (known !== undefined) return known
      const value = (list.get(nameKey(cell)) ?? null) as Value | null
      if (value === null) this.#reportChoice(field, list, cells, row, cell)
      else if (remembered.size < REMEMBERED) remembered.set(cell, value)
      return value
    }
  }

  /** A value of a closed list that must be there. */
  requiredChoice<Value extends string>(header: string): ReadCell<Value | null> {
    const raw = this.#cell(header)
    const read = this.choice<Value>(header)
    if (raw === null) return read
    return (cells, row) => {
      const value = read(cells, row)
      if (value === null && raw(cells, row) === '') this.reportEmpty(header, cells, row)
      return value
    }
  }

  reportEmpty(header: string, cells: readonly string[], row: number): void {
    // A cell that was refused has had its diagnostic.
    if (this.#unusable?.has(header) === true) return
    this.report('VALEUR-MANQUANTE', header, cells, row, {
      seen: null,
      expected: fr`une valeur dans ${quoted(header)}`,
      mend: 'complétez-la dans le logiciel d’où vient cet export, puis refaites-le',
    })
  }

  report(
    code: keyof typeof RECORD_PROBLEMS,
    header: string,
    cells: readonly string[],
    row: number,
    said: { seen: string | null; expected: string | null; mend: string; message?: string },
  ): void {
    const kind: DiagnosticKind = RECORD_PROBLEMS[code]
    const isPersonal = this.#field(header).isPersonal
    this.#options.diagnostics.report({
      ...said,
      kind,
      place: this.#placeOf(header, cells, row),
      field: header,
      seen: said.seen === null ? null : seenValue(said.seen, isPersonal ? mask : undefined),
    })
  }

  /** The trimmed text of a field's cell, or null where the export has no such column. */
  #cell(header: string): ReadCell<string> | null {
    const derived = this.#options.derived.get(header)
    const column = this.file.columns.get(header) ?? undefined
    const take: ((cells: readonly string[]) => string) | null =
      derived !== undefined
        ? (cells) => derived.text(cells).trim()
        : column !== undefined
          ? (cells) => (cells[column] ?? '').trim()
          : null
    if (take === null) return null
    const declared = this.#declaredForms(header)
    return (cells, row) => {
      const found = take(cells)
      const cell = declared === null ? found : (declared.get(nameKey(found)) ?? found)
      const first = cell.charCodeAt(0)
      if (cell.length <= LONGEST_CELL && (first !== HASH || !SPREADSHEET_ERRORS.has(cell))) {
        return first === EQUALS ? cell.replace(PROTECTED_TEXT, '$1').trim() : cell
      }
      this.#reportRefused(header, cells, row, cell)
      return ''
    }
  }

  /** What `valeurs` gives for the words of a date or a number; the other kinds look them up themselves. */
  #declaredForms(header: string): ReadonlyMap<string, string> | null {
    if (!['day', 'moment', 'number'].includes(this.#field(header).kind)) return null
    const declared = [...declaredValues(this.#options.settings, header)]
    return declared.length === 0 ? null : new Map(declared.map(([theirs, ours]) => [nameKey(theirs), ours]))
  }

  #placeOf(header: string, cells: readonly string[], row: number): Place {
    const derived = this.#options.derived.get(header)
    const column = derived === undefined ? this.file.columns.get(header) : derived.column(cells)
    return this.#table.place(row, column ?? null)
  }

  #field(header: string): Field {
    const field = fieldOf(this.file.name, header)
    if (field === undefined) throw new Error(`${this.file.name} has no field ${header}`)
    return field
  }

  #markUnusable(header: string): void {
    this.#unusable ??= new Set()
    this.#unusable.add(header)
  }

  #reportRefused(header: string, cells: readonly string[], row: number, cell: string): void {
    const isLong = cell.length > LONGEST_CELL
    this.report(isLong ? 'CELLULE-DEMESUREE' : 'CELLULE-EN-ERREUR', header, cells, row, {
      seen: cell,
      expected: isLong ? fr`au plus ${formatNumber(LONGEST_CELL)} caractères` : 'une valeur',
      mend: isLong
        ? 'vérifiez les guillemets de cette ligne, ou raccourcissez ce texte dans le logiciel d’où vient cet export'
        : 'corrigez la formule dans le tableur, ou remplacez-la par sa valeur',
    })
    this.#markUnusable(header)
  }

  #reportChoice(field: Field, list: ClosedList, cells: readonly string[], row: number, cell: string): void {
    this.report('VALEUR-INCONNUE', field.header, cells, row, {
      seen: cell,
      expected: listed(canonicalValues(field), 'ou'),
      mend: this.#mendOfChoice(field, list, cell),
    })
    this.#markUnusable(field.header)
  }

  /** The same unknown word comes back row after row: what to say of it is worked out once. */
  #mendOfChoice(field: Field, list: ClosedList, cell: string): string {
    if (field.isPersonal) return MEND_AT_SOURCE
    const key = `${field.header}\0${cell}`
    const known = this.#mends.get(key)
    if (known !== undefined) return known
    const near = nearestWord(cell, canonicalValues(field)) ?? nearestWord(cell, list.keys())
    const meant = near === null ? null : (list.get(nameKey(near)) ?? near)
    const declare = fr`déclarez ce mot sous « valeurs » dans i12.yaml : ${quoted(`${field.header}: { "${seenValue(cell)}": ${meant ?? '…'} }`)}`
    const mend =
      meant === null ? declare : fr`écrivez ${quoted(meant)} si c’est ce que ce mot veut dire, ou ${declare}`
    if (this.#mends.size < REMEMBERED) this.#mends.set(key, mend)
    return mend
  }

  #reportMoment(
    header: string,
    cells: readonly string[],
    row: number,
    cell: string,
    trouble: MomentTrouble,
  ): void {
    const declared = this.#options.dateFormat?.text
    const forms = declared === undefined ? 'JJ/MM/AAAA ou AAAA-MM-JJ' : `${declared} ou AAAA-MM-JJ`
    const say = (code: keyof typeof RECORD_PROBLEMS, mend: string, why = '') =>
      this.report(code, header, cells, row, { seen: cell, expected: `${forms}${why}`, mend })
    const write = (on: LocalDate) => quoted(formatLike(cell, on))
    this.#markUnusable(header)
    switch (trouble.kind) {
      case 'nonexistent':
        say(
          'DATE-INEXISTANTE',
          trouble.isSwapped ? MEND_SWAPPED : MEND_DATE,
          whyNonexistent(trouble.year, trouble.month),
        )
        return
      case 'shortYear':
        say(
          'DATE-ANNEE-COURTE',
          trouble.likely === null
            ? MEND_DATE
            : fr`exportez les années à quatre chiffres (${write(trouble.likely)} si c’est ce jour), ou déclarez ${quoted('format_date: JJ/MM/AA')} dans i12.yaml`,
        )
        return
      case 'improbableYear':
        say('DATE-ANNEE-IMPROBABLE', MEND_DATE, fr` ; une année entre 1900 et 2199`)
        return
      case 'hashes':
        say('DATE-DIESES', 'élargissez la colonne dans le tableur, ou refaites l’export sans passer par lui')
        return
      case 'serial':
        say(
          'DATE-NUMERO-DE-SERIE',
          fr`donnez à la colonne le format date dans le tableur, puis enregistrez de nouveau : ${quoted(cell)} y est le ${formatDate(trouble.likely)}`,
          fr` ; ${quoted(formatIsoDate(trouble.likely))} si le tableur compte depuis 1900`,
        )
        return
      case 'zone':
        say('DATE-FUSEAU', 'exportez l’heure locale, sans « Z » ni décalage')
        return
      case 'time':
        say('HEURE-ILLISIBLE', 'corrigez l’heure, ou retirez-la', fr`, avec une heure HH:MM facultative`)
        return
      case 'form':
        say(
          'DATE-ILLISIBLE',
          trouble.likely === null
            ? fr`corrigez la date, ou déclarez la forme de la colonne dans i12.yaml, par exemple ${quoted('format_date: JJ.MM.AAAA')}`
            : fr`écrivez ${quoted(formatDate(trouble.likely))}, ou déclarez la forme de la colonne sous « format_date » dans i12.yaml`,
        )
    }
  }
}

function whyNonexistent(year: number, month: number | null): string {
  return month === null
    ? fr` ; les mois vont de 01 à 12`
    : fr` ; ${formatMonth(year, month)} finit le ${daysInMonth(year, month)}`
}
