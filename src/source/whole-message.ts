// A message as somebody would read it: header, words, names of what hangs on it. Shares its packages with message.ts.
// May not open an attachment, fetch an image or run anything.
import { createRequire } from 'node:module'

export interface WholeMessage {
  /** As written, in this order where they are there: De, À, Copie, Date, Objet. */
  readonly fields: readonly { readonly label: string; readonly value: string }[]
  /** Its words, or the markup that holds them where it has no plain text. */
  readonly body: { readonly text: string } | { readonly html: string }
  readonly attachments: readonly string[]
}

interface Person {
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly group?: readonly Person[] | undefined
}

/** Reads a message (RFC 5322). @throws where the bytes are none */
export async function readWholeMessage(bytes: Buffer): Promise<WholeMessage> {
  const { default: PostalMime } = await import('postal-mime')
  const { headers, from, to, cc, subject, text, html, attachments } = await PostalMime.parse(bytes)
  if (from === undefined && subject === undefined) throw new Error('no header of a message')
  return {
    fields: filled([
      ['De', people(from === undefined ? [] : [from])],
      ['À', people(to ?? [])],
      ['Copie', people(cc ?? [])],
      // As it was written: read again, it would be that of this machine.
      ['Date', headers.find(({ key }) => key === 'date')?.value ?? ''],
      ['Objet', subject ?? ''],
    ]),
    body: text === undefined && html !== undefined ? { html } : { text: text ?? '' },
    attachments: attachments.map(({ filename, mimeType }) => filename ?? mimeType),
  }
}

type Outlook = typeof import('@kenjiuno/msgreader', { with: { 'resolution-mode': 'require' }})

/** Reads a message of Outlook (.msg). @throws where it is damaged */
export async function readWholeOutlookMessage(bytes: Buffer): Promise<WholeMessage> {
  // A CommonJS package: `require` gives the same in every loader, `import` does not.
  const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as Outlook
  const fields = new MsgReader(new Uint8Array(bytes).buffer).getFileData()
  if (fields.error !== undefined) throw new Error(fields.error)
  const recipients = (kind: string) =>
    people(
      (fields.recipients ?? [])
        .filter(({ recipType }) => recipType === kind)
        .map(({ name, smtpAddress, email }) => ({ name, address: smtpAddress ?? email })),
    )
  return {
    fields: filled([
      ['De', people([{ name: fields.senderName, address: fields.senderSmtpAddress ?? fields.senderEmail }])],
      ['À', recipients('to')],
      ['Copie', recipients('cc')],
      ['Date', fields.messageDeliveryTime ?? fields.clientSubmitTime ?? ''],
      ['Objet', fields.subject ?? ''],
    ]),
    body: { text: fields.body ?? '' },
    attachments: (fields.attachments ?? []).map(({ fileName, name }) => fileName ?? name ?? 'sans nom'),
  }
}

function filled(fields: readonly (readonly [string, string])[]): WholeMessage['fields'] {
  return fields.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]))
}

function people(written: readonly Person[]): string {
  return written
    .flatMap(({ name, address, group }) => {
      if (group !== undefined) return people(group)
      if (!name) return address ?? ''
      return address ? `${name} <${address}>` : name
    })
    .filter((person) => person !== '')
    .join(', ')
}
