// What a file is by its bytes, whatever its name says. May not know what a column means.
import { beginsAsCalendar } from './calendar.js'
import { beginsAsMailbox, beginsAsMessage, isOutlookMessage } from './message.js'

export type FileKind =
  /** May be a workbook (.xlsx, .xlsm, .ods) or any other archive. */
  | { readonly kind: 'zip' }
  /** Container of the old Office: .xls, a workbook with a password, a Word document… */
  | { readonly kind: 'compound' }
  | { readonly kind: 'html' }
  /** What people wrote to each other, or agreed to: read as acts, never as tables. */
  | { readonly kind: Correspondence }
  | { readonly kind: 'text' }
  /** Also a form of YAML. */
  | { readonly kind: 'json' }
  | { readonly kind: 'empty' }
  /** `word` says in French what it is. */
  | { readonly kind: 'foreign'; readonly word: string }

/** A message (.eml, .msg), messages (.mbox), appointments (.ics). */
export type Correspondence = 'message' | 'outlookMessage' | 'mailbox' | 'calendar'

/** What each is, in French. */
export const CORRESPONDENCE: Readonly<Record<Correspondence, string>> = {
  message: 'un message électronique',
  outlookMessage: 'un message d’Outlook',
  mailbox: 'une boîte de messages',
  calendar: 'un calendrier',
}

export function isCorrespondence(kind: FileKind['kind']): kind is Correspondence {
  return kind in CORRESPONDENCE
}

/** What can be read, for those who bring something else. */
export const READABLE = 'un fichier CSV, un classeur .xlsx, .xls ou .ods, ou un fichier YAML'

/** First bytes of files that hold no table. */
const FOREIGN: readonly (readonly [start: string | readonly number[], word: string])[] = [
  ['%PDF', 'un PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'une image PNG'],
  [[0xff, 0xd8, 0xff], 'une image JPEG'],
  ['GIF8', 'une image GIF'],
  [[0x49, 0x49, 0x2a, 0x00], 'une image TIFF'],
  ['RIFF', 'un fichier RIFF (image, son ou vidéo)'],
  [[0x1f, 0x8b], 'une archive gzip'],
  ['Rar!', 'une archive RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'une archive 7z'],
  ['SQLite format 3', 'une base SQLite'],
  [[0x00, 0x01, 0x00, 0x00, 0x53, 0x74, 0x61, 0x6e], 'une base Access'],
  ['PAR1', 'un fichier Parquet'],
  ['{\\rtf', 'un document RTF'],
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06]
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

export function kindOf(bytes: Buffer): FileKind {
  if (bytes.length === 0) return { kind: 'empty' }
  if (startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP)) return { kind: 'zip' }
  if (startsWith(bytes, COMPOUND)) return { kind: isOutlookMessage(bytes) ? 'outlookMessage' : 'compound' }
  const foreign = FOREIGN.find(([start]) => startsWith(bytes, start))
  if (foreign !== undefined) return { kind: 'foreign', word: foreign[1] }
  // A page may be UTF-16: without its zeros its first tag reads the same.
  const head = bytes
    .toString('latin1', 0, 2000)
    .replace(/^[\xef\xbb\xbf\xfe\xff]+/, '')
    .replaceAll('\0', '')
    .trimStart()
  if (/^<(?:!doctype html|html|head|body|meta|style|table|div|center|font)\b/i.test(head))
    return { kind: 'html' }
  if (/^<(?:!--|\?xml|!doctype)/i.test(head)) {
    return /<html\b/i.test(head) ? { kind: 'html' } : { kind: 'foreign', word: xmlWord(head) }
  }
  if (beginsAsCalendar(head)) return { kind: 'calendar' }
  if (beginsAsMailbox(head)) return { kind: 'mailbox' }
  if (beginsAsMessage(head)) return { kind: 'message' }
  if (/^(?:\{\s*(?:"[^"]*"\s*:|\})|\[\s*[{\]])/.test(head)) return { kind: 'json' }
  return { kind: 'text' }
}

function xmlWord(head: string): string {
  return head.includes('office:spreadsheet') ? 'un classeur XML de 2003' : 'un fichier XML'
}

function startsWith(bytes: Buffer, start: string | readonly number[]): boolean {
  const expected = typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start)
  return bytes.subarray(0, expected.length).equals(expected)
}
