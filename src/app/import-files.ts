// `i12 import`: opens exports and folders of exports, proposes what they are, writes their entries into i12.yaml on
// request. Near names are never written but as comments.
import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { SourceName } from '../records/export-file.js'
import type { TableSettings } from '../source/table.js'
import { type Added, addEntry } from './add-entry.js'
import { type Answers, answerEntry, NO_ANSWERS, NOTHING } from './answers.js'
import { isAbsence, isInside } from './confine.js'
import { findLyingFiles, type LyingFile, lookAtFile } from './find-lying-files.js'
import { CONFIGURATION } from './load-workspace.js'
import { readTypedFile, STANDARD_INPUT, statOrNull } from './look-at-path.js'
import {
  type ProposedEntry,
  proposeEntries,
  proposeMailEntries,
  type UnknownTable,
} from './propose-entries.js'
import { isAnyTemplate } from './template-exports.js'
import { replaceKeptFiles } from './write-outputs.js'

export interface ImportOptions {
  /** Files and folders as typed: looked for from the current folder, then in the workspace. */
  readonly paths: readonly string[]
  /** Folder of the workspace, as typed. */
  readonly folder: string
  /** The source they are; null to find out. */
  readonly source: SourceName | null
  readonly settings: TableSettings
  /** What somebody answered already. */
  readonly answers?: Answers
}

/** A file that is no export, and what it is. */
export interface NotAnExport {
  readonly file: string
  readonly word: string
}

export interface ImportResult {
  readonly entries: readonly (ProposedEntry & { readonly isInside: boolean })[]
  readonly others: readonly NotAnExport[]
  readonly unknown: readonly UnknownTable[]
  readonly diagnostics: readonly Diagnostic[]
}

/** @throws Refusal where a path leads to nothing */
export async function importFiles(options: ImportOptions): Promise<ImportResult> {
  const entries: (ProposedEntry & { isInside: boolean })[] = []
  const others: NotAnExport[] = []
  const unknown: UnknownTable[] = []
  const diagnostics: Diagnostic[] = []
  const mails: { file: string; isInside: boolean }[] = []
  const { source, settings, answers = NO_ANSWERS } = options
  for (const found of await filesOf(options)) {
    const { file, isInside: inside, kind, word } = found
    if (kind === 'mail' && (source === null || source === 'relances')) {
      mails.push({ file, isInside: inside })
      continue
    }
    if (kind !== 'table' && (source === null || kind !== 'other')) {
      if (kind !== 'own') others.push({ file, word })
      continue
    }
    const bytes = await found.read()
    if (source === null && isAnyTemplate(bytes)) {
      others.push({ file, word: 'un modèle encore vide' })
      continue
    }
    const said = answers.fichiers?.[file]
    if (said === NOTHING) continue
    const proposals = await proposeEntries({ file, bytes, source: source ?? said ?? null, settings })
    entries.push(...proposals.entries.map((entry) => ({ ...answerEntry(entry, answers), isInside: inside })))
    unknown.push(...proposals.unknown)
    diagnostics.push(...proposals.diagnostics)
  }
  const cited = citedNames(entries)
  for (const inside of [true, false]) {
    const own = mails.filter((mail) => mail.isInside === inside).map(({ file }) => file)
    // A pattern reads a whole folder: the acts of one that is cited would be told twice.
    const told = new Set(own.filter((file) => cited.has(nameOf(file))).map(folderOf))
    const files = own.filter((file) => !told.has(folderOf(file)))
    for (const file of own) {
      if (told.has(folderOf(file)))
        others.push({ file, word: 'un courriel gardé comme preuve d’un autre export' })
    }
    entries.push(...proposeMailEntries(files).map((entry) => ({ ...entry, isInside: inside })))
  }
  return { entries, others, unknown, diagnostics }
}

/** Names of the files that exports cite as evidence: those acts are told already. */
function citedNames(entries: readonly ProposedEntry[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { proposal, sample } of entries) {
    const column = proposal?.mapping.columns.find(({ field }) => field === 'preuve')?.column
    if (column === undefined) continue
    for (const cells of sample.rows) {
      for (const path of (cells[column] ?? '').split(/[|;\n]/)) names.add(nameOf(path.trim()))
    }
  }
  return names
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase()
}

export interface WrittenEntry {
  readonly entry: ProposedEntry
  readonly added: Added
}

/**
 * Writes entries into i12.yaml. Call it under the lock of the workspace.
 * @throws Refusal where the workspace has none, or where it cannot be completed
 */
export async function writeEntries(
  { folder }: Pick<ImportOptions, 'folder'>,
  entries: ImportResult['entries'],
  isForced: boolean,
): Promise<readonly WrittenEntry[]> {
  const outside = entries.find((entry) => !entry.isInside)
  if (outside !== undefined) {
    throw new Refusal(
      fr`${quoted(outside.file)} est hors du dossier de travail, où i12.yaml ne peut pas le désigner.`,
      'copiez ce fichier dans le dossier de travail, par exemple dans exports/',
    )
  }
  const root = await realpath(folder)
  const bytes = await readFile(resolve(root, CONFIGURATION)).catch((error: unknown) => {
    if (!isAbsence(error)) throw error
    throw new Refusal(
      fr`ce dossier ne contient pas de fichier i12.yaml.`,
      fr`donnez le bon dossier avec « -C », ou préparez-en un avec « i12 init »`,
    )
  })
  let text = bytes.toString('utf8')
  const before = text
  const written: WrittenEntry[] = []
  for (const entry of entries) {
    const next = await addEntry(root, text, entry, isForced)
    text = next.text
    written.push({ entry, added: next.added })
  }
  if (text !== before) await replaceKeptFiles(root, [{ path: CONFIGURATION, content: text }])
  return written
}

interface FoundFile extends Omit<LyingFile, 'path'> {
  /** Relative to the workspace with `/` where it is inside, else as typed. */
  readonly file: string
  readonly isInside: boolean
  read(): Promise<Buffer>
}

const MEND = 'donnez le chemin d’un export : un fichier CSV, XLSX ou YAML, ou un dossier'

async function filesOf({ paths, folder }: ImportOptions): Promise<readonly FoundFile[]> {
  const root = await realpath(folder).catch(() => null)
  const found: FoundFile[] = []
  for (const typed of paths) {
    if (typed === STANDARD_INPUT) {
      const read = () => readTypedFile(typed, { mend: MEND })
      found.push({ file: typed, kind: 'table', word: '', isInside: false, read })
      continue
    }
    const places = [resolve(typed), resolve(folder, typed)]
    const stats = await Promise.all(places.map(statOrNull))
    const index = stats.findIndex((one) => one !== null)
    const path = places[index]
    if (path === undefined) {
      throw new Refusal(fr`le fichier ${quoted(typed)} n’existe pas.`, 'corrigez son chemin')
    }
    const real = await realpath(path)
    const base = stats[index]?.isDirectory() ? real : dirname(real)
    const lying = stats[index]?.isDirectory()
      ? await findLyingFiles(real)
      : [
          stats[index]?.isFile()
            ? await lookAtFile(base, basename(real))
            : { path: basename(real), kind: 'table' as const, word: '' },
        ]
    for (const file of lying)
      found.push(foundFile(file, base, root, stats[index]?.isDirectory() ? null : typed))
  }
  return found
}

function foundFile(
  { path, kind, word }: LyingFile,
  base: string,
  root: string | null,
  typed: string | null,
): FoundFile {
  const real = resolve(base, path)
  const inside = root !== null && isInside(root, real)
  const file = inside ? relative(root, real).split(sep).join('/') : (typed ?? real)
  return { file, kind, word, isInside: inside, read: () => readTypedFile(real, { mend: MEND }) }
}
