// `i12 import`: opens an export, proposes what its columns are, drafts its entry in i12.yaml and writes it on
// request. Near names are never written but as comments.
import { readFile, realpath } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { type Diagnostic, Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { SourceName } from '../records/export-file.js'
import { fieldOf } from '../records/fields.js'
import { nameKey } from '../records/name-key.js'
import {
  countKnownHeaders,
  isSure,
  type MappingProposal,
  proposeMapping,
} from '../records/propose-mapping.js'
import { listSheets, openTables } from '../source/open-tables.js'
import type { TableSettings } from '../source/table.js'
import { parseYaml, setInYaml } from '../source/yaml.js'
import { isAbsence, isInside } from './confine.js'
import { CONFIGURATION } from './load-workspace.js'
import { readTypedFile, STANDARD_INPUT, statOrNull } from './look-at-path.js'
import { replaceKeptFiles } from './write-outputs.js'

export interface ImportOptions {
  /** As typed: looked for from the current folder, then in the workspace. */
  readonly file: string
  /** Folder of the workspace, as typed. */
  readonly folder: string
  /** The source it is; null to find out. */
  readonly source: SourceName | null
  readonly settings: TableSettings
}

export interface ImportedExport {
  /** Relative to the workspace with `/` where it is inside, else as typed. */
  readonly file: string
  readonly isInside: boolean
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly rows: number
  readonly proposal: MappingProposal
  /** The value of the source in i12.yaml. */
  readonly entry: string
  /** The same under its keys, ready to be pasted. */
  readonly draft: string
}

export interface ImportResult {
  /** Null where the file cannot be opened; the reasons are among the diagnostics. */
  readonly imported: ImportedExport | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Rows whose words are looked at. */
const SAMPLE_ROWS = 500

/** @throws Refusal where the file does not exist. */
export async function importExport(options: ImportOptions): Promise<ImportResult> {
  const found = await findFile(options)
  const sheets = await sheetsOf(found, options.settings)
  const results: { result: ImportResult; known: number }[] = []
  for (const sheet of sheets) {
    const settings = { ...options.settings, sheet }
    const result = await propose(found, { ...options, settings })
    const placed = result.imported?.proposal.columns.filter(({ field }) => field !== null) ?? []
    results.push({ result, known: placed.length })
  }
  // The first sheet, unless another holds more that is known.
  const best = results.reduce((left, right) => (right.known > left.known ? right : left))
  return best.result
}

/** The sheet to read, or each of those of a workbook where none is named; null reads the first. */
async function sheetsOf(
  { file, bytes }: FoundFile,
  { sheet }: TableSettings,
): Promise<readonly TableSettings['sheet'][]> {
  if (sheet !== null) return [sheet]
  const names = await listSheets(file, bytes)
  return [null, ...names.slice(1)]
}

async function propose(found: FoundFile, { source, settings }: ImportOptions): Promise<ImportResult> {
  const diagnostics = new Diagnostics()
  const opened = await openTables(
    { file: found.file, bytes: found.bytes, settings, scoreHeader: countKnownHeaders },
    diagnostics,
  )
  const table = opened?.tables[0]
  if (table === undefined) return { imported: null, diagnostics: diagnostics.all }
  const rows: (readonly string[])[] = []
  table.readRows((cells) => {
    if (cells !== null && rows.length < SAMPLE_ROWS) rows.push(cells)
  })
  const proposal = proposeMapping({ header: table.header, rows }, source, basename(found.file))
  const entry = entryOf(found.file, proposal, settings)
  return {
    imported: {
      file: found.file,
      isInside: found.isInside,
      encoding: table.encoding,
      delimiter: table.delimiter,
      rows: table.rowCount,
      proposal,
      entry,
      draft: `sources:\n  ${proposal.source}:${indented(entry, '    ')}`,
    },
    diagnostics: diagnostics.all,
  }
}

/**
 * Writes the entry of an export into i12.yaml.
 * @throws Refusal where the workspace has none, where it cannot be edited, or where the source names another file
 */
export async function writeMapping(
  { folder }: ImportOptions,
  { file, isInside: isInWorkspace, proposal, entry }: ImportedExport,
  isForced: boolean,
): Promise<void> {
  if (!isInWorkspace) {
    throw new Refusal(
      fr`${quoted(file)} est hors du dossier de travail, où i12.yaml ne peut pas le désigner.`,
      'copiez ce fichier dans le dossier de travail, par exemple dans exports/',
    )
  }
  const root = await realpath(folder)
  const bytes = await readFile(join(root, CONFIGURATION)).catch((error: unknown) => {
    if (!isAbsence(error)) throw error
    throw new Refusal(
      fr`ce dossier ne contient pas de fichier i12.yaml.`,
      fr`donnez le bon dossier avec « -C », ou préparez-en un avec « i12 init »`,
    )
  })
  const yaml = parseYaml(CONFIGURATION, bytes, new Diagnostics())
  if (yaml === null) {
    throw new Refusal(
      fr`i12.yaml est mal écrit et ne peut pas être complété.`,
      fr`corrigez ce que dit « i12 check », puis recommencez`,
    )
  }
  if (!isForced) refuseOtherFile(yaml.value, proposal.source, file)
  const text = bytes.toString('utf8')
  const content = setInYaml(text, ['sources', proposal.source], entry)
  await replaceKeptFiles(root, [{ path: CONFIGURATION, content }])
}

function refuseOtherFile(content: unknown, source: SourceName, file: string): void {
  const entry = property(property(content, 'sources'), source)
  const named = typeof entry === 'string' ? entry : property(entry, 'fichier')
  if (entry === undefined || entry === null || named === file) return
  throw new Refusal(
    fr`i12.yaml désigne déjà autre chose pour ${quoted(source)}${typeof named === 'string' ? fr` : ${quoted(named)}` : ''}.`,
    fr`complétez cette entrée à la main avec le brouillon, ou remplacez-la avec « --force »`,
  )
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

interface FoundFile {
  readonly file: string
  readonly bytes: Buffer
  readonly isInside: boolean
}

async function findFile({ file, folder }: ImportOptions): Promise<FoundFile> {
  const mend = 'donnez le chemin d’un export : un fichier CSV, XLSX ou YAML'
  if (file === STANDARD_INPUT) return { file, bytes: await readTypedFile(file, { mend }), isInside: false }
  const places = [resolve(file), resolve(folder, file)]
  const found = await Promise.all(places.map(statOrNull))
  const path = places.find((_, index) => found[index] !== null)
  if (path === undefined)
    throw new Refusal(fr`le fichier ${quoted(file)} n’existe pas.`, 'corrigez son chemin')
  const bytes = await readTypedFile(path, { mend })
  const [root, real] = await Promise.all([realpath(folder).catch(() => null), realpath(path)])
  if (root === null || !isInside(root, real)) return { file, bytes, isInside: false }
  return { file: relative(root, real).split(sep).join('/'), bytes, isInside: true }
}

/** The value of the source in i12.yaml: a path, or a set of keys where there is more to say. */
function entryOf(file: string, proposal: MappingProposal, settings: TableSettings): string {
  const mapping = proposal.signature === null ? mappingLines(proposal) : []
  const values = proposal.signature === null ? valueLines(proposal) : []
  const options = [
    ...(settings.delimiter === null ? [] : [`separateur: ${yamlText(settings.delimiter)}`]),
    ...(settings.encoding === null ? [] : [`encodage: ${yamlText(settings.encoding)}`]),
    ...(settings.sheet === null ? [] : [`feuille: ${[settings.sheet].flat().map(yamlText).join(', ')}`]),
    ...(settings.skippedLines === 0 ? [] : [`ignorer_lignes: ${settings.skippedLines}`]),
  ]
  if (mapping.length + values.length + options.length === 0) return `${yamlText(file)}\n`
  return `${[`fichier: ${yamlText(file)}`, ...options, ...mapping, ...values].join('\n')}\n`
}

function mappingLines({ columns, missing }: MappingProposal): string[] {
  const named = columns.filter(({ field, header }) => field !== null && nameKey(header) !== nameKey(field))
  const lines = named.map(({ header, field, reason }) =>
    reason !== null && isSure(reason)
      ? `  ${field}: ${yamlText(header)}`
      : `  # ${field}: ${yamlText(header)} # à vérifier`,
  )
  for (const field of missing) lines.push(`  # ${field}: "…" # à compléter`)
  if (lines.length === 0) return []
  const isEmpty = lines.every((line) => line.startsWith('  #'))
  return isEmpty
    ? ['# correspondance:', ...lines.map((line) => `# ${line.slice(4)}`)]
    : ['correspondance:', ...lines]
}

/** Words to be declared, as comments: only the person knows what they mean. */
function valueLines({ source, columns }: MappingProposal): string[] {
  const lines = columns.flatMap(({ field, unknownWords }) => {
    if (field === null || unknownWords.length === 0) return []
    const values = fieldOf(source, field)?.values ?? []
    const choice = values.length === 0 ? 'oui | non' : values.join(' | ')
    return [`#   ${field}: # ${choice}`, ...unknownWords.map((word) => `#     ${yamlText(word)}: …`)]
  })
  return lines.length === 0 ? [] : ['# valeurs:', ...lines]
}

/** JSON text is YAML text. */
function yamlText(text: string): string {
  return /^[\w][\w./-]*$/.test(text) && !/^(?:\d|true$|false$|null$)/i.test(text)
    ? text
    : JSON.stringify(text)
}

function indented(text: string, indent: string): string {
  const lines = text.trimEnd().split('\n')
  return lines.length === 1 && !text.startsWith('fichier:')
    ? ` ${lines[0]}\n`
    : `\n${lines.map((line) => `${indent}${line}`).join('\n')}\n`
}
