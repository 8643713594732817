// The header of a message: when it was sent, by whom, to whom, about what; and what is attached to it, where that is
// asked. The one door of postal-mime and of @kenjiuno/msgreader. May not keep a body, or know who is a learner.
import { createRequire } from 'node:module'

export interface Message {
  /** Null where the Date header is missing or cannot be understood. */
  readonly sentAt: number | null
  readonly subject: string
  /** Addresses, in lower case. */
  readonly from: readonly string[]
  /** Those of To and Cc, in lower case. */
  readonly to: readonly string[]
}

const ENDS_WITH_ZONE = /(?:[+-]\d{4}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))\s*(?:\([^)]*\)\s*)*$/i

/** Beyond this, a header is no header: real ones have a few thousand bytes. */
const LONGEST_HEADER = 256 * 1024

/** Whether a file that is a compound document is a message of Outlook (.msg). */
export function isOutlookMessage(bytes: Buffer): boolean {
  return bytes.includes(OUTLOOK_PROPERTIES)
}

const OUTLOOK_PROPERTIES = Buffer.from('__properties_version1.0', 'utf16le')

/** Fields that stand in the header of nearly every message. */
const MAIL_FIELDS =
  /^(?:from|to|cc|date|subject|message-id|received|return-path|mime-version|delivered-to|reply-to|x-[\w-]+):/i
const FIELD = /^[!-9;-~]+:/
const MBOX_START = /^From \S.*\r?\n[!-9;-~]+:/

/** Whether a text begins as a message does: with the fields of a header, one of which says who, when or by which way. */
export function beginsAsMessage(head: string): boolean {
  const lines = head.replace(/^[\r\n]+/, '').split(/\r\n|\n|\r/)
  const end = lines.indexOf('')
  // The last line of a head that was cut may be cut too.
  const fields = (end < 0 ? lines.slice(0, -1) : lines.slice(0, end)).filter((line) => !/^[ \t]/.test(line))
  if (fields.length < 2 || !fields.every((line) => FIELD.test(line))) return false
  return (
    fields.filter((line) => MAIL_FIELDS.test(line)).length >= 2 &&
    fields.some((line) => /^(?:from|date|received|message-id):/i.test(line))
  )
}

export function beginsAsMailbox(head: string): boolean {
  return MBOX_START.test(head)
}

/**
 * Reads the header of a message (RFC 5322) and nothing of its body, whatever hangs on it.
 * @throws where the bytes hold no header that can be read
 */
export async function readMessage(bytes: Buffer): Promise<Message> {
  const { default: PostalMime } = await import('postal-mime')
  const { headers, subject, from, to, cc } = await PostalMime.parse(headerOf(bytes))
  const date = headers.find(({ key }) => key === 'date')?.value
  return {
    // Without its zone, a time would be that of the machine which reads it.
    sentAt: date !== undefined && ENDS_WITH_ZONE.test(date) ? instantOf(date) : null,
    subject: subject ?? '',
    from: from === undefined ? [] : addressesOf([from]),
    to: addressesOf([...(to ?? []), ...(cc ?? [])]),
  }
}

type Outlook = typeof import('@kenjiuno/msgreader', { with: { 'resolution-mode': 'require' }})

/**
 * The files attached to a message, without their names, in order.
 * @throws where the message is damaged
 */
export async function readAttachments(bytes: Buffer): Promise<readonly Uint8Array[]> {
  if (isOutlookMessage(bytes)) {
    const reader = outlookReader(bytes)
    return (reader.getFileData().attachments ?? []).map(
      (attachment) => reader.getAttachment(attachment).content,
    )
  }
  const { default: PostalMime } = await import('postal-mime')
  const { attachments } = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' })
  return attachments.map(({ content }) => new Uint8Array(content as ArrayBuffer))
}

/** Reads a message of Outlook. @throws where it is damaged */
export async function readOutlookMessage(bytes: Buffer): Promise<Message> {
  const fields = outlookReader(bytes).getFileData()
  if (fields.error !== undefined) throw new Error(fields.error)
  const sender = fields.senderSmtpAddress ?? fields.sentRepresentingSmtpAddress ?? fields.senderEmail
  return {
    sentAt: instantOf(fields.clientSubmitTime ?? fields.messageDeliveryTime),
    subject: fields.subject ?? '',
    from: plain([sender]),
    to: plain(
      (fields.recipients ?? [])
        .filter(({ recipType }) => recipType !== 'bcc')
        .map(({ smtpAddress, email }) => smtpAddress ?? email),
    ),
  }
}

function outlookReader(bytes: Buffer) {
  // A CommonJS package: `require` gives the same in every loader, `import` does not.
  const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as Outlook
  return new MsgReader(new Uint8Array(bytes).buffer)
}

export interface MailboxPart {
  readonly bytes: Buffer
  /** Line of the mailbox where the message begins, from 1. */
  readonly line: number
}

/** Cuts a mailbox (mbox, RFC 4155) into its messages. */
export function* cutMailbox(bytes: Buffer): Iterable<MailboxPart> {
  let start = 0
  let line = 1
  while (start < bytes.length) {
    const next = nextStart(bytes, start + 1)
    const whole = bytes.subarray(start, next)
    const firstEnd = whole.indexOf(NEWLINE)
    yield { bytes: firstEnd < 0 ? whole.subarray(0, 0) : whole.subarray(firstEnd + 1), line }
    for (let at = whole.indexOf(NEWLINE); at >= 0; at = whole.indexOf(NEWLINE, at + 1)) line++
    start = next
  }
}

const NEWLINE = 0x0a
const FROM_LINE = Buffer.from('\nFrom ')

/** A line « From … » that a field of a header follows: one in the text of a message is followed by more text. */
function nextStart(bytes: Buffer, after: number): number {
  for (let at = bytes.indexOf(FROM_LINE, after - 1); at >= 0; at = bytes.indexOf(FROM_LINE, at + 1)) {
    if (MBOX_START.test(bytes.toString('latin1', at + 1, at + 600))) return at + 1
  }
  return bytes.length
}

/** Up to the first blank line: an attachment of any size is never looked at. */
function headerOf(bytes: Buffer): Buffer {
  const ends = ['\r\n\r\n', '\n\n', '\r\r']
    .map((end) => bytes.subarray(0, LONGEST_HEADER).indexOf(end, 2, 'latin1'))
    .filter((end) => end >= 0)
  return bytes.subarray(0, Math.min(LONGEST_HEADER, ...ends.map((end) => end + 2), bytes.length))
}

function instantOf(date: string | undefined): number | null {
  if (date === undefined) return null
  const instant = Date.parse(date)
  return Number.isNaN(instant) ? null : instant
}

interface WrittenAddress {
  readonly address?: string | undefined
  readonly group?: readonly WrittenAddress[] | undefined
}

function addressesOf(written: readonly WrittenAddress[]): string[] {
  return written.flatMap(({ address, group }) =>
    group === undefined ? plain([address]) : addressesOf(group),
  )
}

function plain(addresses: readonly (string | undefined)[]): string[] {
  return addresses.flatMap((address) =>
    address?.includes('@') === true ? [address.trim().toLowerCase()] : [],
  )
}
