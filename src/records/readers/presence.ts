// Rows of presences.
import type { Presence } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReadRow } from './read-row.js'

export function presenceReader(reader: RowReader): ReadRow<Presence> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  const dayPart = reader.dayPart('periode')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    const part = dayPart(cells, row)
    reader.takeUnusable()
    if (id === '') return null
    return {
      export: file,
      row,
      enrolmentId: id,
      on: at?.on ?? null,
      minute: at?.minute ?? null,
      dayPart: part ?? 'journee',
      hours: null,
      isLate: false,
      hasLeftEarly: false,
    }
  }
}
