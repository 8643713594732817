// Gives each diagnostic the case whose row it is about: who reads two checks follows a case, not a line.
import type { Diagnostic } from '../../kernel/diagnostic.js'
import type { Recorded } from '../../records/export-file.js'
import type { Records } from '../../records/records.js'

type Named = Recorded & ({ readonly id: string } | { readonly enrolmentId: string })

export function nameEnrolments(
  diagnostics: readonly Diagnostic[],
  records: Records | null,
): readonly Diagnostic[] {
  const wanted = new Map<string, Map<number, string | null>>()
  for (const { place } of diagnostics) {
    if (place.row === undefined || place.row < 0) continue
    const rows = wanted.get(place.file) ?? new Map<number, string | null>()
    wanted.set(place.file, rows.set(place.row, null))
  }
  if (records === null || wanted.size === 0) return diagnostics
  const ambiguous = new Set<string>()
  for (const record of namedRecords(records)) {
    const { file } = record.export.table
    const rows = wanted.get(file)
    const known = rows?.get(record.row)
    if (rows === undefined || known === undefined) continue
    const id = 'enrolmentId' in record ? record.enrolmentId : record.id
    // Sheets of one file number their rows alike.
    if (known !== null && known !== id) ambiguous.add(`${file}\0${record.row}`)
    rows.set(record.row, id)
  }
  // A number that is nobody's names no case, and may be an address or a name in the wrong column.
  const cases = new Set(records.enrolments.map(({ id }) => id))
  return diagnostics.map((diagnostic) => {
    const { file, row } = diagnostic.place
    const id = row === undefined ? null : (wanted.get(file)?.get(row) ?? null)
    const isNamed = id !== null && cases.has(id) && !ambiguous.has(`${file}\0${row}`)
    return isNamed ? { ...diagnostic, enrolment: id } : diagnostic
  })
}

function* namedRecords(records: Records): Iterable<Named> {
  yield* records.enrolments
  yield* records.absences
  yield* records.presences
  yield* records.actions
  yield* records.dropouts
  yield* records.certifications
  yield* records.activities
  yield* records.explanations
  yield* records.surveyAnswers
}
