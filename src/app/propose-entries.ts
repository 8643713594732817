// The entries of `sources` that a file may be given: opens it, looks at each of its tables, puts sheets that are made
// alike together. Proposes only.
import { basename, extname } from 'node:path'
import { type Diagnostic, Diagnostics } from '../kernel/diagnostic.js'
import type { SourceName } from '../records/export-file.js'
import { fieldOf } from '../records/fields.js'
import { nameKey } from '../records/name-key.js'
import { type EntryProposal, proposeEntry } from '../records/propose-entry.js'
import { countKnownHeaders, type SampledTable } from '../records/propose-mapping.js'
import { readSessionHeader } from '../records/session-header.js'
import { openTables } from '../source/open-tables.js'
import type { TableSettings, UnreadTable } from '../source/table.js'

export interface ProposedEntry {
  /** As `fichier` writes it: a path, or a pattern. */
  readonly file: string
  /** `feuille`: null for the only sheet, or the first. */
  readonly sheet: TableSettings['sheet']
  /** What was typed of the delimiter, the encoding, the lines to skip. */
  readonly settings: TableSettings
  /** The sheets it reads; none where the format has none. */
  readonly sheets: readonly string[]
  readonly rows: number
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sample: SampledTable
  /** Null for messages and appointments, whose form says all. */
  readonly proposal: EntryProposal | null
  readonly source: SourceName
}

/** A table in which no source can be seen. */
export interface UnknownTable {
  readonly file: string
  readonly sheet: string | null
  readonly rows: number
}

export interface FileProposals {
  readonly entries: readonly ProposedEntry[]
  readonly unknown: readonly UnknownTable[]
  /** Why it cannot be opened, or what was seen on the way. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface FileToPropose {
  /** Relative to the workspace with `/` where it is inside. */
  readonly file: string
  readonly bytes: Buffer
  /** The source it is, where a person said so. */
  readonly source: SourceName | null
  readonly settings: TableSettings
}

export const NO_TABLE_SETTINGS: TableSettings = {
  delimiter: null,
  encoding: null,
  sheet: null,
  skippedLines: 0,
}

/** Rows whose words are looked at, in each sheet. */
const SAMPLE_ROWS = 2000

interface Part {
  readonly table: UnreadTable
  readonly sample: SampledTable
  readonly proposal: EntryProposal
}

export async function proposeEntries({
  file,
  bytes,
  source,
  settings,
}: FileToPropose): Promise<FileProposals> {
  const diagnostics = new Diagnostics()
  const sheet = settings.sheet ?? (isWorkbook(bytes) ? 'toutes' : null)
  const opened = await openTables({ file, bytes, settings: { ...settings, sheet }, scoreHeader }, diagnostics)
  if (opened === null) return { entries: [], unknown: [], diagnostics: diagnostics.all }
  const parts: Part[] = []
  const unknown: UnknownTable[] = opened.unread
    .filter(({ rows }) => rows > 0)
    .map(({ sheet: name, rows }) => ({ file, sheet: name, rows }))
  for (const table of opened.tables) {
    const sample = sampleOf(table)
    const proposal = proposeEntry(sample, source, `${basename(file)} ${table.sheet ?? ''}`)
    if (source === null && !isRecognised(proposal))
      unknown.push({ file, sheet: table.sheet, rows: table.rowCount })
    else parts.push({ table, sample, proposal })
  }
  const hasSheets = opened.tables.some(({ sheet: name }) => name !== null)
  const names = hasSheets ? await sheetNames(file, bytes) : []
  return {
    entries: groupsOf(parts).map((group) => entryOf(file, group, parts.length, names, settings)),
    unknown,
    diagnostics: diagnostics.all,
  }
}

async function sheetNames(file: string, bytes: Buffer): Promise<readonly string[]> {
  const { listSheets } = await import('../source/open-tables.js')
  return listSheets(file, bytes)
}

function isWorkbook(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4).toString('latin1')
  return head.startsWith('PK') || head === '\u00d0\u00cf\u0011\u00e0'
}

/** How many cells of a row are headers that some source of ours may have. */
function scoreHeader(cells: readonly string[]): number {
  const sessions = cells.filter((cell) => readSessionHeader(cell) !== null).length
  return countKnownHeaders(cells) + (sessions >= 3 ? sessions : 0)
}

function sampleOf(table: UnreadTable): SampledTable {
  const rows: (readonly string[])[] = []
  table.readRows((cells) => {
    if (cells !== null && rows.length < SAMPLE_ROWS) rows.push(cells)
  })
  return { header: table.header, rows }
}

/** Whether a table is an export of ours at all: half of what its source needs is there, and something of it is telling. */
function isRecognised({ mapping, grid, missing, isSourceSure, source }: EntryProposal): boolean {
  if (mapping.signature !== null || grid !== null) return true
  const placed = mapping.columns.filter(({ field }) => field !== null)
  const needed = placed.filter(({ field }) => field !== null && fieldOf(source, field)?.isRequired)
  if (placed.length < 2) return false
  return isSourceSure || (needed.length + mapping.joins.size >= 2 && missing.length <= needed.length)
}

/** Sheets with the same header row and the same source are one entry. */
function groupsOf(parts: readonly Part[]): readonly (readonly [Part, ...Part[]])[] {
  const groups = new Map<string, [Part, ...Part[]]>()
  for (const part of parts) {
    const { grid, source } = part.proposal
    // Grids of several months are alike whatever their days.
    const header = grid === null ? part.table.header.map(nameKey).join('\n') : 'grille'
    const key = `${source}\n${header}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [part])
    else group.push(part)
  }
  return [...groups.values()]
}

function entryOf(
  file: string,
  group: readonly [Part, ...Part[]],
  partCount: number,
  names: readonly string[],
  settings: TableSettings,
): ProposedEntry {
  const [{ table, proposal }] = group
  const sheets = group.flatMap(({ table: { sheet } }) => sheet ?? [])
  const isAll = sheets.length > 1 && group.length === partCount && sheets.length === names.length
  const [only] = sheets
  const isFirst = sheets.length === 1 && only === names[0]
  const sheet =
    settings.sheet ??
    (sheets.length === 0 || isFirst ? null : isAll ? 'toutes' : sheets.length === 1 ? (only ?? null) : sheets)
  const sample = {
    header: table.header,
    rows: group.flatMap(({ sample: { rows } }) => rows).slice(0, SAMPLE_ROWS * 4),
  }
  // Words and dates are those of all the sheets.
  const whole = group.length === 1 ? proposal : proposeEntry(sample, proposal.source, basename(file))
  return {
    file,
    sheet,
    settings,
    sheets,
    rows: group.reduce((sum, part) => sum + part.table.rowCount, 0),
    encoding: table.encoding,
    delimiter: table.delimiter,
    sample,
    proposal: withSites({ ...whole, isSourceSure: proposal.isSourceSure }, sheets),
    source: proposal.source,
  }
}

const PLAIN_SHEET =
  /^(?:feuil(?:le)?|sheet|tableau|onglet)? ?\d*$|^(?:janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|lundi|semaine|s\d)|\d{4}|^(?:t|trimestre|semestre) ?\d/

/** A sheet per site: the sites are the names of the sheets. */
function withSites(proposal: EntryProposal, sheets: readonly string[]): EntryProposal {
  const { source, mapping } = proposal
  const hasColumn = mapping.columns.some(({ field }) => field === 'site')
  const arePlain = sheets.some((sheet) => PLAIN_SHEET.test(plain(sheet)))
  if (sheets.length < 2 || hasColumn || arePlain || fieldOf(source, 'site') === undefined) return proposal
  return {
    ...proposal,
    constants: [...proposal.constants, { field: 'site', value: '{feuille}', guess: null }],
  }
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}

/** Messages and appointments: one entry a folder, one a calendar or a mailbox. */
export function proposeMailEntries(files: readonly string[]): readonly ProposedEntry[] {
  const patterns = new Map<string, number>()
  for (const file of files) {
    const extension = extname(file).toLowerCase()
    const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : ''
    const isAlone = extension === '.ics' || extension === '.mbox'
    const pattern = isAlone ? file : `${folder}*${extname(file)}`
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
  }
  return [...patterns].map(([file, count]) => ({
    file,
    sheet: null,
    settings: NO_TABLE_SETTINGS,
    sheets: [],
    rows: count,
    encoding: null,
    delimiter: null,
    sample: { header: [], rows: [] },
    proposal: null,
    source: 'relances',
  }))
}
