// Verifies a signed PDF that a person names. May not write anything.
import { readFile, stat } from 'node:fs/promises'
import { Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import type { PdfVerification } from '../seal/verify-pdf.js'
import { isAbsence } from './confine.js'

/** A PDF larger than this is no document of ours; reading it whole would fill the memory. */
const LARGEST = 200 * 1024 * 1024

/**
 * Reads and verifies the file at `path`.
 * @throws Refusal when there is no such file, or it is no PDF by its first bytes
 */
export async function verifyFile(path: string): Promise<PdfVerification> {
  const found = await stat(path).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (found === null || !found.isFile()) {
    throw new Refusal(
      fr`« ${path} » n’est pas un fichier.`,
      'vérifiez le chemin donné à « i12 verify », depuis le dossier où vous êtes',
    )
  }
  if (found.size > LARGEST) {
    throw new Refusal(
      fr`« ${path} » dépasse 200 Mo : ce n’est pas un document produit par i12.`,
      'donnez le document signé lui-même',
    )
  }
  const bytes = await readFile(path)
  // ISO 32000-1, annex H.3.4.1: readers accept the header within the first 1,024 bytes.
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    throw new Refusal(fr`« ${path} » n’est pas un PDF.`, 'donnez à « i12 verify » un PDF signé')
  }
  const { verifyPdf } = await import('../seal/verify-pdf.js')
  return verifyPdf(bytes)
}
