// Grids: one row a learner, one column a session, a word in each cell. Tells which columns are sessions, and gives
// each cell as if it stood in columns of ours. May not read rows.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { formatMonth, fr, quoted } from '../kernel/french.js'
import { dateOf, daysInMonth, formatIsoDate, formatTime } from '../kernel/local-date.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import type { DateFormat } from './date-format.js'
import type { SourceName } from './export-file.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { DerivedField } from './row-reader.js'
import { isDayPart, readSessionHeader, type SessionHeader } from './session-header.js'
import { type SourceSettings, settingPlace } from './source-input.js'

/** What the cells of a grid say, in the sources that may be one. */
export const GRID_FIELDS: { readonly [Name in SourceName]?: string } = {
  emargements: 'etat',
  absences: 'justifiee',
}

/** A column of a grid. */
export interface Session {
  readonly column: number
  /** `AAAA-MM-JJ`, with ` HH:MM` where the header has a time. */
  readonly moment: string
  /** The half-day as the header writes it, or ''. */
  readonly dayPart: string
}

/** The sessions of a grid; a row is read once for each of them. */
export class Grid {
  readonly sessions: readonly Session[]
  /** Every column whose header is a date, those of no day included. */
  readonly columns: readonly number[]
  /** The first row is a second line of headers: half-days under their day. */
  readonly hasSecondHeader: boolean
  #current: Session

  constructor(
    sessions: readonly [Session, ...Session[]],
    columns: readonly number[],
    hasSecondHeader: boolean,
  ) {
    this.sessions = sessions
    this.columns = columns
    this.hasSecondHeader = hasSecondHeader
    this.#current = sessions[0]
  }

  /** Makes the fields speak of a session. */
  turnTo(session: Session): void {
    this.#current = session
  }

  /** Column of the session at hand. */
  get column(): number {
    return this.#current.column
  }

  /** The fields that a grid gives, of the session at hand; `cellField` is what its cells say. */
  fields(cellField: string): ReadonlyMap<string, DerivedField> {
    const derived = (text: (cells: readonly string[]) => string): DerivedField => ({
      reads: this.columns,
      text,
      column: () => this.#current.column,
    })
    const fields = new Map([
      ['date', derived(() => this.#current.moment)],
      [cellField, derived((cells) => cells[this.#current.column] ?? '')],
    ])
    if (this.sessions.some(({ dayPart }) => dayPart !== '')) {
      fields.set(
        'periode',
        derived(() => this.#current.dayPart),
      )
    }
    return fields
  }
}

interface Found extends SessionHeader {
  readonly column: number
}

/** The grid of a table, or null, with the reasons, where its headers do not say which sessions they are. */
export function gridOf(
  table: UnreadTable,
  settings: SourceSettings,
  dateFormat: DateFormat | null,
  diagnostics: Diagnostics,
): Grid | null {
  const dated = table.header.flatMap((header, column): Found[] => {
    const session = readSessionHeader(header, dateFormat, table.serialEpoch)
    return session === null ? [] : [{ column, ...session }]
  })
  const halves = secondHeader(table, dated, diagnostics)
  const found = halves === null ? dated : spread(dated, halves, table.header)
  const report = new HeaderReport(table, settings, diagnostics)
  if (found.length === 0) return report.noDate()
  const monthFirst = found.find(({ month, day }) => month > 12 && month <= 31 && day <= 12)
  if (monthFirst !== undefined) return report.monthFirst(monthFirst)
  const sessions = withYears(found, settings.gridYear)
  if (sessions === null) return report.noYear(found)
  const short = found.find(({ hasShortYear }) => hasShortYear)
  if (short !== undefined) report.shortYears(short)
  const [first, ...others] = sessions.flatMap(({ column, year, month, day, minute, dayPart }): Session[] => {
    const on = dateOf(year, month, day)
    if (on === null) {
      report.noSuchDay(column, year, month)
      return []
    }
    const time = minute === null ? '' : ` ${formatTime(minute)}`
    return [{ column, moment: `${formatIsoDate(on)}${time}`, dayPart }]
  })
  return first === undefined
    ? null
    : new Grid(
        [first, ...others],
        found.map(({ column }) => column),
        halves !== null,
      )
}

/** The first row, where it holds half-days under the dates and nothing of a learner; else null. */
function secondHeader(
  table: UnreadTable,
  dated: readonly Found[],
  diagnostics: Diagnostics,
): readonly string[] | null {
  const [first] = dated
  if (first === undefined) return null
  let row: readonly string[] | null | undefined
  const mark = diagnostics.mark()
  table.readRows((cells) => {
    if (row === undefined) row = cells
  })
  // Its rows are read again, and what is wrong with them is said then.
  diagnostics.rewind(mark)
  if (row === undefined || row === null) return null
  const isOne = row.every((cell, column) => {
    const header = table.header[column] ?? ''
    // A cell merged over both lines holds the name of its column again.
    return (
      cell.trim() === '' || (column < first.column ? cell === header : isDayPart(cell) || cell === header)
    )
  })
  return isOne && row.some(isDayPart) ? row : null
}

/** The columns of half-days, each under the last date at or before it. */
function spread(
  dated: readonly Found[],
  halves: readonly string[],
  header: readonly string[],
): readonly Found[] {
  const ofColumn = new Map(dated.map((session) => [session.column, session]))
  let day: Found | null = null
  return halves.flatMap((half, column) => {
    day = ofColumn.get(column) ?? ((header[column] ?? '') === '' ? day : null)
    return day !== null && isDayPart(half) ? [{ ...day, column, dayPart: half.trim() }] : []
  })
}

/** Each session with its year: its own, else that of the one before, the next one where the month falls. */
function withYears(
  found: readonly Found[],
  first: number | null,
): (Found & { readonly year: number })[] | null {
  let [year, month] = [first, 0]
  const dated: (Found & { readonly year: number })[] = []
  for (const session of found) {
    if (session.year !== null) year = session.year
    else if (year !== null && session.month < month) year++
    month = session.month
    if (year === null) return null
    dated.push({ ...session, year })
  }
  return dated
}

/** What can be wrong with the headers of a grid. */
class HeaderReport {
  readonly #table: UnreadTable
  readonly #settings: SourceSettings
  readonly #diagnostics: Diagnostics

  constructor(table: UnreadTable, settings: SourceSettings, diagnostics: Diagnostics) {
    this.#table = table
    this.#settings = settings
    this.#diagnostics = diagnostics
  }

  noDate(): null {
    const headers = this.#table.header.filter((header) => header !== '')
    return this.#say('GRILLE-SANS-DATE', null, {
      seen: headers.map((header) => seenValue(header)).join(', '),
      expected: 'des en-têtes de colonnes qui sont des dates, par exemple « 05/10/2026 matin »',
      mend: fr`retirez « grille » si cet export a une ligne par émargement, ou dites avec « ignorer_lignes » où sont les en-têtes`,
    })
  }

  noYear(found: readonly Found[]): null {
    const first = found.find(({ year }) => year === null) ?? found[0]
    return this.#say('GRILLE-SANS-ANNEE', null, {
      seen: this.#seen(first?.column ?? 0),
      expected: 'l’année du premier en-tête',
      mend: fr`écrivez-la dans i12.yaml, à côté de « grille », par exemple ${quoted('annee: 2026')}`,
    })
  }

  monthFirst({ column }: Found): null {
    return this.#say('DATES-AMERICAINES', column, {
      seen: this.#seen(column),
      expected: 'des dates dont le jour précède le mois',
      mend: fr`si ces en-têtes écrivent le mois avant le jour, déclarez ${quoted('format_date: MM/JJ/AAAA')} dans i12.yaml`,
    })
  }

  shortYears({ column }: Found): void {
    this.#say('ANNEES-A-DEUX-CHIFFRES', column, {
      seen: this.#seen(column),
      expected: 'des années à quatre chiffres',
      mend: 'vérifiez que ces années sont bien de ce siècle',
    })
  }

  noSuchDay(column: number, year: number, month: number): void {
    this.#say('DATE-INEXISTANTE', column, {
      seen: this.#seen(column),
      expected:
        month >= 1 && month <= 12
          ? fr`JJ/MM/AAAA ; ${formatMonth(year, month)} finit le ${daysInMonth(year, month)}`
          : 'JJ/MM/AAAA ; les mois vont de 01 à 12',
      mend: 'corrigez cet en-tête, puis refaites l’export',
    })
  }

  #seen(column: number): string {
    return seenValue(this.#table.header[column] ?? '')
  }

  #say(
    code: keyof typeof RECORD_PROBLEMS,
    column: number | null,
    said: { readonly seen: string; readonly expected: string; readonly mend: string },
  ): null {
    this.#diagnostics.report({
      ...said,
      kind: RECORD_PROBLEMS[code],
      place: column === null ? settingPlace(this.#settings, ['grille']) : this.#table.place(-1, column),
      field: column === null ? 'grille' : 'date',
    })
    return null
  }
}
