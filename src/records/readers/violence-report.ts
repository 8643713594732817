// Rows of signalements.
import type { ViolenceReport } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReportCategory } from '../values.js'
import type { ReadRow } from './read-row.js'

export function violenceReportReader(reader: RowReader): ReadRow<ViolenceReport> {
  const { file } = reader
  const id = reader.requiredText('id')
  const moment = reader.requiredMoment('date')
  const category = reader.requiredChoice<ReportCategory>('categorie')
  const channel = reader.text('canal')
  const status = reader.requiredText('statut')
  const acknowledged = reader.moment('date_accuse')
  const answered = reader.moment('date_reponse')
  return (cells, row) => {
    const at = moment(cells, row)
    const acknowledgedAt = acknowledged(cells, row)
    const answeredAt = answered(cells, row)
    const report: ViolenceReport = {
      export: file,
      row,
      id: id(cells, row),
      on: at?.on ?? null,
      minute: at?.minute ?? null,
      category: category(cells, row),
      channel: channel(cells, row),
      status: status(cells, row),
      acknowledgedOn: acknowledgedAt?.on ?? null,
      acknowledgedMinute: acknowledgedAt?.minute ?? null,
      answeredOn: answeredAt?.on ?? null,
      answeredMinute: answeredAt?.minute ?? null,
    }
    reader.takeUnusable()
    return report.id === '' ? null : report
  }
}
