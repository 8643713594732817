// Rows of abandons.
import type { Dropout } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { Alternative, Decision, DropoutOrigin } from '../values.js'
import type { ReadRow } from './read-row.js'

export function dropoutReader(reader: RowReader): ReadRow<Dropout> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  const cause = reader.text('cause')
  const origin = reader.choice<DropoutOrigin>('origine')
  const isForceMajeure = reader.yesNo('force_majeure')
  const alternative = reader.choice<Alternative>('alternative')
  const answer = reader.text('reponse')
  const decision = reader.choice<Decision>('decision')
  const decided = reader.moment('date_decision')
  const attestation = reader.proof('attestation')
  const isAttested = reader.proofWord('attestation')
  const attested = reader.moment('date_attestation')
  return (cells, row) => {
    const declared = moment(cells, row)
    const decisionTaken = decided(cells, row)
    const attestationGiven = attested(cells, row)
    const dropout: Dropout = {
      export: file,
      row,
      enrolmentId: enrolmentId(cells, row),
      on: declared?.on ?? null,
      minute: declared?.minute ?? null,
      cause: cause(cells, row),
      origin: origin(cells, row),
      isForceMajeure: isForceMajeure(cells, row),
      alternative: alternative(cells, row),
      answer: answer(cells, row),
      decision: decision(cells, row),
      decidedOn: decisionTaken?.on ?? null,
      decidedMinute: decisionTaken?.minute ?? null,
      attestation: attestation(cells, row),
      isAttested: isAttested(cells, row),
      attestedOn: attestationGiven?.on ?? null,
      attestedMinute: attestationGiven?.minute ?? null,
      unusable: reader.takeUnusable(),
    }
    return dropout.enrolmentId === '' ? null : dropout
  }
}
