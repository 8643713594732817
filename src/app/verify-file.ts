// Verifies a signed PDF that a person names. May not write anything.
import { Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import type { PdfVerification } from '../seal/verify-pdf.js'
import { readTypedFile } from './look-at-path.js'

/**
 * Reads and verifies the file at `path`.
 * @throws Refusal when there is no such file, or it is no PDF by its first bytes
 */
export async function verifyFile(path: string): Promise<PdfVerification> {
  const mend = fr`donnez à « i12 verify » le document signé lui-même`
  const bytes = await readTypedFile(path, { mend })
  // ISO 32000-1, annex H.3.4.1: readers accept the header within the first 1,024 bytes.
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    throw new Refusal(fr`« ${path} » n’est pas un PDF.`, 'donnez à « i12 verify » un PDF signé')
  }
  const { verifyPdf } = await import('../seal/verify-pdf.js')
  return verifyPdf(bytes)
}
