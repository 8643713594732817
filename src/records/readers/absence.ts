// Rows of absences.
import type { Absence } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { DayPart } from '../values.js'
import type { ReadRow } from './read-row.js'

export function absenceReader(reader: RowReader): ReadRow<Absence> {
  const { file } = reader
  const enrolmentId = reader.requiredText('dossier')
  const moment = reader.requiredMoment('date')
  const dayPart = reader.choice<DayPart>('periode')
  const isJustified = reader.requiredYesNo('justifiee')
  const reason = reader.text('motif')
  const evidence = reader.text('preuve')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    const part = dayPart(cells, row)
    const justified = isJustified(cells, row)
    reader.takeUnusable()
    // An absence that may or may not be justified proves nothing either way.
    if (id === '' || justified === null) return null
    return {
      export: file,
      row,
      enrolmentId: id,
      on: at?.on ?? null,
      minute: at?.minute ?? null,
      dayPart: part ?? 'journee',
      isJustified: justified,
      isAwaited: false,
      hours: null,
      reason: reason(cells, row),
      evidence: evidence(cells, row),
    }
  }
}
