// Puts a seal around the files of an archive: an ASiC-E container with CAdES (ETSI EN 319 162-1). Knows neither the
// disk nor what the files say.
import { createHash } from 'node:crypto'
import type { PackedFile } from '../evidence/bag.js'
import { ASIC, asicManifest, type ListedFile } from './asic-manifest.js'
import { makeCms, type Timestamper } from './make-cms.js'
import type { Signatory } from './signatory.js'

export interface ContainerSealing {
  readonly signatory: Signatory
  readonly timestamper: Timestamper | null
  /** Claimed time of signing, milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/** The first entry of the archive, stored: what it is, for whoever looks at its first bytes. */
export const CONTAINER_TYPE = { path: ASIC.mimetype, content: Buffer.from(ASIC.mediaType, 'latin1') } as const

/**
 * The files as they come, then the list of them all and the signature over it.
 * @param listed every file with its hash, once the last one has gone by
 */
export async function* sealedFiles(
  files: AsyncIterable<PackedFile>,
  listed: () => readonly ListedFile[],
  { signatory, timestamper, now }: ContainerSealing,
): AsyncGenerator<PackedFile> {
  yield* files
  const manifest = Buffer.from(asicManifest(listed()), 'utf8')
  const digest = createHash('sha256').update(manifest).digest()
  const signature = await makeCms(digest, signatory, { timestamper, signingTime: now })
  yield { path: ASIC.manifest, content: manifest }
  yield { path: ASIC.signature, content: signature }
}
