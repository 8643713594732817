// What became of each proof file that the data names. Looks at the disk once per distinct path and reads no content.
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EvidenceTable } from '../procedure/ledger.js'
import { codeOf, isAbsence, isInside, relativePath, spellings } from './confine.js'

type State = EvidenceTable extends ReadonlyMap<string, infer S> ? S : never

/** `root` is the real path of the workspace; `paths` as the data writes them, repeats allowed. */
export function lookUpEvidence(root: string, paths: Iterable<string>): EvidenceTable {
  const isFolderInside = new Map<string, boolean>()
  const table = new Map<string, State>()
  for (const path of paths) {
    if (path !== '' && !table.has(path)) table.set(path, stateOf(root, path, isFolderInside))
  }
  return table
}

function stateOf(root: string, path: string, isFolderInside: Map<string, boolean>): State {
  const checked = relativePath(path)
  if ('because' in checked) return 'outside'
  if (checked.relative === '') return 'notAFile'
  for (const relative of spellings(checked.relative)) {
    const absolute = join(root, relative)
    const found = look(absolute)
    if (found === null) continue
    const folder = dirname(absolute)
    let isInsideFolder = isFolderInside.get(folder)
    if (isInsideFolder === undefined) {
      isInsideFolder = isInside(root, realpathSync(folder))
      isFolderInside.set(folder, isInsideFolder)
    }
    if (!isInsideFolder) return 'outside'
    if (!found.isSymbolicLink()) return stateOfFile(found)
    return stateOfLink(root, absolute)
  }
  return 'missing'
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
