// Rows of abandons.
import type { Dropout } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { Alternative, Decision, DropoutOrigin } from '../values.js'
import type { ReadRow } from './read-row.js'

export function dropoutReader(reader: RowReader): ReadRow<Dropout> {
  const { file } = reader
  const enrolmentId = reader.requiredText('dossier')
  const moment = reader.requiredMoment('date')
  const cause = reader.text('cause')
  const origin = reader.choice<DropoutOrigin>('origine')
  const isForceMajeure = reader.yesNo('force_majeure')
  const alternative = reader.choice<Alternative>('alternative')
  const answer = reader.text('reponse')
  const decision = reader.choice<Decision>('decision')
  const decidedOn = reader.day('date_decision')
  const attestation = reader.text('attestation')
  const attestedOn = reader.day('date_attestation')
  return (cells, row) => {
    const dropout: Dropout = {
      export: file,
      row,
      enrolmentId: enrolmentId(cells, row),
      on: moment(cells, row)?.on ?? null,
      cause: cause(cells, row),
      origin: origin(cells, row),
      isForceMajeure: isForceMajeure(cells, row),
      alternative: alternative(cells, row),
      answer: answer(cells, row),
      decision: decision(cells, row),
      decidedOn: decidedOn(cells, row),
      attestation: attestation(cells, row),
      attestedOn: attestedOn(cells, row),
      unusable: reader.takeUnusable(),
    }
    return dropout.enrolmentId === '' ? null : dropout
  }
}
