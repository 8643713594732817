// Rows joined to their enrolment, in order of time. Linear in the rows, apart from sorting those of one enrolment.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import type { LocalDate, MinuteOfDay } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import { placeOf, type Recorded } from '../records/export-file.js'
import type { Enrolment } from '../records/records.js'
import { REGISTER_PROBLEMS } from './problems.js'

export interface Dated {
  readonly on: LocalDate | null
  readonly minute?: MinuteOfDay | null
}

const END_OF_DAY = 1440

/** Order of a timeline: day, then time, rows without a time at the end of their day and rows without a day last. */
export function compareDated(a: Dated, b: Dated): number {
  if (a.on !== b.on) return (a.on ?? Number.POSITIVE_INFINITY) - (b.on ?? Number.POSITIVE_INFINITY)
  return (a.minute ?? END_OF_DAY) - (b.minute ?? END_OF_DAY)
}

/** Sorts in place by day and time; rows of the same moment stay in file order. */
export function sortDated<Row extends Dated>(rows: Row[]): Row[] {
  if (rows.length > FEW) return rows.sort(compareDated)
  // Nearly every list is short, and insertion is then faster than the general sort.
  for (let index = 1; index < rows.length; index++) {
    const row = rows[index] as Row
    let at = index
    while (at > 0 && compareDated(rows[at - 1] as Row, row) > 0) {
      rows[at] = rows[at - 1] as Row
      at--
    }
    if (at < index) rows[at] = row
  }
  return rows
}

const FEW = 40

/** Joins rows to enrolments by file number, exactly as it is written. */
export class EnrolmentIndex {
  readonly #positions: ReadonlyMap<string, number>
  readonly #enrolments: readonly Enrolment[]
  #byKey: Map<string, Enrolment> | null = null

  constructor(enrolments: readonly Enrolment[]) {
    this.#enrolments = enrolments
    this.#positions = new Map(enrolments.map((enrolment, position) => [enrolment.id, position]))
  }

  /**
   * For each enrolment its rows dated on or before `until`, in file order; undefined where it has none.
   * Rows that name no enrolment are handed to `onUnknown`.
   */
  group<Row extends Dated & { readonly enrolmentId: string }>(
    rows: readonly Row[],
    until: LocalDate | null,
    onUnknown: (row: Row) => void,
  ): (Row[] | undefined)[] {
    const groups: (Row[] | undefined)[] = new Array(this.#enrolments.length)
    for (const row of rows) {
      const position = this.#positions.get(row.enrolmentId)
      if (position === undefined) {
        onUnknown(row)
        continue
      }
      if (until !== null && row.on !== null && row.on > until) continue
      const group = groups[position]
      if (group === undefined) groups[position] = [row]
      else group.push(row)
    }
    return groups
  }

  /** What to say of a row whose file number is nobody's. */
  unknown(row: Recorded & { readonly enrolmentId: string }): Diagnostic {
    const near = this.#sameButForSpelling(row.enrolmentId)
    return {
      kind: REGISTER_PROBLEMS['DOSSIER-INCONNU'],
      place: placeOf(row, 'dossier'),
      field: 'dossier',
      seen: row.enrolmentId === '' ? EMPTY_CELL : quoted(row.enrolmentId),
      expected: near === null ? A_KNOWN_ID : `${A_KNOWN_ID}${NEAR}${quoted(near.id)}`,
      mend: near === null ? ADD_OR_CORRECT : WRITE_THE_SAME,
      ...(near === null ? {} : { related: [placeOf(near, 'dossier')] }),
    }
  }

  /** The enrolment whose number is the same but for case, spaces, dashes or leading zeros. */
  #sameButForSpelling(id: string): Enrolment | null {
    this.#byKey ??= new Map(this.#enrolments.map((enrolment) => [spellingKey(enrolment.id), enrolment]))
    return this.#byKey.get(spellingKey(id)) ?? null
  }
}

function spellingKey(id: string): string {
  return textKey(id)
    .replace(/[ .]/g, '')
    .replace(/\d+/g, (digits) => String(Number(digits)))
}

// Formed once: a foreign export may hold a million such rows.
const EMPTY_CELL = fr`une case vide`
const A_KNOWN_ID = fr`un numéro de dossier de l’export des apprenants`
const NEAR = fr` ; le plus proche est `
const ADD_OR_CORRECT = fr`ajoutez ce dossier à l’export des apprenants, ou corrigez le numéro`
const WRITE_THE_SAME = fr`écrivez le numéro de la même façon dans les deux exports`
