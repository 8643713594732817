// What became of each proof file that the data names, and under which name it was found. Looks at the disk once per
// distinct path and reads no content.
import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EvidenceTable } from '../procedure/ledger.js'
import { codeOf, isAbsence, isInside, relativePath, spellings } from './confine.js'

type State = EvidenceTable extends ReadonlyMap<string, infer S> ? S : never

export interface EvidenceLookup {
  /** What became of each path, as the data writes it. */
  readonly table: EvidenceTable
  /** Where a file that exists stands, relative to the workspace with `/`, by the path as the data writes it. */
  readonly files: ReadonlyMap<string, string>
  /** Paths whose file bears a name that differs by case or accents. */
  readonly alike: ReadonlySet<string>
}

/**
 * A path is looked for as it is written; a bare name, then, in the folder of proofs and below it; then either of them
 * whatever its case and accents. A file is only found where exactly one can be meant.
 * @param root the real path of the workspace
 * @param folder `preuves`, relative to the workspace; null where there is none
 * @param paths as the data writes them, repeats allowed
 */
export function lookUpEvidence(root: string, folder: string | null, paths: Iterable<string>): EvidenceLookup {
  const search = new EvidenceSearch(root, folder)
  const table = new Map<string, State>()
  for (const path of paths) {
    if (path !== '' && !table.has(path)) table.set(path, search.stateOf(path))
  }
  return { table, files: search.files, alike: search.alike }
}

class EvidenceSearch {
  readonly files = new Map<string, string>()
  readonly alike = new Set<string>()
  readonly #root: string
  readonly #folder: string | null
  readonly #isFolderInside = new Map<string, boolean>()
  readonly #entries = new Map<string, readonly Dirent[]>()
  #below: ReadonlyMap<string, readonly string[]> | null = null

  constructor(root: string, folder: string | null) {
    this.#root = root
    this.#folder = folder
  }

  stateOf(path: string): State {
    const checked = relativePath(path)
    if ('because' in checked) return 'outside'
    const { relative } = checked
    if (relative === '') return 'notAFile'
    const isBare = !relative.includes('/')
    const inFolder = isBare && this.#folder !== null ? `${this.#folder}/${relative}` : null
    for (const candidate of inFolder === null ? [relative] : [relative, inFolder]) {
      const state = this.#stateAt(path, candidate)
      if (state !== null) return state
    }
    const below = isBare ? this.#belowFolder(relative) : null
    const found = below ?? this.#walk(relative)
    const state = found === null ? null : this.#stateAt(path, found)
    if (found === null || state === null) return 'missing'
    if (nameOf(found) !== nameOf(relative) || (!isBare && !spellings(relative).includes(found)))
      this.alike.add(path)
    return state
  }

  /** The state of a file that stands there; null where there is none. */
  #stateAt(path: string, relative: string): State | null {
    for (const spelling of spellings(relative)) {
      const absolute = join(this.#root, spelling)
      const found = look(absolute)
      if (found === null) continue
      if (!this.#isInside(dirname(absolute))) return 'outside'
      this.files.set(path, spelling)
      return found.isSymbolicLink() ? stateOfLink(this.#root, absolute) : stateOfFile(found)
    }
    return null
  }

  #isInside(folder: string): boolean {
    let isFolderInside = this.#isFolderInside.get(folder)
    if (isFolderInside === undefined) {
      isFolderInside = isInside(this.#root, realpathSync(folder))
      this.#isFolderInside.set(folder, isFolderInside)
    }
    return isFolderInside
  }

  /** The one file of this name somewhere in the folder of proofs: letter for letter, else whatever its case. */
  #belowFolder(name: string): string | null {
    if (this.#folder === null) return null
    this.#below ??= this.#index(this.#folder)
    const alike = this.#below.get(alikeKey(name)) ?? []
    const same = alike.filter((path) => nameOf(path) === nameOf(name))
    return only(same.length > 0 ? same : alike)
  }

  /** Every file under a folder, links not followed, by the key of its name. */
  #index(folder: string): ReadonlyMap<string, readonly string[]> {
    const byName = new Map<string, string[]>()
    const visit = (relative: string) => {
      for (const entry of this.#list(relative)) {
        const path = `${relative}/${entry.name}`
        if (entry.isDirectory()) visit(path)
        else if (entry.isFile()) {
          const key = alikeKey(entry.name)
          const paths = byName.get(key)
          if (paths === undefined) byName.set(key, [path])
          else paths.push(path)
        }
      }
    }
    visit(folder)
    return byName
  }

  /** Part by part, the one entry whose name is the same but for case and accents; null where there is none, or several. */
  #walk(relative: string): string | null {
    let at = ''
    for (const part of relative.split('/')) {
      const names = this.#list(at).map(({ name }) => name)
      const same = names.filter((name) => name.normalize('NFC') === part.normalize('NFC'))
      const found = only(same.length > 0 ? same : names.filter((name) => alikeKey(name) === alikeKey(part)))
      if (found === null) return null
      at = at === '' ? found : `${at}/${found}`
    }
    return at
  }

  #list(relative: string): readonly Dirent[] {
    const known = this.#entries.get(relative)
    if (known !== undefined) return known
    const entries = this.#readFolder(join(this.#root, relative))
    this.#entries.set(relative, entries)
    return entries
  }

  #readFolder(absolute: string): readonly Dirent[] {
    try {
      return this.#isInside(absolute) ? readdirSync(absolute, { withFileTypes: true }) : []
    } catch (error) {
      if (isAbsence(error) || codeOf(error) === 'EACCES') return []
      throw error
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).normalize('NFC')
}

function only(paths: readonly string[]): string | null {
  return paths.length === 1 ? (paths[0] ?? null) : null
}

/** Case and accents apart, nothing else: a dash is not an underscore in the name of a file. */
function alikeKey(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function look(absolute: string): Stats | null {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}

function stateOfLink(root: string, absolute: string): State {
  try {
    const real = realpathSync(absolute)
    return isInside(root, real) ? stateOfFile(statSync(real)) : 'outside'
  } catch (error) {
    if (isAbsence(error) || codeOf(error) === 'ELOOP') return 'missing'
    throw error
  }
}

function stateOfFile(stats: Stats): State {
  if (!stats.isFile()) return 'notAFile'
  return stats.size === 0 ? 'empty' : 'present'
}
