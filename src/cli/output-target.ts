// Where a command that makes documents writes them: `-o` names a folder, or a file by its extension.
import { basename, dirname, extname, join } from 'node:path'
import { fr, quoted } from '../kernel/french.js'
import type { Invocation } from './command.js'
import { UsageError } from './usage-error.js'

/** Extensions that a person expects to decide the format. */
const FORMATS: ReadonlySet<string> = new Set(['pdf', 'html', 'json', 'csv'])

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
  const extension = extname(output).slice(1).toLowerCase()
  if (extension !== format && FORMATS.has(extension)) {
    throw new UsageError(
      fr`le nom ${quoted(output)} finit par ${quoted(`.${extension}`)}, et le format est ${quoted(format)}.`,
      fr`Ajoutez « --format ${extension} », ou changez le nom.`,
    )
  }
  return extname(output) === `.${format}`
    ? { folder: dirname(output), fileName: basename(output), isInWorkspace: false }
    : { folder: output, fileName: null, isInWorkspace: false }
}
