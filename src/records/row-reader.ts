// Cells of one export turned into values, with a diagnostic for each that cannot be used. One small function a
// column, made once a file: nothing is looked up by name while rows go by. May not know the procedure.
import type { DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, formatMonth, formatNumber, fr, listed, quoted } from '../kernel/french.js'
import { daysInMonth, formatIsoDate, type LocalDate, type Moment } from '../kernel/local-date.js'
import { mask } from '../kernel/mask.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Place } from '../kernel/origin.js'
import { seenValue } from '../source/printable.js'
import { UNCOMPUTED } from '../source/sheet.js'
import type { UnreadTable } from '../source/table.js'
import { type ClosedList, canonicalValues, closedListOf, declaredValues } from './closed-list.js'
import { type ColumnHabit, type ColumnHabits, ColumnNotes, ORDINARY, type Trait } from './column-notes.js'
import type { DateFormat } from './date-format.js'
import { isAm, meaningOfAm } from './day-part-words.js'
import type { ExportFile } from './export-file.js'
import { type Field, fieldOf } from './fields.js'
import { type Damage, damageOf, isPlainFileNumber, tidyFileNumber, trimSpaces } from './file-number.js'
import type { Grid } from './grid.js'
import { nameKey } from './name-key.js'
import { type DaySpan, parseDays } from './parse-days.js'
import { parseHours, withoutThousands } from './parse-hours.js'
import {
  formatLike,
  isTrouble,
  type MomentReading,
  type MomentTrouble,
  momentOfSerial,
  parseMoment,
} from './parse-moment.js'
import { isPlaceholder, isPlaceholderDay, mayBePlaceholder } from './placeholders.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { UnusableFields } from './records.js'
import type { SourceSettings } from './source-input.js'
import { saysWhether } from './synonyms.js'
import type { DayPart } from './values.js'

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
  UNCOMPUTED,
])
/** Distinct texts remembered per column; beyond, memory would be spent on texts that do not come back. */
const REMEMBERED = 50_000

const NO_FIELD: UnusableFields = new Set<string>()
const NO_MOMENT: Moment | null = null
const NO_DAY: readonly DaySpan[] = []
/** The day that spreadsheets show for 1, and databases for nothing. */
const FIRST_OF_1900 = -25_567
/** `13/11/2026`: the day comes first. */
const DAY_OVER_12 = /^(?:1[3-9]|2\d|3[01])\//
/** Known words joined in one cell: `téléphone + mail`, `stagiaire et employeur`. */
const BETWEEN_WORDS = /\s*[+/,&\n]\s*|\s+et\s+/i
const BETWEEN_PATHS = /\s*[;|\r\n]+\s*/
const NO_PATH: readonly string[] = []

const MEND_AT_SOURCE = fr`corrigez-la dans le logiciel d’où vient cet export, refaites-le, puis exécutez de nouveau « i12 check »`
const MEND_DATE = fr`corrigez la date dans le logiciel d’où vient cet export, refaites-le, puis exécutez de nouveau « i12 check »`

const MEND_SWAPPED = fr`corrigez la date ; si toute la colonne est écrite dans un autre ordre, corrigez « format_date » dans i12.yaml`

const DAY_FIRST_FORMS = 'JJ/MM/AAAA ou AAAA-MM-JJ'

/** What is expected and how to mend, for what is said of a column as a whole. */
const COLUMN_MENDS = {
  'ANNEES-A-DEUX-CHIFFRES': {
    expected: 'des années à quatre chiffres',
    mend: () =>
      fr`rien, si toutes ces dates sont d’après l’an 2000 ; sinon exportez les années à quatre chiffres`,
  },
  'CELLULES-SANS-VALEUR': {
    expected: 'une valeur, ou une case vide',
    mend: (header: string) =>
      fr`rien, si ces cases n’ont pas de valeur ; sinon déclarez ce mot sous « valeurs » pour ${quoted(header)} dans i12.yaml`,
  },
  'NUMEROS-NETTOYES': {
    expected: 'un numéro sans caractère invisible, avec des traits d’union ordinaires',
    mend: () => fr`rien, si les numéros sont ceux de vos dossiers ; sinon corrigez-les dans l’export`,
  },
  'DEMI-JOURNEE-AMBIGUE': {
    expected: fr`« matin » ou « apres-midi »`,
    mend: (header: string) =>
      fr`dites-le sous « valeurs » dans i12.yaml : ${quoted(`${header}: { AM: matin }`)} ou ${quoted(`${header}: { AM: apres-midi }`)}`,
  },
} as const

export interface RowReaderOptions {
  readonly file: ExportFile
  readonly table: UnreadTable
  readonly settings: SourceSettings
  readonly dateFormat: DateFormat | null
  /** Fields that a recognised format computes from several columns. */
  readonly derived: ReadonlyMap<string, DerivedField>
  /** Words that a recognised format uses, by canonical header. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The grid whose cells are read one by one; null for an ordinary table. */
  readonly grid: Grid | null
  readonly diagnostics: Diagnostics
  /** What a first reading of the table taught, for a second one; null for the first. */
  readonly habits: ColumnHabits | null
}

export class RowReader {
  readonly file: ExportFile
  readonly #table: UnreadTable
  readonly #options: RowReaderOptions
  #unusable: Set<string> | null = null
  readonly #mends = new Map<string, string>()
  readonly #notes = new ColumnNotes()
  /** Words met in columns of half-days, by canonical header. */
  readonly #dayPartWords = new Map<string, Set<string>>()

  constructor(options: RowReaderOptions) {
    this.file = options.file
    this.#table = options.table
    this.#options = options
  }

  /** What i12.yaml says of the entry. */
  get settings(): SourceSettings {
    return this.#options.settings
  }

  /** Whether the export gives the field, by a column or otherwise. */
  has(header: string): boolean {
    return this.file.columns.has(header)
  }

  /** The column of the cell at hand, where a grid is read cell by cell. */
  get column(): number | undefined {
    return this.#options.grid?.column
  }

  /** Fields of the row at hand that could not be used; forgets them for the next row. */
  takeUnusable(): UnusableFields {
    const unusable = this.#unusable
    if (unusable === null) return NO_FIELD
    this.#unusable = null
    return unusable
  }

  /** Whether the cell of a field of the row at hand was refused. */
  isUnusable(header: string): boolean {
    return this.#unusable?.has(header) === true
  }

  /**
   * Judges the columns once every row went by, as the design asks of dates without a declared form, years of two
   * digits and AM.
   * @returns how they are to be read, where rows must be read again; null where what was read stands
   */
  learn(): ColumnHabits | null {
    if (this.#options.habits !== null) return null
    const habits = new Map<string, ColumnHabit>()
    for (const header of this.#notes.headers) {
      const isMonthFirst = this.#notes.get(header, 'monthFirst') !== undefined
      const hasShortYears =
        this.#notes.get(header, 'shortYear') !== undefined &&
        this.#notes.get(header, 'fullYear') === undefined
      const am =
        this.#notes.get(header, 'am') === undefined ? null : meaningOfAm(this.#dayPartWords.get(header) ?? [])
      if (isMonthFirst || hasShortYears || am !== null) {
        habits.set(header, { isMonthFirst, hasShortYears, am })
      }
    }
    return habits.size === 0 ? null : habits
  }

  /** Says what was judged of whole columns; to be called once, after the last reading. */
  sayColumns(): void {
    for (const header of this.#notes.headers) {
      this.#sayMonthFirst(header)
      this.#saySortOf(header, 'shortYear', 'ANNEES-A-DEUX-CHIFFRES')
      this.#saySortOf(header, 'placeholder', 'CELLULES-SANS-VALEUR')
      this.#saySortOf(header, 'untidyNumber', 'NUMEROS-NETTOYES')
      this.#saySortOf(header, 'am', 'DEMI-JOURNEE-AMBIGUE')
    }
  }

  /** Trimmed text in NFC; '' where empty or without column. */
  text(header: string): ReadCell<string> {
    return this.#textOf(header, this.#cell(header))
  }

  #textOf(header: string, raw: ReadCell<string> | null): ReadCell<string> {
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
    const isName = header === 'nom' || header === 'prenom'
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return ''
      lookups++
      const known = remembered?.get(cell)
      if (known !== undefined) return known
      if (
        mayBePlaceholder(cell.charCodeAt(0)) &&
        isPlaceholder(cell) &&
        !declared.has(nameKey(cell)) &&
        // Somebody may be called Null.
        !(isName && /^null$/i.test(cell))
      ) {
        this.#note(header, 'placeholder', cells, row, cell)
        return ''
      }
      if (remembered === null) return normal(cell)
      const value = normal(cell)
      if (remembered.size < 500 || (remembered.size < REMEMBERED && remembered.size < lookups / 2)) {
        remembered.set(cell, value)
      } else {
        remembered = null
      }
      return value
    }
  }

  /** What proves an act: a path, a number; '' where the cell only says oui or non, which names nothing. */
  proof(header: string): ReadCell<string> {
    const read = this.text(header)
    return (cells, row) => {
      const value = read(cells, row)
      return saysWhether(value) === null ? value : ''
    }
  }

  /** Whether a cell that may hold a proof says oui or non instead of naming it; null where it does not. */
  proofWord(header: string): ReadCell<boolean | null> {
    const read = this.text(header)
    return (cells, row) => saysWhether(read(cells, row))
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

  /** Paths in one cell, separated by `;`, `|` or line ends; a comma may stand in the name of a file. */
  paths(header: string): ReadCell<readonly string[]> {
    const raw = this.#cell(header)
    const read = this.text(header)
    const remembered = new Map<string, readonly string[]>()
    if (raw === null) return () => NO_PATH
    return (cells, row) => {
      const written = raw(cells, row)
      if (written === '') return NO_PATH
      const known = remembered.get(written)
      if (known !== undefined) return known
      const cell = read(cells, row)
      if (cell === '') return NO_PATH
      const paths = BETWEEN_PATHS.test(cell)
        ? [...new Set(cell.split(BETWEEN_PATHS).filter((path) => path !== '' && saysWhether(path) === null))]
        : saysWhether(cell) === null
          ? [cell]
          : NO_PATH
      if (remembered.size < REMEMBERED) remembered.set(written, paths)
      return paths
    }
  }

  /** A file number without what nobody typed; '' where empty, or damaged for good, which is reported. */
  fileNumber(header: string): ReadCell<string> {
    const raw = this.#cell(header, trimSpaces)
    const read = this.#textOf(header, raw)
    if (raw === null) return read
    // The same numbers come back in every row of a learner: one text for each, looked at once.
    const plain = new Map<string, string>()
    return (cells, row) => {
      const cell = raw(cells, row)
      const known = plain.get(cell)
      if (known !== undefined) return known
      const text = read(cells, row)
      if (text === cell && isPlainFileNumber(text)) {
        if (plain.size < REMEMBERED) plain.set(text, text)
        return text
      }
      const number = tidyFileNumber(text)
      const damage = damageOf(number)
      if (damage !== null) {
        this.#reportDamage(header, cells, row, text, damage)
        return ''
      }
      if (number !== text) this.#note(header, 'untidyNumber', cells, row, text)
      return number
    }
  }

  /** A file number that must be there; '' is reported. */
  requiredFileNumber(header: string): ReadCell<string> {
    const read = this.fileNumber(header)
    return (cells, row) => {
      const value = read(cells, row)
      if (value === '') this.reportEmpty(header, cells, row)
      return value
    }
  }

  moment(header: string): ReadCell<Moment | null> {
    const raw = this.#cell(header)
    if (raw === null) return () => NO_MOMENT
    const read = this.#momentOf(header)
    const settle = this.#settler(header)
    const { isMonthFirst, hasShortYears } = this.#habitOf(header)
    let isKnown = isMonthFirst || hasShortYears
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return null
      const reading = read(cell)
      // Nearly every date: nothing is left to be noted of its column.
      if (isKnown && !isMonthFirst && !hasShortYears && !isTrouble(reading) && reading.on !== FIRST_OF_1900) {
        return reading
      }
      const moment = settle(cells, row, cell, reading)
      if (moment !== null) isKnown = true
      return moment
    }
  }

  /** The days of a cell: one, several, or a range; none where it is empty or cannot be used. */
  days(header: string): ReadCell<readonly DaySpan[]> {
    const raw = this.#cell(header)
    if (raw === null) return () => NO_DAY
    const read = this.#momentOf(header)
    const settle = this.#settler(header)
    const { isMonthFirst } = this.#habitOf(header)
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return NO_DAY
      const reading = read(cell)
      const several = isTrouble(reading) ? parseDays(cell, read) : null
      if (several === null || 'kind' in several || isMonthFirst) {
        const isList = several !== null && 'kind' in several
        const moment = settle(cells, row, cell, isList ? several : reading)
        return moment === null ? NO_DAY : [{ on: moment.on, minute: moment.minute, until: null }]
      }
      return several
    }
  }

  /** Days that must be there: an empty cell is reported. */
  requiredDays(header: string): ReadCell<readonly DaySpan[]> {
    const read = this.days(header)
    if (this.#cell(header) === null) return read
    return (cells, row) => {
      const value = read(cells, row)
      if (value.length === 0) this.reportEmpty(header, cells, row)
      return value
    }
  }

  /** How a trimmed, non-empty text of a column is read as a moment. */
  #momentOf(header: string): (cell: string) => MomentReading {
    const { dateFormat } = this.#options
    const { serialEpoch } = this.#table
    const { hasShortYears } = this.#habitOf(header)
    if (serialEpoch === null) return (cell) => parseMoment(cell, dateFormat, hasShortYears)
    return (cell) => {
      const serial = /^\d{5}(?:\.\d+)?$/.test(cell) ? momentOfSerial(Number(cell), serialEpoch) : null
      return serial ?? parseMoment(cell, dateFormat, hasShortYears)
    }
  }

  /** What is made of the reading of a cell: a moment, or null where it is refused or stands for no day. */
  #settler(
    header: string,
  ): (cells: readonly string[], row: number, cell: string, reading: MomentReading) => Moment | null {
    const { isMonthFirst, hasShortYears } = this.#habitOf(header)
    let years = 0
    return (cells, row, cell, reading) => {
      const trouble = isTrouble(reading) ? reading : null
      const moment = isTrouble(reading) ? null : reading
      if (moment?.on === FIRST_OF_1900 || (moment === null && isPlaceholderDay(cell))) {
        this.#note(header, 'placeholder', cells, row, cell)
        return null
      }
      if (trouble?.kind === 'monthFirst' || isMonthFirst) {
        if (trouble?.kind === 'monthFirst') this.#note(header, 'monthFirst', cells, row, cell)
        else if (DAY_OVER_12.test(cell)) this.#note(header, 'dayFirst', cells, row, cell)
        this.#markUnusable(header)
        return null
      }
      if (hasShortYears && moment !== null) this.#note(header, 'shortYear', cells, row, cell)
      // Once is enough to know that there are some.
      else if (moment !== null && years++ === 0) this.#note(header, 'fullYear', cells, row, cell)
      if (trouble === null) return moment
      if (trouble.kind === 'shortYear' && trouble.isDayFirst) {
        this.#note(header, 'shortYear', cells, row, cell)
      }
      this.#reportMoment(header, cells, row, cell, trouble)
      return null
    }
  }

  /** A moment that must be there: an empty cell is reported. It is unknown, not unusable: nothing in it can be wrong. */
  requiredMoment(header: string): ReadCell<Moment | null> {
    const read = this.moment(header)
    if (this.#cell(header) === null) return read
    return (cells, row) => {
      const value = read(cells, row)
      if (value === null) this.reportEmpty(header, cells, row)
      return value
    }
  }

  day(header: string): ReadCell<LocalDate | null> {
    const read = this.moment(header)
    return (cells, row) => read(cells, row)?.on ?? null
  }

  /** A number of hours, in any of the ways in which durations are written. */
  hours(header: string): ReadCell<number | null> {
    const raw = this.#cell(header)
    if (raw === null) return () => null
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return null
      const hours = parseHours(cell)
      if (hours !== null) return hours
      if (this.#isPlaceholder(header, cells, row, cell)) return null
      this.report('NOMBRE-ILLISIBLE', header, cells, row, {
        seen: cell,
        expected: 'une durée en heures, par exemple 35, 3,5, 3h30 ou 3:30',
        mend: MEND_AT_SOURCE,
      })
      return null
    }
  }

  number(header: string): ReadCell<number | null> {
    const raw = this.#cell(header)
    if (raw === null) return () => null
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return null
      const plain = withoutThousands(cell)
      if (/^\d+(?:[.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.'))
      if (this.#isPlaceholder(header, cells, row, cell)) return null
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
    const list = this.#listOf(field)
    const remembered = new Map<string, Value>()
    const empty = (list.get('') ?? null) as Value | null
    return (cells, row) => {
      const cell = raw(cells, row)
      if (cell === '') return empty
      const known = remembered.get(cell)
      if (known !== undefined) return known
      const value = (list.get(nameKey(cell)) ?? null) as Value | null
      if (value !== null) {
        if (remembered.size < REMEMBERED) remembered.set(cell, value)
        return value
      }
      if (this.#isPlaceholder(header, cells, row, cell)) return empty
      this.#reportChoice(field, list, cells, row, cell)
      return null
    }
  }

  /** Values of a closed list joined in one cell (`téléphone + mail`), each once; empty where none can be used. */
  choices<Value extends string>(header: string): ReadCell<readonly Value[]> {
    const field = this.#field(header)
    const raw = this.#cell(header)
    if (raw === null) return () => []
    const one = this.choice<Value>(header)
    const list = this.#listOf(field)
    const remembered = new Map<string, readonly Value[]>()
    return (cells, row) => {
      const cell = raw(cells, row)
      const known = remembered.get(cell)
      if (known !== undefined) return known
      const joined = list.has(nameKey(cell)) ? null : joinedValues<Value>(cell, list)
      const value = joined ?? toList(one(cells, row))
      if (value.length > 0 && remembered.size < REMEMBERED) remembered.set(cell, value)
      return value
    }
  }

  /** Values of a closed list that must be there. */
  requiredChoices<Value extends string>(header: string): ReadCell<readonly Value[]> {
    const read = this.choices<Value>(header)
    if (this.#cell(header) === null) return read
    return (cells, row) => {
      const values = read(cells, row)
      if (values.length === 0) this.reportEmpty(header, cells, row)
      return values
    }
  }

  /** A half-day; what AM stands for depends on the other words of the column. */
  dayPart(header: string): ReadCell<DayPart | null> {
    const raw = this.#cell(header)
    const read = this.choice<DayPart>(header)
    if (raw === null) return read
    const isDeclared = new Set(
      [...declaredValues(this.#options.settings, header)].map(([word]) => nameKey(word)),
    )
    const { am } = this.#habitOf(header)
    const words = new Set<string>()
    const unclear = new Set<string>()
    this.#dayPartWords.set(header, words)
    return (cells, row) => {
      const cell = raw(cells, row)
      if (!words.has(cell)) {
        words.add(cell)
        if (isAm(cell) && !isDeclared.has(nameKey(cell))) unclear.add(cell)
      }
      if (unclear.size === 0 || !unclear.has(cell)) return read(cells, row)
      if (am === null) this.#note(header, 'am', cells, row, cell)
      return am
    }
  }

  /** A value of a closed list that must be there. */
  requiredChoice<Value extends string>(header: string): ReadCell<Value | null> {
    const read = this.choice<Value>(header)
    if (this.#cell(header) === null) return read
    return (cells, row) => {
      const value = read(cells, row)
      if (value === null) this.reportEmpty(header, cells, row)
      return value
    }
  }

  reportEmpty(header: string, cells: readonly string[], row: number): void {
    // A cell that was refused has had its diagnostic.
    if (this.isUnusable(header)) return
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
  #cell(header: string, trim = (text: string) => text.trim()): ReadCell<string> | null {
    const derived = this.#options.derived.get(header)
    const column = this.file.columns.get(header) ?? undefined
    const take: ((cells: readonly string[]) => string) | null =
      derived !== undefined
        ? (cells) => trim(derived.text(cells))
        : column !== undefined
          ? (cells) => trim(cells[column] ?? '')
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
    if (!['day', 'moment', 'number', 'hours'].includes(this.#field(header).kind)) return null
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

  #habitOf(header: string): ColumnHabit {
    return this.#options.habits?.get(header) ?? ORDINARY
  }

  #note(header: string, trait: Trait, cells: readonly string[], row: number, seen: string): void {
    this.#notes.add(header, trait, seen, () => this.#placeOf(header, cells, row))
  }

  /** Whether a cell that is nothing else stands for an absent value, which is then noted. */
  #isPlaceholder(header: string, cells: readonly string[], row: number, cell: string): boolean {
    if (!isPlaceholder(cell)) return false
    this.#note(header, 'placeholder', cells, row, cell)
    return true
  }

  #listOf(field: Field): ClosedList {
    const { file, settings, words, diagnostics } = this.#options
    return closedListOf(file.name, field, settings, words.get(field.header) ?? new Map(), diagnostics)
  }

  #saySortOf(header: string, trait: Trait, code: keyof typeof COLUMN_MENDS): void {
    const note = this.#notes.get(header, trait)
    if (note === undefined) return
    // Years of two digits that are not those of the whole column were refused cell by cell.
    if (trait === 'shortYear' && !this.#habitOf(header).hasShortYears) return
    const { expected, mend } = COLUMN_MENDS[code]
    this.#options.diagnostics.report({
      kind: RECORD_PROBLEMS[code],
      place: note.place,
      field: header,
      seen: seenValue(note.seen, this.#field(header).isPersonal ? mask : undefined),
      expected,
      mend: mend(header),
      count: note.count,
    })
  }

  #sayMonthFirst(header: string): void {
    const note = this.#notes.get(header, 'monthFirst')
    if (note === undefined) return
    const other = this.#notes.get(header, 'dayFirst')
    this.#options.diagnostics.report({
      kind: RECORD_PROBLEMS['DATES-AMERICAINES'],
      place: note.place,
      field: header,
      seen: seenValue(note.seen),
      expected: DAY_FIRST_FORMS,
      mend:
        other === undefined
          ? fr`déclarez « format_date: MM/JJ/AAAA » pour cet export dans i12.yaml si le mois y vient partout avant le jour, sinon corrigez cette date`
          : fr`corrigez cette date ou celles qui sont écrites jour d’abord, comme ${quoted(other.seen)} : les deux ordres sont mêlés dans la colonne`,
      ...(other === undefined ? {} : { related: [other.place] }),
    })
  }

  #reportDamage(header: string, cells: readonly string[], row: number, seen: string, damage: Damage): void {
    this.report('NUMERO-ABIME', header, cells, row, {
      seen,
      message:
        damage === 'scientific'
          ? fr`Un tableur a réécrit ce numéro de dossier en notation scientifique : ses derniers chiffres sont perdus.`
          : fr`Un tableur a pris ce numéro de dossier pour une date : il n’est plus tel qu’il était.`,
      expected: fr`le numéro de dossier entier, comme dans le logiciel`,
      mend: fr`refaites l’export sans l’ouvrir dans un tableur, ou donnez à cette colonne le format « Texte » avant d’y coller les numéros`,
    })
    this.#markUnusable(header)
  }

  #markUnusable(header: string): void {
    this.#unusable ??= new Set()
    this.#unusable.add(header)
  }

  #reportRefused(header: string, cells: readonly string[], row: number, cell: string): void {
    const isLong = cell.length > LONGEST_CELL
    if (cell === UNCOMPUTED) {
      this.report('FORMULE-SANS-RESULTAT', header, cells, row, {
        seen: null,
        expected: 'une valeur',
        mend: 'ouvrez ce classeur dans un tableur et enregistrez-le : la formule y est alors calculée',
      })
      this.#markUnusable(header)
      return
    }
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
    const forms = declared === undefined ? DAY_FIRST_FORMS : `${declared} ou AAAA-MM-JJ`
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
      case 'monthFirst':
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
        say(
          'HEURE-ILLISIBLE',
          /[ap]\.?\s?m\.?$/i.test(cell)
            ? fr`déclarez la forme de la colonne dans i12.yaml, par exemple ${quoted('format_date: JJ/MM/AAAA HH:MM AM')}`
            : 'corrigez l’heure, ou retirez-la',
          fr`, avec une heure HH:MM facultative`,
        )
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

function toList<Value>(value: Value | null): readonly Value[] {
  return value === null ? [] : [value]
}

/** The values of words joined in one cell, or null where one of them is not known. */
function joinedValues<Value extends string>(cell: string, list: ClosedList): readonly Value[] | null {
  const words = cell.split(BETWEEN_WORDS)
  if (words.length < 2) return null
  const values = new Set<Value>()
  for (const word of words) {
    const value = list.get(nameKey(word))
    if (value === undefined) return null
    values.add(value as Value)
  }
  return [...values]
}

function whyNonexistent(year: number, month: number | null): string {
  return month === null
    ? fr` ; les mois vont de 01 à 12`
    : fr` ; ${formatMonth(year, month)} finit le ${daysInMonth(year, month)}`
}
