// Reads returned declarations: what was ticked and written, whether the learner signed. Copies what matches into the
// workspace; the rest is reported and left where it is.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AttestationEntry, mayBecome } from '../documents/attestations/attestation-register.js'
import { DECLARATION_FIELDS, SEAL_FIELD } from '../documents/attestations/attestation-view.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { FormValues } from '../seal/read-form.js'
import type { PdfVerification } from '../seal/verify-pdf.js'
import { DROPOUT_REASONS } from '../words/values.js'
import { readTypedFile, refuseUnlessFolder } from './look-at-path.js'
import type { Sealing } from './make-attestations.js'
import type { OutputFile } from './write-outputs.js'

/** Where received forms are kept, in the workspace; not among the outputs, which can be made again. */
export const RECEIVED_FOLDER = 'attestations-recues'

export type Mismatch =
  | 'unreadable'
  | 'notAForm'
  | 'unknownNumber'
  | 'otherLearner'
  | 'broken'
  | 'alreadySigned'
  | 'twice'

export interface CollectedForm {
  readonly file: string
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
  for (const file of await pdfsIn(folder)) {
    const bytes = await readTypedFile(join(folder, file), { mend: 'sortez-le de ce dossier' })
    const { form, signature } = await examine(file, bytes, entries, taken)
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

async function pdfsIn(folder: string): Promise<string[]> {
  await refuseUnlessFolder(folder, 'donnez à « --collect » le dossier où sont les formulaires reçus')
  const names = await readdir(folder)
  return names.filter((name) => /\.pdf$/i.test(name)).sort()
}

async function examine(
  file: string,
  bytes: Uint8Array,
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
