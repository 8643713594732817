// Rows of relances.
import type { Action } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ActionType, Channel, ContactResult, Recipient } from '../values.js'
import type { ReadRow } from './read-row.js'

export function actionReader(reader: RowReader): ReadRow<Action> {
  const { file } = reader
  const enrolmentId = reader.requiredText('dossier')
  const moment = reader.requiredMoment('date')
  const type = reader.choice<ActionType>('type')
  const channel = reader.requiredChoice<Channel>('canal')
  const recipient = reader.requiredChoice<Recipient>('destinataire')
  const author = reader.text('auteur')
  const result = reader.choice<ContactResult>('resultat')
  const comment = reader.text('commentaire')
  const evidence = reader.text('preuve')
  const ticket = reader.text('ticket')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const at = moment(cells, row)
    const action: Action = {
      export: file,
      row,
      enrolmentId: id,
      on: at === null ? null : at.on,
      minute: at === null ? null : at.minute,
      // An empty type is a relance (design §4).
      type: type(cells, row) ?? 'relance',
      channel: channel(cells, row),
      recipient: recipient(cells, row),
      author: author(cells, row),
      result: result(cells, row),
      comment: comment(cells, row),
      evidence: evidence(cells, row),
      ticket: ticket(cells, row),
    }
    // An unknown type is not a relance: the row proves nothing that a procedure could ask.
    return id === '' || reader.takeUnusable().has('type') ? null : action
  }
}
