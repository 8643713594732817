// Whether a document bears the signature of somebody in particular. May not judge whether others may sign too.
import type { CertificateInfo } from './certificate.js'

/** Whether one of these certificates (SHA-256, hexadecimal) made a signature that holds. */
export function isSignedByOneOf(
  signatures: readonly { readonly isIntact: boolean; readonly signer: CertificateInfo | null }[],
  fingerprints: ReadonlySet<string>,
): boolean {
  return signatures.some(
    ({ isIntact, signer }) => isIntact && signer !== null && fingerprints.has(signer.fingerprint),
  )
}
