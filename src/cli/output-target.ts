// Where a command that makes documents writes them: `-o` names a folder, or a file by its extension.
import { basename, dirname, extname, join } from 'node:path'
import type { Invocation } from './command.js'

export interface OutputTarget {
  /** As typed or by default, for what is said of it. */
  readonly folder: string
  /** Null: the default name. */
  readonly fileName: string | null
  /** `sorties/` of the workspace: nothing may lead outside it. */
  readonly isInWorkspace: boolean
}

export function outputTarget({ output, workspace, format }: Invocation): OutputTarget {
  if (output === null) return { folder: join(workspace, 'sorties'), fileName: null, isInWorkspace: true }
  return extname(output) === `.${format}`
    ? { folder: dirname(output), fileName: basename(output), isInWorkspace: false }
    : { folder: output, fileName: null, isInWorkspace: false }
}
