// One export of the organisation, read with its mapping. May not know the procedure.
import type { Place } from '../kernel/origin.js'
import type { Table } from '../source/table.js'
import type { JoinKey } from './people-index.js'
import type { SkippedKind } from './row-kind.js'

export const SOURCE_NAMES = [
  'apprenants',
  'formations',
  'absences',
  'presences',
  'emargements',
  'relances',
  'abandons',
  'certifications',
  'activites',
  'signalements',
  'explications',
  'enquetes',
  'ameliorations',
] as const
/** Key of `sources` in `i12.yaml`. */
export type SourceName = (typeof SOURCE_NAMES)[number]

/** A source that says what others say too stands for them. */
const STANDS_FOR: { readonly [Name in SourceName]?: readonly SourceName[] } = {
  emargements: ['absences', 'presences'],
}

/** The sources whose records an export of this one holds. */
export function sourcesOf(name: SourceName): readonly SourceName[] {
  return [name, ...(STANDS_FOR[name] ?? [])]
}

/** A table whose columns have been matched with our fields. */
export interface ExportFile {
  readonly name: SourceName
  readonly table: Table
  /** Canonical header → index of the column that holds it, null where its values come from elsewhere (a constant, a grid). A field absent from the map is not in the export. */
  readonly columns: ReadonlyMap<string, number | null>
  /** Rows left out because nothing usable could be read in them; counted in `sources[].setAside`. */
  setAside: number
  /** Records that the rows read gave: cells of a grid, acts of several channels. */
  recordCount: number
  /** Rows that are no data, or that the entry does not want. */
  readonly skipped: Record<SkippedKind, number>
  /** Rows joined by another key than the file number, by key, and those that could not be. */
  readonly joined: Joined
}

/** What became of the rows that name somebody otherwise than by a file number. */
export interface Joined extends Partial<Record<JoinKey, number>> {
  /** Several may be meant. */
  uncertain: number
  /** Nobody of the register. */
  unmatched: number
}

/** What every record carries so that each figure can be traced to its row. */
export interface Recorded {
  readonly export: ExportFile
  /** Index of the data row, from 0. */
  readonly row: number
  /** Column of the cell that gave it, where one row gives several records (a grid). */
  readonly column?: number | undefined
}

/** Place of a record, or of one of its fields where the export has that column. */
export function placeOf(record: Recorded, field?: string): Place {
  const column = field === undefined ? record.column : (record.export.columns.get(field) ?? record.column)
  return record.export.table.place(record.row, column ?? null)
}
