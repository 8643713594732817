// The rows of one table as records: what is no data is left out, a grid is read cell by cell, and a table that
// taught how a whole column is written is read again. May not match columns.
import type { Diagnostics } from '../kernel/diagnostic.js'
import type { ColumnHabits } from './column-notes.js'
import type { Grid } from './grid.js'
import type { LineClaim } from './parts-read.js'
import type { PeopleIndex } from './people-index.js'
import { RecordLists, type RowTaker, rowTaker } from './record-lists.js'
import type { RowFilter } from './row-filter.js'
import { rowJoin } from './row-join.js'
import { RowReader, type RowReaderOptions } from './row-reader.js'
import { SkippedRows } from './skipped-rows.js'

/**
 * Reads the rows of a table, then reads them again where they taught how a whole column is written. Nearly every
 * table is read once: a look at every column beforehand would cost a third of the time.
 * @param people whom rows without a file number are joined to; null where they have one
 * @returns how many rows are data
 */
export function readRows(
  options: Omit<RowReaderOptions, 'habits'>,
  filter: RowFilter,
  claim: LineClaim | null,
  people: PeopleIndex | null,
  records: RecordLists,
  diagnostics: Diagnostics,
): number {
  const { file, table, grid } = options
  const mark = diagnostics.mark()
  const read = (habits: ColumnHabits | null) => {
    const found = new RecordLists()
    const reader = new RowReader({ ...options, habits })
    const join = people === null ? null : rowJoin(reader, people, diagnostics)
    if (people !== null && join === null) return null
    const takeRow = rowTaker(reader, found, join)
    const take = grid === null ? takeRow : gridTaker(grid, reader, takeRow)
    const skipped = new SkippedRows(file, filter, grid?.hasSecondHeader === true ? 1 : 0)
    file.setAside = 0
    file.recordCount = 0
    table.readRows((cells, row) => {
      if (cells !== null && skipped.skips(cells, row)) return
      claim?.(row)
      const count = cells === null ? null : take(cells, row)
      const isSetAside = count === null
      if (join === null ? isSetAside : join.endRow(isSetAside)) file.setAside++
      else file.recordCount += count ?? 0
    })
    return { reader, found, skipped, join }
  }
  let last = read(null)
  if (last === null) return 1
  const habits = last.reader.learn()
  if (habits !== null) {
    diagnostics.rewind(mark)
    last = read(habits) ?? last
  }
  last.reader.sayColumns()
  last.skipped.report(options.settings, diagnostics)
  last.join?.report()
  records.add(last.found)
  return table.rowCount - last.skipped.count
}

/** Reads each filled cell of a row; the row is set aside where none of them could be read. */
function gridTaker(grid: Grid, reader: RowReader, take: RowTaker): RowTaker {
  const enrolmentId = reader.requiredFileNumber('dossier')
  return (cells, row) => {
    // Said once for the row, not for each of its cells.
    if (enrolmentId(cells, row) === '') return null
    let [given, taken, refused] = [0, 0, 0]
    for (const session of grid.sessions) {
      if ((cells[session.column] ?? '').trim() === '') continue
      grid.turnTo(session)
      const count = take(cells, row)
      if (count === null) refused++
      else taken++
      given += count ?? 0
    }
    return taken > 0 || refused === 0 ? given : null
  }
}
