// Decisions and attestations that the export of dropouts records: dated acts without channel or recipient.
import type { Action, Dropout } from '../records/records.js'

/** A decision names no proof; an attestation names its own. */
export function actionsOfDropout(dropout: Dropout): Action[] {
  const actions: Action[] = []
  if (dropout.decidedOn !== null) {
    actions.push({
      ...actOf(dropout),
      type: 'decision',
      on: dropout.decidedOn,
      minute: dropout.decidedMinute,
      evidence: '',
    })
  }
  if (dropout.attestedOn !== null) {
    actions.push({
      ...actOf(dropout),
      type: 'attestation',
      on: dropout.attestedOn,
      minute: dropout.attestedMinute,
      evidence: dropout.attestation,
    })
  }
  return actions
}

function actOf(dropout: Dropout): Omit<Action, 'type' | 'on' | 'minute' | 'evidence'> {
  return {
    export: dropout.export,
    row: dropout.row,
    enrolmentId: dropout.enrolmentId,
    channel: null,
    recipient: null,
    author: '',
    result: null,
    comment: '',
    ticket: '',
  }
}
