// What an entry of `sources` may say of an unknown export, key by key, and how sure that is. Proposes only: what is
// not sure becomes a question or a comment. May not read files or know YAML.
import { Diagnostics } from '../kernel/diagnostic.js'
import { daysInMonth } from '../kernel/local-date.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import { mayBeAsked } from './asked-words.js'
import { canonicalValues, closedListOf } from './closed-list.js'
import { parseDateFormat } from './date-format.js'
import type { SourceName } from './export-file.js'
import { type Field, fieldOf } from './fields.js'
import { GRID_FIELDS } from './grid.js'
import { looseKey } from './header-synonyms.js'
import { nameKey } from './name-key.js'
import { isTrouble, parseMoment } from './parse-moment.js'
import type { JoinKey } from './people-index.js'
import { isPlaceholder, isPlaceholderDay } from './placeholders.js'
import { isSure, type MappingProposal, proposeMapping, type SampledTable } from './propose-mapping.js'
import { readSessionHeader } from './session-header.js'
import { NO_SETTINGS } from './source-input.js'

/** A word of a closed list that nothing says the meaning of. */
export interface UnknownWord {
  /** Canonical header. */
  readonly field: string
  readonly word: string
  /** Rows among those looked at that hold it. */
  readonly count: number
  /** A value that it resembles; null where none does. */
  readonly guess: string | null
  /** What somebody said that it means; null until then. */
  readonly value: string | null
}

/** A required field without column, that one value may stand for. */
export interface ConstantProposal {
  readonly field: string
  /** The value, or `{feuille}`; null where it is a question. */
  readonly value: string | null
  readonly guess: string | null
}

export interface FieldProposal {
  /** Canonical header. */
  readonly field: string
  /** Headers of the export, whose cells follow each other where there are several. */
  readonly headers: readonly string[]
  readonly isSure: boolean
}

export interface EntryProposal {
  readonly source: SourceName
  /** Whether the columns leave no other reading of what the export is. */
  readonly isSourceSure: boolean
  readonly mapping: MappingProposal
  readonly fields: readonly FieldProposal[]
  /** Required fields that nothing gives. */
  readonly missing: readonly string[]
  readonly words: readonly UnknownWord[]
  readonly rapprocher: readonly JoinKey[]
  readonly dateFormat: string | null
  /** `garder`: header of the export → words. */
  readonly kept: ReadonlyMap<string, readonly string[]>
  readonly constants: readonly ConstantProposal[]
  readonly computesNumber: boolean
  /** Null where it need not be said. */
  readonly nameOrder: 'nom_prenom' | 'prenom_nom' | 'unknown' | null
  /** Null where it is no grid; the year is null where the headers have it, `unknown` where it is a question. */
  readonly grid: { readonly year: number | 'unknown' | null } | null
}

/** Headers that are sessions, from which a table is a grid. */
const FEWEST_SESSIONS = 3

/**
 * The best entry for a table.
 * @param source the one it is, where a person said so
 * @param fileName tells between sources that the columns do not tell apart
 */
export function proposeEntry(
  table: SampledTable,
  source: SourceName | null,
  fileName: string,
): EntryProposal {
  const sessions = table.header.flatMap((header, column) => {
    const session = readSessionHeader(header)
    return session === null ? [] : [{ column, session }]
  })
  const isGrid = sessions.length >= FEWEST_SESSIONS && (source === null || GRID_FIELDS[source] !== undefined)
  if (isGrid) return proposeGrid(table, source ?? 'emargements', fileName, sessions)
  const mapping = proposeMapping(table, source, fileName)
  return completed(table, mapping, source !== null, fileName)
}

function proposeGrid(
  table: SampledTable,
  source: SourceName,
  fileName: string,
  sessions: readonly { column: number; session: { year: number | null } }[],
): EntryProposal {
  const columns = new Set(sessions.map(({ column }) => column))
  const cellField = fieldOf(source, GRID_FIELDS[source] ?? '') as Field
  // Sessions answer nothing else.
  const others = { ...table, header: table.header.map((header, index) => (columns.has(index) ? '' : header)) }
  const mapping = proposeMapping(others, source, fileName)
  const given = new Set(['date', 'periode', cellField.header])
  const proposal = completed(
    others,
    {
      ...mapping,
      columns: mapping.columns.map((column) =>
        column.field !== null && given.has(column.field) ? { ...column, field: null, reason: null } : column,
      ),
      missing: mapping.missing.filter((field) => !given.has(field)),
    },
    true,
    fileName,
  )
  const hasYears = sessions.every(({ session }) => session.year !== null)
  const named = /(?<!\d)20\d\d(?!\d)/.exec(fileName)?.[0]
  const words = unknownWordsOf(source, cellField, table, [...columns])
  return {
    ...proposal,
    words: [...proposal.words, ...words],
    grid: { year: hasYears ? null : named === undefined ? 'unknown' : Number(named) },
  }
}

function completed(
  table: SampledTable,
  mapping: MappingProposal,
  isSaid: boolean,
  fileName: string,
): EntryProposal {
  const { source, signature, columns } = mapping
  const found = new Map(columns.flatMap((column) => (column.field === null ? [] : [[column.field, column]])))
  const fields = signature === null ? fieldsOf(table, mapping) : []
  const placed = (field: string) => found.get(field)
  const missing = mapping.missing
  const fileWords = textKey(fileName)
  return {
    source,
    isSourceSure: isSaid || signature !== null || isTelling(mapping, fileWords),
    mapping,
    fields,
    missing: missing.filter((field) => fieldOf(source, field)?.kind !== 'choice' || signature !== null),
    words: columns.flatMap(({ field, reason, unknownWords, column }) => {
      const isAsked = field !== null && reason !== null && isSure(reason) && unknownWords.length > 0
      const known = isAsked ? fieldOf(source, field) : undefined
      return known === undefined ? [] : unknownWordsOf(source, known, table, [column])
    }),
    rapprocher: joinKeys(mapping),
    dateFormat: signature === null ? dateFormatOf(table, mapping) : null,
    kept: signature === null ? keptOf(table, mapping) : new Map(),
    constants: missing.flatMap((header): ConstantProposal[] => {
      const field = fieldOf(source, header)
      if (field?.kind !== 'choice' && field?.kind !== 'yesNo') return []
      return [{ field: header, value: null, guess: guessFromName(field, fileWords, mapping) }]
    }),
    computesNumber:
      source === 'apprenants' &&
      placed('dossier') === undefined &&
      !missing.includes('dossier') &&
      signature === null,
    nameOrder:
      source === 'apprenants' && signature === null
        ? nameOrderOf(table, placed('nom_complet')?.column)
        : null,
    grid: null,
  }
}

/** What `correspondance` would say, canonical headers left out, the time of a day beside it. */
function fieldsOf(table: SampledTable, { source, columns, joins }: MappingProposal): FieldProposal[] {
  const hour = table.header.findIndex((header) =>
    /^heure(?: (?:de l ?)?(?:appel|envoi|relance))?$/.test(textKey(header)),
  )
  return columns.flatMap(({ header, field, reason }): FieldProposal[] => {
    if (field === null || reason === null) return []
    const isMoment = fieldOf(source, field)?.kind === 'moment' && field === 'date'
    if (
      isMoment &&
      hour >= 0 &&
      !joinsColumn(joins, hour) &&
      holdsTimes(table, hour) &&
      source !== 'emargements'
    ) {
      return [{ field, headers: [header, table.header[hour] ?? ''], isSure: isSure(reason) }]
    }
    if (nameKey(header) === nameKey(field)) return []
    return [{ field, headers: [header], isSure: isSure(reason) }]
  })
}

function joinsColumn(joins: ReadonlyMap<string, number>, column: number): boolean {
  return [...joins.values()].includes(column)
}

function holdsTimes(table: SampledTable, column: number): boolean {
  const cells = filledCells(table, column)
  return cells.length > 0 && cells.every((cell) => /^\d{1,2} ?[h:] ?(?:\d{2})?(?::\d{2})?$/i.test(cell))
}

/** In the order of trust: an address is one person's, a name may be several's. */
function joinKeys({ joins }: MappingProposal): readonly JoinKey[] {
  const keys: JoinKey[] = []
  if (joins.has('personne')) keys.push('personne')
  if (joins.has('email')) keys.push('email')
  if (joins.has('telephone')) keys.push('telephone')
  if (joins.has('nom_complet') || (joins.has('nom') && joins.has('prenom'))) keys.push('nom')
  return keys
}

/** Fields that many sources have: they tell nothing. */
const COMMON = new Set([
  'dossier',
  'date',
  'preuve',
  'commentaire',
  'motif',
  'site',
  'formation',
  'periode',
  'session',
])

/** Words of file names for each source. */
const NAMED: readonly (readonly [SourceName, RegExp])[] = [
  ['apprenants', /apprenant|stagiaire|inscri|beneficiaire|eleve|participant|alternant/],
  ['formations', /formation|catalogue|actions?\b/],
  ['emargements', /emarg|pointage|feuille|assiduite/],
  ['absences', /absen/],
  ['presences', /presence/],
  ['relances', /relanc|appel|contact|suivi|journal|courrier|sms|mail/],
  ['abandons', /abandon|decroch|rupture/],
  ['certifications', /certif|examen|jury/],
  ['activites', /activit|connexion|login/],
  ['signalements', /signalement/],
  ['enquetes', /enquete|satisfaction|questionnaire/],
  ['ameliorations', /amelioration/],
]

/** Whether the columns, or the name of the file with them, leave one reading. */
function isTelling({ source, columns, missing }: MappingProposal, fileWords: string): boolean {
  const sure = columns.filter(({ field, reason }) => field !== null && reason !== null && isSure(reason))
  const telling = sure.filter(({ field }) => field !== null && !COMMON.has(field))
  const isNamed = NAMED.some(([name, words]) => name === source && words.test(fileWords))
  if (isNamed) return sure.length >= 2
  const required = telling.filter(({ field }) => field !== null && fieldOf(source, field)?.isRequired)
  return missing.length <= 1 && required.length >= 1 && sure.length >= 3
}

/** Tokens of a word that are known words of the list, all of one value: « Tél pro » is a telephone, perhaps. */
function unknownWordsOf(
  source: SourceName,
  field: Field,
  table: SampledTable,
  columns: readonly number[],
): readonly UnknownWord[] {
  if (canonicalValues(field).length === 0) return []
  const list = closedListOf(source, field, NO_SETTINGS, new Map(), new Diagnostics())
  const counts = new Map<string, { word: string; count: number }>()
  for (const cells of table.rows) {
    for (const column of columns) {
      const word = (cells[column] ?? '').trim()
      const key = nameKey(word)
      if (word === '' || list.has(key) || isPlaceholder(word) || !mayBeAsked(word)) continue
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { word, count: 1 })
      else known.count++
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, 20)
    .map(({ word, count }) => ({
      field: field.header,
      word,
      count,
      guess: guessValue(word, list),
      value: null,
    }))
}

function guessValue(word: string, list: ReadonlyMap<string, string>): string | null {
  const values = new Set(
    textKey(word)
      .split(' ')
      .filter((part) => part.length > 2)
      .flatMap((part) => list.get(nameKey(part)) ?? []),
  )
  const [only] = values
  if (values.size === 1 && only !== undefined) return only
  const near = nearestWord(word, [...new Set(list.values())])
  return near
}

const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/appel|telephon|\btel\b/, 'telephone'],
  [/\bsms\b|texto/, 'sms'],
  [/courriel|e ?mail|\bmails?\b/, 'email'],
  [/courrier|lettre/, 'courrier'],
  [/visio|teams|zoom/, 'visio'],
]

/** What the name of the file, or who is named in it, makes likely. */
function guessFromName(field: Field, fileWords: string, { joins }: MappingProposal): string | null {
  if (field.header === 'canal') return CHANNELS.find(([words]) => words.test(fileWords))?.[1] ?? null
  if (field.header === 'destinataire') return joins.size > 0 ? 'beneficiaire' : null
  if (field.header === 'etat') return null
  return null
}

function filledCells(table: SampledTable, column: number): readonly string[] {
  return table.rows
    .map((cells) => (cells[column] ?? '').trim())
    .filter((cell) => cell !== '' && !isPlaceholderDay(cell))
}

const FORMATS = [
  'JJ/MM/AAAA',
  'JJ/MM/AA',
  'MM/JJ/AAAA',
  'MM/JJ/AA',
  'AAAAMMJJ',
  'JJMMAAAA',
  'AAAA/MM/JJ',
  'AAAA/JJ/MM',
]

/** The one format of every date of the export; null where they read without it, or where several fit or none. */
function dateFormatOf(table: SampledTable, { source, columns }: MappingProposal): string | null {
  const cells = columns.flatMap(({ field, column }) => {
    const kind = field === null ? undefined : fieldOf(source, field)?.kind
    return kind === 'day' || kind === 'moment' ? filledCells(table, column) : []
  })
  if (cells.length === 0 || cells.every((cell) => !isTrouble(parseMoment(cell)))) return null
  const signs = new Set(cells.map((cell) => /^\d+([/.-])\d+\1\d+/.exec(cell)?.[1] ?? ''))
  const [sign] = signs
  if (signs.size !== 1 || sign === undefined) return null
  const fitting = FORMATS.filter((text) => (text.includes('/') ? sign !== '' : sign === ''))
    .map((text) => text.replaceAll('/', sign))
    .filter((text) => cells.every((cell) => isDayIn(text, cell)))
  // Days before months, unless the dates say otherwise.
  const [first, second] = fitting
  if (first === undefined) return null
  return second === undefined || first.startsWith('JJ') ? first : null
}

function isDayIn(format: string, cell: string): boolean {
  const found = parseDateFormat(format)?.match(cell)
  if (found === null || found === undefined) return false
  const { year, month, day, rest } = found
  const isPlausible = year >= 1990 && year <= 2100 && month >= 1 && month <= 12 && day >= 1
  return isPlausible && day <= daysInMonth(year, month) && /^[\sT]*(?:\d.*)?$/.test(rest)
}

/** What the rows of a source are called in a column that mixes them with others. */
const KINDS: { readonly [Name in SourceName]?: readonly [own: RegExp, other: RegExp] } = {
  absences: [/^abs/, /^(?:retard|present|presence|depart|sortie anticipee|exclu|dispens|late)/],
  presences: [/^present|^presence/, /^(?:abs|retard)/],
}

function keptOf(
  table: SampledTable,
  { source, columns }: MappingProposal,
): ReadonlyMap<string, readonly string[]> {
  const kinds = KINDS[source]
  if (kinds === undefined) return new Map()
  const [own, other] = kinds
  for (const { column, header, field } of columns) {
    if (field !== null && field !== 'motif') continue
    const words = [...new Map(filledCells(table, column).map((cell) => [nameKey(cell), cell])).values()]
    if (words.length < 2 || words.length > 12) continue
    const kept = words.filter((word) => own.test(textKey(word)))
    const left = words.filter((word) => other.test(textKey(word)))
    if (kept.length > 0 && left.length > 0 && kept.length + left.length === words.length) {
      return new Map([[header, kept]])
    }
  }
  return new Map()
}

/** The order of a whole name; null where capitals tell it, or where there is none. */
function nameOrderOf(table: SampledTable, column: number | undefined): EntryProposal['nameOrder'] {
  if (column === undefined) return null
  const cells = filledCells(table, column)
  const hasCapitals = (cell: string) => cell.split(/\s+/).some((word) => /^\p{Lu}[\p{Lu}'’-]+$/u.test(word))
  if (cells.every(hasCapitals)) return null
  const header = looseKey(table.header[column] ?? '')
  if (/^nom(?:etprenom|prenom)/.test(header)) return 'nom_prenom'
  if (/^prenom(?:etnom|nom)/.test(header)) return 'prenom_nom'
  return 'unknown'
}
