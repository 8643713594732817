// A key and a self-signed certificate made on the spot, for examples and tests. Says DÉMONSTRATION in its subject.
import { createSign, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto'
import { BitString, Integer, PrintableString, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs'
import { readCertificate } from './certificate.js'
import type { Signatory } from './signatory.js'

/** The browser's CryptoKey, which pkijs is typed with. */
type ImportedKey = Parameters<Certificate['sign']>[0]

export interface DemonstrationOptions {
  readonly organisation: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly validFrom: number
  readonly validTo: number
  readonly key?: 'RSA-2048' | 'RSA-3072' | 'P-256'
}

/** Makes a signatory whose certificate nobody can take for a real one. */
export async function makeDemonstrationSignatory(options: DemonstrationOptions): Promise<Signatory> {
  const kind = options.key ?? 'RSA-2048'
  const { publicKey, privateKey } =
    kind === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: kind === 'RSA-3072' ? 3072 : 2048 })
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm =
    kind === 'P-256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { subtle } = webcrypto
  const signingKey = await subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  const verifyingKey = await subtle.importKey('spki', spki, algorithm, true, ['verify'])

  const certificate = new Certificate({ version: 2 })
  const serial = randomBytes(12)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  certificate.serialNumber = new Integer({ valueHex: serial })
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'FR' }) }),
      new AttributeTypeAndValue({
        type: '2.5.4.10',
        value: new Utf8String({ value: options.organisation }),
      }),
      new AttributeTypeAndValue({
        type: '2.5.4.3',
        value: new Utf8String({ value: `DÉMONSTRATION, sans valeur — ${options.organisation}` }),
      }),
    )
  }
  certificate.notBefore.value = new Date(options.validFrom)
  certificate.notAfter.value = new Date(options.validTo)
  const constraints = new BasicConstraints({ cA: false })
  // digitalSignature and nonRepudiation.
  const usage = new BitString({ valueHex: new Uint8Array([0xc0]), unusedBits: 6 })
  certificate.extensions = [
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: constraints.toSchema().toBER(false),
    }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(false) }),
  ]
  await certificate.subjectPublicKeyInfo.importKey(verifyingKey as ImportedKey)
  await certificate.sign(signingKey as ImportedKey, 'SHA-256')
  return {
    certificate: readCertificate(new Uint8Array(certificate.toSchema(true).toBER(false))),
    chain: [],
    keyType: kind === 'P-256' ? 'EC' : 'RSA',
    sign: async (data) => createSign('sha256').update(data).sign(privateKey),
  }
}
