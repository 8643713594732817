// Rows of relances.
import type { Action } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ActionType, Channel, ContactResult, Recipient } from '../values.js'
import type { ReadRow } from './read-row.js'

export function actionReader(reader: RowReader): ReadRow<Action> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  const type = reader.choice<ActionType>('type')
  const channel = reader.requiredChoices<Channel>('canal')
  const recipient = reader.requiredChoices<Recipient>('destinataire')
  const author = reader.text('auteur')
  const result = reader.choice<ContactResult>('resultat')
  const comment = reader.text('commentaire')
  const evidence = reader.paths('preuve')
  const ticket = reader.proof('ticket')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    const channels = channel(cells, row)
    const recipients = recipient(cells, row)
    const action: Action = {
      export: file,
      row,
      enrolmentId: id,
      on: at === null ? null : at.on,
      minute: at === null ? null : at.minute,
      // An empty type is a relance (docs/conception.md, « Les données lues »).
      type: type(cells, row) ?? 'relance',
      channel: channels[0] ?? null,
      recipient: recipients[0] ?? null,
      author: author(cells, row),
      result: result(cells, row),
      comment: comment(cells, row),
      evidence: evidence(cells, row),
      ticket: ticket(cells, row),
    }
    // An unknown type is not a relance: the row proves nothing that a procedure could ask.
    if (id === '' || reader.takeUnusable().has('type')) return null
    if (channels.length < 2 && recipients.length < 2) return action
    // « Téléphone et mail » to « stagiaire et employeur » is one act by each channel towards each recipient.
    return orNull(channels).flatMap((by) =>
      orNull(recipients).map((towards) => ({ ...action, channel: by, recipient: towards })),
    )
  }
}

/** A value that could not be read leaves the act with none. */
function orNull<Value>(values: readonly Value[]): readonly (Value | null)[] {
  return values.length === 0 ? [null] : values
}
