// PAdES: a signature field filled by an incremental update. May not know what the document says.
import { createHash } from 'node:crypto'
import type { PDFDict, PDFDocument, PDFRef } from '@cantoo/pdf-lib'
import { pdfString } from '../render/pdf-objects.js'
import { appendSignature } from './append-signature.js'
import { fingerprintOfChain } from './certificate.js'
import { makeCms, type Timestamper } from './make-cms.js'
import type { Signatory } from './signatory.js'

type PdfLib = typeof import('@cantoo/pdf-lib')

export interface SigningOptions {
  readonly signatory: Signatory
  /** Claimed time of signing, milliseconds since 1970-01-01 UTC; goes to /M. */
  readonly now: number
  /** Field to fill; made, without a place on the page, when the document has none of that name. */
  readonly fieldName: string
  readonly reason: string
  readonly location: string
  /**
   * Whether others still have to fill a form or sign: the first signature then certifies the document with
   * DocMDP P=2 (ISO 32000-1, 12.8.2.2: filling in forms and signing stay allowed, nothing else).
   */
  readonly leavesFormOpen: boolean
  readonly timestamper?: Timestamper
}

export class SigningError extends Error {
  readonly problem: 'unreadablePdf' | 'alreadySigned' | 'tooLarge'

  constructor(problem: SigningError['problem']) {
    super(problem)
    this.name = 'SigningError'
    this.problem = problem
  }
}

/** A key of our own in the signature dictionary (ISO 32000-1, annex E): the certificates that the CMS holds. */
export const CHAIN_KEY = 'I12_Certificates'

/** Width of each number of /ByteRange, so that it can be written once its values are known. */
const RANGE_PLACEHOLDER = 9_999_999_999

/**
 * Signs a PDF; what was there keeps its bytes.
 * @returns the whole file with the signature appended
 * @throws SigningError; errors of the timestamper pass through, and nothing is signed
 */
export async function signPdf(pdf: Uint8Array, options: SigningOptions): Promise<Uint8Array> {
  const reserved = reservedSize(options)
  const bytes = Buffer.from(await withEmptySignature(pdf, options, reserved))
  const opening = `/Contents <${'0'.repeat(reserved * 2)}>`
  const start = bytes.lastIndexOf(opening, undefined, 'latin1') + '/Contents '.length
  const end = start + reserved * 2 + 2
  writeByteRange(bytes, start, end)
  const digest = createHash('sha256').update(bytes.subarray(0, start)).update(bytes.subarray(end)).digest()
  const cms = await makeCms(digest, options.signatory, { timestamper: options.timestamper ?? null })
  if (cms.length > reserved) throw new SigningError('tooLarge')
  bytes.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1')
  return bytes
}

/** Files that this program wrote take the short way; others, and those that are already signed, the library's. */
async function withEmptySignature(
  pdf: Uint8Array,
  options: SigningOptions,
  reserved: number,
): Promise<Uint8Array> {
  const { fieldName, leavesFormOpen, signatory } = options
  const range = `[ 0 ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER} ]`
  const entries = new Map([
    ['Type', '/Sig'],
    ['Filter', '/Adobe.PPKLite'],
    ['SubFilter', '/ETSI.CAdES.detached'],
    ['ByteRange', range],
    ['Contents', `<${'0'.repeat(reserved * 2)}>`],
    ['M', pdfString(pdfDate(options.now))],
    ['Name', pdfString(signatory.certificate.subject)],
    ['Reason', pdfString(options.reason)],
    ['Location', pdfString(options.location)],
    [CHAIN_KEY, `<${fingerprintOfChain([signatory.certificate, ...signatory.chain])}>`],
  ])
  const appended = appendSignature(pdf, { fieldName, entries, leavesFormOpen })
  if (appended === 'signed') throw new SigningError('alreadySigned')
  return appended === 'foreign' ? appendWithLibrary(pdf, options, reserved) : appended
}

async function appendWithLibrary(
  pdf: Uint8Array,
  options: SigningOptions,
  reserved: number,
): Promise<Uint8Array> {
  const lib = await import('@cantoo/pdf-lib')
  const { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } = lib
  let document: PDFDocument
  try {
    document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  } catch {
    throw new SigningError('unreadablePdf')
  }
  const { context, catalog } = document
  const fields = document.getForm().getFields()
  const field =
    fields.find((candidate) => candidate.getName() === options.fieldName)?.acroField.dict ??
    addHiddenField(lib, document, options.fieldName)
  if (field.has(PDFName.of('V'))) throw new SigningError('alreadySigned')

  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER],
    Contents: PDFHexString.of('0'.repeat(reserved * 2)),
    M: PDFString.of(pdfDate(options.now)),
    Name: PDFHexString.fromText(options.signatory.certificate.subject),
    Reason: PDFHexString.fromText(options.reason),
    Location: PDFHexString.fromText(options.location),
    [CHAIN_KEY]: PDFHexString.of(
      fingerprintOfChain([options.signatory.certificate, ...options.signatory.chain]),
    ),
  })
  const signatureRef = context.register(signature)
  const isFirst = !fields.some(
    ({ acroField }) => acroField.FT() === PDFName.of('Sig') && acroField.dict.has(PDFName.of('V')),
  )
  if (options.leavesFormOpen && isFirst) certify(lib, document, signature, signatureRef)

  field.set(PDFName.of('V'), signatureRef)
  const acroForm = catalog.lookup(PDFName.of('AcroForm'), PDFDict)
  // SignaturesExist and AppendOnly: a viewer must not rewrite the file.
  acroForm.set(PDFName.of('SigFlags'), PDFNumber.of(3))
  context.snapshot?.markObjsForSave([field, acroForm, catalog])
  return document.commit({ useObjectStreams: false })
}

/** A signature field without a place on any page: a widget with an empty rectangle on the last page. */
function addHiddenField(lib: PdfLib, document: PDFDocument, name: string): PDFDict {
  const { PDFArray, PDFHexString, PDFName } = lib
  const { context } = document
  const page = document.getPage(document.getPageCount() - 1)
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(name),
    // Print and Locked.
    F: 132,
    Rect: [0, 0, 0, 0],
    P: page.ref,
  }) as PDFDict
  const ref = context.register(field)
  // Not page.node.addAnnot: it rewrites the page's contents, which an earlier signature may cover.
  const annotations = page.node.lookup(PDFName.of('Annots'))
  if (annotations instanceof PDFArray) annotations.push(ref)
  else page.node.set(PDFName.of('Annots'), context.obj([ref]))
  const acroForm = document.getForm().acroForm
  acroForm.addField(ref)
  const changed = [page.node, annotations, acroForm.dict.lookup(PDFName.of('Fields'))]
  context.snapshot?.markObjsForSave(changed.filter((object) => object !== undefined))
  return field
}

function certify(lib: PdfLib, document: PDFDocument, signature: PDFDict, signatureRef: PDFRef): void {
  const { PDFName } = lib
  const { context, catalog } = document
  const parameters = { Type: 'TransformParams', P: 2, V: PDFName.of('1.2') }
  signature.set(
    PDFName.of('Reference'),
    context.obj([{ Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams: parameters }]),
  )
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signatureRef }))
}

/** Bytes kept for the CMS: its certificates and their hashes, one signature, a token when a time stamp is asked for. */
function reservedSize({ signatory, timestamper }: SigningOptions): number {
  const certificates = [signatory.certificate, ...signatory.chain]
  const size = certificates.reduce((sum, { der }) => sum + der.length + 64, 2048)
  return timestamper === undefined ? size : size + 12_288
}

function writeByteRange(bytes: Buffer, start: number, end: number): void {
  const placeholder = `[ 0 ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER} ]`
  const at = bytes.lastIndexOf(placeholder, undefined, 'latin1')
  if (at < 0) throw new SigningError('unreadablePdf')
  const range = `[ 0 ${start} ${end} ${bytes.length - end} ]`
  bytes.write(range.padEnd(placeholder.length, ' '), at, 'latin1')
}

/** `D:20261122093000Z` (ISO 32000-1, 7.9.4). */
function pdfDate(milliseconds: number): string {
  return `D:${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}
