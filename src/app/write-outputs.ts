// Puts files on the disk whole or not at all, and never over something that i12 did not write.
import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { isAbsence, isInside, relativePath } from './confine.js'

/** Register of what was written in a folder, kept in that folder. */
const REGISTER = '.i12.json'

/** Bytes or text; long listings come in parts so that they are never one string. */
export type Content = Uint8Array | string | readonly Uint8Array[]

export interface OutputFile {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly content: Content
}

export interface WrittenFile {
  readonly path: string
  readonly sha256: string
}

export interface WriteOptions {
  /** Real path of the folder that must hold everything: the workspace. Null where a person named the folder. */
  readonly within: string | null
  /** Folder of the outputs, absolute; made where it is missing. */
  readonly folder: string
  /** Replace files that are not in the register, or that were changed since. */
  readonly isForced: boolean
}

/**
 * Writes all the files or none, then the register. Files may come one after the other, each made when the one before
 * is on the disk under a temporary name, so that a long batch never stands in memory whole.
 * @throws Refusal where a file stands in the way or a folder leads outside
 */
export async function writeOutputs(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  { within, folder, isForced }: WriteOptions,
): Promise<readonly WrittenFile[]> {
  if (within !== null) await refuseLinksOutside(within, folder)
  const register = await readRegister(folder)
  const written: WrittenFile[] = []
  const inTheWay = new FilesInTheWay()
  await replaceAll(stagedIn())
  for (const { path, sha256 } of written) register.set(path, sha256)
  await writeRegister(folder, register)
  return written

  async function* stagedIn(): AsyncGenerator<Replacement> {
    for await (const { path: typed, content } of files) {
      const checked = relativePath(typed)
      if ('because' in checked || checked.relative === '') {
        throw new TypeError(`An output must stay in its folder: ${typed}`)
      }
      const path = checked.relative
      const absolute = join(folder, path)
      if (within !== null) await refuseLinksOutside(within, dirname(absolute))
      if (!isForced) await inTheWay.look(folder, path, register)
      written.push({ path, sha256: sha256Of(content) })
      // Once something stands in the way the others are only looked at, to name them all at once.
      if (inTheWay.isEmpty) yield { absolute, content }
    }
    inTheWay.refuse(folder)
  }
}

/**
 * Writes the result of a command where the person asked (`-o`): whole or not at all. In a folder that holds
 * documents of ours the rule of `writeOutputs` applies; elsewhere the file named is replaced.
 */
export async function writeResult(absolute: string, content: Content, isForced: boolean): Promise<void> {
  const folder = dirname(absolute)
  if ((await readRegister(folder)).size > 0) {
    await writeOutputs([{ path: basename(absolute), content }], { within: null, folder, isForced })
    return
  }
  const existing = await lstat(absolute).catch(nothingIfAbsent)
  if (existing?.isDirectory()) {
    throw new Refusal(
      fr`« ${absolute} » est un dossier : le résultat ne peut pas s’y écrire sans nom de fichier.`,
      'donnez un nom de fichier à « --output »',
    )
  }
  await replaceAll([{ absolute, content }])
}

async function refuseLinksOutside(within: string, folder: string): Promise<void> {
  for (let ancestor = folder; ; ancestor = dirname(ancestor)) {
    const real = await realpath(ancestor).catch(nothingIfAbsent)
    if (real !== null) {
      if (isInside(within, real)) return
      break
    }
    // A link that leads nowhere must not be followed once its target is made.
    if ((await lstat(ancestor).catch(nothingIfAbsent)) !== null || ancestor === dirname(ancestor)) break
  }
  throw new Refusal(
    fr`le dossier « ${folder} » mène hors de l’espace de travail par un lien.`,
    'remplacez ce lien par un vrai dossier, puis exécutez de nouveau la même commande',
  )
}

/** Files that i12 did not write, or that changed since: never replaced without being asked. */
class FilesInTheWay {
  readonly #unknown: string[] = []
  readonly #changed: string[] = []

  get isEmpty(): boolean {
    return this.#unknown.length + this.#changed.length === 0
  }

  async look(folder: string, path: string, register: ReadonlyMap<string, string>): Promise<void> {
    const existing = await lstat(join(folder, path)).catch(nothingIfAbsent)
    if (existing === null) return
    const known = register.get(path)
    if (known === undefined || !existing.isFile()) this.#unknown.push(path)
    else if (sha256Of(await readFile(join(folder, path))) !== known) this.#changed.push(path)
  }

  /** @throws Refusal naming every file, where there is one */
  refuse(folder: string): void {
    if (this.isEmpty) return
    const reasons: string[] = []
    const shown = (paths: readonly string[]) => listed(paths.map(quoted))
    if (this.#unknown.length > 0) reasons.push(`${shown(this.#unknown)} n’a pas été écrit par i12`)
    if (this.#changed.length > 0) reasons.push(`${shown(this.#changed)} a changé depuis que i12 l’a écrit`)
    throw new Refusal(
      fr`rien n’a été écrit dans « ${folder} » : ${listed(reasons)}.`,
      'déplacez ce fichier, ou ajoutez « --force » pour le remplacer',
    )
  }
}

interface Replacement {
  readonly absolute: string
  readonly content: Content
}

/** Temporary names beside the targets, then renames: a failure before the renames leaves everything as it was. */
async function replaceAll(files: Iterable<Replacement> | AsyncIterable<Replacement>): Promise<void> {
  const staged: { temporary: string; absolute: string }[] = []
  try {
    for await (const { absolute, content } of files) {
      const folder = dirname(absolute)
      await mkdir(folder, { recursive: true })
      const temporary = join(folder, `.${basename(absolute)}.${randomBytes(6).toString('hex')}.tmp`)
      staged.push({ temporary, absolute })
      await writeFile(temporary, partsOf(content), { flag: 'wx' })
    }
    for (const { temporary, absolute } of staged) await rename(temporary, absolute)
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true })
  }
}

async function readRegister(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, REGISTER), 'utf8').catch(nothingIfAbsent)
  const register = new Map<string, string>()
  if (text === null) return register
  for (const entry of entriesOf(text)) {
    if (typeof entry?.path === 'string' && typeof entry.sha256 === 'string')
      register.set(entry.path, entry.sha256)
  }
  return register
}

/** A register that cannot be read lists nothing: every file is then somebody else's. */
function entriesOf(text: string): readonly { path?: unknown; sha256?: unknown }[] {
  try {
    const { files } = JSON.parse(text) as { files?: unknown }
    return Array.isArray(files) ? files : []
  } catch {
    return []
  }
}

async function writeRegister(folder: string, register: ReadonlyMap<string, string>): Promise<void> {
  const files: WrittenFile[] = []
  for (const [path, sha256] of register) {
    if ((await lstat(join(folder, path)).catch(nothingIfAbsent)) !== null) files.push({ path, sha256 })
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  const content = `${JSON.stringify({ format: 'i12/outputs/1', files }, null, 2)}\n`
  await replaceAll([{ absolute: join(folder, REGISTER), content }])
}

function sha256Of(content: Content): string {
  const hash = createHash('sha256')
  for (const part of partsOf(content)) hash.update(part)
  return hash.digest('hex')
}

function partsOf(content: Content): readonly (Uint8Array | string)[] {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content
}

function nothingIfAbsent(error: unknown): null {
  if (isAbsence(error)) return null
  throw error
}
