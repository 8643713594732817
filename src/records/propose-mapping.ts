// What each column of an unknown export may be, and why. Proposes only: nothing here is applied by itself.

import { Diagnostics } from '../kernel/diagnostic.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { mayBeAsked } from './asked-words.js'
import { canonicalValues, closedListOf } from './closed-list.js'
import { isDroppedHeader } from './dropped-headers.js'
import { SOURCE_NAMES, type SourceName } from './export-file.js'
import { FIELDS, type Field } from './fields.js'
import { headerSynonyms, looseKey } from './header-synonyms.js'
import { nameKey } from './name-key.js'
import { isTrouble, parseMoment } from './parse-moment.js'
import { recognise, SIGNATURES } from './signatures/recognise.js'
import type { Signature } from './signatures/signature.js'
import { NO_SETTINGS } from './source-input.js'

/**
 * Why a field is proposed: it is our header; the recognised format says so; it is a name known for it; the words
 * of the column are its values; its name is near.
 */
export type Reason = 'canonical' | 'format' | 'synonym' | 'values' | 'near'

export interface ColumnProposal {
  /** Index of the column. */
  readonly column: number
  readonly header: string
  /** Canonical header, or null where nothing is proposed. */
  readonly field: string | null
  readonly reason: Reason | null
  /** Better not exported at all: never read. */
  readonly isDropped: boolean
  /** Words of the column that are not known values of the proposed field. */
  readonly unknownWords: readonly string[]
}

export interface MappingProposal {
  readonly source: SourceName
  /** The format whose header row this is, or null. */
  readonly signature: Signature | null
  readonly columns: readonly ColumnProposal[]
  /** Required fields without a column. */
  readonly missing: readonly string[]
  /** Columns that tell of whom a row is, where it has no file number: field of apprenants → column. */
  readonly joins: ReadonlyMap<string, number>
}

/** Cells of the first rows, to look at the words of a column. */
export interface SampledTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A guess that its reader can check at once; near names and telling words are to be looked at. */
export function isSure(reason: Reason): boolean {
  return reason === 'canonical' || reason === 'format' || reason === 'synonym'
}

/**
 * The best proposal over all sources, or over the one that is given.
 * @param fileName tells between sources that the columns do not tell apart
 */
export function proposeMapping(
  table: SampledTable,
  source: SourceName | null,
  fileName: string,
): MappingProposal {
  const signature = recognise(table.header, source)
  const names = source !== null ? [source] : signature !== null ? signature.sources : SOURCE_NAMES
  const proposals = names.map((name) => proposeFor(table, name, signature))
  const named = nameKey(fileName)
  const likenessOf = (proposal: MappingProposal) =>
    likeness(proposal) +
    (FILE_WORDS[proposal.source].some((word) => named.includes(nameKey(word))) ? NAME_WEIGHT : 0)
  return proposals.reduce((best, other) => (likenessOf(other) > likenessOf(best) ? other : best))
}

/**
 * Words by which people name the file of a source. A call log seldom has a column for whom it was addressed to, so
 * that by its columns alone it would look like a source that asks for less.
 */
const FILE_WORDS: Readonly<Record<SourceName, readonly string[]>> = {
  apprenants: ['apprenant', 'stagiaire', 'inscription'],
  formations: ['formation', 'catalogue'],
  absences: ['absence'],
  presences: ['presence'],
  emargements: ['emargement'],
  relances: ['relance', 'appel', 'contact'],
  abandons: ['abandon'],
  certifications: ['certification', 'examen', 'jury'],
  activites: ['activite', 'connexion'],
  signalements: ['signalement'],
  explications: ['explication'],
  enquetes: ['enquete', 'satisfaction'],
  ameliorations: ['amelioration'],
}

/** More than half of the required columns: the name decides between sources whose columns are equally there. */
const NAME_WEIGHT = 60

/** Known names of columns in a row: what tells the header from what stands above it. */
export function countKnownHeaders(cells: readonly string[]): number {
  return new Set(cells.map(looseKey).filter((key) => knownHeaderKeys().has(key))).size
}

let known: ReadonlySet<string> | null = null

function knownHeaderKeys(): ReadonlySet<string> {
  known ??= new Set([
    ...SOURCE_NAMES.flatMap((source) =>
      FIELDS[source].flatMap(({ header }) => [header, ...headerSynonyms(source, header)].map(looseKey)),
    ),
    ...SIGNATURES.flatMap(({ headerKeys }) => [...headerKeys]),
  ])
  return known
}

/** Required fields that are found count most, then every column that is placed; sure ones more than guesses. */
function likeness({ source, columns, missing }: MappingProposal): number {
  const required = FIELDS[source].filter(({ isRequired }) => isRequired).length
  const placed = columns.reduce((sum, { reason }) => sum + (reason === null ? 0 : isSure(reason) ? 2 : 1), 0)
  return (100 * (required - missing.length)) / required + placed
}

function proposeFor(table: SampledTable, source: SourceName, signature: Signature | null): MappingProposal {
  const fields = new Map(FIELDS[source].map((field) => [field.header, field]))
  const taken = new Map<number, { field: Field; reason: Reason }>()
  const free = () =>
    [...fields.values()].filter((field) => ![...taken.values()].some((one) => one.field === field))
  const place = (reason: Reason, matches: (field: Field, header: string, column: number) => boolean) => {
    for (const field of free()) {
      const column = table.header.findIndex(
        (header, index) =>
          header !== '' && !taken.has(index) && !isDroppedHeader(header) && matches(field, header, index),
      )
      if (column >= 0) taken.set(column, { field, reason })
    }
  }
  const format = signature?.presumedFields(source, table.header) ?? new Map<string, number>()
  place('canonical', (field, header) => nameKey(header) === nameKey(field.header))
  place('format', (field, _, column) => format.get(field.header) === column)
  place(
    'synonym',
    (field, header, column) =>
      [field.header, ...headerSynonyms(source, field.header)].some(
        (name) => looseKey(name) === looseKey(header),
      ) && mayHoldWordsOf(source, field, table, column),
  )
  // Two fields may share a column of a recognised format: the second is no longer missing.
  const answered = new Set([...format.keys(), ...[...taken.values()].map(({ field }) => field.header)])
  if (signature === null) {
    place('values', (field, _, column) => hasWordsOf(source, field, table, column))
    place('near', (field, header) => nearestWord(header, [field.header]) !== null)
  }
  for (const { field } of taken.values()) answered.add(field.header)
  const isTaken = (column: number) => taken.has(column)
  const joins = answered.has('dossier') ? new Map<string, number>() : joinColumns(source, table, isTaken)
  for (const standIn of standIns(answered, joins)) answered.add(standIn)
  const joinFields = new Map([...joins].map(([field, column]) => [column, field]))
  return {
    source,
    signature,
    joins,
    columns: table.header.flatMap((header, column): ColumnProposal[] => {
      if (header === '') return []
      const found = taken.get(column)
      const joined = joinFields.get(column)
      return [
        {
          column,
          header,
          field: found?.field.header ?? joined ?? null,
          reason: found?.reason ?? (joined === undefined ? null : 'synonym'),
          isDropped:
            found === undefined &&
            joined === undefined &&
            (isDroppedHeader(header) || signature?.knows(header) === true),
          unknownWords:
            found === undefined || signature !== null ? [] : unknownWords(source, found.field, table, column),
        },
      ]
    }),
    missing: FIELDS[source]
      .filter(({ header, isRequired }) => isRequired && !answered.has(header))
      .map(({ header }) => header),
  }
}

/** What tells of whom a row is, and then of which of her enrolments, in the words of apprenants. */
const JOINING = ['email', 'telephone', 'personne', 'nom_complet', 'nom', 'prenom', 'formation', 'session']

/** Columns by which the rows of a source may be joined to learners; none where nothing names a person. */
function joinColumns(
  source: SourceName,
  table: SampledTable,
  isTaken: (column: number) => boolean,
): ReadonlyMap<string, number> {
  const joins = new Map<string, number>()
  const hasNumber = FIELDS[source].some(({ header, isRequired }) => header === 'dossier' && isRequired)
  if (source === 'apprenants' || !hasNumber) return joins
  for (const field of JOINING) {
    const names = new Set([field, ...headerSynonyms('apprenants', field)].map(looseKey))
    const column = table.header.findIndex(
      (header, index) =>
        !isTaken(index) && ![...joins.values()].includes(index) && names.has(looseKey(header)),
    )
    if (column >= 0) joins.set(field, column)
  }
  const namesSomebody = ['email', 'telephone', 'personne', 'nom_complet'].some((field) => joins.has(field))
  if (!namesSomebody && !(joins.has('nom') && joins.has('prenom'))) joins.clear()
  return joins
}

/** Required fields that others stand in for: a whole name for its parts, a computed number, whoever is joined. */
function* standIns(answered: ReadonlySet<string>, joins: ReadonlyMap<string, number>): Iterable<string> {
  const hasName = answered.has('nom_complet') || (answered.has('nom') && answered.has('prenom'))
  if (answered.has('nom_complet')) yield* ['nom', 'prenom']
  if (joins.size > 0 || (hasName && answered.has('formation') && answered.has('date_entree'))) yield 'dossier'
}

/** Fewer filled cells than this say nothing. */
const ENOUGH = 3

/** More unknown words than this, and none that is known, are no closed list: addresses, names, sentences. */
const MANY_WORDS = 12

/** Whether the words under a known name may be those of its closed list. */
function mayHoldWordsOf(source: SourceName, field: Field, table: SampledTable, column: number): boolean {
  if (canonicalValues(field).length === 0) return true
  const words = wordsOf(table, column)
  if (words.some((word) => word.includes('@') || /\d{6,}/.test(word.replace(/[ .]/g, '')))) return false
  const list = listOf(source, field)
  return words.length <= MANY_WORDS || words.some((word) => list.has(nameKey(word)))
}

function hasWordsOf(source: SourceName, field: Field, table: SampledTable, column: number): boolean {
  const words = wordsOf(table, column)
  const filled = table.rows.filter((cells) => (cells[column] ?? '').trim() !== '').length
  if (filled < ENOUGH || words.length === 0) return false
  if (field.header === 'email') return words.every((word) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word))
  if (field.isRequired && (field.kind === 'day' || field.kind === 'moment')) {
    return words.filter((word) => !isTrouble(parseMoment(word))).length >= words.length * 0.9
  }
  // oui and non tell nothing of what is asked.
  if (field.kind !== 'choice') return false
  const list = listOf(source, field)
  return words.filter((word) => list.has(nameKey(word))).length >= words.length * 0.7
}

function unknownWords(
  source: SourceName,
  field: Field,
  table: SampledTable,
  column: number,
): readonly string[] {
  if (canonicalValues(field).length === 0) return []
  const list = listOf(source, field)
  return wordsOf(table, column)
    .filter((word) => !list.has(nameKey(word)) && mayBeAsked(word))
    .slice(0, 20)
}

function listOf(source: SourceName, field: Field): ReadonlyMap<string, string> {
  return closedListOf(source, field, NO_SETTINGS, new Map(), new Diagnostics())
}

function wordsOf(table: SampledTable, column: number): readonly string[] {
  const words = new Map<string, string>()
  for (const cells of table.rows) {
    const word = (cells[column] ?? '').trim()
    if (word !== '' && word.length < 60 && !words.has(nameKey(word))) words.set(nameKey(word), word)
  }
  return [...words.values()]
}
