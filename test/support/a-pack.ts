// A small pack made without a workspace and without a browser: what `i12 pack` writes around its files.
import { createHash } from 'node:crypto'
import { Bag, type PackedFile } from '../../src/evidence/bag.js'
import { type FileFacts, manifestText, NO_TIES } from '../../src/evidence/pack-manifest.js'
import { SEAL_LABEL } from '../../src/evidence/verify-bag.js'
import { zipOf } from '../../src/evidence/write-zip.js'
import { makeDemonstrationSignatory } from '../../src/seal/demonstration-signatory.js'
import { CONTAINER_TYPE, sealedFiles } from '../../src/seal/seal-container.js'

export const PACK_NAME = 'preuves-indicateur-12-2026-11-30'
const NOW = Date.UTC(2026, 10, 30, 12)

const PAYLOAD: readonly (readonly [string, FileFacts['role'], string])[] = [
  ['data/rapport.pdf', 'report', '%PDF-1.7 rapport'],
  ['data/pieces/0001-café.eml', 'proof', 'Subject: essai\r\n\r\nbonjour'],
  ['data/pieces.csv', 'index', 'numero;piece\r\n'],
]

/** Every file of the bag, under its folder. */
export function bagFiles(bag: Bag = new Bag(), isSealed = false): PackedFile[] {
  const under = ({ path, content }: PackedFile) => ({ path: `${PACK_NAME}/${path}`, content })
  const files = PAYLOAD.map(([path, , text]) => under(bag.text(path, text)))
  const header = {
    tool: 'i12 0.0.0',
    asOf: '2026-11-30',
    organisation: 'Organisme Exemple',
    period: { from: '2025-12-01', to: '2026-11-30' },
    referential: 'rnq-2026',
    pseudonymised: false,
  }
  const described = bag.payload.map((file, index) => ({
    ...file,
    role: PAYLOAD[index]?.[1] ?? 'proof',
    ...NO_TIES,
  }))
  files.push(under(bag.text('manifeste.json', manifestText(header, described, []))))
  files.push(under(bag.text('index.html', '<!doctype html><title>essai</title>')))
  const facts = isSealed ? [[SEAL_LABEL, 'ASiC-E'] as const] : []
  files.push(...[...bag.tagFiles(facts)].map(under))
  return files
}

/** The archive of that bag, sealed on request. */
export async function packArchive({ isSealed }: { isSealed: boolean }): Promise<Buffer> {
  const bag = new Bag()
  const files = inTurn(bagFiles(bag, isSealed))
  if (!isSealed) return gathered(zipOf(files))
  const { signatory, listed } = {
    signatory: await makeDemonstrationSignatory({
      organisation: 'Organisme Exemple',
      validFrom: NOW - 86_400_000,
      validTo: NOW + 86_400_000,
    }),
    listed: () => bag.all.map(({ path, sha256 }) => ({ path: `${PACK_NAME}/${path}`, sha256 })),
  }
  return gathered(
    zipOf(sealedFiles(files, listed, { signatory, timestamper: null, now: NOW }), CONTAINER_TYPE),
  )
}

/** An archive of the given files, in their order; a first one named `mimetype` is stored. */
export async function archiveOf(files: readonly (readonly [string, Uint8Array])[]): Promise<Buffer> {
  const packed = files.map(([path, content]) => ({ path, content }))
  const [first] = packed
  return first?.path === 'mimetype'
    ? gathered(zipOf(inTurn(packed.slice(1)), first))
    : gathered(zipOf(inTurn(packed)))
}

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

async function gathered(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}
