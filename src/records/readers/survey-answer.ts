// Rows of enquetes.
import type { SurveyAnswer } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReadRow } from './read-row.js'

export function surveyAnswerReader(reader: RowReader): ReadRow<SurveyAnswer> {
  const { file } = reader
  const moment = reader.requiredMoment('date')
  const enrolmentId = reader.fileNumber('dossier')
  const session = reader.text('session')
  const question = reader.text('question')
  const mark = reader.requiredNumber('note')
  const outOf = reader.number('sur')
  return (cells, row) => {
    const given = mark(cells, row)
    const answer = {
      export: file,
      row,
      on: moment(cells, row)?.on ?? null,
      enrolmentId: enrolmentId(cells, row),
      session: session(cells, row),
      question: question(cells, row),
      mark: given,
      outOf: outOf(cells, row),
    }
    reader.takeUnusable()
    return given === null ? null : { ...answer, mark: given }
  }
}
