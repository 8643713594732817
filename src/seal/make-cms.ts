// A CAdES signature over a digest, as PAdES and ASiC-E want it (ETSI EN 319 142-1 and 319 162-1, baseline B-B
// and B-T). May not touch the PDF.
import { createHash } from 'node:crypto'
import { Certificate } from 'pkijs'
import { CMS_OID } from './cms-oid.js'
import { der, identifier, NULL, octets, sequence, setOf, smallInteger, utcTime } from './der.js'
import type { Signatory } from './signatory.js'

/** Gets a token of a time-stamping authority over the SHA-256 of these bytes; gives the DER of the TimeStampToken. */
export type Timestamper = (stamped: Uint8Array) => Promise<Uint8Array>

export interface CmsOptions {
  /** Adds a signature time stamp (B-T); its errors pass through. */
  readonly timestamper?: Timestamper | null
  /** Claimed time, milliseconds since 1970-01-01 UTC: CAdES wants it among the signed attributes (EN 319 122-1). */
  readonly signingTime?: number | null
}

/**
 * Signs a SHA-256 digest of the document.
 *
 * Signed attributes: content-type, message-digest, signing-certificate-v2 (the signer's certificate, and no other: judges
 * take a chain named there for an ambiguity) and CMSAlgorithmProtection (RFC 6211, so that no algorithm can be renamed).
 * signing-time only where it is given: EN 319 142-1 puts the claimed time in the PDF's own /M.
 * @returns DER of the ContentInfo
 */
export async function makeCms(
  digest: Uint8Array,
  signatory: Signatory,
  { timestamper = null, signingTime = null }: CmsOptions = {},
): Promise<Uint8Array> {
  const { certificates, signer, signatureAlgorithm, fixedAttributes } = partsOf(signatory)
  const attributes = setOf(
    ...fixedAttributes,
    attribute(CMS_OID.messageDigest, octets(digest)),
    ...(signingTime === null ? [] : [attribute(CMS_OID.signingTime, utcTime(signingTime))]),
  )
  // RFC 5652, section 5.4: the signature is over the attributes tagged as a SET OF; they stand in the file as [0].
  const signature = await signatory.sign(attributes)
  const stored = Buffer.from(attributes)
  stored[0] = 0xa0
  const unsigned =
    timestamper === null
      ? []
      : [der(0xa1, attribute(CMS_OID.signatureTimestamp, await timestamper(signature)))]
  const signerInfo = sequence(
    smallInteger(1),
    signer,
    SHA256,
    stored,
    signatureAlgorithm,
    octets(signature),
    ...unsigned,
  )
  const signedData = sequence(
    smallInteger(1),
    setOf(SHA256),
    sequence(identifier(CMS_OID.data)),
    certificates,
    setOf(signerInfo),
  )
  return sequence(identifier(CMS_OID.signedData), der(0xa0, signedData))
}

const SHA256 = sequence(identifier(CMS_OID.sha256))

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(identifier(oid), setOf(value))
}

interface SignatoryParts {
  readonly certificates: Uint8Array
  /** Issuer and serial number of the signer's certificate. */
  readonly signer: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  /** Attributes that are the same in all its signatures. */
  readonly fixedAttributes: readonly Uint8Array[]
}

const known = new WeakMap<Signatory, SignatoryParts>()

/** What does not change from one signature to the next: thousands are made by one signatory. */
function partsOf(signatory: Signatory): SignatoryParts {
  const before = known.get(signatory)
  if (before !== undefined) return before
  const { certificate, chain, keyType } = signatory
  const leaf = Certificate.fromBER(certificate.der)
  const signatureAlgorithm =
    keyType === 'RSA'
      ? sequence(identifier(CMS_OID.sha256WithRsa), NULL)
      : sequence(identifier(CMS_OID.ecdsaWithSha256))
  // RFC 5035: one ESSCertIDv2 with the default SHA-256.
  const named = sequence(octets(createHash('sha256').update(certificate.der).digest()))
  // RFC 6211: digestAlgorithm, then [1] signatureAlgorithm.
  const tagged = Buffer.from(signatureAlgorithm)
  tagged[0] = 0xa1
  const parts: SignatoryParts = {
    certificates: der(0xa0, certificate.der, ...chain.map((issuer) => issuer.der)),
    signer: sequence(
      new Uint8Array(leaf.issuer.toSchema().toBER(false)),
      new Uint8Array(leaf.serialNumber.toBER(false)),
    ),
    signatureAlgorithm,
    fixedAttributes: [
      attribute(CMS_OID.contentType, identifier(CMS_OID.data)),
      attribute(CMS_OID.signingCertificateV2, sequence(sequence(named))),
      attribute(CMS_OID.algorithmProtection, sequence(SHA256, tagged)),
    ],
  }
  known.set(signatory, parts)
  return parts
}
