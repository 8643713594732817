// Whether a bag is what its lists say, and nothing more: stricter than the tools of BagIt, which pass a file that no
// list names. May not look at the disk.
import { createHash } from 'node:crypto'
import { PAYLOAD_FOLDER, TAG_FILES } from './bag.js'
import { MANIFEST } from './pack-manifest.js'

/** A file as it was found, in a folder or in an archive. */
export interface FoundFile {
  /** Relative, with `/`; whatever was found, so never a path to write to. */
  readonly path: string
  readonly size: number
  /** Null for what is no file of bytes: a link, an encrypted entry. */
  readonly read: (() => AsyncIterable<Uint8Array>) | null
}

export interface ChangedFile {
  readonly path: string
  /** The lists that it no longer agrees with; empty where the file itself is not one that i12 writes. */
  readonly against: readonly string[]
}

/** What the lists and the files say of each other; everything in order of path. */
export interface BagVerification {
  readonly added: readonly string[]
  readonly missing: readonly string[]
  readonly changed: readonly ChangedFile[]
  /** SHA-256 of every file read, by path. */
  readonly hashes: ReadonlyMap<string, string>
  /** What the manifest says of the pack; null where it cannot be read. */
  readonly header: PackSummary | null
  /** The bag says that it was sealed. */
  readonly saysSealed: boolean
}

export interface PackSummary {
  readonly organisation: string
  readonly asOf: string
  readonly pseudonymised: boolean
  readonly files: number
}

/** Lists are read whole: beyond this they are no list of ours. */
const LARGEST_LIST = 64 * 1024 * 1024
const LISTS: readonly string[] = [TAG_FILES.payload, TAG_FILES.tags, MANIFEST, TAG_FILES.information]
const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Label of `bag-info.txt` where a seal stands around the bag. */
export const SEAL_LABEL = 'I12-Seal'

/** @param files of the bag, by path relative to it */
export async function verifyBag(
  files: readonly FoundFile[],
  onProgress: (done: number, all: number) => void = () => {},
): Promise<BagVerification> {
  const added = new Set<string>()
  const changed = new Map<string, Set<string>>()
  const disagree = (path: string, list: string | null) => {
    const against = changed.get(path) ?? new Set()
    if (list !== null) against.add(list)
    changed.set(path, against)
  }
  const found = new Map<string, FoundFile>()
  const hashes = new Map<string, string>()
  const lists = new Map<string, string>()
  for (const [index, file] of files.entries()) {
    // Twice the same name: which one a reader sees is a matter of luck.
    if (found.has(file.path)) added.add(file.path)
    found.set(file.path, file)
    const read = await readFound(file, LISTS.includes(file.path))
    if (read === null) disagree(file.path, null)
    else {
      hashes.set(file.path, read.sha256)
      if (read.text !== null) lists.set(file.path, read.text)
    }
    onProgress(index + 1, files.length)
  }

  const expectations = new Map<string, ReadonlyMap<string, string>>()
  for (const list of [TAG_FILES.payload, TAG_FILES.tags]) {
    const entries = readChecksums(lists.get(list))
    if (entries === null && lists.has(list)) disagree(list, null)
    expectations.set(list, entries ?? new Map())
  }
  const manifest = readManifest(lists.get(MANIFEST))
  if (manifest === null && lists.has(MANIFEST)) disagree(MANIFEST, null)
  expectations.set(MANIFEST, new Map((manifest?.files ?? []).map(({ path, sha256 }) => [path, sha256])))
  for (const { path, size } of manifest?.files ?? []) {
    const file = found.get(path)
    if (file !== undefined && file.size !== size) disagree(path, MANIFEST)
  }

  const missing = new Set<string>()
  for (const name of [...Object.values(TAG_FILES), MANIFEST]) if (!found.has(name)) missing.add(name)
  for (const [list, expected] of expectations) {
    for (const [path, sha256] of expected) {
      if (!found.has(path)) missing.add(path)
      else if (hashes.get(path) !== sha256) disagree(path, list)
    }
  }
  const readLists = (path: string) =>
    (path.startsWith(PAYLOAD_FOLDER) ? [TAG_FILES.payload, MANIFEST] : [TAG_FILES.tags]).filter((list) =>
      lists.has(list),
    )
  for (const path of found.keys()) {
    if (path === TAG_FILES.tags) continue
    if (readLists(path).some((list) => !expectations.get(list)?.has(path))) added.add(path)
  }
  const declaration = hashes.get(TAG_FILES.declaration)
  if (declaration !== undefined && declaration !== sha256Of(DECLARATION))
    disagree(TAG_FILES.declaration, null)

  return {
    added: [...added].sort(),
    missing: [...missing].sort(),
    changed: [...changed]
      .map(([path, against]) => ({ path, against: [...against].sort() }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    hashes,
    header: manifest?.header ?? null,
    saysSealed: new RegExp(`^${SEAL_LABEL}: `, 'm').test(lists.get(TAG_FILES.information) ?? ''),
  }
}

async function readFound(
  file: FoundFile,
  isList: boolean,
): Promise<{ sha256: string; text: string | null } | null> {
  if (file.read === null) return null
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  const isKept = isList && file.size <= LARGEST_LIST
  try {
    for await (const part of file.read()) {
      hash.update(part)
      if (isKept) kept.push(part)
    }
  } catch {
    return null
  }
  return { sha256: hash.digest('hex'), text: isKept ? Buffer.concat(kept).toString('utf8') : null }
}

/** The lines of a list in the form in which i12 writes it: sorted, each path once; null in any other form. */
function readChecksums(text: string | undefined): ReadonlyMap<string, string> | null {
  if (text === undefined) return null
  const entries = new Map<string, string>()
  let last = ''
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256 = '', path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (path === '' || path <= last) return null
    entries.set(path, sha256)
    last = path
  }
  return text === '' || text.endsWith('\n') ? entries : null
}

interface ReadManifest {
  readonly header: PackSummary
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
}

function readManifest(text: string | undefined): ReadManifest | null {
  if (text === undefined) return null
  try {
    const content = JSON.parse(text) as Record<string, unknown>
    const { format, organisation, asOf, pseudonymised, files } = content
    if (format !== 'i12/manifest/1' || !Array.isArray(files)) return null
    const entries = files.map((file: Record<string, unknown>) => {
      const { path, size, sha256 } = file
      if (typeof path !== 'string' || typeof size !== 'number' || typeof sha256 !== 'string') {
        throw new TypeError('not an entry')
      }
      return { path, size, sha256 }
    })
    const header = {
      organisation: String(organisation),
      asOf: String(asOf),
      pseudonymised: pseudonymised === true,
      files: entries.length,
    }
    return { header, files: entries }
  } catch {
    return null
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
