// What of a proof can be printed: the pages of a PDF, an image, a message; or why nothing can. May not look at the disk.
import { fr } from '../kernel/french.js'
import { plainText } from '../render/plain-text.js'
import { readWholeMessage, readWholeOutlookMessage, type WholeMessage } from '../source/whole-message.js'
import { imageProblem, sizeOfImage } from './image-size.js'
import { type PdfFault, pagesAsImages, UnreadablePdf } from './pdf-pages.js'

/** One printed page, or the words of a message. */
export type ProofPage =
  | { readonly kind: 'image'; readonly address: string; readonly bytes: number; readonly text: string }
  | {
      readonly kind: 'message'
      readonly fields: WholeMessage['fields']
      readonly paragraphs: readonly string[]
      readonly attachments: readonly string[]
      readonly note: string | null
    }

/** A proof that no page shows; the reason is for people. */
export class NotShown extends Error {
  override readonly name = 'NotShown'
  constructor(readonly reason: string) {
    super(reason)
  }
}

/** Beyond this a proof is attached to nothing and shown on no page: it is in the pack as it is. */
export const LARGEST_PROOF = 200 * 1024 * 1024
const LONGEST_BODY = 20_000
const MOST_ATTACHMENTS = 200

const PDF_FAULTS: Readonly<Record<PdfFault, string>> = {
  encrypted: 'PDF protégé par un mot de passe',
  damaged: 'PDF abîmé',
  tooManyPages: 'PDF de plus de 2 000 pages',
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
}

/** What the bytes are, whatever the name says; null for a kind that is not printed. */
export function kindOfProof(bytes: Buffer, name: string): 'pdf' | 'image' | 'eml' | 'msg' | null {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (sizeOfImage(bytes) !== null) return 'image'
  if (/\.eml$/i.test(name)) return 'eml'
  // The mark of a compound file, which a message of Outlook is; others bear another name.
  if (/\.msg$/i.test(name) && bytes.readUInt32BE(0) === 0xd0cf11e0) return 'msg'
  return null
}

/**
 * The pages of a proof, one after the other.
 * @throws NotShown, before the first page or at one that cannot be drawn
 */
export async function* pagesOfProof(bytes: Buffer, name: string): AsyncGenerator<ProofPage> {
  const kind = bytes.length < 8 ? null : kindOfProof(bytes, name)
  switch (kind) {
    case 'pdf':
      try {
        for await (const { png, text } of pagesAsImages(bytes)) yield imagePage('png', png, text)
      } catch (error) {
        if (error instanceof UnreadablePdf) throw new NotShown(PDF_FAULTS[error.fault])
        throw error
      }
      return
    case 'image': {
      const problem = imageProblem(bytes)
      if (problem !== null) throw new NotShown(problem)
      yield imagePage(sizeOfImage(bytes)?.type ?? '', bytes, '')
      return
    }
    case 'eml':
    case 'msg':
      yield messagePage(await readMessage(bytes, kind))
      return
    default:
      throw new NotShown(fr`ce genre de fichier n’est pas mis en pages : il est à ouvrir tel quel`)
  }
}

async function readMessage(bytes: Buffer, kind: 'eml' | 'msg'): Promise<WholeMessage> {
  try {
    return await (kind === 'eml' ? readWholeMessage(bytes) : readWholeOutlookMessage(bytes))
  } catch {
    throw new NotShown('message abîmé')
  }
}

function imagePage(type: string, bytes: Buffer, text: string): ProofPage {
  const mediaType = MEDIA_TYPES[type]
  if (mediaType === undefined) {
    throw new NotShown(fr`image d’un genre qui n’est pas mis en pages : elle est à ouvrir telle quelle`)
  }
  return {
    kind: 'image',
    address: `data:${mediaType};base64,${bytes.toString('base64')}`,
    bytes: bytes.length,
    text,
  }
}

function messagePage({ fields, body, attachments }: WholeMessage): ProofPage {
  const text = 'text' in body ? body.text : wordsOf(body.html)
  const isCut = text.length > LONGEST_BODY
  const left = attachments.length - MOST_ATTACHMENTS
  const notes = [
    ...(isCut ? [fr`Seul le début du message est imprimé.`] : []),
    ...(left > 0 ? [fr`${left} autres pièces jointes ne sont pas nommées.`] : []),
  ]
  return {
    kind: 'message',
    fields,
    paragraphs: text
      .slice(0, LONGEST_BODY)
      .replace(/\r\n?/g, '\n')
      .trim()
      .split(/\n{2,}/),
    attachments: attachments.slice(0, MOST_ATTACHMENTS),
    note: notes.length === 0 ? null : notes.join(' '),
  }
}

/** The words of markup that comes from anywhere: what would run, draw or be fetched is dropped with all it holds. */
function wordsOf(html: string): string {
  return plainText(
    html
      .replace(
        /<(script|style|head|title|svg|iframe|object|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi,
        ' ',
      )
      .replace(/<!--[\s\S]*?(?:-->|$)/g, ' '),
  )
}
