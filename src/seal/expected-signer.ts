// Whether a document bears the signature of somebody in particular. May not judge whether others may sign too.
import type { PdfVerification } from './verify-pdf.js'

/** Whether one of these certificates (SHA-256, hexadecimal) made a signature that holds. */
export function isSignedByOneOf({ signatures }: PdfVerification, fingerprints: ReadonlySet<string>): boolean {
  return signatures.some(
    ({ isIntact, signer }) => isIntact && signer !== null && fingerprints.has(signer.fingerprint),
  )
}
