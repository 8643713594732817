// One export of the organisation, read with its mapping. May not know the procedure.
import type { Place } from '../kernel/origin.js'
import type { Table } from '../source/table.js'

export const SOURCE_NAMES = [
  'apprenants',
  'formations',
  'absences',
  'presences',
  'relances',
  'abandons',
  'certifications',
  'activites',
  'signalements',
] as const
/** Key of `sources` in `i12.yaml`. */
export type SourceName = (typeof SOURCE_NAMES)[number]

/** A table whose columns have been matched with our fields. */
export interface ExportFile {
  readonly name: SourceName
  readonly table: Table
  /** Canonical header → index of the column that holds it. A field absent from the map has no column. */
  readonly columns: ReadonlyMap<string, number>
  /** Rows left out because nothing usable could be read in them; counted in `sources[].setAside`. */
  setAside: number
}

/** What every record carries so that each figure can be traced to its row. */
export interface Recorded {
  readonly export: ExportFile
  /** Index of the data row, from 0. */
  readonly row: number
}

/** Place of a record, or of one of its fields where the export has that column. */
export function placeOf(record: Recorded, field?: string): Place {
  const column = field === undefined ? null : (record.export.columns.get(field) ?? null)
  return record.export.table.place(record.row, column)
}
