// The files that a path or a pattern of `i12.yaml` names, all inside the workspace.
import { readFile, stat } from 'node:fs/promises'
import type { DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Place } from '../kernel/origin.js'
import { seenValue } from '../source/printable.js'
import { type Confined, codeOf, confine, type Refused, relativePath } from './confine.js'
import { APP_PROBLEMS } from './problems.js'
import type { WorkspaceFile } from './workspace.js'

/** Where a path is written, for the diagnostics that speak of it. */
export interface WrittenPath {
  readonly path: string
  readonly place: Place
  /** Key of `i12.yaml`. */
  readonly field: string
}

/** `~$absences.xlsx`, `.~lock.absences.ods#`: left by a spreadsheet while it has the file open. */
function isLockFile(path: string): boolean {
  return /(?:^|\/)(?:~\$|\.~lock\.)[^/]*$/.test(path)
}

/** What the system answers where another program holds a file (Windows), or where it may not be read. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY'])

/** Files read side by side; each of them is open meanwhile. */
const AT_ONCE = 64

/** Whether a path or a pattern of `i12.yaml` names a file that is perhaps not there yet. */
export async function isNamedBy(path: string, file: string): Promise<boolean> {
  const checked = relativePath(path)
  if ('because' in checked) return false
  const { default: picomatch } = await import('picomatch')
  return checked.relative === file || picomatch(checked.relative)(file)
}

export class WorkspaceFiles {
  readonly #root: string
  readonly #diagnostics: Diagnostics

  /** `root` is the real path of the workspace. */
  constructor(root: string, diagnostics: Diagnostics) {
    this.#root = root
    this.#diagnostics = diagnostics
  }

  /** One file, or null with a diagnostic at the place where its path is written. */
  async read(written: WrittenPath): Promise<WorkspaceFile | null> {
    const found = await confine(this.#root, written.path)
    if (found.kind === 'outside') return this.#outside(written, found.because)
    if (found.kind === 'missing') return this.#missing(written, found.relative)
    const stats = await stat(found.real)
    if (!stats.isFile()) {
      this.#say('PAS-UN-FICHIER', written, 'le chemin d’un fichier', 'écrivez le chemin du fichier')
      return null
    }
    const bytes = await readFile(found.real).catch((error: unknown) => {
      if (HELD.has(codeOf(error) ?? '')) return null
      throw error
    })
    if (bytes !== null) return { file: found.relative, bytes }
    this.#say(
      'FICHIER-RETENU',
      written,
      'un fichier que ce programme peut lire',
      'fermez-le dans le logiciel où il est ouvert, vérifiez que vous avez le droit de le lire, puis recommencez',
    )
    return null
  }

  /** The files of a path or of a pattern, in order of their names. */
  async readAll(written: WrittenPath): Promise<readonly WorkspaceFile[]> {
    if (!/[*?[{]/.test(written.path) || (await confine(this.#root, written.path)).kind === 'inside') {
      const file = await this.read(written)
      return file === null ? [] : [file]
    }
    const checked = relativePath(written.path)
    if ('because' in checked) {
      this.#outside(written, checked.because)
      return []
    }
    const { glob } = await import('tinyglobby')
    const found = await glob(checked.relative, {
      cwd: this.#root,
      onlyFiles: true,
      followSymbolicLinks: false,
      expandDirectories: false,
    })
    const paths = found.filter((path) => !isLockFile(path))
    if (paths.length === 0) {
      this.#say(
        'MOTIF-SANS-FICHIER',
        written,
        'un motif auquel un fichier au moins correspond',
        'corrigez le motif, ou ajoutez l’export qui manque',
      )
    }
    const files: WorkspaceFile[] = []
    paths.sort()
    // A folder may hold ten thousand messages: some are asked for while others are waited for.
    for (let start = 0; start < paths.length; start += AT_ONCE) {
      const batch = paths.slice(start, start + AT_ONCE)
      const read = await Promise.all(batch.map((path) => this.read({ ...written, path })))
      for (const file of read) if (file !== null) files.push(file)
    }
    return files
  }

  /** A folder of the workspace as a relative path, or null with a diagnostic where it leads outside. */
  async folder(written: WrittenPath): Promise<Exclude<Confined, { kind: 'outside' }> | null> {
    const found = await confine(this.#root, written.path)
    return found.kind === 'outside' ? this.#outside(written, found.because) : found
  }

  #outside(written: WrittenPath, because: Refused): null {
    const mends: Readonly<Record<Refused, string>> = {
      absolute: fr`copiez ce fichier dans le dossier de travail, puis écrivez son chemin à partir de ce dossier`,
      parent: fr`copiez ce fichier dans le dossier de travail, puis écrivez son chemin sans « .. »`,
      link: fr`remplacez le lien par le fichier lui-même`,
      malformed: 'corrigez ce chemin',
    }
    this.#say('CHEMIN-HORS-ESPACE', written, 'un chemin à l’intérieur du dossier de travail', mends[because])
    return null
  }

  async #missing(written: WrittenPath, relative: string): Promise<null> {
    const near = await this.#nearestFile(relative)
    this.#say(
      'FICHIER-INTROUVABLE',
      written,
      'le chemin d’un fichier qui existe',
      near === null
        ? 'placez le fichier à cet endroit, ou corrigez le chemin'
        : fr`écrivez ${quoted(near)} si c’est ce fichier, sinon placez le fichier à cet endroit`,
    )
    return null
  }

  async #nearestFile(relative: string): Promise<string | null> {
    const folder = relative.split('/').slice(0, -1).join('/')
    const found = await confine(this.#root, folder)
    if (found.kind !== 'inside') return null
    const { readdir } = await import('node:fs/promises')
    const names = await readdir(found.real).catch((error: unknown) => {
      if (codeOf(error) === 'ENOTDIR') return []
      throw error
    })
    const near = nearestWord(relative.split('/').at(-1) ?? '', names.sort())
    return near === null ? null : [folder, near].filter((part) => part !== '').join('/')
  }

  #say(code: keyof typeof APP_PROBLEMS, written: WrittenPath, expected: string, mend: string): void {
    const kind: DiagnosticKind = APP_PROBLEMS[code]
    const { place, field, path } = written
    this.#diagnostics.report({ kind, place, field, seen: quoted(seenValue(path)), expected, mend })
  }
}
