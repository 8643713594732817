// Rows of activites.
import type { Activity } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReadRow } from './read-row.js'

export function activityReader(reader: RowReader): ReadRow<Activity> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    reader.takeUnusable()
    return id === ''
      ? null
      : { export: file, row, enrolmentId: id, on: at?.on ?? null, minute: at?.minute ?? null }
  }
}
