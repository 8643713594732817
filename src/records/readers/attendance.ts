// Rows of emargements (sign-in sheets): who was there, who was not, session by session.
import type { Absence, Presence } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { AttendanceState } from '../values.js'
import type { ReadRow } from './read-row.js'

/** An absence, a presence, or nothing for somebody who was excused from the session. */
export function attendanceReader(reader: RowReader): ReadRow<Absence | Presence> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  const dayPart = reader.dayPart('periode')
  const state = reader.requiredChoice<AttendanceState>('etat')
  const hours = reader.hours('heures')
  const reason = reader.text('motif')
  const evidence = reader.paths('preuve')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    const part = dayPart(cells, row)
    const seen = state(cells, row)
    const attended = {
      export: file,
      row,
      column: reader.column,
      enrolmentId: id,
      on: at?.on ?? null,
      minute: at?.minute ?? null,
      dayPart: part ?? 'journee',
      hours: hours(cells, row),
    }
    reader.takeUnusable()
    if (id === '' || seen === null) return null
    switch (seen) {
      case 'dispense':
        return at === null ? null : NOTHING
      case 'present':
      case 'retard':
      case 'depart_anticipe':
        return { ...attended, isLate: seen === 'retard', hasLeftEarly: seen === 'depart_anticipe' }
      default:
        return {
          ...attended,
          until: null,
          isJustified: seen === 'absent_justifie',
          isAwaited: seen === 'en_attente',
          reason: reason(cells, row),
          evidence: evidence(cells, row),
        }
    }
  }
}

const NOTHING: readonly never[] = []
