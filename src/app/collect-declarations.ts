// Reads returned declarations, as files or attached to messages: what was ticked and written, whether the learner
// signed. Copies what matches into the workspace; every other file is reported with its reason and left where it is.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AttestationEntry, mayBecome } from '../documents/attestations/attestation-register.js'
import { DECLARATION_FIELDS, SEAL_FIELD } from '../documents/attestations/attestation-view.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { FormValues } from '../seal/read-form.js'
import type { PdfVerification } from '../seal/verify-pdf.js'
import { kindOf } from '../source/file-kind.js'
import { readAttachments } from '../source/message.js'
import { DROPOUT_REASONS } from '../words/values.js'
import { readTypedFile, refuseUnlessFolder, statOrNull } from './look-at-path.js'
import type { Sealing } from './make-attestations.js'
import type { OutputFile } from './write-outputs.js'

/** Where received forms are kept, in the workspace; not among the outputs, which can be made again. */
export const RECEIVED_FOLDER = 'attestations-recues'

export type Mismatch =
  | 'photograph'
  | 'wordDocument'
  | 'withoutForm'
  | 'otherKind'
  | 'subfolder'
  | 'unreadable'
  | 'notAForm'
  | 'unknownNumber'
  | 'otherLearner'
  | 'broken'
  | 'alreadySigned'
  | 'twice'

export interface CollectedForm {
  readonly file: string
  /** Number of the attachment of a message, from 1; null for a file of its own. */
  readonly attachment: number | null
  readonly number: string | null
  readonly mismatch: Mismatch | null
  /** The learner's signature is there and holds. */
  readonly isSigned: boolean
  readonly isCountersigned: boolean
  /** Labels of the boxes ticked. */
  readonly reasons: readonly string[]
  readonly hasDetail: boolean
}

export interface Collected {
  readonly forms: readonly CollectedForm[]
  readonly entries: readonly AttestationEntry[]
  /** To be written in the folder of received forms. */
  readonly files: readonly OutputFile[]
}

/**
 * @param sealing countersigns signed forms in the organisation's field when given
 * @throws Refusal where `folder` is no folder
 */
export async function collectDeclarations(
  folder: string,
  register: readonly AttestationEntry[],
  on: LocalDate,
  sealing: Sealing | null,
): Promise<Collected> {
  const entries = new Map(register.map((entry) => [entry.number, entry]))
  const forms: CollectedForm[] = []
  const files: OutputFile[] = []
  const taken = new Set<string>()
  for await (const received of receivedIn(folder)) {
    if ('mismatch' in received) {
      forms.push(leftAside(received.file, received.mismatch))
      continue
    }
    const { bytes } = received
    const { form, signature } = await examine(received, entries, taken)
    if (form.mismatch !== null || form.number === null) {
      forms.push(form)
      continue
    }
    taken.add(form.number)
    const content =
      sealing !== null && form.isSigned && signature.emptyFields.includes(SEAL_FIELD)
        ? await countersign(bytes, sealing)
        : bytes
    const path = `${form.number}.pdf`
    files.push({ path, content })
    const entry = entries.get(form.number) as AttestationEntry
    entries.set(form.number, {
      ...entry,
      ...(form.isSigned ? { state: 'signee' as const, stateOn: on } : {}),
      file: `${RECEIVED_FOLDER}/${path}`,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    forms.push({ ...form, isCountersigned: content !== bytes })
  }
  return { forms, entries: [...entries.values()], files }
}

interface ReceivedPdf {
  readonly file: string
  readonly attachment: number | null
  readonly bytes: Uint8Array
}

/** What systems write in folders by themselves. */
const OF_THE_SYSTEM = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i

/** Every PDF of a folder, or attached to one of its messages; the other files with the reason why they are left. */
async function* receivedIn(
  folder: string,
): AsyncIterable<ReceivedPdf | { readonly file: string; readonly mismatch: Mismatch }> {
  await refuseUnlessFolder(folder, 'donnez à « --collect » le dossier où sont les formulaires reçus')
  for (const file of (await readdir(folder)).sort()) {
    if (OF_THE_SYSTEM.test(file)) continue
    const path = join(folder, file)
    if ((await statOrNull(path))?.isDirectory() === true) {
      yield { file, mismatch: 'subfolder' }
      continue
    }
    const bytes = await readTypedFile(path, { mend: 'sortez-le de ce dossier' })
    const kind = kindOfReceived(file, bytes)
    if (kind === 'pdf') yield { file, attachment: null, bytes }
    else if (kind !== 'message') yield { file, mismatch: kind }
    else yield* attachedTo(file, bytes)
  }
}

async function* attachedTo(
  file: string,
  bytes: Buffer,
): AsyncIterable<ReceivedPdf | { readonly file: string; readonly mismatch: Mismatch }> {
  const attachments = await readAttachments(bytes).catch(() => null)
  if (attachments === null) {
    yield { file, mismatch: 'unreadable' }
    return
  }
  let hasForm = false
  for (const [index, attached] of attachments.entries()) {
    if (!isPdf(attached)) continue
    hasForm = true
    yield { file, attachment: index + 1, bytes: attached }
  }
  if (!hasForm) yield { file, mismatch: 'withoutForm' }
}

/** Told by the bytes; a file that calls itself a PDF is examined as one. */
function kindOfReceived(file: string, bytes: Buffer): 'pdf' | 'message' | Mismatch {
  if (isPdf(bytes) || /\.pdf$/i.test(file)) return 'pdf'
  const { kind } = kindOf(bytes)
  if (kind === 'message' || kind === 'outlookMessage') return 'message'
  if (isPicture(bytes) || /\.(?:jpe?g|png|heic|heif|gif|tiff?|webp|bmp)$/i.test(file)) return 'photograph'
  if (/\.(?:docx?|odt|rtf|pages)$/i.test(file)) return 'wordDocument'
  return 'otherKind'
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-')
}

/** JPEG, PNG, GIF, TIFF, or a container of HEIF pictures. */
function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 12)
  return /^(?:\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|.{4}ftyp(?:hei|hev|mif|avi))/s.test(head)
}

function leftAside(file: string, mismatch: Mismatch): CollectedForm {
  return {
    file,
    attachment: null,
    number: null,
    mismatch,
    isSigned: false,
    isCountersigned: false,
    reasons: [],
    hasDetail: false,
  }
}

async function examine(
  { file, attachment, bytes }: ReceivedPdf,
  entries: ReadonlyMap<string, AttestationEntry>,
  taken: ReadonlySet<string>,
): Promise<{ form: CollectedForm; signature: PdfVerification }> {
  const { readForm } = await import('../seal/read-form.js')
  const { verifyPdf } = await import('../seal/verify-pdf.js')
  const values = await readForm(bytes)
  const signature = await verifyPdf(bytes)
  const number = textOf(values, DECLARATION_FIELDS.number)
  const learners = signature.signatures.find(({ fieldName }) => fieldName === DECLARATION_FIELDS.signature)
  const form: CollectedForm = {
    file,
    attachment,
    number,
    mismatch: mismatchOf(values, signature, number, entries, taken),
    isSigned: learners?.isIntact ?? false,
    isCountersigned: false,
    reasons: DROPOUT_REASONS.filter(({ name }) => values?.get(DECLARATION_FIELDS.reason(name)) === true).map(
      ({ label }) => label,
    ),
    hasDetail: textOf(values, DECLARATION_FIELDS.detail) !== null,
  }
  return { form, signature }
}

function mismatchOf(
  values: FormValues | null,
  { isReadable, signatures }: PdfVerification,
  number: string | null,
  entries: ReadonlyMap<string, AttestationEntry>,
  taken: ReadonlySet<string>,
): Mismatch | null {
  if (values === null || !isReadable) return 'unreadable'
  if (number === null) return 'notAForm'
  const entry = entries.get(number)
  if (entry === undefined || entry.nature !== 'declaration') return 'unknownNumber'
  if (textOf(values, DECLARATION_FIELDS.caseNumber) !== entry.enrolmentId) return 'otherLearner'
  if (signatures.some(({ isIntact }) => !isIntact)) return 'broken'
  if (taken.has(number)) return 'twice'
  return mayBecome(entry.state, 'signee') ? null : 'alreadySigned'
}

function textOf(values: FormValues | null, name: string): string | null {
  const value = values?.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

async function countersign(bytes: Uint8Array, { signatory, timestamper, now }: Sealing): Promise<Uint8Array> {
  const { signPdf } = await import('../seal/sign-pdf.js')
  return signPdf(bytes, {
    signatory,
    now,
    fieldName: SEAL_FIELD,
    reason: 'Réception par l’organisme de la déclaration signée',
    location: '',
    leavesFormOpen: false,
    ...(timestamper === null ? {} : { timestamper }),
  })
}
