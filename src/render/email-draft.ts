// An e-mail as a file that a mail program opens unsent. Sends nothing and has no way to.
import { createHash } from 'node:crypto'

export interface EmailDraft {
  /** '' where no address is known: the draft then opens without an addressee. */
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly text: string
  readonly attachment: { readonly name: string; readonly pdf: Uint8Array }
}

/**
 * The draft as an `.eml` file: `X-Unsent: 1` opens it for editing in Outlook, Thunderbird shows it as a message to
 * edit. No From, no Date, no Message-ID: the program that sends it sets them, and the same letter gives the same bytes.
 */
export async function writeEmailDraft(draft: EmailDraft): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...(draft.to === '' ? {} : { to: draft.to }),
    subject: draft.subject,
    text: draft.text,
    textEncoding: 'base64',
    headers: { 'X-Unsent': '1' },
    baseBoundary: createHash('sha256').update(draft.subject).update(draft.text).digest('hex').slice(0, 24),
    attachments: [
      {
        filename: draft.attachment.name,
        content: Buffer.from(draft.attachment.pdf),
        contentType: 'application/pdf',
      },
    ],
    // A draft is made of what it is given: no file and no address is fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = (await composer.compile().build()) as Buffer
  const end = message.indexOf('\r\n\r\n')
  const headers = message
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
    .filter((header) => !/^(Date|Message-ID):/i.test(header))
  return Buffer.concat([Buffer.from(headers.join('\r\n'), 'latin1'), message.subarray(end)])
}
