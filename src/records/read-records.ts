// Exports as typed records: opens each file, matches its columns, reads its rows once. May not read the disk
// or know the procedure.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'
import { openTables } from '../source/open-tables.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import type { ColumnHabits } from './column-notes.js'
import { type DateFormat, parseDateFormat } from './date-format.js'
import { type ExportFile, type Recorded, type SourceName, sourcesOf } from './export-file.js'
import { FIELDS, fieldOf } from './fields.js'
import { matchColumns, reportUnused } from './match-columns.js'
import { nameKey } from './name-key.js'
import { RECORD_PROBLEMS } from './problems.js'
import { absenceReader } from './readers/absence.js'
import { actionReader } from './readers/action.js'
import { activityReader } from './readers/activity.js'
import { attendanceReader } from './readers/attendance.js'
import { certificationReader } from './readers/certification.js'
import { dropoutReader } from './readers/dropout.js'
import { enrolmentReader } from './readers/enrolment.js'
import { explanationReader } from './readers/explanation.js'
import { improvementReader } from './readers/improvement.js'
import { presenceReader } from './readers/presence.js'
import type { ReadRow } from './readers/read-row.js'
import { surveyAnswerReader } from './readers/survey-answer.js'
import { trainingReader } from './readers/training.js'
import { violenceReportReader } from './readers/violence-report.js'
import {
  type Absence,
  type Action,
  type Activity,
  type Certification,
  type Dropout,
  type Enrolment,
  type Explanation,
  type Improvement,
  isUndated,
  type Presence,
  type Records,
  type SurveyAnswer,
  type Training,
  type ViolenceReport,
} from './records.js'
import { type DerivedField, RowReader, type RowReaderOptions } from './row-reader.js'
import { recognise, SIGNATURES } from './signatures/recognise.js'
import type { Recognised, Signature } from './signatures/signature.js'
import { type SourceInput, type SourceSettings, settingPlace } from './source-input.js'

const NOTE_END = fr` ; `

/**
 * Reads the exports of a workspace, files of one source in the order given. Everything found wrong is reported;
 * a file that cannot be used gives no record, and its diagnostic is fatal.
 */
export async function readRecords(
  inputs: readonly SourceInput[],
  diagnostics: Diagnostics,
): Promise<Records> {
  const records = new RecordLists()
  for (const input of inputs) {
    for (const name of sourcesOf(input.name)) records.sources.add(name)
    await readExport(input, records, diagnostics)
  }
  return records
}

class RecordLists implements Records {
  readonly enrolments: Enrolment[] = []
  readonly trainings: Training[] = []
  readonly absences: Absence[] = []
  readonly presences: Presence[] = []
  readonly actions: Action[] = []
  readonly dropouts: Dropout[] = []
  readonly certifications: Certification[] = []
  readonly activities: Activity[] = []
  readonly violenceReports: ViolenceReport[] = []
  readonly explanations: Explanation[] = []
  readonly surveyAnswers: SurveyAnswer[] = []
  readonly improvements: Improvement[] = []
  readonly exports: ExportFile[] = []
  readonly sources = new Set<SourceName>()
  readonly setAsideIds = new Set<string>()

  /** Takes what was read of one table. */
  add(found: RecordLists): void {
    for (const id of found.setAsideIds) this.setAsideIds.add(id)
    for (const name of LISTS) {
      const list: unknown[] = this[name]
      for (const record of found[name]) list.push(record)
    }
  }
}

const LISTS = [
  'enrolments',
  'trainings',
  'absences',
  'presences',
  'actions',
  'dropouts',
  'certifications',
  'activities',
  'violenceReports',
  'explanations',
  'surveyAnswers',
  'improvements',
] as const

/** One entry a source: how its rows are read, and where the records go. */
const READERS: Readonly<Record<SourceName, (reader: RowReader, records: RecordLists) => RowTaker>> = {
  apprenants: (reader, { enrolments, setAsideIds }) =>
    taker(enrolmentReader(reader, setAsideIds), enrolments),
  formations: (reader, { trainings }) => taker(trainingReader(reader), trainings),
  absences: (reader, { absences }) => taker(absenceReader(reader), absences),
  presences: (reader, { presences }) => taker(presenceReader(reader), presences),
  emargements: (reader, { absences, presences }) =>
    giver(attendanceReader(reader), (record) => {
      if ('isJustified' in record) absences.push(record)
      else presences.push(record)
    }),
  relances: (reader, { actions }) => taker(actionReader(reader), actions),
  abandons: (reader, { dropouts }) => taker(dropoutReader(reader), dropouts),
  certifications: (reader, { certifications }) => taker(certificationReader(reader), certifications),
  activites: (reader, { activities }) => taker(activityReader(reader), activities),
  signalements: (reader, { violenceReports }) => taker(violenceReportReader(reader), violenceReports),
  explications: (reader, { explanations }) => taker(explanationReader(reader), explanations),
  enquetes: (reader, { surveyAnswers }) => taker(surveyAnswerReader(reader), surveyAnswers),
  ameliorations: (reader, { improvements }) => taker(improvementReader(reader), improvements),
}

/** Reads a row into its list; false when the row is set aside: it gives nothing, or its date cannot be used. */
type RowTaker = (cells: readonly string[], row: number) => boolean

function taker<T extends Recorded>(read: ReadRow<T>, list: T[]): RowTaker {
  return giver(read, (record) => list.push(record))
}

function giver<T extends Recorded>(read: ReadRow<T>, give: (record: T) => void): RowTaker {
  return (cells, row) => {
    const found = read(cells, row)
    if (found === null) return false
    if (!isSeveral(found)) {
      give(found)
      return !isUndated(found)
    }
    for (const record of found) give(record)
    return !found.some(isUndated)
  }
}

function isSeveral<T>(records: T | readonly T[]): records is readonly T[] {
  return Array.isArray(records)
}

/**
 * Reads the rows of a table, then reads them again where they taught how a whole column is written. Nearly every
 * table is read once: a look at every column beforehand would cost a third of the time.
 */
function readRows(
  options: Omit<RowReaderOptions, 'habits'>,
  records: RecordLists,
  diagnostics: Diagnostics,
): void {
  const { file, table } = options
  const mark = diagnostics.mark()
  const read = (habits: ColumnHabits | null) => {
    const found = new RecordLists()
    const reader = new RowReader({ ...options, habits })
    const take = READERS[file.name](reader, found)
    file.setAside = 0
    table.readRows((cells, row) => {
      if (cells === null || !take(cells, row)) file.setAside++
    })
    return { reader, found }
  }
  let last = read(null)
  const habits = last.reader.learn()
  if (habits !== null) {
    diagnostics.rewind(mark)
    last = read(habits)
  }
  last.reader.sayColumns()
  records.add(last.found)
}

async function readExport(input: SourceInput, records: RecordLists, diagnostics: Diagnostics): Promise<void> {
  const dateFormat = dateFormatOf(input, diagnostics)
  if (dateFormat === undefined) return
  const file = await openTables({ ...input, scoreHeader: headerScore(input) }, diagnostics)
  for (const table of file?.tables ?? []) readTable(input, table, dateFormat, records, diagnostics)
}

function readTable(
  input: SourceInput,
  opened: UnreadTable,
  dateFormat: DateFormat | null,
  records: RecordLists,
  diagnostics: Diagnostics,
): void {
  const { name } = input
  if (opened.header.length === 0) {
    // An empty YAML list: no record, hence no key to look for.
    records.exports.push({ name, table: opened, columns: new Map(), setAside: 0 })
    reportNoRow(opened, diagnostics)
    return
  }
  const { table, settings, presumed, derived, words, signature } = see(input, opened)
  const columns = matchColumns(name, table, settings, presumed, diagnostics)
  if (columns === null) return
  showOnlyImpersonal(name, table, columns)
  if (signature !== null) reportRecognised(table, signature, diagnostics)
  if (table === opened) {
    const used = new Set([...columns.values(), ...[...derived.values()].flatMap(({ reads }) => reads)])
    reportUnused(table, used, signature, diagnostics)
  }
  const file: ExportFile = { name, table, columns, setAside: 0 }
  records.exports.push(file)
  const options = {
    file,
    table,
    settings,
    dateFormat: table === opened ? dateFormat : null,
    derived: notDeclared(derived, settings),
    words,
    diagnostics,
  }
  readRows(options, records, diagnostics)
  if (table.rowCount === 0) reportNoRow(table, diagnostics)
}

/** The table as its format is to be seen, where it is a known one. */
function see(
  { name, settings }: SourceInput,
  table: UnreadTable,
): Omit<Recognised, 'signature'> & { readonly signature: Signature | null } {
  const signature = recognise(table.header, name)
  return signature === null
    ? { signature, table, settings, presumed: new Map(), derived: new Map(), words: new Map() }
    : signature.adapt(name, table, settings)
}

/** What i12.yaml declares for a field wins over what the format would work out. */
function notDeclared(
  derived: ReadonlyMap<string, DerivedField>,
  { headers }: SourceSettings,
): ReadonlyMap<string, DerivedField> {
  const declared = new Set([...headers.keys()].map(nameKey))
  return new Map([...derived].filter(([field]) => !declared.has(nameKey(field))))
}

function reportRecognised(table: UnreadTable, signature: Signature, diagnostics: Diagnostics): void {
  diagnostics.report({
    kind: RECORD_PROBLEMS['EXPORT-RECONNU'],
    place: table.place(-1, null),
    field: null,
    message: fr`Cet export est reconnu : ${signature.name}.`,
    seen: null,
    expected: signature.notes.join(NOTE_END),
    mend: fr`vérifiez que cette lecture vous convient ; « i12 import » montre la correspondance en entier`,
  })
}

/** Null where none is declared; undefined where the declared one cannot be understood. */
function dateFormatOf({ settings }: SourceInput, diagnostics: Diagnostics): DateFormat | null | undefined {
  if (settings.dateFormat === null) return null
  const format = parseDateFormat(settings.dateFormat)
  if (format !== null) return format
  diagnostics.report({
    kind: RECORD_PROBLEMS['FORMAT-DATE-INCONNU'],
    place: settingPlace(settings, ['format_date']),
    field: 'format_date',
    seen: seenValue(settings.dateFormat),
    expected: 'un jour (JJ), un mois (MM) et une année (AAAA), par exemple JJ/MM/AAAA',
    mend: 'corrigez ce format',
  })
  return undefined
}

/** How many cells of a row are headers that this source or its `correspondance` names. */
function headerScore({ name, settings }: SourceInput): (cells: readonly string[]) => number {
  const names = new Set(
    [...FIELDS[name].map(({ header }) => header), ...settings.headers.values()].map(nameKey),
  )
  for (const { sources, headerKeys } of SIGNATURES) {
    if (sources.includes(name)) for (const key of headerKeys) names.add(key)
  }
  return (cells) => new Set(cells.map(nameKey).filter((key) => names.has(key))).size
}

function showOnlyImpersonal(
  name: SourceName,
  table: UnreadTable,
  columns: ReadonlyMap<string, number>,
): void {
  const shown = new Set<number>()
  for (const [header, column] of columns) {
    if (fieldOf(name, header)?.isPersonal === false) shown.add(column)
  }
  // A column may serve two fields: it is hidden as soon as one of them is personal.
  for (const [header, column] of columns) {
    if (fieldOf(name, header)?.isPersonal === true) shown.delete(column)
  }
  table.show(shown)
}

function reportNoRow(table: UnreadTable, diagnostics: Diagnostics): void {
  diagnostics.report({
    kind: RECORD_PROBLEMS['EXPORT-SANS-LIGNE'],
    place: table.place(-1, null),
    field: null,
    seen: null,
    expected: 'au moins une ligne sous les en-têtes',
    mend: 'vérifiez les filtres de l’export, puis refaites-le ; s’il n’y a vraiment rien, retirez cette source de i12.yaml',
  })
}
