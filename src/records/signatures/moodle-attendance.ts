// Moodle's attendance module, text export: one row a learner, one column a session, an acronym in each cell.
// Seen as one row for each absence, or for each presence. The acronyms are those Moodle proposes in English.
import { fr } from '../../kernel/french.js'
import { formatTime } from '../../kernel/local-date.js'
import type { Place } from '../../kernel/origin.js'
import type { RowVisitor, UnreadTable } from '../../source/table.js'
import { monthNamed } from '../date-format.js'
import type { SourceName } from '../export-file.js'
import { nameKey } from '../name-key.js'
import type { JoinKey } from '../people-index.js'
import type { SourceSettings } from '../source-input.js'
import type { AttendanceState } from '../values.js'
import type { Recognised, Signature } from './signature.js'

const SESSION = /^(\d{1,2}) (\p{L}+)\.? (\d{4}),? (\d{1,2})[.:h](\d{2})\s?([AP]M)?(?:\s|$)/iu

const PRESENT = ['P', 'L']
const ABSENT: Readonly<Record<string, 'oui' | 'non'>> = { A: 'non', E: 'oui' }
const STATES: Readonly<Record<string, AttendanceState>> = {
  P: 'present',
  L: 'retard',
  A: 'absent',
  E: 'absent_justifie',
}
/** What tells of a learner, where the sheet has no number: our field, and its columns. */
const LEARNER: readonly (readonly [field: string, headers: readonly string[]])[] = [
  ['nom', ['Last name', 'Surname']],
  ['prenom', ['First name']],
  ['email', ['Email address']],
]

/** Columns beside the sessions; status acronyms and group names are free. */
const COLUMNS = [
  'Last name',
  'First name',
  'Groups',
  'Student ID',
  'ID number',
  'Username',
  'Email address',
  'Taken sessions',
  'Points',
  'Percentage',
]

export const MOODLE_ATTENDANCE: Signature = {
  id: 'moodle-presence',
  name: 'feuille de présence de Moodle',
  sources: ['emargements', 'absences', 'presences'],
  headersFrom: fr`le code du module Attendance de Moodle (export.php, locallib.php)`,
  notes: [
    fr`P et L sont lus comme présent (L en retard, sous « emargements »), A comme absent sans justification, E comme absent justifié ; les autres abréviations se déclarent sous « valeurs » : « etat: { R: retard } » pour « emargements », « justifiee: { R: présent } » ailleurs`,
    fr`« Student ID » est lu comme le numéro de dossier, sauf « correspondance » contraire ; sans lui, chacun est rattaché par son adresse, puis par son nom`,
    fr`l’export ne donne pas la durée des séances`,
  ],
  headerKeys: new Set(COLUMNS.map(nameKey)),
  recognises: (header) => {
    const keys = new Set(header.map(nameKey))
    return keys.has('lastname') && keys.has('firstname') && header.some((name) => SESSION.test(name))
  },
  knows: () => true,
  presumedFields: (source, header) => {
    const id = header.findIndex((name) => ['studentid', 'idnumber'].includes(nameKey(name)))
    const session = header.findIndex((name) => SESSION.test(name))
    // Each session's column gives both the day and whether the learner was there.
    return new Map([
      ...(id < 0 ? [] : [['dossier', id] as const]),
      ['date', session] as const,
      ...(source === 'presences' ? [] : [[MARK_FIELDS[source] ?? 'justifiee', session] as const]),
    ])
  },
  adapt: (source, table, settings) => adapt(source, table, settings),
}

interface Session {
  readonly column: number
  /** `AAAA-MM-JJ HH:MM`. */
  readonly moment: string
}

/** Our field that holds the marks, where a source has one. */
const MARK_FIELDS: Readonly<Record<string, string>> = { emargements: 'etat', absences: 'justifiee' }

function adapt(source: SourceName, table: UnreadTable, settings: SourceSettings): Recognised {
  const declared = [...(settings.values.get('justifiee') ?? [])]
  const isPresent = (value: string) => ['present', 'presente', 'presence'].includes(nameKey(value))
  const present = new Set([
    ...PRESENT,
    ...declared.filter(([, value]) => isPresent(value)).map(([word]) => word),
  ])
  const isSheet = source === 'emargements'
  const words = new Map<string, string>(Object.entries(isSheet ? STATES : ABSENT))
  const markField = MARK_FIELDS[source] ?? 'justifiee'
  const view = new AttendanceTable(
    table,
    settings,
    markField,
    isSheet ? () => true : (mark) => (source === 'presences' ? present.has(mark) : !present.has(mark)),
  )
  const values = new Map(settings.values)
  if (isSheet) values.delete('justifiee')
  else if (source === 'presences') values.delete('justifiee')
  else if (declared.length > 0)
    values.set('justifiee', new Map(declared.filter(([, value]) => !isPresent(value))))
  const headers = new Map(settings.headers)
  headers.delete('dossier')
  const joinBy: readonly JoinKey[] =
    settings.joinBy.length > 0 || view.hasNumber || settings.constants.has('dossier')
      ? settings.joinBy
      : ['email', 'nom']
  return {
    signature: MOODLE_ATTENDANCE,
    table: view,
    settings: {
      ...settings,
      headers,
      values,
      dateFormat: null,
      // A key without column is one that the sheet does not have.
      joinBy: joinBy.filter(
        (key) => settings.joinBy.length > 0 || key !== 'email' || view.header.includes('email'),
      ),
    },
    presumed: new Map(),
    derived: new Map(),
    words: new Map([[markField, words]]),
  }
}

/** Reads the sessions of each learner as rows of their own. */
class AttendanceTable implements UnreadTable {
  readonly header: readonly string[]
  readonly #table: UnreadTable
  readonly #sessions: readonly Session[]
  readonly #idColumn: number
  readonly #learner: readonly { readonly field: string; readonly column: number }[]
  readonly #takes: (mark: string) => boolean
  /** Learner's row and session's column of each row made. */
  readonly #rows: number[] = []
  readonly #columns: number[] = []

  constructor(
    table: UnreadTable,
    settings: SourceSettings,
    markField: string,
    takes: (mark: string) => boolean,
  ) {
    this.#table = table
    this.#takes = takes
    const declared = settings.headers.get('dossier')
    const names = declared === undefined ? ['Student ID', 'ID number'] : [declared]
    this.#idColumn = names
      .map((name) => table.header.findIndex((header) => nameKey(header) === nameKey(name)))
      .reduce((found, column) => (found >= 0 ? found : column), -1)
    this.#sessions = table.header.flatMap((header, column) => sessionOf(header, column))
    this.#learner = LEARNER.flatMap(([field, headers]) => {
      const declared = settings.headers.get(field)
      const keys = (declared === undefined ? headers : [declared]).map(nameKey)
      const column = table.header.findIndex((header) => keys.includes(nameKey(header)))
      return column < 0 ? [] : [{ field, column }]
    })
    this.header = [
      'date',
      markField,
      this.hasNumber ? 'dossier' : '',
      ...(this.hasNumber ? [] : this.#learner.map(({ field }) => field)),
    ]
  }

  get hasNumber(): boolean {
    return this.#idColumn >= 0
  }

  get file(): string {
    return this.#table.file
  }
  get sheet(): string | null {
    return this.#table.sheet
  }
  get part(): string {
    return this.#table.part
  }
  get blankCount(): number {
    return this.#table.blankCount
  }
  get sha256(): string {
    return this.#table.sha256
  }
  get encoding(): string | null {
    return this.#table.encoding
  }
  get delimiter(): string | null {
    return this.#table.delimiter
  }
  get serialEpoch(): 1900 | 1904 | null {
    return this.#table.serialEpoch
  }
  get hasApartAccents(): boolean {
    return this.#table.hasApartAccents
  }
  get rowCount(): number {
    return this.#rows.length
  }

  /** The marks and the file number may be shown, names not. */
  show(): void {
    this.#table.show(new Set([this.#idColumn, ...this.#sessions.map(({ column }) => column)]))
  }

  lineOf(row: number): number {
    return this.#table.lineOf(row < 0 ? -1 : (this.#rows[row] ?? 0))
  }

  place(row: number, column: number | null): Place {
    if (row < 0) return this.#table.place(-1, null)
    const inner =
      column !== null && column > 2
        ? (this.#learner[column - 3]?.column ?? 0)
        : column === 2
          ? this.#idColumn
          : (this.#columns[row] ?? 0)
    return this.#table.place(this.#rows[row] ?? 0, column === null ? null : inner)
  }

  readRows(visit: RowVisitor): void {
    this.#rows.length = 0
    this.#columns.length = 0
    this.#table.readRows((cells, learner) => {
      if (cells === null) {
        visit(null, this.#add(learner, 0))
        return
      }
      for (const { column, moment } of this.#sessions) {
        // « P (2/2) » in recent versions; « ? » and sentences where nothing was taken.
        const mark = /^(\S+)(?: \([^)]*\))?$/u.exec((cells[column] ?? '').trim())?.[1] ?? ''
        if (mark === '' || mark === '?' || mark === '-' || !this.#takes(mark)) continue
        const who = this.#learner.map(({ column: own }) => cells[own] ?? '')
        visit([moment, mark, cells[this.#idColumn] ?? '', ...who], this.#add(learner, column))
      }
    })
  }

  #add(learner: number, column: number): number {
    this.#rows.push(learner)
    this.#columns.push(column)
    return this.#rows.length - 1
  }
}

function sessionOf(header: string, column: number): Session[] {
  const found = SESSION.exec(header)
  if (found === null) return []
  const month = monthNamed(found[2] ?? '')
  if (month === null) return []
  const half = found[6]?.toUpperCase()
  const hour = (Number(found[4]) % (half === undefined ? 24 : 12)) + (half === 'PM' ? 12 : 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = formatTime(hour * 60 + Number(found[5]))
  return [{ column, moment: `${found[3]}-${two(month)}-${two(Number(found[1]))} ${time}` }]
}
