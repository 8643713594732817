// Rows of explications.
import type { Explanation } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReadRow } from './read-row.js'

export function explanationReader(reader: RowReader): ReadRow<Explanation> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const obligationId = reader.requiredText('obligation')
  const moment = reader.requiredMoment('date')
  const reason = reader.requiredText('motif')
  const author = reader.text('auteur')
  return (cells, row) => {
    const explanation: Explanation = {
      export: file,
      row,
      enrolmentId: enrolmentId(cells, row),
      obligationId: obligationId(cells, row),
      on: moment(cells, row)?.on ?? null,
      reason: reason(cells, row),
      author: author(cells, row),
    }
    reader.takeUnusable()
    const { enrolmentId: id, obligationId: obligation, reason: said } = explanation
    return id === '' || obligation === '' || said === '' ? null : explanation
  }
}
