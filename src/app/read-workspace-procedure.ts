// The procedure of a workspace, with what it extends: shipped procedures, and files of the workspace, then of the shared
// folder.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostics } from '../kernel/diagnostic.js'
import type { Procedure } from '../procedure/procedure.js'
import { type FoundProcedure, readProcedure } from '../procedure/read-procedure.js'
import { parseYaml } from '../source/yaml.js'
import { codeOf, isAbsence, isInside, relativePath, spellings } from './confine.js'
import { SHIPPED_PROCEDURES } from './shipped.js'
import type { Workspace } from './workspace.js'

/** Null where there is none, or where it must be mended first: `diagnostics` say why. */
export function readWorkspaceProcedure(workspace: Workspace, diagnostics: Diagnostics): Procedure | null {
  const { procedure, root, shared, sites } = workspace
  if (procedure === null) return null
  const yaml = parseYaml(procedure.file, procedure.bytes, diagnostics)
  if (yaml === null) return null
  const roots = shared === null ? [root] : [root, shared]
  return readProcedure(yaml, SHIPPED_PROCEDURES, diagnostics, {
    siteIds: sites.map(({ id }) => id),
    find: (path) => find(roots, path),
  })
}

/** `roots` are real paths, looked at in order; each confines the same way. */
function find(roots: readonly string[], path: string): FoundProcedure {
  const checked = relativePath(path)
  if ('because' in checked) return { kind: 'outside' }
  for (const root of roots) {
    for (const relative of spellings(checked.relative)) {
      const real = realPathOf(join(root, relative))
      if (real === null) continue
      if (!isInside(root, real)) return { kind: 'outside' }
      if (statSync(real).isFile()) return { kind: 'found', file: checked.relative, bytes: readFileSync(real) }
    }
  }
  return { kind: 'missing' }
}

function realPathOf(absolute: string): string | null {
  try {
    return realpathSync(absolute)
  } catch (error) {
    if (isAbsence(error) || codeOf(error) === 'ELOOP') return null
    throw error
  }
}
