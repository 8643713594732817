// What an X.509 certificate says of its holder. May not decide whether the holder is to be trusted.
import { createHash, X509Certificate } from 'node:crypto'
import { fromBER, type ObjectIdentifier, type Sequence } from 'asn1js'
import { BasicConstraints, Certificate, ExtKeyUsage } from 'pkijs'

/** RFC 5280, section 4.2.1.3: bits of KeyUsage, first bit first. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof KEY_USAGES)[number]

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  qualifiedStatements: '1.3.6.1.5.5.7.1.3',
  // ETSI EN 319 412-5: QcCompliance, QcType and its values.
  qcCompliance: '0.4.0.1862.1.1',
  qcType: '0.4.0.1862.1.6',
  qcTypeSignature: '0.4.0.1862.1.6.1',
  qcTypeSeal: '0.4.0.1862.1.6.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const

export interface CertificateInfo {
  readonly der: Uint8Array
  /** Common name, else the whole subject. */
  readonly subject: string
  readonly organisation: string
  readonly issuer: string
  /** Hexadecimal. */
  readonly serialNumber: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly validFrom: number
  readonly validTo: number
  /** Null where the certificate does not restrict its use. */
  readonly keyUsages: readonly KeyUsage[] | null
  readonly mayStampTime: boolean
  readonly isAuthority: boolean
  readonly isSelfSigned: boolean
  /** The certificate states it is qualified (EN 319 412-5 QcCompliance); whether it is listed is not checked. */
  readonly claimsQualified: boolean
  /** QcType where it is stated. */
  readonly purpose: 'signature' | 'seal' | null
  /** `RSA 2048`, `EC prime256v1`. */
  readonly key: string
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string
}

/**
 * Reads a DER certificate.
 * @throws Error when the bytes are not a certificate.
 */
export function readCertificate(der: Uint8Array): CertificateInfo {
  const x509 = new X509Certificate(der)
  const certificate = Certificate.fromBER(der)
  const nameOf = (relative: Certificate['subject'], oid: string): string =>
    relative.typesAndValues.find((part) => part.type === oid)?.value.valueBlock.value ?? ''
  const extension = (oid: string) => certificate.extensions?.find((item) => item.extnID === oid)
  const statements = qualifiedStatements(
    extension(OID.qualifiedStatements)?.extnValue.valueBlock.valueHexView,
  )
  const constraints = extension(OID.basicConstraints)?.parsedValue
  const extended = extension(OID.extendedKeyUsage)?.parsedValue
  const details = x509.publicKey.asymmetricKeyDetails
  const keyType = (x509.publicKey.asymmetricKeyType ?? '').toUpperCase()
  return {
    der,
    subject: nameOf(certificate.subject, OID.commonName) || x509.subject.replaceAll('\n', ', '),
    organisation: nameOf(certificate.subject, OID.organization),
    issuer: nameOf(certificate.issuer, OID.commonName) || x509.issuer.replaceAll('\n', ', '),
    serialNumber: x509.serialNumber,
    validFrom: certificate.notBefore.value.getTime(),
    validTo: certificate.notAfter.value.getTime(),
    keyUsages: readKeyUsages(extension(OID.keyUsage)?.extnValue.valueBlock.valueHexView),
    mayStampTime: extended instanceof ExtKeyUsage && extended.keyPurposes.includes(OID.timeStamping),
    isAuthority: constraints instanceof BasicConstraints && constraints.cA,
    // Not checkIssued: it asks for the right to sign certificates, which a certificate made to seal does not have.
    isSelfSigned: x509.subject === x509.issuer && x509.verify(x509.publicKey),
    claimsQualified: statements.includes(OID.qcCompliance),
    purpose: statements.includes(OID.qcTypeSeal)
      ? 'seal'
      : statements.includes(OID.qcTypeSignature)
        ? 'signature'
        : null,
    key: `${keyType} ${details?.modulusLength ?? details?.namedCurve ?? ''}`.trim(),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/** Whether `issuer` really signed `certificate`. */
export function isIssuedBy(certificate: CertificateInfo, issuer: CertificateInfo): boolean {
  const child = new X509Certificate(certificate.der)
  const parent = new X509Certificate(issuer.der)
  return child.checkIssued(parent) && child.verify(parent.publicKey)
}

/**
 * One SHA-256 for several certificates in their order, hexadecimal. A signature names its signer's certificate alone
 * (RFC 5035), and no signature covers the certificates of authorities beside it: the signed part of a PDF names this.
 */
export function fingerprintOfChain(certificates: readonly CertificateInfo[]): string {
  const hash = createHash('sha256')
  for (const { der } of certificates) hash.update(der)
  return hash.digest('hex')
}

/** Whether the certificate may sign documents: no KeyUsage, or one that names signing. */
export function maySign({ keyUsages }: CertificateInfo): boolean {
  return keyUsages === null || keyUsages.includes('digitalSignature') || keyUsages.includes('nonRepudiation')
}

function readKeyUsages(extension: Uint8Array | undefined): KeyUsage[] | null {
  if (extension === undefined) return null
  const { result } = fromBER(extension)
  const bits = (result.valueBlock as unknown as { valueHexView: Uint8Array }).valueHexView
  return KEY_USAGES.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
}

/** OIDs of the statements, and of the values of QcType. */
function qualifiedStatements(extension: Uint8Array | undefined): string[] {
  if (extension === undefined) return []
  const { result } = fromBER(extension)
  const oids: string[] = []
  for (const statement of (result as Sequence).valueBlock.value ?? []) {
    const [id, info] = (statement as Sequence).valueBlock.value
    const oid = (id as ObjectIdentifier).valueBlock.toString()
    oids.push(oid)
    if (oid === OID.qcType && info !== undefined) {
      for (const type of (info as Sequence).valueBlock.value) {
        oids.push((type as ObjectIdentifier).valueBlock.toString())
      }
    }
  }
  return oids
}
