// A CAdES signature over a digest, as PAdES wants it (ETSI EN 319 142-1, baseline B-B and B-T). May not touch the PDF.
import { createHash } from 'node:crypto'
import { Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { CMS_OID } from './cms-oid.js'
import type { Signatory } from './signatory.js'

/** Gets a token of a time-stamping authority over the SHA-256 of these bytes; gives the DER of the TimeStampToken. */
export type Timestamper = (stamped: Uint8Array) => Promise<Uint8Array>

/**
 * Signs a SHA-256 digest of the document.
 *
 * Signed attributes: content-type, message-digest, signing-certificate-v2 (the signer's certificate, and no other: judges
 * take a chain named there for an ambiguity) and CMSAlgorithmProtection (RFC 6211, so that no algorithm can be renamed). No signing-time:
 * EN 319 142-1 puts the claimed time in the PDF's own /M.
 * @param timestamper adds a signature time stamp (B-T) when given; its errors pass through.
 * @returns DER of the ContentInfo
 */
export async function makeCms(
  digest: Uint8Array,
  signatory: Signatory,
  timestamper?: Timestamper,
): Promise<Uint8Array> {
  const certificates = [signatory.certificate, ...signatory.chain]
  const leaf = Certificate.fromBER(signatory.certificate.der)
  const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: CMS_OID.sha256 })
  const signatureAlgorithm = signatureIdentifier(signatory.keyType)
  const signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: sortAttributes([
      new Attribute({
        type: CMS_OID.contentType,
        values: [new ObjectIdentifier({ value: CMS_OID.data })],
      }),
      new Attribute({ type: CMS_OID.messageDigest, values: [new OctetString({ valueHex: digest })] }),
      new Attribute({
        type: CMS_OID.signingCertificateV2,
        values: [signingCertificateV2(signatory.certificate.der)],
      }),
      new Attribute({
        type: CMS_OID.algorithmProtection,
        values: [algorithmProtection(digestAlgorithm, signatureAlgorithm)],
      }),
    ]),
  })
  // RFC 5652, section 5.4: the signature is over the attributes tagged as a SET OF, not as [0].
  const toBeSigned = new Uint8Array(signedAttrs.toSchema().toBER(false))
  toBeSigned[0] = 0x31
  const signature = await signatory.sign(toBeSigned)

  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm,
    signature: new OctetString({ valueHex: signature }),
  })
  if (timestamper !== undefined) {
    const token = await timestamper(signature)
    signerInfo.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [
        new Attribute({
          type: CMS_OID.signatureTimestamp,
          values: [ContentInfo.fromBER(token).toSchema()],
        }),
      ],
    })
  }
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: CMS_OID.data }),
    certificates: certificates.map(({ der }) => Certificate.fromBER(der)),
    signerInfos: [signerInfo],
  })
  const contentInfo = new ContentInfo({
    contentType: CMS_OID.signedData,
    content: signedData.toSchema(true),
  })
  return new Uint8Array(contentInfo.toSchema().toBER(false))
}

function signatureIdentifier(keyType: Signatory['keyType']): AlgorithmIdentifier {
  return keyType === 'RSA'
    ? new AlgorithmIdentifier({ algorithmId: CMS_OID.sha256WithRsa, algorithmParams: new Null() })
    : new AlgorithmIdentifier({ algorithmId: CMS_OID.ecdsaWithSha256 })
}

/** RFC 5035: one ESSCertIDv2 with the default SHA-256. */
function signingCertificateV2(der: Uint8Array): Sequence {
  const hash = new OctetString({ valueHex: createHash('sha256').update(der).digest() })
  return new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [hash] })] })] })
}

/** RFC 6211: digestAlgorithm, then [1] signatureAlgorithm. */
function algorithmProtection(digest: AlgorithmIdentifier, signature: AlgorithmIdentifier): Sequence {
  const tagged = signature.toSchema() as Sequence
  tagged.idBlock.tagClass = 3
  tagged.idBlock.tagNumber = 1
  return new Sequence({ value: [digest.toSchema(), tagged] })
}

/** DER wants the members of a SET OF in order of their encodings (X.690, 11.6). */
function sortAttributes(attributes: readonly Attribute[]): Attribute[] {
  return attributes
    .map((attribute) => ({ attribute, der: Buffer.from(attribute.toSchema().toBER(false)) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ attribute }) => attribute)
}
