// `i12 init`: looks at a folder, then writes what a workspace lacks. What is certain is applied; what is not becomes a
// comment that asks. What is there already stays as it is.
import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { textKey } from '../kernel/text-key.js'
import { toYaml } from '../source/yaml.js'
import { addEntry, isMatched, namedFiles } from './add-entry.js'
import { ANSWERS_FILE, type Answers, isReady } from './answers.js'
import { isAbsence } from './confine.js'
import { draftText, openQuestions } from './entry-text.js'
import { findLyingFiles, type LyingFile } from './find-lying-files.js'
import { type ImportResult, importFiles } from './import-files.js'
import { CONFIGURATION } from './load-workspace.js'
import { statOrNull } from './look-at-path.js'
import { openDelaysOf } from './open-delays.js'
import { NO_TABLE_SETTINGS, type ProposedEntry } from './propose-entries.js'
import { STAGING_FOLDER } from './replace-files.js'
import { TEMPLATE_SOURCES, templateExport } from './template-exports.js'
import { LOCK_FILE, withWorkspaceLock } from './workspace-lock.js'
import { configurationText, MEASURES_TEXT, procedureText } from './workspace-text.js'
import { writeNewFiles } from './write-outputs.js'

export interface LookedAt {
  readonly folder: string
  /** Nothing lies in it: it gets templates to be filled. */
  readonly isEmpty: boolean
  /** Exports that i12.yaml does not name yet. */
  readonly entries: ImportResult['entries']
  readonly others: ImportResult['others']
  readonly unknown: ImportResult['unknown']
  readonly diagnostics: readonly Diagnostic[]
  readonly sites: readonly string[]
  readonly evidenceFolder: string | null
  /** A written procedure that lies there. */
  readonly document: string | null
  /** The shipped procedure that is nearest to it. */
  readonly procedure: string
  /** The text of i12.yaml, where there is one. */
  readonly configuration: string | null
}

export const DEFAULT_PROCEDURE = 'abandon-huit-etapes'

/** What lies in a folder, which need not be there yet. @throws Refusal where it is a file */
export async function lookAtFolder(folder: string, answers: Answers): Promise<LookedAt> {
  const found = await statOrNull(folder)
  if (found !== null && !found.isDirectory()) {
    throw new Refusal(fr`${quoted(folder)} est un fichier.`, 'donnez le nom d’un dossier')
  }
  const nothing = { entries: [], others: [], unknown: [], diagnostics: [] }
  const root = found === null ? null : await realpath(folder)
  if (root !== null) await finishKilledRun(root)
  const lying = root === null ? [] : await findLyingFiles(root)
  const isEmpty = lying.length === 0 && (root === null || !(await holdsSomething(root)))
  const result: ImportResult =
    root === null || isEmpty
      ? nothing
      : await importFiles({ paths: [root], folder: root, source: null, settings: NO_TABLE_SETTINGS, answers })
  const configuration = root === null ? null : await readOrNull(join(root, CONFIGURATION))
  const document = lying.find(({ kind }) => kind === 'procedure')?.path ?? null
  return {
    ...result,
    folder,
    isEmpty,
    entries: await notNamed(root, configuration, result.entries),
    sites: sitesOf(result.entries),
    evidenceFolder: evidenceFolderOf(lying),
    document,
    procedure:
      answers.procedure ??
      (document === null || root === null ? DEFAULT_PROCEDURE : await nearestProcedure(join(root, document))),
    configuration,
  }
}

/** What a killed run had decided is there before anything is looked at: what is complete would not be written again. */
async function finishKilledRun(root: string): Promise<void> {
  const left = await Promise.all([STAGING_FOLDER, LOCK_FILE].map((name) => statOrNull(join(root, name))))
  if (left.some((found) => found !== null)) await withWorkspaceLock(root, async () => {})
}

/** Hidden names and folders without anything in them hold nothing. */
async function holdsSomething(root: string): Promise<boolean> {
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    if (!entry.isDirectory() || (await readdir(join(root, entry.name))).length > 0) return true
  }
  return false
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
}

/** Entries of files that i12.yaml does not name, not even in a comment. */
async function notNamed(
  root: string | null,
  configuration: string | null,
  entries: ImportResult['entries'],
): Promise<ImportResult['entries']> {
  if (root === null || configuration === null) return entries
  const named = namedFiles(configuration)
  const left: ImportResult['entries'][number][] = []
  for (const entry of entries) {
    if (!configuration.includes(entry.file) && !(await isMatched(root, named, entry.file))) left.push(entry)
  }
  return left
}

/** Sites as the learners' exports name them. */
function sitesOf(entries: readonly ProposedEntry[]): readonly string[] {
  const sites = new Map<string, string>()
  for (const { source, proposal, sample, sheets } of entries) {
    if (source !== 'apprenants' || proposal === null) continue
    const isBySheet = proposal.constants.some(({ field, value }) => field === 'site' && value === '{feuille}')
    const column = proposal.mapping.columns.find(({ field }) => field === 'site')?.column
    const names = isBySheet
      ? sheets
      : column === undefined
        ? []
        : sample.rows.map((cells) => (cells[column] ?? '').trim())
    for (const name of names) if (name !== '' && !sites.has(textKey(name))) sites.set(textKey(name), name)
  }
  return sites.size > 60 ? [] : [...sites.values()].sort((a, b) => a.localeCompare(b, 'fr'))
}

/** The folder at the top that holds most proofs. */
function evidenceFolderOf(lying: readonly LyingFile[]): string | null {
  const counts = new Map<string, number>()
  for (const { path, kind } of lying) {
    if ((kind !== 'proof' && kind !== 'mail') || !path.includes('/')) continue
    const folder = `${path.slice(0, path.indexOf('/'))}/`
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? null
}

/** Telling words of each shipped procedure. */
const TELLING: readonly (readonly [procedure: string, words: RegExp])[] = [
  ['apprentissage', /apprenti|alternan|\bcfa\b|maitre d'apprentissage|rupture du contrat/g],
  [
    'parcours-par-type',
    /formations? (?:courte|longue|certifiante)s?|mentor|regards? croises?|certification/g,
  ],
  [DEFAULT_PROCEDURE, /abandon|prescripteur|attestation|demande de motifs/g],
]

async function nearestProcedure(path: string): Promise<string> {
  if (!/\.(?:md|markdown|txt)$/i.test(path)) return DEFAULT_PROCEDURE
  const text = textKey((await readFile(path, 'utf8')).slice(0, 200_000))
  const scores = TELLING.map(([procedure, words]) => ({ procedure, score: [...text.matchAll(words)].length }))
  const best = scores.reduce((left, right) => (right.score > left.score ? right : left))
  return best.score === 0 ? DEFAULT_PROCEDURE : best.procedure
}

export interface MadeWorkspace {
  /** Paths written, relative to the folder. */
  readonly written: readonly string[]
  /** Entries applied, and those that wait as comments. */
  readonly applied: readonly ProposedEntry[]
  readonly waiting: readonly ProposedEntry[]
}

/**
 * Writes what is missing, all or nothing.
 * @param keeps whether the answers are kept for the next time
 * @throws Refusal where i12.yaml cannot be completed
 */
export async function initWorkspace(
  looked: LookedAt,
  answers: Answers,
  keeps: boolean,
): Promise<MadeWorkspace> {
  const { folder, isEmpty, configuration, sites, document, procedure } = looked
  const isNew = configuration === null
  const evidenceFolder = isEmpty ? 'preuves/' : looked.evidenceFolder
  const fresh = new Map<string, string>()
  const edited = new Map<string, string>()
  const standing = new Set(isEmpty ? [] : await namesIn(folder))
  let text = configuration ?? configurationText({ answers, sites, evidenceFolder })
  const entries = isEmpty ? templateEntries() : looked.entries
  const applied = entries.filter(isReady)
  const waiting = entries.filter((entry) => !isReady(entry))
  const root = await realpath(folder).catch(() => resolve(folder))
  for (const entry of applied) text = (await addEntry(root, text, entry, false)).text
  text = withWaiting(text, waiting)
  if (isNew) fresh.set(CONFIGURATION, text)
  else if (text !== configuration) edited.set(CONFIGURATION, text)
  if (isNew || /^procedure: *["']?procedure\.yaml/m.test(text)) {
    const delays = openDelaysOf(procedure)
    const written = procedureText(procedure, delays, answers.delais ?? {}, document)
    if (!standing.has('procedure.yaml')) fresh.set('procedure.yaml', written)
  }
  if ((isNew || /^mesures: *["']?mesures\.yaml/m.test(text)) && !standing.has('mesures.yaml')) {
    fresh.set('mesures.yaml', MEASURES_TEXT)
  }
  if (isEmpty) {
    fresh.set(
      'preuves/LISEZ-MOI.txt',
      'Rangez ici les preuves que citent les colonnes « preuve » des exports.\n',
    )
    for (const source of TEMPLATE_SOURCES) fresh.set(`exports/${source}.csv`, templateExport(source))
  }
  if (keeps && Object.keys(answers).length > 0) edited.set(ANSWERS_FILE, answersText(answers))
  const replacements = (files: ReadonlyMap<string, string>) =>
    [...files].map(([path, content]) => ({ path, content })).sort((a, b) => (a.path < b.path ? -1 : 1))
  await writeNewFiles(resolve(folder), replacements(fresh), false, replacements(edited))
  return { written: [...fresh.keys(), ...edited.keys()].sort(), applied, waiting }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isAbsence(error)) return []
    throw error
  })
}

function templateEntries(): readonly ProposedEntry[] {
  return TEMPLATE_SOURCES.map((source) => ({
    file: `exports/${source}.csv`,
    sheet: null,
    settings: NO_TABLE_SETTINGS,
    sheets: [],
    rows: 0,
    encoding: null,
    delimiter: null,
    sample: { header: [], rows: [] },
    proposal: null,
    source,
  }))
}

/** What cannot be read yet stands at the end, as comments with their questions. */
function withWaiting(text: string, waiting: readonly ProposedEntry[]): string {
  if (waiting.length === 0) return text
  const blocks = waiting.map((entry) => {
    const questions = openQuestions(entry)
    const draft = draftText([entry]).split('\n').slice(1, -1)
    return [`# ${entry.file} : ${questions.join(' ')}`, ...draft.map((line) => `#${line.slice(1)}`)].join(
      '\n',
    )
  })
  return `${text.trimEnd()}\n\n# À compléter : répondez, puis placez ces lignes sous « sources » sans leur « # ».\n${blocks.join('\n')}\n`
}

function answersText(answers: Answers): string {
  return `# Vos réponses à « i12 init » : il ne les redemande pas, et « --answers » les redonne à un autre dossier.\n${toYaml(answers)}`
}
