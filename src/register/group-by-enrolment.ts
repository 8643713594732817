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
const NOBODY = -1

/** A number that sorts as compareDated does. */
function momentNumber({ on, minute }: Dated): number {
  return on === null ? Number.POSITIVE_INFINITY : on * (END_OF_DAY + 1) + (minute ?? END_OF_DAY)
}

/** Order of a timeline: day, then time, rows without a time at the end of their day and rows without a day last. */
export function compareDated(a: Dated, b: Dated): number {
  if (a.on !== b.on) return (a.on ?? Number.POSITIVE_INFINITY) - (b.on ?? Number.POSITIVE_INFINITY)
  return (a.minute ?? END_OF_DAY) - (b.minute ?? END_OF_DAY)
}

/** Puts `order` from `start` to `end` in order of `moments`, rows of the same moment staying in file order. */
function sortByMoment(order: Uint32Array, moments: Float64Array, start: number, end: number): void {
  if (end - start > FEW) {
    const places = Array.from({ length: end - start }, (_, index) => start + index)
    places.sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b)
    order.set(
      Uint32Array.from(places, (place) => order[place] as number),
      start,
    )
    return
  }
  for (let index = start + 1; index < end; index++) {
    const moment = moments[index] as number
    const row = order[index] as number
    let at = index
    while (at > start && (moments[at - 1] as number) > moment) {
      moments[at] = moments[at - 1] as number
      order[at] = order[at - 1] as number
      at--
    }
    moments[at] = moment
    order[at] = row
  }
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

  /** Position of an enrolment among those given; undefined for an unknown file number. */
  positionOf(id: string): number | undefined {
    return this.#positions.get(id)
  }

  /**
   * For each enrolment its rows dated on or before `until`, in order of day, time and file; undefined where it has
   * none. Rows that name no enrolment are handed to `onUnknown`.
   *
   * Rows of one enrolment lie far apart in memory: they are counted and put in order by numbers alone, so that a
   * million of them are looked at once, in the order of the file.
   */
  group<Row extends Dated & { readonly enrolmentId: string }>(
    rows: readonly Row[],
    until: LocalDate | null,
    onUnknown: (row: Row) => void,
  ): (Row[] | undefined)[] {
    const owners = new Int32Array(rows.length)
    const starts = new Uint32Array(this.#enrolments.length + 1)
    let count = 0
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as Row
      const position = this.#positions.get(row.enrolmentId)
      if (position === undefined) onUnknown(row)
      const isLater = until !== null && row.on !== null && row.on > until
      const owner = position === undefined || isLater ? NOBODY : position
      owners[index] = owner
      if (owner === NOBODY) continue
      count++
      starts[owner + 1] = (starts[owner + 1] as number) + 1
    }
    for (let position = 1; position < starts.length; position++) {
      starts[position] = (starts[position] as number) + (starts[position - 1] as number)
    }
    const order = new Uint32Array(count)
    const moments = new Float64Array(count)
    const next = starts.slice()
    for (let index = 0; index < rows.length; index++) {
      const owner = owners[index] as number
      if (owner === NOBODY) continue
      const at = next[owner] as number
      next[owner] = at + 1
      order[at] = index
      moments[at] = momentNumber(rows[index] as Row)
    }
    return this.#gather(rows, starts, order, moments)
  }

  #gather<Row extends Dated>(
    rows: readonly Row[],
    starts: Uint32Array,
    order: Uint32Array,
    moments: Float64Array,
  ): (Row[] | undefined)[] {
    const groups: (Row[] | undefined)[] = new Array(this.#enrolments.length)
    for (let position = 0; position < groups.length; position++) {
      const start = starts[position] as number
      const end = starts[position + 1] as number
      if (start === end) continue
      sortByMoment(order, moments, start, end)
      const group: Row[] = new Array(end - start)
      for (let at = start; at < end; at++) group[at - start] = rows[order[at] as number] as Row
      groups[position] = group
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
