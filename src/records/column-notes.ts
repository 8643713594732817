// What is met in the cells of a column while its rows go by, so that the column can be judged as a whole: kept by
// column, never by row. May not know what a record is.
import type { Place } from '../kernel/origin.js'

/** What may be met in a cell and is judged, or said, for the whole column. */
export type Trait =
  /** A date that only makes sense with the month first. */
  | 'monthFirst'
  /** A date that only makes sense with the day first. */
  | 'dayFirst'
  /** A date whose year has two digits. */
  | 'shortYear'
  /** A date whose year has four digits. */
  | 'fullYear'
  /** `-`, `NULL`, `00/00/0000`: stands for an absent value. */
  | 'placeholder'
  /** A file number with letters that nobody sees, or dashes that are no hyphens. */
  | 'untidyNumber'
  /** `AM`, which means the morning in English and the afternoon in French registers. */
  | 'am'

export interface Note {
  /** Where it was first met. */
  readonly place: Place
  /** The first cell. */
  readonly seen: string
  count: number
}

/** How the cells of one column are to be read, now that they have all been seen once. */
export interface ColumnHabit {
  /** The month comes first: no value of the column is read. */
  readonly isMonthFirst: boolean
  /** Every year has two digits, of this century. */
  readonly hasShortYears: boolean
  /** What `AM` stands for; null where the column does not hold it or does not tell. */
  readonly am: 'matin' | 'apres-midi' | null
}

export const ORDINARY: ColumnHabit = { isMonthFirst: false, hasShortYears: false, am: null }

/** Canonical header → habit; a column that is read in the ordinary way is absent. */
export type ColumnHabits = ReadonlyMap<string, ColumnHabit>

export class ColumnNotes {
  readonly #byHeader = new Map<string, Map<Trait, Note>>()

  /** `placeOf` is only asked for the first cell of a trait. */
  add(header: string, trait: Trait, seen: string, placeOf: () => Place): void {
    let notes = this.#byHeader.get(header)
    if (notes === undefined) {
      notes = new Map()
      this.#byHeader.set(header, notes)
    }
    const note = notes.get(trait)
    if (note === undefined) notes.set(trait, { place: placeOf(), seen, count: 1 })
    else note.count++
  }

  get(header: string, trait: Trait): Note | undefined {
    return this.#byHeader.get(header)?.get(trait)
  }

  /** Headers of the columns where something was met, in the order in which they were met. */
  get headers(): Iterable<string> {
    return this.#byHeader.keys()
  }
}
