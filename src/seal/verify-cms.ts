// Whether a CMS signature holds, bit for bit. May not decide whether its holder is to be trusted.
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { fromBER, type OctetString, Sequence } from 'asn1js'
import {
  type AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from 'pkijs'
import { type CertificateInfo, isIssuedBy, readCertificate } from './certificate.js'
import { CMS_OID, digestNameOf } from './cms-oid.js'

/** Why a signature does not hold; each has its French sentence in the presenter. */
export type SignatureFault =
  | 'malformed'
  | 'notCanonical'
  | 'severalSigners'
  | 'weakAlgorithm'
  | 'algorithmMismatch'
  | 'digestMismatch'
  | 'signatureMismatch'
  | 'certificateMismatch'
  | 'certificateMissing'
  | 'strayCertificate'
  | 'timestampBroken'

export interface TimestampInfo {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
  readonly authority: CertificateInfo
  /** Hexadecimal, null where the request had none. */
  readonly nonce: string | null
}

export interface CmsVerification {
  readonly faults: readonly SignatureFault[]
  readonly signer: CertificateInfo | null
  /** Issuers found beside the signer's certificate, nearest first. */
  readonly chain: readonly CertificateInfo[]
  /** signing-certificate-v2 is there and names the signer's certificate. */
  readonly bindsCertificate: boolean
  /** The signature time stamp where there is one and it holds. */
  readonly timestamp: TimestampInfo | null
  /** signing-time attribute, which PAdES does not want; milliseconds. */
  readonly claimedTime: number | null
}

interface Content {
  readonly type: string
  digest(name: string): Uint8Array
}

const NOTHING: Omit<CmsVerification, 'faults'> = {
  signer: null,
  chain: [],
  bindsCertificate: false,
  timestamp: null,
  claimedTime: null,
}

/** Verifies a detached CMS over the given content (parts of a file, in order). Never throws on bad bytes. */
export function verifyDetachedCms(der: Uint8Array, parts: readonly Uint8Array[]): CmsVerification {
  return verifyCms(der, {
    type: CMS_OID.data,
    digest: (name) => parts.reduce((hash, part) => hash.update(part), createHash(name)).digest(),
  })
}

function verifyCms(der: Uint8Array, detached: Content | null): CmsVerification {
  try {
    return verifySignedData(der, detached)
  } catch {
    return { faults: ['malformed'], ...NOTHING }
  }
}

function verifySignedData(der: Uint8Array, detached: Content | null): CmsVerification {
  if (!isCanonical(der)) return { faults: ['notCanonical'], ...NOTHING }
  const contentInfo = ContentInfo.fromBER(der)
  if (contentInfo.contentType !== CMS_OID.signedData) return { faults: ['malformed'], ...NOTHING }
  const signedData = new SignedData({ schema: contentInfo.content })
  const [signerInfo] = signedData.signerInfos
  if (signerInfo === undefined || signedData.signerInfos.length !== 1) {
    return { faults: ['severalSigners'], ...NOTHING }
  }
  const faults: SignatureFault[] = []
  const content = detached ?? encapsulatedContent(signedData)
  const certificates = (signedData.certificates ?? [])
    .filter((item) => item instanceof Certificate)
    .map((item) => readCertificate(new Uint8Array(item.toSchema(true).toBER(false))))
  const signer = certificates.find((candidate) => isNamedBy(signerInfo, candidate)) ?? null
  if (signer === null) return { faults: ['certificateMissing'], ...NOTHING }

  faults.push(...verifyStructure(signedData, signerInfo, content))
  faults.push(...verifySignature(signerInfo, signer, content))
  const { binding, isBound } = verifyBinding(signerInfo, signer, certificates)
  faults.push(...binding)
  const { chain, stray } = followChain(signer, certificates)
  if (stray) faults.push('strayCertificate')
  const timestamp = verifyTimestamp(signerInfo)
  if (timestamp === 'broken') faults.push('timestampBroken')
  return {
    faults: [...new Set(faults)],
    signer,
    chain,
    bindsCertificate: isBound,
    timestamp: timestamp === 'broken' ? null : timestamp,
    claimedTime: signingTime(signerInfo),
  }
}

/** Bytes after the structure, or a BER form that DER would write otherwise, are a place to hide a change. */
function isCanonical(der: Uint8Array): boolean {
  const { offset, result } = fromBER(der)
  if (offset !== der.length) return false
  return Buffer.compare(Buffer.from(result.toBER(false)), Buffer.from(der)) === 0
}

function encapsulatedContent(signedData: SignedData): Content {
  const { eContentType, eContent } = signedData.encapContentInfo
  const bytes = eContent === undefined ? new Uint8Array() : new Uint8Array(eContent.getValue())
  return { type: eContentType, digest: (name) => createHash(name).update(bytes).digest() }
}

function isNamedBy({ sid }: SignerInfo, candidate: CertificateInfo): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return false
  const certificate = Certificate.fromBER(candidate.der)
  return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber)
}

/** What stands outside the signed attributes must be what they imply: none of it may be renamed. */
function verifyStructure(signedData: SignedData, signerInfo: SignerInfo, content: Content): SignatureFault[] {
  const faults: SignatureFault[] = []
  const { algorithmId } = signerInfo.digestAlgorithm
  const [declared] = signedData.digestAlgorithms
  // RFC 5652, section 5.1: version 1 for id-data, 3 for another content type.
  const version = content.type === CMS_OID.data ? 1 : 3
  if (signedData.version !== version || signerInfo.version !== 1) faults.push('malformed')
  if (signedData.encapContentInfo.eContentType !== content.type) faults.push('malformed')
  if (signedData.digestAlgorithms.length !== 1 || declared?.algorithmId !== algorithmId) {
    faults.push('algorithmMismatch')
  }
  const protection = attributeOf(signerInfo, CMS_OID.algorithmProtection)
  if (protection !== undefined) {
    const [digest, signature] = (protection as Sequence).valueBlock.value
    const isSame =
      encodes(digest, signerInfo.digestAlgorithm, null) &&
      encodes(signature, signerInfo.signatureAlgorithm, 0xa1)
    if (!isSame) faults.push('algorithmMismatch')
  }
  return faults
}

function encodes(
  value: { toBER(sizeOnly?: boolean): ArrayBuffer } | undefined,
  algorithm: AlgorithmIdentifier,
  tag: number | null,
): boolean {
  if (value === undefined) return false
  const expected = Buffer.from(algorithm.toSchema().toBER(false))
  if (tag !== null) expected[0] = tag
  return Buffer.compare(Buffer.from(value.toBER(false)), expected) === 0
}

function verifySignature(
  signerInfo: SignerInfo,
  signer: CertificateInfo,
  content: Content,
): SignatureFault[] {
  const faults: SignatureFault[] = []
  const digestName = digestNameOf(signerInfo.digestAlgorithm.algorithmId)
  const signatureDigest = signatureDigestOf(signerInfo, digestName)
  if (digestName === null || signatureDigest === null) return ['weakAlgorithm']
  if (signerInfo.signedAttrs === undefined) return ['malformed']
  const claimed = attributeOf(signerInfo, CMS_OID.messageDigest) as OctetString | undefined
  const type = attributeOf(signerInfo, CMS_OID.contentType)
  if (type?.valueBlock.toString() !== content.type) faults.push('malformed')
  const digest = content.digest(digestName)
  if (claimed === undefined || Buffer.compare(digest, claimed.valueBlock.valueHexView) !== 0) {
    faults.push('digestMismatch')
  }
  const signed = Buffer.from(signerInfo.signedAttrs.encodedValue)
  signed[0] = 0x31
  const key = new X509Certificate(signer.der).publicKey
  const spki = createPublicKey({
    key: key.export({ type: 'spki', format: 'der' }),
    type: 'spki',
    format: 'der',
  })
  const holds = verify(signatureDigest, signed, spki, signerInfo.signature.valueBlock.valueHexView)
  if (!holds) faults.push('signatureMismatch')
  return faults
}

function signatureDigestOf({ signatureAlgorithm }: SignerInfo, digestName: string | null): string | null {
  switch (signatureAlgorithm.algorithmId) {
    case CMS_OID.rsa:
      return digestName
    case CMS_OID.sha256WithRsa:
    case CMS_OID.ecdsaWithSha256:
      return 'sha256'
    case CMS_OID.sha384WithRsa:
    case CMS_OID.ecdsaWithSha384:
      return 'sha384'
    case CMS_OID.sha512WithRsa:
    case CMS_OID.ecdsaWithSha512:
      return 'sha512'
    default:
      return null
  }
}

/** RFC 5035: the first hash names the signer's certificate; every further one must name a certificate that is there. */
function verifyBinding(
  signerInfo: SignerInfo,
  signer: CertificateInfo,
  certificates: readonly CertificateInfo[],
): { binding: SignatureFault[]; isBound: boolean } {
  const attribute = attributeOf(signerInfo, CMS_OID.signingCertificateV2) as Sequence | undefined
  if (attribute === undefined) return { binding: [], isBound: false }
  const ids = (attribute.valueBlock.value[0] as Sequence).valueBlock.value as Sequence[]
  const areNamed = ids.map((id, index) => {
    const [first, second] = id.valueBlock.value
    const hasAlgorithm = first instanceof Sequence
    const algorithm = hasAlgorithm
      ? digestNameOf(first.valueBlock.value[0]?.valueBlock.toString() ?? '')
      : 'sha256'
    const hash = ((hasAlgorithm ? second : first) as OctetString | undefined)?.valueBlock.valueHexView
    if (algorithm === null || hash === undefined) return false
    const candidates = index === 0 ? [signer] : certificates
    return candidates.some(
      ({ der }) => Buffer.compare(createHash(algorithm).update(der).digest(), hash) === 0,
    )
  })
  const holds = areNamed.length > 0 && areNamed.every(Boolean)
  return { binding: holds ? [] : ['certificateMismatch'], isBound: holds }
}

function followChain(
  signer: CertificateInfo,
  certificates: readonly CertificateInfo[],
): { chain: CertificateInfo[]; stray: boolean } {
  const chain: CertificateInfo[] = []
  let current = signer
  while (!current.isSelfSigned) {
    const child = current
    const parent = certificates.find(
      (candidate) => candidate !== signer && !chain.includes(candidate) && isIssuedBy(child, candidate),
    )
    if (parent === undefined) break
    chain.push(parent)
    current = parent
  }
  return { chain, stray: certificates.length !== chain.length + 1 }
}

function verifyTimestamp(signerInfo: SignerInfo): TimestampInfo | 'broken' | null {
  const attributes = signerInfo.unsignedAttrs?.attributes ?? []
  if (attributes.length === 0) return null
  const [attribute] = attributes
  if (attributes.length !== 1 || attribute?.type !== CMS_OID.signatureTimestamp) return 'broken'
  const [token] = attribute.values as Sequence[]
  if (token === undefined) return 'broken'
  return verifyTimestampToken(
    new Uint8Array(token.toBER(false)),
    signerInfo.signature.valueBlock.valueHexView,
  )
}

/** RFC 3161: the token holds and is over `stamped`. */
export function verifyTimestampToken(der: Uint8Array, stamped: Uint8Array): TimestampInfo | 'broken' {
  const verification = verifyCms(der, null)
  // A token carries its authority's certificates as it likes; a stray one is not a change of ours.
  const faults = verification.faults.filter((fault) => fault !== 'strayCertificate')
  if (faults.length > 0 || verification.signer === null || !verification.signer.mayStampTime) return 'broken'
  const signedData = new SignedData({ schema: ContentInfo.fromBER(der).content })
  if (signedData.encapContentInfo.eContentType !== CMS_OID.timestampInfo) return 'broken'
  const info = TSTInfo.fromBER(signedData.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))
  const imprint = digestNameOf(info.messageImprint.hashAlgorithm.algorithmId)
  if (imprint === null) return 'broken'
  const expected = createHash(imprint).update(stamped).digest()
  if (Buffer.compare(expected, info.messageImprint.hashedMessage.valueBlock.valueHexView) !== 0)
    return 'broken'
  const nonce =
    info.nonce === undefined ? null : Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex')
  return { time: info.genTime.getTime(), authority: verification.signer, nonce }
}

function attributeOf(signerInfo: SignerInfo, oid: string) {
  const found = signerInfo.signedAttrs?.attributes.filter(({ type }) => type === oid) ?? []
  return found.length === 1 && found[0]?.values.length === 1
    ? (found[0].values[0] as { valueBlock: { toString(): string } } & Partial<Sequence>)
    : undefined
}

function signingTime(signerInfo: SignerInfo): number | null {
  const value = attributeOf(signerInfo, CMS_OID.signingTime) as unknown as { toDate?(): Date } | undefined
  return value?.toDate?.().getTime() ?? null
}
