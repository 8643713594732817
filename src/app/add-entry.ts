// Adds a proposed entry to the text of i12.yaml: after those that are there, in the place of an empty template, or to
// the entry of the same file, whose own keys are never touched. May not write files.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import { SOURCE_NAMES } from '../records/export-file.js'
import { appendInYaml, completeInYaml, parseYaml, setInYaml } from '../source/yaml.js'
import { confine } from './confine.js'
import { entryText } from './entry-text.js'
import type { ProposedEntry } from './propose-entries.js'
import { isTemplateExport } from './template-exports.js'

export type Added =
  /** Nothing named this file. */
  | 'added'
  /** It stands in the place of an empty template. */
  | 'replaced'
  /** The entry of this file was there: what it did not say was added. */
  | 'completed'
  | 'unchanged'

interface Item {
  readonly keys: readonly (string | number)[]
  readonly files: readonly string[]
  readonly sheet: string
  readonly isPath: boolean
}

/**
 * @param root real path of the workspace
 * @param isForced the entry takes the place of whatever the source names
 * @throws Refusal where the file is no YAML that can be completed
 */
export async function addEntry(
  root: string,
  text: string,
  entry: ProposedEntry,
  isForced: boolean,
): Promise<{ readonly text: string; readonly added: Added }> {
  const { source } = entry
  const path = ['sources', source]
  const snippet = entryText(entry)
  if (isForced) return { text: setInYaml(text, path, snippet), added: 'added' }
  const items = itemsOf(text, source)
  const same = items.find(
    ({ files, sheet }) =>
      files.includes(entry.file) && (sheet === sheetKey(entry.sheet) || sheet === '' || entry.sheet === null),
  )
  if (same !== undefined) {
    const isOnlyPath = !snippet.startsWith('fichier:')
    const next = isOnlyPath
      ? text
      : same.isPath
        ? setInYaml(text, same.keys, snippet)
        : completeInYaml(text, same.keys, snippet)
    return { text: next, added: next === text ? 'unchanged' : 'completed' }
  }
  for (const { files } of items) {
    if (await isMatched(root, files, entry.file)) return { text, added: 'unchanged' }
  }
  for (const item of items) {
    const [file] = item.files
    if (item.isPath && file !== undefined && (await isPlaceholder(root, source, file))) {
      return { text: setInYaml(text, item.keys, snippet), added: 'replaced' }
    }
  }
  return { text: appendInYaml(text, path, snippet), added: 'added' }
}

/** Every path and pattern that the sources of an i12.yaml name. */
export function namedFiles(text: string): readonly string[] {
  return SOURCE_NAMES.flatMap((source) => itemsOf(text, source).flatMap(({ files }) => files))
}

/** Whether a pattern that is there names the file already. */
export async function isMatched(root: string, patterns: readonly string[], file: string): Promise<boolean> {
  const globs = patterns.filter((pattern) => /[*?[{]/.test(pattern))
  if (globs.length === 0) return false
  if (globs.includes(file)) return true
  const { glob } = await import('tinyglobby')
  const options = { cwd: root, onlyFiles: true, followSymbolicLinks: false, expandDirectories: false }
  return (await glob(globs, options)).includes(file)
}

async function isPlaceholder(root: string, source: ProposedEntry['source'], file: string): Promise<boolean> {
  const found = await confine(root, file)
  if (found.kind !== 'inside') return false
  const bytes = await readFile(join(found.real)).catch(() => null)
  return bytes !== null && isTemplateExport(source, bytes)
}

/** The entries of a source, whichever way they are written. */
function itemsOf(text: string, source: string): readonly Item[] {
  const yaml = parseYaml('i12.yaml', Buffer.from(text), new Diagnostics())
  if (yaml === null || !isRecord(yaml.value)) {
    throw new Refusal(
      fr`i12.yaml est mal écrit et ne peut pas être complété.`,
      fr`corrigez ce que dit « i12 check », puis recommencez`,
    )
  }
  const sources = yaml.value.sources ?? {}
  if (!isRecord(sources)) {
    throw new Refusal(
      fr`« sources » de i12.yaml n’est pas un ensemble de clés et ne peut pas être complété.`,
      fr`corrigez ce que dit « i12 check », puis recommencez`,
    )
  }
  const written = sources[source]
  if (written === undefined || written === null) return []
  const keys = ['sources', source]
  return Array.isArray(written)
    ? written.map((item, index) => itemOf(item, [...keys, index]))
    : [itemOf(written, keys)]
}

function itemOf(item: unknown, keys: readonly (string | number)[]): Item {
  if (!isRecord(item)) return { keys, files: [String(item)], sheet: '', isPath: true }
  const files = [item.fichier ?? []].flat().map(String)
  const { feuille } = item
  const sheet = feuille === undefined || feuille === null ? '' : sheetKey([feuille].flat().map(String))
  return { keys, files, sheet, isPath: false }
}

function sheetKey(sheet: string | readonly string[] | null): string {
  return sheet === null ? '' : [sheet].flat().join('\n')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
