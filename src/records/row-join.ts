// Rows without a file number joined to their enrolment once they are read, and what is said of those that are not.
// Shows no value of a row: what joins somebody names somebody.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { counted, fr, listed, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { type ExportFile, type Joined, placeOf, type Recorded } from './export-file.js'
import { type JoinKey, KEY_COLUMNS, type PeopleIndex, type Several } from './people-index.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { ReadCell, RowReader } from './row-reader.js'
import { settingPlace } from './source-input.js'

/** @param keys what rows are joined by; none where they have a file number */
export function noneJoined(keys: readonly JoinKey[] = []): Joined {
  return { ...Object.fromEntries(keys.map((key) => [key, 0])), uncertain: 0, unmatched: 0 }
}

/** Makes the join of a table, or null where one of its keys has no column, which is reported. */
export function rowJoin(reader: RowReader, people: PeopleIndex, diagnostics: Diagnostics): RowJoin | null {
  const { settings, file } = reader
  const keys: (readonly [JoinKey, ReadCell<string>])[] = []
  for (const [index, key] of settings.joinBy.entries()) {
    const columns = KEY_COLUMNS[key].find((headers) => headers.every((header) => reader.has(header)))
    if (columns !== undefined) {
      keys.push([key, textOf(reader, columns)])
      continue
    }
    const field = KEY_COLUMNS[key][0]?.[0] ?? key
    diagnostics.report({
      kind: RECORD_PROBLEMS['COLONNE-MANQUANTE'],
      place: settingPlace(settings, ['rapprocher', index]),
      field: key,
      message: fr`La colonne ${quoted(field)}, que « rapprocher » nomme, manque dans ${quoted(file.table.file)}.`,
      seen: quoted(key),
      expected:
        key === 'nom'
          ? fr`une colonne ${quoted('nom_complet')}, ou ${quoted('nom')} et ${quoted('prenom')}`
          : fr`une colonne ${quoted(field)}`,
      mend: fr`déclarez dans i12.yaml celle qui la contient : ${quoted(`correspondance: { ${field}: … }`)}, ou retirez ${quoted(key)} de « rapprocher »`,
    })
  }
  return keys.length < settings.joinBy.length ? null : new RowJoin(reader, keys, people, diagnostics)
}

function textOf(reader: RowReader, headers: readonly string[]): ReadCell<string> {
  const parts = headers.map((header) => reader.text(header))
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return (cells, row) => parts.map((read) => read(cells, row)).join(' ')
}

type Outcome = JoinKey | 'uncertain' | 'unmatched'

export class RowJoin {
  readonly #file: ExportFile
  readonly #keys: readonly (readonly [JoinKey, ReadCell<string>])[]
  readonly #training: ReadCell<string>
  readonly #session: ReadCell<string>
  readonly #people: PeopleIndex
  readonly #diagnostics: Diagnostics
  /** What became of the row at hand, whose records may fare differently: one that joined is enough. */
  #outcome: Outcome | null = null

  constructor(
    reader: RowReader,
    keys: readonly (readonly [JoinKey, ReadCell<string>])[],
    people: PeopleIndex,
    diagnostics: Diagnostics,
  ) {
    this.#file = reader.file
    this.#keys = keys
    this.#training = reader.text('formation')
    this.#session = reader.text('session')
    this.#people = people
    this.#diagnostics = diagnostics
    // A table may be read again from its first row.
    Object.assign(reader.file.joined, noneJoined(keys.map(([key]) => key)))
  }

  /** The record with its enrolment; null where it is nobody's, or where several may be meant, which is reported. */
  joined<T extends Recorded>(record: T, cells: readonly string[], row: number): T | null {
    const found = this.#people.find({
      keys: this.#keys.map(([key, read]) => [key, read(cells, row)]),
      training: this.#training(cells, row),
      session: this.#session(cells, row),
      on: dayOf(record),
    })
    if (found === null) {
      this.#outcome ??= 'unmatched'
      return null
    }
    if (!('enrolment' in found)) {
      if (this.#outcome !== 'uncertain') reportUncertain(record, found.by, found, this.#diagnostics)
      if (this.#outcome === null || this.#outcome === 'unmatched') this.#outcome = 'uncertain'
      return null
    }
    this.#outcome = found.by
    return { ...record, enrolmentId: found.enrolment.id }
  }

  /**
   * Counts the row at hand, once all of its records are read.
   * @returns whether it is set aside: what names nobody is not, whatever else is wrong with it
   */
  endRow(isSetAside: boolean): boolean {
    const outcome = this.#outcome
    this.#outcome = null
    if (outcome === null) return isSetAside
    const isLost = outcome === 'uncertain' || outcome === 'unmatched'
    if (isSetAside && !isLost) return true
    const { joined } = this.#file
    joined[outcome] = (joined[outcome] ?? 0) + 1
    return false
  }

  /** Says how many rows are nobody's. */
  report(): void {
    const { joined, table } = this.#file
    reportUnmatched(
      joined.unmatched,
      table.rowCount,
      table.place(-1, null),
      this.#keys.map(([key]) => key),
      this.#diagnostics,
    )
  }
}

function dayOf(record: Recorded): LocalDate | null {
  return 'on' in record ? (record.on as LocalDate | null) : null
}

/** Says that several enrolments may be meant, and where they are, without a word of whom. */
export function reportUncertain(
  record: Recorded,
  key: JoinKey,
  { candidates }: Several,
  diagnostics: Diagnostics,
): void {
  diagnostics.report({
    kind: RECORD_PROBLEMS['RAPPROCHEMENT-INCERTAIN'],
    place: placeOf(record, key),
    field: key,
    seen: counted(candidates.length, 'dossier possible', 'dossiers possibles'),
    isSeenDescribed: true,
    expected: fr`un seul dossier`,
    mend: fr`ajoutez à l’export le numéro de dossier, la formation ou la session, ou une autre clé sous « rapprocher »`,
    related: candidates.map((enrolment) => placeOf(enrolment, 'dossier')),
  })
}

/** Says once how many rows or messages are nobody's of the register. */
export function reportUnmatched(
  count: number,
  total: number,
  place: ReturnType<ExportFile['table']['place']>,
  keys: readonly JoinKey[],
  diagnostics: Diagnostics,
): void {
  if (count === 0) return
  diagnostics.report({
    kind: RECORD_PROBLEMS['RAPPROCHEMENT-SANS-DOSSIER'],
    place,
    field: null,
    seen: fr`${count} sur ${total}`,
    isSeenDescribed: true,
    expected: fr`quelqu’un de l’export des apprenants, à une date de son parcours, retrouvé par ${listed(keys.map(quoted), 'ou')}`,
    mend: fr`rien, si elles concernent d’autres personnes ; sinon complétez l’export des apprenants`,
  })
}
