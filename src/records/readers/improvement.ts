// Rows of ameliorations.
import type { Improvement } from '../records.js'
import type { RowReader } from '../row-reader.js'
import { listOf } from './list-of.js'
import type { ReadRow } from './read-row.js'

export function improvementReader(reader: RowReader): ReadRow<Improvement> {
  const { file } = reader
  const id = reader.requiredText('id')
  const moment = reader.requiredMoment('date')
  const finding = reader.requiredText('constat')
  const cause = reader.text('cause')
  const action = reader.requiredText('action')
  const owner = reader.text('responsable')
  const dueOn = reader.day('echeance')
  const doneOn = reader.day('fait_le')
  const effect = reader.text('effet')
  const obligationId = reader.text('obligation')
  const indicators = reader.text('indicateurs')
  return (cells, row) => {
    const improvement: Improvement = {
      export: file,
      row,
      id: id(cells, row),
      on: moment(cells, row)?.on ?? null,
      finding: finding(cells, row),
      cause: cause(cells, row),
      action: action(cells, row),
      owner: owner(cells, row),
      dueOn: dueOn(cells, row),
      doneOn: doneOn(cells, row),
      effect: effect(cells, row),
      obligationId: obligationId(cells, row),
      indicators: listOf(indicators(cells, row), /[,;|\s]/),
    }
    reader.takeUnusable()
    return improvement.id === '' ? null : improvement
  }
}
