// Verifies what a person names: a signed PDF, or a pack in any of its forms. May not write anything.
import { createReadStream } from 'node:fs'
import { basename, dirname } from 'node:path'
import { MANIFEST } from '../evidence/pack-manifest.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { PdfVerification } from '../seal/verify-pdf.js'
import { readTypedFile, STANDARD_INPUT, statOrNull } from './look-at-path.js'
import { type PackVerification, verifyPackArchive, verifyPackFolder } from './verify-pack.js'

export type Verification =
  | { readonly kind: 'pdf'; readonly pdf: PdfVerification }
  | { readonly kind: 'pack'; readonly pack: PackVerification }

const MEND = fr`donnez à « i12 verify » un PDF signé, ou un dossier de preuves : le fichier .zip, le dossier, ou son ${MANIFEST}`

/**
 * Reads and verifies what stands at `path`.
 * @throws Refusal where there is nothing, or neither a PDF nor a pack by what it holds
 */
export async function verifyFile(
  path: string,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Verification> {
  const found = path === STANDARD_INPUT ? null : await statOrNull(path)
  const isFolder = found?.isDirectory() === true
  if (isFolder || (found?.isFile() === true && basename(path) === MANIFEST)) {
    const pack = await verifyPackFolder(isFolder ? path : dirname(path), onProgress)
    if (pack !== null) return { kind: 'pack', pack }
    throw neither(path)
  }
  if (found?.isFile() === true && (await headOf(path)).startsWith('PK')) {
    const pack = await verifyPackArchive(path, onProgress)
    if (pack !== null) return { kind: 'pack', pack }
    throw neither(path)
  }
  const bytes = await readTypedFile(path, { mend: MEND })
  // ISO 32000-1, annex H.3.4.1: readers accept the header within the first 1,024 bytes.
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw neither(path)
  const { verifyPdf } = await import('../seal/verify-pdf.js')
  return { kind: 'pdf', pdf: await verifyPdf(bytes) }
}

function neither(path: string): Refusal {
  return new Refusal(fr`${quoted(path)} n’est ni un PDF, ni un dossier de preuves.`, MEND)
}

async function headOf(path: string): Promise<string> {
  for await (const part of createReadStream(path, { end: 1023 })) return (part as Buffer).toString('latin1')
  return ''
}
