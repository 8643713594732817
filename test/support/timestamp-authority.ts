// A time-stamping authority in the process (RFC 3161), for tests.
import { createHash, createSign, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import { BitString, Integer, Null, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { CMS_OID } from '../../src/seal/cms-oid.js'

type ImportedKey = Parameters<Certificate['sign']>[0]

export interface AuthorityOptions {
  readonly time: Date
  /** PKIStatus of the answer; 0 grants. */
  readonly status?: number
  /** Answers another question: its nonce, or its imprint, is not the one asked. */
  readonly mistakes?: 'nonce' | 'imprint'
  /** A certificate without the timeStamping purpose. */
  readonly hasPurpose?: boolean
}

/** Gives the function that answers queries, as `post` of requestTimestamp. */
export async function startAuthority(
  options: AuthorityOptions,
): Promise<(query: Uint8Array) => Promise<Uint8Array>> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = await selfSigned(privateKey, publicKey, options.hasPurpose ?? true)
  return async (query) => {
    const request = TimeStampReq.fromBER(query)
    const status = new PKIStatusInfo({ status: options.status ?? 0 })
    if (status.status > 1) return der(new TimeStampResp({ status }))
    const imprint = request.messageImprint
    if (options.mistakes === 'imprint')
      imprint.hashedMessage = new OctetString({ valueHex: new Uint8Array(32) })
    const nonce = options.mistakes === 'nonce' ? new Integer({ value: 1 }) : request.nonce
    const info = new TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint: imprint,
      serialNumber: new Integer({ value: 7 }),
      genTime: options.time,
      ...(nonce !== undefined && { nonce }),
    })
    const content = Buffer.from(info.toSchema().toBER(false))
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
    const certificateHash = new OctetString({
      valueHex: sha256(new Uint8Array(certificate.toSchema(true).toBER(false))),
    })
    const attributes = [
      new Attribute({
        type: CMS_OID.contentType,
        values: [new ObjectIdentifier({ value: CMS_OID.timestampInfo })],
      }),
      new Attribute({
        type: CMS_OID.messageDigest,
        values: [new OctetString({ valueHex: sha256(content) })],
      }),
      new Attribute({
        type: CMS_OID.signingCertificateV2,
        values: [
          new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [certificateHash] })] })] }),
        ],
      }),
    ].sort((a, b) => Buffer.compare(Buffer.from(a.toSchema().toBER()), Buffer.from(b.toSchema().toBER())))
    const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes })
    const toBeSigned = Buffer.from(signedAttrs.toSchema().toBER(false))
    toBeSigned[0] = 0x31
    const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: CMS_OID.sha256 })
    const signerInfo = new SignerInfo({
      version: 1,
      sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
      digestAlgorithm,
      signedAttrs,
      signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: CMS_OID.rsa, algorithmParams: new Null() }),
      signature: new OctetString({ valueHex: createSign('sha256').update(toBeSigned).sign(privateKey) }),
    })
    const signedData = new SignedData({
      version: 3,
      digestAlgorithms: [digestAlgorithm],
      encapContentInfo: new EncapsulatedContentInfo({
        eContentType: CMS_OID.timestampInfo,
        eContent: new OctetString({ valueHex: content }),
      }),
      certificates: [certificate],
      signerInfos: [signerInfo],
    })
    const timeStampToken = new ContentInfo({
      contentType: CMS_OID.signedData,
      content: signedData.toSchema(true),
    })
    return der(new TimeStampResp({ status, timeStampToken }))
  }
}

function der(response: TimeStampResp): Uint8Array {
  return new Uint8Array(response.toSchema().toBER(false))
}

async function selfSigned(
  privateKey: KeyObject,
  publicKey: KeyObject,
  hasPurpose: boolean,
): Promise<Certificate> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { subtle } = webcrypto
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 77 }) })
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({
        type: '2.5.4.3',
        value: new Utf8String({ value: 'DÉMONSTRATION horodatage' }),
      }),
    )
  }
  certificate.notBefore.value = new Date(Date.UTC(2020, 0, 1))
  certificate.notAfter.value = new Date(Date.UTC(2040, 0, 1))
  const usage = new BitString({ valueHex: new Uint8Array([0x80]), unusedBits: 7 })
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(false) }),
  ]
  if (hasPurpose) {
    const purposes = new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] })
    certificate.extensions.push(
      new Extension({ extnID: '2.5.29.37', critical: true, extnValue: purposes.toSchema().toBER(false) }),
    )
  }
  await certificate.subjectPublicKeyInfo.importKey(
    (await subtle.importKey('spki', spki, algorithm, true, ['verify'])) as ImportedKey,
  )
  await certificate.sign(
    (await subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])) as ImportedKey,
    'SHA-256',
  )
  return certificate
}
