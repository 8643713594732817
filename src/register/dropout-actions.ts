// Decisions and attestations that the export of dropouts records: dated acts without channel or recipient.
import type { LocalDate, MinuteOfDay } from '../kernel/local-date.js'
import type { Action, Dropout } from '../records/records.js'

/** A decision names no proof; an attestation names its own. */
export function actionsOfDropout(dropout: Dropout): Action[] {
  const { decidedOn, decidedMinute, attestedOn, attestedMinute, attestation } = dropout
  const actions: Action[] = []
  if (decidedOn !== null) actions.push(actOf(dropout, 'decision', decidedOn, decidedMinute, []))
  if (attestedOn !== null) {
    actions.push(
      actOf(dropout, 'attestation', attestedOn, attestedMinute, attestation === '' ? [] : [attestation]),
    )
  }
  return actions
}

/** Written out in the order of the rows of relances: a shape of its own would slow down all that looks at acts. */
function actOf(
  dropout: Dropout,
  type: 'decision' | 'attestation',
  on: LocalDate,
  minute: MinuteOfDay | null,
  evidence: readonly string[],
): Action {
  return {
    export: dropout.export,
    row: dropout.row,
    enrolmentId: dropout.enrolmentId,
    on,
    minute,
    type,
    channel: null,
    recipient: null,
    author: '',
    result: null,
    comment: '',
    evidence,
    ticket: '',
  }
}
