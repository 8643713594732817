// The key and certificate that sign: opened from a PKCS#12 file. May not keep the passphrase.
import { type CertificateInfo, isIssuedBy, maySign, readCertificate } from './certificate.js'

export interface Signatory {
  readonly certificate: CertificateInfo
  /** Issuers found beside the certificate, nearest first. */
  readonly chain: readonly CertificateInfo[]
  readonly keyType: 'RSA' | 'EC'
  /** Signs with SHA-256; RSASSA-PKCS1-v1_5, or ECDSA as DER. */
  sign(data: Uint8Array): Promise<Uint8Array>
}

export type SignatoryProblem = 'unreadable' | 'wrongPassphrase' | 'unsupportedKey'

/** A PKCS#12 file that could not be opened, and why. */
export class SignatoryError extends Error {
  readonly problem: SignatoryProblem

  constructor(problem: SignatoryProblem) {
    super(problem)
    this.name = 'SignatoryError'
    this.problem = problem
  }
}

/**
 * Opens a PKCS#12 file, old RC2/3DES ones included.
 * @throws SignatoryError
 */
export async function openSignatory(pkcs12: Uint8Array, passphrase: string): Promise<Signatory> {
  const { P12Signer } = await import('@libpdf/core')
  let signer: Awaited<ReturnType<typeof P12Signer.create>>
  try {
    signer = await P12Signer.create(pkcs12, passphrase)
  } catch (error) {
    throw new SignatoryError(problemOf(error instanceof Error ? error.message : ''))
  }
  const certificate = readCertificate(signer.certificate)
  return {
    certificate,
    chain: orderChain(certificate, signer.certificateChain.map(readCertificate)),
    keyType: signer.keyType,
    sign: (data) => signer.sign(data, 'SHA-256'),
  }
}

// @libpdf/core tells its causes apart in words only; what fails once the structure is read is the passphrase.
function problemOf(message: string): SignatoryProblem {
  if (/ASN\.1|not a PKCS|no certificate|no private key/i.test(message)) return 'unreadable'
  if (/unsupported.*(key|curve)/i.test(message)) return 'unsupportedKey'
  return 'wrongPassphrase'
}

function orderChain(leaf: CertificateInfo, others: readonly CertificateInfo[]): CertificateInfo[] {
  const chain: CertificateInfo[] = []
  let current = leaf
  while (!current.isSelfSigned) {
    const child = current
    const parent = others.find((candidate) => !chain.includes(candidate) && isIssuedBy(child, candidate))
    if (parent === undefined) break
    chain.push(parent)
    current = parent
  }
  return chain
}

export type CertificateObjection = 'notYetValid' | 'expired' | 'noSigningUsage'

/** Why this certificate should not sign at `now` (milliseconds since 1970-01-01 UTC); empty when nothing speaks against it. */
export function objectionsTo(certificate: CertificateInfo, now: number): CertificateObjection[] {
  const objections: CertificateObjection[] = []
  if (now < certificate.validFrom) objections.push('notYetValid')
  if (now > certificate.validTo) objections.push('expired')
  if (!maySign(certificate)) objections.push('noSigningUsage')
  return objections
}
