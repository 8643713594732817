// Rows of formations.
import type { Training } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { TrainingType } from '../values.js'
import { listOf } from './list-of.js'
import type { ReadRow } from './read-row.js'

export function trainingReader(reader: RowReader): ReadRow<Training> {
  const { file } = reader
  const code = reader.requiredText('code')
  const title = reader.requiredText('intitule')
  const type = reader.requiredChoice<TrainingType>('type')
  const hours = reader.hours('heures')
  const days = reader.number('jours')
  const certification = reader.text('certification')
  const isSubcontracted = reader.yesNo('sous_traitance')
  const measures = reader.text('mesures')
  return (cells, row) => {
    const training = {
      export: file,
      row,
      code: code(cells, row),
      title: title(cells, row),
      type: type(cells, row),
      hours: hours(cells, row),
      days: days(cells, row),
      certification: certification(cells, row),
      isSubcontracted: isSubcontracted(cells, row) ?? false,
      measures: listOf(measures(cells, row), /[,;|\n]/),
    }
    reader.takeUnusable()
    // Of an unknown type it still has a duration, which tells whether it is in scope.
    return training.code === '' ? null : training
  }
}
