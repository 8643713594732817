import type { CertificateInfo } from '../../seal/certificate.js'
import type { PdfVerification } from '../../seal/verify-pdf.js'
import { instantOfPdfDate } from './verification-words.js'

/**
 * `i12/verify/1`: the verification of a signed PDF for programs.
 * @param isExpected whether the signer is the one that was named; null where none was
 */
export function verificationJson(
  file: string,
  tool: string,
  verification: PdfVerification,
  isExpected: boolean | null,
): string {
  const { isReadable, signatures, emptyFields } = verification
  const document = {
    format: 'i12/verify/1',
    tool,
    file,
    isReadable,
    isIntact: isDocumentIntact(verification),
    isExpectedSigner: isExpected,
    signatures: signatures.map((signature) => ({
      field: signature.fieldName,
      isIntact: signature.isIntact,
      faults: signature.faults,
      level: signature.level,
      subFilter: signature.subFilter,
      claimedSigningTime: isoOf(signature.signedOn === null ? null : instantOfPdfDate(signature.signedOn)),
      timestamp:
        signature.timestamp === null
          ? null
          : {
              time: isoOf(signature.timestamp.time),
              authority: certificateOf(signature.timestamp.authority),
            },
      reason: signature.reason,
      location: signature.location,
      coversWholeFile: signature.coversWholeFile,
      laterChanges: signature.laterChanges,
      docMdpPermission: signature.permission,
      signer: signature.signer === null ? null : certificateOf(signature.signer),
      chain: signature.chain.map(certificateOf),
    })),
    emptySignatureFields: emptyFields,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** A document is intact when it is signed and every signature holds. */
export function isDocumentIntact({ isReadable, signatures }: PdfVerification): boolean {
  return isReadable && signatures.length > 0 && signatures.every(({ isIntact }) => isIntact)
}

export function certificateOf(certificate: CertificateInfo) {
  return {
    subject: certificate.subject,
    organisation: certificate.organisation,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    validFrom: isoOf(certificate.validFrom),
    validTo: isoOf(certificate.validTo),
    isSelfSigned: certificate.isSelfSigned,
    claimsQualified: certificate.claimsQualified,
    purpose: certificate.purpose,
    key: certificate.key,
    sha256: certificate.fingerprint,
  }
}

export function isoOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
