// Verifies a pack that a person names: the ZIP, the folder, or the manifest in it. Writes nothing, unfolds nothing.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { TAG_FILES } from '../evidence/bag.js'
import { MANIFEST } from '../evidence/pack-manifest.js'
import { type ArchivedFile, BrokenArchive, withZip } from '../evidence/read-zip.js'
import {
  type BagVerification,
  type ChangedFile,
  type FoundFile,
  type PackSummary,
  verifyBag,
} from '../evidence/verify-bag.js'
import { ASIC } from '../seal/asic-manifest.js'
import type { CmsVerification } from '../seal/verify-cms.js'

export interface PackVerification {
  readonly isReadable: boolean
  readonly header: PackSummary | null
  /** Paths relative to the bag; those around it as they are in the archive. In order. */
  readonly added: readonly string[]
  readonly missing: readonly string[]
  readonly changed: readonly ChangedFile[]
  /** The signature of the container; null where there is none. */
  readonly signature: CmsVerification | null
  /** A folder says that it comes out of a sealed archive, whose seal is not beside it. */
  readonly isSealElsewhere: boolean
}

type Progress = (done: number, all: number) => void

/** A bag in a folder. Null where the folder is no bag. */
export async function verifyPackFolder(
  folder: string,
  onProgress: Progress,
): Promise<PackVerification | null> {
  const files = await filesUnder(folder)
  if (!files.some(({ path }) => isMark(path))) return null
  const bag = await verifyBag(files, onProgress)
  return { isReadable: true, ...bag, signature: null, isSealElsewhere: bag.saysSealed }
}

/** Null where the archive holds no bag. */
export async function verifyPackArchive(
  path: string,
  onProgress: Progress,
): Promise<PackVerification | null> {
  try {
    return await withZip(path, (files) => verifyArchive(files, onProgress))
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error
    const nothing = { header: null, added: [], missing: [], changed: [], signature: null }
    return { isReadable: false, ...nothing, isSealElsewhere: false }
  }
}

async function verifyArchive(
  files: readonly ArchivedFile[],
  onProgress: Progress,
): Promise<PackVerification | null> {
  const root = rootOf(files)
  if (root === null) return null
  const inBag = files.filter(({ path }) => path.startsWith(root))
  const around = files.filter(({ path }) => !path.startsWith(root))
  const bag = await verifyBag(
    inBag.map((file) => ({ ...file, path: file.path.slice(root.length) })),
    onProgress,
  )
  const isContainer = around.some(({ path }) => path === ASIC.mimetype || path.startsWith('META-INF/'))
  if (!isContainer) {
    // Whoever takes the seal off leaves a bag that still says it was sealed.
    const missing = bag.saysSealed ? [ASIC.manifest, ASIC.signature, ASIC.mimetype] : []
    const added = around.map(({ path }) => path)
    return together(bag, { added, missing, changed: [], signature: null })
  }
  const { verifyContainer } = await import('../seal/verify-container.js')
  const hashes = new Map<string, string | null>()
  for (const { path } of inBag) hashes.set(path, bag.hashes.get(path.slice(root.length)) ?? null)
  const parts = new Map<string, Uint8Array>()
  const twice: string[] = []
  const known: readonly string[] = [ASIC.mimetype, ASIC.manifest, ASIC.signature]
  for (const file of around) {
    if (parts.has(file.path) || hashes.has(file.path)) twice.push(file.path)
    else if (known.includes(file.path)) parts.set(file.path, await bytesOf(file))
    else
      hashes.set(
        file.path,
        createHash('sha256')
          .update(await bytesOf(file))
          .digest('hex'),
      )
  }
  const container = verifyContainer({
    first: files[0] ?? null,
    mimetype: parts.get(ASIC.mimetype) ?? null,
    manifest: parts.get(ASIC.manifest) ?? null,
    signature: parts.get(ASIC.signature) ?? null,
    hashes,
  })
  const shown = (path: string) => (path.startsWith(root) ? path.slice(root.length) : path)
  return together(bag, {
    added: [...container.added, ...twice].map(shown),
    missing: container.missing.map(shown),
    changed: container.changed.map(({ path, against }) => ({ path: shown(path), against })),
    signature: container.signature,
  })
}

/** What the lists of the bag say and what the container says, each file once. */
function together(
  bag: BagVerification,
  container: Pick<PackVerification, 'added' | 'missing' | 'changed' | 'signature'>,
): PackVerification {
  const changed = new Map<string, Set<string>>()
  for (const { path, against } of [...bag.changed, ...container.changed]) {
    changed.set(path, new Set([...(changed.get(path) ?? []), ...against]))
  }
  return {
    isReadable: true,
    header: bag.header,
    added: sorted([...bag.added, ...container.added]),
    missing: sorted([...bag.missing, ...container.missing]),
    changed: sorted([...changed.keys()]).map((path) => ({ path, against: sorted(changed.get(path) ?? []) })),
    signature: container.signature,
    isSealElsewhere: false,
  }
}

function sorted(paths: Iterable<string>): string[] {
  return [...new Set(paths)].sort()
}

/** `preuves-…/`: the folder of the archive that holds a list of a bag. */
function rootOf(files: readonly FoundFile[]): string | null {
  for (const { path } of files) {
    const slash = path.indexOf('/')
    if (slash > 0 && isMark(path.slice(slash + 1))) return path.slice(0, slash + 1)
  }
  return null
}

/** A file by which a bag of ours is known. */
function isMark(path: string): boolean {
  return path === MANIFEST || (Object.values(TAG_FILES) as readonly string[]).includes(path)
}

/** What stands around a bag is small; a large file there is none of ours and is only begun. */
const LARGEST = 64 * 1024 * 1024

async function bytesOf({ read }: FoundFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of read?.() ?? []) {
      parts.push(part)
      size += part.length
      if (size > LARGEST) break
    }
  } catch {
    return new Uint8Array()
  }
  return Buffer.concat(parts)
}

/** Every file of a folder; links are named and not followed. */
async function filesUnder(folder: string): Promise<readonly FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: FoundFile[] = []
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const absolute = join(entry.parentPath, entry.name)
    const path = relative(folder, absolute).split(sep).join('/')
    if (!entry.isFile()) files.push({ path, size: 0, read: null })
    else files.push({ path, size: (await stat(absolute)).size, read: () => createReadStream(absolute) })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
