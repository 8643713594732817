// Puts files on the disk whole or not at all, and never over something that i12 did not write. The way to the disk
// of every command: outputs where a person or the default says, and the few files of a workspace that i12 keeps.
import { rmdirSync } from 'node:fs'
import { lstat, readdir, readFile, realpath, rm, rmdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { isAbsence, isInside, relativePath } from './confine.js'
import { type Content, hashOfFile, makeFolder, type Replacement, replaceFiles } from './replace-files.js'
import { type LockOptions, withWorkspaceLock } from './workspace-lock.js'

export { type Content, OUTPUTS, partsOf } from './replace-files.js'

/** Register of what was written in a folder, kept in that folder. */
const REGISTER = '.i12.json'

export interface OutputFile {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly content: Content
  /** Codes instead of names. Under one name, neither rendering takes the place of the other unasked. */
  readonly isPseudonymised?: boolean
}

export interface WrittenFile {
  readonly path: string
  readonly sha256: string
  readonly isPseudonymised: boolean
}

export interface WriteOptions extends LockOptions {
  /** Real path of the folder that must hold everything: the workspace. Null where a person named the folder. */
  readonly within: string | null
  /** Folder of the outputs, absolute; made where it is missing. */
  readonly folder: string
  /** Replace files that are not in the register, or that were changed since. */
  readonly isForced: boolean
  /** Folders of the outputs, with `/`, that hold what is written and nothing else: what an earlier run left there goes. */
  readonly sealedFolders?: readonly string[]
}

/**
 * Writes all the files or none, and the register with them. Files may come one after the other, each made when the one
 * before is on the disk, so that a long batch never stands in memory whole.
 * @throws Refusal where a file stands in the way or a folder leads outside
 */
export async function writeOutputs(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  { within, folder, isForced, sealedFolders = [], ...waiting }: WriteOptions,
): Promise<readonly WrittenFile[]> {
  if (within !== null) await refuseLinksOutside(within, folder)
  return inFolder(folder, waiting, async () => {
    const register = await readRegister(folder)
    const written: WrittenFile[] = []
    const inTheWay = new FilesInTheWay()
    let leftovers: readonly string[] = []
    await replaceFiles(folder, staged())
    for (const path of leftovers) await removeFile(folder, path)
    return written

    async function* staged(): AsyncGenerator<Replacement> {
      for await (const { path: typed, content, isPseudonymised = false } of files) {
        const path = pathInside(typed)
        if (within !== null) await refuseLinksOutside(within, dirname(join(folder, path)))
        const whenStaged = async (sha256: string): Promise<void> => {
          const next = { path, sha256, isPseudonymised }
          await inTheWay.look(folder, isForced, register.get(path), next)
          written.push(next)
        }
        yield { path, content, whenStaged }
      }
      const wanted = new Set(written.map(({ path }) => path))
      leftovers = (await filesIn(folder, sealedFolders)).filter((path) => !wanted.has(path))
      for (const path of leftovers) await inTheWay.lookAtLeftover(folder, path, isForced, register.get(path))
      inTheWay.refuse(folder)
      for (const path of leftovers) register.delete(path)
      yield { path: REGISTER, content: await registerText(folder, register, written) }
    }
  })
}

/**
 * Replaces files that i12 keeps in a workspace for the person (registers, logs, the key, `i12.yaml`): all or none,
 * whatever they hold. Call it under the lock under which they were read.
 * @param root real path of the workspace
 */
export async function replaceKeptFiles(root: string, files: readonly Replacement[]): Promise<void> {
  for (const { path } of files) await refuseLinksOutside(root, dirname(join(root, pathInside(path))))
  await inFolder(root, {}, () => replaceFiles(root, files))
}

/**
 * Files of a folder that is perhaps not there yet, none of which may stand there already unless `isForced`.
 * @param edited files written with them that may stand there: what a person wrote in them was kept
 */
export async function writeNewFiles(
  folder: string,
  files: readonly Replacement[],
  isForced: boolean,
  edited: readonly Replacement[] = [],
): Promise<void> {
  const all = [...files, ...edited]
  if (all.length === 0) return
  await inFolder(folder, {}, async () => {
    if (!isForced) await refuseStanding(folder, files)
    await replaceFiles(folder, all)
  })
}

async function refuseStanding(folder: string, files: readonly Replacement[]): Promise<void> {
  const standing: string[] = []
  for (const { path } of files) {
    if ((await lstat(join(folder, path)).catch(nothingIfAbsent)) !== null) standing.push(path)
  }
  if (standing.length === 0) return
  const shown = listed([...standing.slice(0, 5).map(quoted), ...(standing.length > 5 ? ['d’autres'] : [])])
  throw new Refusal(
    fr`rien n’a été écrit dans ${quoted(folder)} : ${shown} s’y trouve déjà.`,
    fr`choisissez un autre dossier, ou ajoutez « --force » pour remplacer`,
  )
}

/** Folders made for work that has not ended. */
const madeForNow = new Set<string>()

// Ctrl-C leaves no empty folder. After the handlers of the files below, which empty it.
process.on('exit', () => {
  for (const empty of [...madeForNow].reverse()) {
    try {
      rmdirSync(empty)
    } catch {
      // Somebody uses it.
    }
  }
})

/** Works in a folder under its lock. A folder made for work that fails is taken away again. */
async function inFolder<T>(folder: string, waiting: LockOptions, work: () => Promise<T>): Promise<T> {
  const made = await makeFolder(folder)
  for (const empty of made) madeForNow.add(empty)
  try {
    return await withWorkspaceLock(folder, work, waiting)
  } catch (error) {
    for (const empty of [...made].reverse()) await rmdir(empty).catch(() => {})
    throw error
  } finally {
    for (const empty of made) madeForNow.delete(empty)
  }
}

/** @throws TypeError where a caller of ours gives a path that leaves its folder */
function pathInside(typed: string): string {
  const checked = relativePath(typed)
  if ('because' in checked || checked.relative === '') {
    throw new TypeError(`An output must stay in its folder: ${typed}`)
  }
  return checked.relative
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
  readonly #folders: string[] = []
  readonly #otherRenderings: string[] = []
  /** In a folder that must hold nothing else. */
  readonly #foreign: string[] = []

  get isEmpty(): boolean {
    return [this.#unknown, this.#changed, this.#folders, this.#otherRenderings, this.#foreign].every(
      (paths) => paths.length === 0,
    )
  }

  /** `known`: what the register says of that name. The same bytes as those to come are in nobody's way. */
  async look(
    folder: string,
    isForced: boolean,
    known: WrittenFile | undefined,
    next: WrittenFile,
  ): Promise<void> {
    const { path } = next
    const existing = await lstat(join(folder, path)).catch(nothingIfAbsent)
    if (existing?.isDirectory()) this.#folders.push(path)
    if (existing === null || isForced || existing.isDirectory()) return
    const sha256 = existing.isFile() ? await hashOfFile(join(folder, path)) : null
    if (sha256 === next.sha256) return
    if (known === undefined || sha256 === null) this.#unknown.push(path)
    else if (sha256 !== known.sha256) this.#changed.push(path)
    else if (known.isPseudonymised !== next.isPseudonymised) this.#otherRenderings.push(path)
  }

  /** What is to go: never a file that i12 did not write, whatever is forced. */
  async lookAtLeftover(
    folder: string,
    path: string,
    isForced: boolean,
    known: WrittenFile | undefined,
  ): Promise<void> {
    if (known === undefined) this.#foreign.push(path)
    else if (!isForced && (await hashOfFile(join(folder, path))) !== known.sha256) this.#changed.push(path)
  }

  /** @throws Refusal naming every file, where there is one */
  refuse(folder: string): void {
    if (this.isEmpty) return
    const reasons: string[] = []
    const shown = (paths: readonly string[]) => listed(paths.map(quoted))
    if (this.#unknown.length > 0) reasons.push(`${shown(this.#unknown)} n’a pas été écrit par i12`)
    if (this.#changed.length > 0) reasons.push(`${shown(this.#changed)} a changé depuis que i12 l’a écrit`)
    if (this.#otherRenderings.length > 0) {
      reasons.push(`${shown(this.#otherRenderings)} est l’autre version, nominative ou pseudonymisée`)
    }
    if (this.#folders.length > 0) reasons.push(`${shown(this.#folders)} est un dossier`)
    if (this.#foreign.length > 0) reasons.push(`${shown(this.#foreign)} n’a pas sa place ici`)
    throw new Refusal(
      fr`rien n’a été écrit dans « ${folder} » : ${listed(reasons)}.`,
      this.#folders.length > 0
        ? 'donnez un autre nom, ou déplacez ce dossier'
        : this.#foreign.length > 0
          ? 'déplacez ce fichier : ce dossier ne contient que ce que i12 y écrit'
          : 'déplacez ce fichier, ou ajoutez « --force » pour le remplacer',
    )
  }
}

/** Files under the given folders, relative to `folder`, with `/`. */
async function filesIn(folder: string, inner: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of inner) {
    const entries = await readdir(join(folder, path), { recursive: true, withFileTypes: true }).catch(
      nothingIfAbsent,
    )
    for (const entry of entries ?? []) {
      if (entry.isDirectory()) continue
      found.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    }
  }
  return found.sort()
}

/** Takes a file away, and the folders that it leaves empty. */
async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true })
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    const isEmpty = await rmdir(join(folder, at)).then(
      () => true,
      () => false,
    )
    if (!isEmpty) break
  }
}

async function readRegister(folder: string): Promise<Map<string, WrittenFile>> {
  const text = await readFile(join(folder, REGISTER), 'utf8').catch(nothingIfAbsent)
  const register = new Map<string, WrittenFile>()
  if (text === null) return register
  for (const entry of entriesOf(text)) {
    const { path, sha256, pseudonymised } = entry ?? {}
    if (typeof path === 'string' && typeof sha256 === 'string') {
      register.set(path, { path, sha256, isPseudonymised: pseudonymised === true })
    }
  }
  return register
}

/** A register that cannot be read lists nothing: every file is then somebody else's. */
function entriesOf(text: string): readonly { path?: unknown; sha256?: unknown; pseudonymised?: unknown }[] {
  try {
    const { files } = JSON.parse(text) as { files?: unknown }
    return Array.isArray(files) ? files : []
  } catch {
    return []
  }
}

/** The register once `written` is there; what is gone is forgotten. */
async function registerText(
  folder: string,
  register: ReadonlyMap<string, WrittenFile>,
  written: readonly WrittenFile[],
): Promise<string> {
  const files = new Map(written.map((file) => [file.path, file]))
  for (const [path, file] of register) {
    if (files.has(path)) continue
    if ((await lstat(join(folder, path)).catch(nothingIfAbsent)) !== null) files.set(path, file)
  }
  const sorted = [...files.values()].map(({ path, sha256, isPseudonymised }) => ({
    path,
    sha256,
    ...(isPseudonymised ? { pseudonymised: true } : {}),
  }))
  sorted.sort((a, b) => (a.path < b.path ? -1 : 1))
  return `${JSON.stringify({ format: 'i12/outputs/1', files: sorted }, null, 2)}\n`
}

function nothingIfAbsent(error: unknown): null {
  if (isAbsence(error)) return null
  throw error
}
