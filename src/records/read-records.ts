// Exports as typed records: opens each file, matches its columns, reads its rows once. May not read the disk
// or know the procedure.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { dateOf, type LocalDate } from '../kernel/local-date.js'
import { isCorrespondence, kindOf } from '../source/file-kind.js'
import { openTables } from '../source/open-tables.js'
import { seenValue } from '../source/printable.js'
import type { OpenedFile, UnreadTable } from '../source/table.js'
import { type DateFormat, parseDateFormat } from './date-format.js'
import { entryFields } from './entry-fields.js'
import { type ExportFile, type SourceName, sourcesOf } from './export-file.js'
import { fieldOf, fieldsOf } from './fields.js'
import type { Grid } from './grid.js'
import { matchColumns } from './match-columns.js'
import { nameKey } from './name-key.js'
import { PartsRead } from './parts-read.js'
import { PeopleIndex } from './people-index.js'
import { RECORD_PROBLEMS } from './problems.js'
import { type CorrespondenceOptions, CorrespondenceReader } from './read-correspondence.js'
import { readRows } from './read-rows.js'
import { RecordLists } from './record-lists.js'
import type { Records } from './records.js'
import { rowFilter } from './row-filter.js'
import { noneJoined } from './row-join.js'
import type { DerivedField } from './row-reader.js'
import { readSessionHeader } from './session-header.js'
import { recognise, SIGNATURES } from './signatures/recognise.js'
import type { Recognised, Signature } from './signatures/signature.js'
import { noneSkipped } from './skipped-rows.js'
import { type SourceInput, type SourceSettings, settingPlace } from './source-input.js'
import { reportUnread } from './unread-columns.js'

const NOTE_END = fr` ; `

/**
 * Reads the exports of a workspace, files of one source in the order given. Everything found wrong is reported;
 * a file that cannot be used gives no record, and its diagnostic is fatal.
 */
export async function readRecords(
  inputs: readonly SourceInput[],
  diagnostics: Diagnostics,
  options: CorrespondenceOptions = ANYWHEN,
): Promise<Records> {
  const records = new RecordLists()
  const reading: Reading = {
    records,
    parts: new PartsRead(inputs),
    people: peopleFinder(inputs, records, options),
    correspondence: new CorrespondenceReader(options, diagnostics),
    diagnostics,
  }
  for (const input of inputs) {
    for (const name of sourcesOf(input.name)) records.sources.add(name)
    await readExport(input, reading)
  }
  reading.parts.reportUnread(diagnostics)
  reading.correspondence.report()
  return records
}

/** Where nothing says until when, and where the sites are. */
const ANYWHEN: CorrespondenceOptions = {
  until: dateOf(2199, 12, 31) as LocalDate,
  zoneOf: () => 'metropole',
}

interface Reading {
  readonly records: RecordLists
  readonly parts: PartsRead
  /** The learners, once somebody has to be found; they are read before everything else. */
  people(): Promise<PeopleIndex>
  readonly correspondence: CorrespondenceReader
  readonly diagnostics: Diagnostics
}

function peopleFinder(
  inputs: readonly SourceInput[],
  records: RecordLists,
  { zoneOf }: CorrespondenceOptions,
): () => Promise<PeopleIndex> {
  const usesPhones = inputs.some(({ settings }) => settings.joinBy.includes('telephone'))
  let index: PeopleIndex | null = null
  return async () => {
    if (index !== null) return index
    const readPhones = usesPhones ? await (await import('./phone-number.js')).phoneReader() : null
    index = new PeopleIndex(records.enrolments, { trainings: records.trainings, zoneOf, readPhones })
    return index
  }
}

async function readExport(input: SourceInput, reading: Reading): Promise<void> {
  const { records, parts, diagnostics } = reading
  const { kind } = kindOf(input.bytes)
  if (input.name === 'relances' && isCorrespondence(kind)) {
    const people = await reading.people()
    records.exports.push(await reading.correspondence.read(input, kind, people, records.actions))
    return
  }
  const dateFormat = dateFormatOf(input, diagnostics)
  if (dateFormat === undefined) return
  const scoreHeader = headerScore(input, dateFormat)
  const file = await openTables({ ...input, scoreHeader }, diagnostics)
  if (file === null) return
  parts.open(input, file)
  if (reportNoSheets(input, file, diagnostics)) return
  for (const table of file.tables) {
    if (!parts.isTwice(input, table, diagnostics)) await readTable(input, table, dateFormat, reading)
  }
}

/** Whether a sheet is asked of a file that has none. `toutes` asks for whatever there is. */
function reportNoSheets(
  { file, settings }: SourceInput,
  { tables }: OpenedFile,
  diagnostics: Diagnostics,
): boolean {
  const asked = [settings.sheet ?? []].flat().filter((sheet) => nameKey(sheet) !== 'toutes')
  // What is not text has sheets, and the reader of sheets has looked for them.
  if (asked.length === 0 || tables.some(({ encoding }) => encoding === null)) return false
  diagnostics.report({
    kind: RECORD_PROBLEMS['CLES-CONTRADICTOIRES'],
    place: settingPlace(settings, ['feuille']),
    field: 'feuille',
    seen: listed(asked.map((sheet) => seenValue(sheet))),
    expected: fr`un classeur : ${quoted(seenValue(file))} n’a pas de feuilles`,
    mend: fr`retirez « feuille », ou désignez le classeur`,
  })
  return true
}

async function readTable(
  input: SourceInput,
  opened: UnreadTable,
  dateFormat: DateFormat | null,
  { records, parts, people, diagnostics }: Reading,
): Promise<void> {
  const { name } = input
  if (opened.header.length === 0) {
    // An empty YAML list: no record, hence no key to look for.
    records.exports.push({
      name,
      table: opened,
      columns: new Map(),
      setAside: 0,
      recordCount: 0,
      skipped: noneSkipped(),
      joined: noneJoined(),
    })
    reportNoRow(opened, diagnostics)
    return
  }
  const { table, settings, presumed, derived, words, signature } = see(input, opened)
  const filter = rowFilter(table, settings, diagnostics)
  const entry = entryFields(name, table, settings, dateFormat, diagnostics)
  if (entry === null) return
  const columns = matchColumns(name, table, settings, presumed, entry.given, diagnostics)
  if (columns === null || filter === null) return
  showOnlyImpersonal(name, table, columns, entry.grid)
  if (signature !== null) reportRecognised(table, signature, diagnostics)
  if (table === opened) {
    const used = new Set([
      ...columns.values(),
      ...[...derived.values()].flatMap(({ reads }) => reads),
      ...entry.used,
      ...filter.columns,
    ])
    reportUnread(name, table, columns, used, signature, diagnostics)
  }
  const file: ExportFile = {
    name,
    table,
    columns,
    setAside: 0,
    recordCount: 0,
    skipped: noneSkipped(),
    joined: noneJoined(),
  }
  records.exports.push(file)
  const options = {
    file,
    table,
    settings,
    dateFormat: table === opened ? dateFormat : null,
    derived: new Map([...notDeclared(derived, settings), ...entry.derived]),
    words,
    grid: entry.grid,
    diagnostics,
  }
  const claim = parts.lineClaim(input, opened, diagnostics)
  if (
    readRows(
      options,
      filter,
      claim,
      settings.joinBy.length > 0 ? await people() : null,
      records,
      diagnostics,
    ) === 0
  )
    reportNoRow(table, diagnostics)
}

/** The table as its format is to be seen, where it is a known one. */
function see(
  { name, settings }: SourceInput,
  table: UnreadTable,
): Omit<Recognised, 'signature'> & { readonly signature: Signature | null } {
  // Whoever lays out a grid says what the file is.
  const signature = settings.isGrid ? null : recognise(table.header, name)
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

/** How many cells of a row are headers that this source or its entry names. */
function headerScore(
  { name, settings }: SourceInput,
  dateFormat: DateFormat | null,
): (cells: readonly string[]) => number {
  const names = new Set(
    [
      ...fieldsOf(name, settings.joinBy.length > 0).map(({ header }) => header),
      ...settings.headers.values(),
      ...[...settings.composed.values()].flat(),
      ...settings.kept.keys(),
      ...settings.dropped.keys(),
    ].map(nameKey),
  )
  for (const { sources, headerKeys } of SIGNATURES) {
    if (sources.includes(name)) for (const key of headerKeys) names.add(key)
  }
  const known = (cells: readonly string[]) => new Set(cells.map(nameKey).filter((key) => names.has(key))).size
  if (!settings.isGrid) return known
  return (cells) => known(cells) + cells.filter((cell) => readSessionHeader(cell, dateFormat) !== null).length
}

function showOnlyImpersonal(
  name: SourceName,
  table: UnreadTable,
  columns: ReadonlyMap<string, number | null>,
  grid: Grid | null,
): void {
  const shown = new Set(grid?.sessions.map(({ column }) => column))
  for (const [header, column] of columns) {
    if (column !== null && fieldOf(name, header)?.isPersonal === false) shown.add(column)
  }
  // A column may serve two fields: it is hidden as soon as one of them is personal.
  for (const [header, column] of columns) {
    if (column !== null && fieldOf(name, header)?.isPersonal === true) shown.delete(column)
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
