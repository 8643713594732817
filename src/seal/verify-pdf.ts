// Whether the signatures of a PDF hold, and what was changed since. May not decide whether a signer is to be trusted.
import type { PDFDict, PDFDocument } from '@cantoo/pdf-lib'
import { fingerprintOfChain } from './certificate.js'
import { type Change, changesBetween } from './compare-revisions.js'
import { CHAIN_KEY } from './sign-pdf.js'
import { type CmsVerification, type SignatureFault, verifyDetachedCms } from './verify-cms.js'

export type PdfFault = SignatureFault | 'byteRange' | 'contents' | 'changedAfter' | 'subFilter'

/** PAdES baseline level really reached; null where even B-B is not. */
export type PadesLevel = 'B-B' | 'B-T'

export interface SignatureVerification extends Omit<CmsVerification, 'faults'> {
  readonly fieldName: string
  readonly faults: readonly PdfFault[]
  readonly isIntact: boolean
  readonly level: PadesLevel | null
  readonly subFilter: string
  /** /M, /Reason and /Location as written by the signer. */
  readonly signedOn: string | null
  readonly reason: string
  readonly location: string
  /** The signature covers the file to its last byte. */
  readonly coversWholeFile: boolean
  /** What later revisions changed, when it does not. */
  readonly laterChanges: readonly Change[]
  /** DocMDP permission where it certifies the document (1 to 3). */
  readonly permission: number | null
}

export interface PdfVerification {
  /** False when the bytes are not a PDF that can be read. */
  readonly isReadable: boolean
  readonly signatures: readonly SignatureVerification[]
  /** Names of signature fields that nobody has signed. */
  readonly emptyFields: readonly string[]
}

/** Verifies every signature of a PDF. Never throws on bad bytes. */
export async function verifyPdf(bytes: Uint8Array): Promise<PdfVerification> {
  const lib = await import('@cantoo/pdf-lib')
  let document: PDFDocument
  try {
    document = await lib.PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
  } catch {
    return { isReadable: false, signatures: [], emptyFields: [] }
  }
  const signatures: SignatureVerification[] = []
  const emptyFields: string[] = []
  try {
    for (const { name, field } of signatureFields(lib, document)) {
      const value = field.lookup(lib.PDFName.of('V'))
      if (value instanceof lib.PDFDict) signatures.push(await verifyOne(lib, bytes, name, value))
      else emptyFields.push(name)
    }
  } catch {
    return { isReadable: false, signatures: [], emptyFields: [] }
  }
  // Order of signing: each signature covers more of the file than the one before.
  return { isReadable: true, signatures: signatures.sort(byCoverage), emptyFields }
}

type PdfLib = typeof import('@cantoo/pdf-lib')

const coverage = new WeakMap<SignatureVerification, number>()

function byCoverage(a: SignatureVerification, b: SignatureVerification): number {
  return (coverage.get(a) ?? 0) - (coverage.get(b) ?? 0)
}

function signatureFields(lib: PdfLib, document: PDFDocument): { name: string; field: PDFDict }[] {
  const { PDFDict, PDFName } = lib
  if (!(document.catalog.lookup(PDFName.of('AcroForm')) instanceof PDFDict)) return []
  return document
    .getForm()
    .getFields()
    .filter(({ acroField }) => acroField.FT() === PDFName.of('Sig'))
    .map((field) => ({ name: field.getName(), field: field.acroField.dict }))
}

async function verifyOne(
  lib: PdfLib,
  bytes: Uint8Array,
  fieldName: string,
  signature: PDFDict,
): Promise<SignatureVerification> {
  const faults: PdfFault[] = []
  const text = (key: string): string => {
    const value = signature.lookup(lib.PDFName.of(key))
    if (value instanceof lib.PDFString || value instanceof lib.PDFHexString) return value.decodeText()
    return value instanceof lib.PDFName ? value.decodeText() : ''
  }
  const range = byteRange(lib, signature)
  const contents = signature.lookup(lib.PDFName.of('Contents'))
  const gap = range === null ? null : readGap(bytes, range)
  if (range === null || gap === null) faults.push('byteRange')
  // The gap must be this signature's own /Contents, not bytes chosen elsewhere in the file.
  if (gap !== null && (!(contents instanceof lib.PDFHexString) || contents.asString() !== gap.hex)) {
    faults.push('contents')
  }
  const der = gap === null ? null : readPaddedDer(gap.hex)
  if (gap !== null && der === null) faults.push('contents')
  const subFilter = text('SubFilter')
  if (subFilter !== 'ETSI.CAdES.detached' && subFilter !== 'adbe.pkcs7.detached') faults.push('subFilter')

  const end = range === null ? 0 : range[2] + range[3]
  const cms =
    der === null || range === null
      ? null
      : verifyDetachedCms(der, [bytes.subarray(0, range[1]), bytes.subarray(range[2], end)])
  faults.push(...(cms?.faults ?? []))
  const named = signature.lookup(lib.PDFName.of(CHAIN_KEY))
  if (named instanceof lib.PDFHexString && cms !== null && cms.signer !== null) {
    const found = fingerprintOfChain([cms.signer, ...cms.chain])
    if (named.asString().toLowerCase() !== found) faults.push('certificateMismatch')
  }
  const coversWholeFile = end === bytes.length
  const permission = docMdpPermission(lib, signature)
  const laterChanges =
    coversWholeFile || end === 0 ? [] : await changesBetween(lib, bytes.subarray(0, end), bytes)
  // Filling in a form after a signature is allowed only where the signature itself says so (DocMDP P=2 or 3).
  const isForbidden = ({ kind }: Change): boolean =>
    kind === 'other' ||
    (kind === 'form' && (permission === null || permission === 1)) ||
    (kind === 'signature' && permission === 1)
  if (laterChanges.some(isForbidden)) faults.push('changedAfter')

  const verification: SignatureVerification = {
    fieldName,
    faults: [...new Set(faults)],
    isIntact: faults.length === 0,
    level: levelOf(cms, subFilter, faults),
    subFilter,
    signedOn: text('M') || null,
    reason: text('Reason'),
    location: text('Location'),
    coversWholeFile,
    laterChanges,
    permission,
    signer: cms?.signer ?? null,
    chain: cms?.chain ?? [],
    bindsCertificate: cms?.bindsCertificate ?? false,
    timestamp: cms?.timestamp ?? null,
    claimedTime: cms?.claimedTime ?? null,
  }
  coverage.set(verification, end)
  return verification
}

type ByteRange = readonly [number, number, number, number]

function byteRange(lib: PdfLib, signature: PDFDict): ByteRange | null {
  const array = signature.lookup(lib.PDFName.of('ByteRange'))
  if (!(array instanceof lib.PDFArray) || array.size() !== 4) return null
  const numbers = array.asArray().map((item) => (item instanceof lib.PDFNumber ? item.asNumber() : -1))
  const [first, firstLength, second, secondLength] = numbers as [number, number, number, number]
  if (!numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return null
  return first === 0 && firstLength < second ? [0, firstLength, second, secondLength] : null
}

/** The hexadecimal string that the two ranges leave out, and nothing else. */
function readGap(bytes: Uint8Array, range: ByteRange): { hex: string } | null {
  if (range[2] + range[3] > bytes.length) return null
  const gap = Buffer.from(bytes.subarray(range[1], range[2])).toString('latin1')
  const match = /^<((?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/.exec(gap)
  return match?.[1] === undefined ? null : { hex: match[1] }
}

/** The DER at the start of the string, provided that only zeros follow it. */
function readPaddedDer(hex: string): Uint8Array | null {
  const bytes = Buffer.from(hex, 'hex')
  const length = derLength(bytes)
  if (length === null || length > bytes.length) return null
  return bytes.subarray(length).every((byte) => byte === 0) ? bytes.subarray(0, length) : null
}

function derLength(bytes: Uint8Array): number | null {
  const [tag, first = 0] = bytes
  if (tag !== 0x30) return null
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  if (count < 1 || count > 4) return null
  let length = 0
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[2 + index] ?? 0)
  return 2 + count + length
}

function docMdpPermission(lib: PdfLib, signature: PDFDict): number | null {
  const { PDFArray, PDFDict, PDFName, PDFNumber } = lib
  const references = signature.lookup(PDFName.of('Reference'))
  const reference = references instanceof PDFArray ? references.lookup(0) : undefined
  if (
    !(reference instanceof PDFDict) ||
    reference.get(PDFName.of('TransformMethod')) !== PDFName.of('DocMDP')
  ) {
    return null
  }
  const parameters = reference.lookup(PDFName.of('TransformParams'))
  const permission = parameters instanceof PDFDict ? parameters.lookup(PDFName.of('P')) : undefined
  return permission instanceof PDFNumber ? permission.asNumber() : 2
}

/** EN 319 142-1: B-B wants CAdES detached and the certificate bound; B-T a valid signature time stamp besides. */
function levelOf(
  cms: CmsVerification | null,
  subFilter: string,
  faults: readonly PdfFault[],
): PadesLevel | null {
  const isBaseline =
    cms !== null && faults.length === 0 && cms.bindsCertificate && subFilter === 'ETSI.CAdES.detached'
  if (!isBaseline) return null
  return cms.timestamp === null ? 'B-B' : 'B-T'
}
