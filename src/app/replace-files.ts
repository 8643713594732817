// Replaces several files together: all are written aside first, a journal says what is to be moved, then they are
// moved. A run killed before the journal changed nothing; one killed after it is finished by the next run.
// Called under the lock of the folder alone: whatever stands aside is then a dead run's.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, rmSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { codeOf, isAbsence, isInside, relativePath } from './confine.js'

/** Folder of the outputs, in a workspace. */
export const OUTPUTS = 'sorties'

/** Folder of files in the making, inside the folder they are for. */
export const STAGING_FOLDER = '.i12-en-cours'
const JOURNAL = 'journal.json'

/**
 * Bytes or text; long listings come in parts so that they are never one string, large files as they are read: those
 * bytes come once.
 */
export type Content = Uint8Array | string | readonly Uint8Array[] | AsyncIterable<Uint8Array>

export interface Replacement {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly content: Content
  /** Rights of the file where it is made; what the system gives by default. */
  readonly mode?: number
  /** Told the hash once the file is whole aside; where it throws, nothing is replaced. */
  readonly whenStaged?: (sha256: string) => Promise<void>
}

export interface ReplacedFile {
  readonly path: string
  readonly sha256: string
}

interface JournalEntry extends ReplacedFile {
  readonly staged: string
}

/** Staging folders of this process that hold no journal yet. */
const unfinished = new Set<string>()

// Ctrl-C in the middle of a long batch leaves nothing; once the journal is there the next run finishes.
process.on('exit', () => {
  for (const staging of unfinished) {
    if (!existsSync(join(staging, JOURNAL))) rmSync(staging, { recursive: true, force: true })
  }
})

/**
 * Writes all the files or none. They may come one after the other, each made when the one before is on the disk.
 * A failure before the journal leaves everything as it was.
 */
export async function replaceFiles(
  folder: string,
  files: Iterable<Replacement> | AsyncIterable<Replacement>,
): Promise<readonly ReplacedFile[]> {
  const staging = join(folder, STAGING_FOLDER)
  const entries: JournalEntry[] = []
  const made: string[] = []
  let isJournalled = false
  unfinished.add(staging)
  try {
    for await (const { path, content, mode, whenStaged } of files) {
      if (entries.length === 0) await mkdir(staging)
      // Before the journal: once it is written, only moves are left.
      made.push(...(await makeFolder(dirname(join(folder, path)))))
      const staged = String(entries.length + 1).padStart(5, '0')
      const sha256 = await writeNew(join(staging, staged), content, mode)
      entries.push({ path, staged, sha256 })
      await whenStaged?.(sha256)
    }
    if (entries.length === 0) return []
    const draft = join(staging, `${JOURNAL}.ecrit`)
    await writeNew(draft, `${JSON.stringify({ format: 'i12/journal/1', files: entries }, null, 1)}\n`)
    await rename(draft, join(staging, JOURNAL))
    isJournalled = true
    for (const entry of entries) await moveIntoPlace(folder, entry)
    await rm(staging, { recursive: true })
  } finally {
    unfinished.delete(staging)
    if (!isJournalled) {
      await rm(staging, { recursive: true, force: true })
      for (const empty of made.reverse()) await rmdir(empty).catch(() => {})
    }
  }
  return entries.map(({ path, sha256 }) => ({ path, sha256 }))
}

/**
 * Makes a folder and those above it. @returns what was made, the deepest last, to be taken away if the work fails
 * @throws Refusal where a file stands in its way
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const first = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOTDIR') throw error
    throw new Refusal(
      fr`${quoted(folder)} : un fichier se trouve là où i12 doit faire un dossier.`,
      fr`déplacez ce fichier, ou donnez un autre dossier avec « -o »`,
    )
  })
  const made: string[] = []
  for (let at = folder; first !== undefined && isInside(first, at); at = dirname(at)) made.unshift(at)
  return made
}

/** Finishes what a killed run had decided to write in `folder`, and sweeps what it had not. */
export async function recoverFiles(folder: string): Promise<void> {
  const staging = join(folder, STAGING_FOLDER)
  const journal = join(staging, JOURNAL)
  const [text, written] = await Promise.all([
    readFile(journal, 'utf8').catch(nothingIfAbsent),
    stat(journal).catch(nothingIfAbsent),
  ])
  if (text !== null && written !== null) {
    const root = await realpath(folder)
    for (const entry of entriesOf(text)) {
      if (!(await isReady(join(staging, entry.staged), entry.sha256))) continue
      const target = join(folder, entry.path)
      const existing = await stat(target).catch(nothingIfAbsent)
      // Somebody wrote there since the kill: what a person did last stands.
      if (existing !== null && existing.mtimeMs > written.mtimeMs) continue
      await mkdir(dirname(target), { recursive: true })
      // The journal lies in a folder that may come from elsewhere: nothing is moved outside it.
      if (isInside(root, await realpath(dirname(target)))) await moveIntoPlace(folder, entry)
    }
  }
  await rm(staging, { recursive: true, force: true })
}

/** Whether a staged file is whole: the journal was written after it, so it is unless somebody changed it. */
async function isReady(path: string, sha256: string): Promise<boolean> {
  return (await hashOfFile(path).catch(nothingIfAbsent)) === sha256
}

async function moveIntoPlace(folder: string, { staged, path }: JournalEntry): Promise<void> {
  const from = join(folder, STAGING_FOLDER, staged)
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  try {
    await rename(from, target)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    // The target's folder is another disk (a folder mounted in a container): whole there first, under another name.
    const beside = `${target}.i12-en-cours`
    await copyFile(from, beside)
    await rename(beside, target)
  }
}

async function writeNew(path: string, content: Content, mode?: number): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', mode)
  try {
    for await (const part of partsOf(content)) {
      hash.update(part)
      await file.writeFile(part)
    }
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

function entriesOf(text: string): JournalEntry[] {
  try {
    const { files } = JSON.parse(text) as { files?: unknown }
    return (Array.isArray(files) ? files : []).flatMap((entry: Partial<JournalEntry> | null) => {
      const { path, staged, sha256 } = entry ?? {}
      if (typeof path !== 'string' || typeof sha256 !== 'string' || !/^\d+$/.test(staged ?? '')) return []
      const checked = relativePath(path)
      return 'because' in checked || checked.relative === ''
        ? []
        : [{ path: checked.relative, staged: staged as string, sha256 }]
    })
  } catch {
    return []
  }
}

/** SHA-256 of a file of any size, hexadecimal. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}

/** A content in parts, whichever way it is given. */
export function partsOf(content: Content): readonly (Uint8Array | string)[] | AsyncIterable<Uint8Array> {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content
}

function nothingIfAbsent(error: unknown): null {
  if (isAbsence(error)) return null
  throw error
}
