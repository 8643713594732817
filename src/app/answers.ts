// `reponses-i12.yaml`: what a person answered to `i12 init`, so that nobody is asked twice and a network may answer for
// all its sites. Its keys are those of i12.yaml where both have them.
import { z } from 'zod'
import { Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { ZONES } from '../kernel/holidays.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { canonicalValues } from '../records/closed-list.js'
import { SOURCE_NAMES, type SourceName } from '../records/export-file.js'
import { fieldOf } from '../records/fields.js'
import { nameKey } from '../records/name-key.js'
import type { EntryProposal } from '../records/propose-entry.js'
import { readShape } from '../source/shape.js'
import { parseYaml } from '../source/yaml.js'
import { isNda, isSiret } from './organisation-numbers.js'
import type { ProposedEntry } from './propose-entries.js'

export const ANSWERS_FILE = 'reponses-i12.yaml'

/** The answer that a file is not to be read, or that no column holds a field. */
export const NOTHING = 'rien'

const TEXT = z.string().min(1)
const DATE = z
  .string()
  .refine((text) => parseWrittenDay(text) !== null, 'une date AAAA-MM-JJ, par exemple 2026-11-30')

/** Source → field → … */
function bySource<Value extends z.ZodType>(value: Value) {
  return z.partialRecord(z.enum(SOURCE_NAMES), z.record(z.string(), value))
}

export const ANSWERS_SCHEMA = z
  .strictObject({
    organisme: z
      .strictObject({
        nom: TEXT.optional().describe('Raison sociale.'),
        siret: z
          .string()
          .refine(isSiret, 'un SIRET de quatorze chiffres')
          .optional()
          .describe('SIRET, entre guillemets.'),
        nda: z
          .string()
          .refine(isNda, 'un numéro de onze chiffres')
          .optional()
          .describe('Numéro de déclaration d’activité, entre guillemets.'),
        signataire: TEXT.optional().describe('Nom du signataire.'),
        zone: z.enum(ZONES).optional().describe('Zone des jours fériés des sites qui n’en ont pas d’autre.'),
      })
      .optional()
      .describe('L’organisme de formation.'),
    zones: z.record(z.string(), z.enum(ZONES)).optional().describe('Site : sa zone de jours fériés.'),
    audit: z
      .strictObject({
        date: DATE.optional().describe('Date de l’audit.'),
        precedent: DATE.optional().describe('Date de l’audit précédent.'),
        type: z.enum(['initial', 'surveillance', 'renouvellement']).optional().describe('Genre d’audit.'),
      })
      .optional()
      .describe('L’audit que le dossier prépare.'),
    procedure: TEXT.optional().describe('La procédure livrée dont partir.'),
    delais: z.record(z.string(), TEXT).optional().describe('Obligation : le délai décidé.'),
    fichiers: z
      .record(z.string(), z.enum([...SOURCE_NAMES, NOTHING]))
      .optional()
      .describe('Fichier : la source qu’il est, ou rien.'),
    colonnes: bySource(TEXT).optional().describe('Source, champ : l’en-tête de sa colonne, ou rien.'),
    constantes: bySource(TEXT)
      .optional()
      .describe('Source, champ : la seule valeur, quand aucune colonne ne la donne.'),
    valeurs: bySource(z.record(z.string(), TEXT))
      .optional()
      .describe('Source, champ : le mot de l’export, puis notre valeur.'),
    ordre_nom: z
      .enum(['nom_prenom', 'prenom_nom'])
      .optional()
      .describe('Ordre des noms dans une colonne qui contient les deux.'),
    annees: z
      .record(z.string(), z.int().min(1900).max(2199))
      .optional()
      .describe('Grille : l’année de son premier en-tête.'),
  })
  .describe('Les réponses aux questions de « i12 init ».')

export type Answers = z.output<typeof ANSWERS_SCHEMA>

export const NO_ANSWERS: Answers = {}

/**
 * @param file as messages name it
 * @throws Refusal with every problem where something cannot be used
 */
export function readAnswers(file: string, bytes: Buffer): Answers {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml(file, bytes, diagnostics)
  // A file that says nothing yet.
  if (yaml !== null && yaml.value === null) return NO_ANSWERS
  const answers = yaml === null ? null : readShape(ANSWERS_SCHEMA, yaml, diagnostics)
  const [first] = diagnostics.all
  if (answers === null || first !== undefined) {
    const { place, message, kind, seen, expected } = first ?? {}
    const where = place === undefined ? '' : fr`, ligne ${String(place.locate().line)}`
    throw new Refusal(
      fr`les réponses de ${quoted(file)}${where} ne se lisent pas : ${message ?? kind?.summary ?? ''}${seen ? fr` Vu : ${seen}.` : ''}`,
      expected === null || expected === undefined ? 'corrigez cette ligne' : fr`écrivez ${expected}`,
    )
  }
  refuseUnknown(file, answers)
  return answers
}

/** Fields and values are those of the sources. */
function refuseUnknown(file: string, { colonnes, constantes, valeurs }: Answers): void {
  const check = (source: SourceName, header: string, value: string | null) => {
    const field = fieldOf(source, header)
    // The keys by which rows are joined are fields of the learners.
    if (field === undefined && fieldOf('apprenants', header) === undefined) {
      throw new Refusal(
        fr`${quoted(file)} nomme le champ ${quoted(`${source}.${header}`)}, qui n’existe pas.`,
        'corrigez ou retirez cette réponse',
      )
    }
    const values = field === undefined ? [] : canonicalValues(field)
    if (value === null || values.length === 0 || values.some((known) => nameKey(known) === nameKey(value)))
      return
    throw new Refusal(
      fr`${quoted(file)} donne à ${quoted(`${source}.${header}`)} une valeur qui n’est pas la nôtre.`,
      fr`écrivez ${listed(values, 'ou')}`,
    )
  }
  for (const source of SOURCE_NAMES) {
    for (const header of Object.keys(colonnes?.[source] ?? {})) check(source, header, null)
    for (const [header, value] of Object.entries(constantes?.[source] ?? {})) check(source, header, value)
    for (const [header, words] of Object.entries(valeurs?.[source] ?? {})) {
      for (const value of Object.values(words)) check(source, header, value)
    }
  }
}

/** What was answered before and what is answered now, which wins. */
export function joinAnswers(before: Answers, now: Answers): Answers {
  return joined(before, now) as Answers
}

function joined(before: unknown, now: unknown): unknown {
  if (now === undefined) return before
  if (!isRecord(before) || !isRecord(now)) return now
  const keys = new Set([...Object.keys(before), ...Object.keys(now)])
  return Object.fromEntries([...keys].map((key) => [key, joined(before[key], now[key])]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A proposed entry with what somebody answered about it. */
export function answerEntry(entry: ProposedEntry, answers: Answers): ProposedEntry {
  const { proposal } = entry
  if (proposal === null) return entry
  const year = answers.annees?.[entry.file]
  const answered = answerProposal(proposal, entry.sample.header, answers)
  const grid = answered.grid?.year === 'unknown' && year !== undefined ? { year } : answered.grid
  const isSourceSure = answered.isSourceSure || answers.fichiers?.[entry.file] === answered.source
  return { ...entry, proposal: { ...answered, grid, isSourceSure } }
}

function answerProposal(proposal: EntryProposal, header: readonly string[], answers: Answers): EntryProposal {
  const { source } = proposal
  const columns = answers.colonnes?.[source] ?? {}
  const answeredFields = new Map(
    Object.entries(columns).filter(
      ([field, name]) =>
        name === NOTHING || (header.some((one) => nameKey(one) === nameKey(name)) && isOpen(proposal, field)),
    ),
  )
  const fields = proposal.fields
    .map((field) => {
      const name = answeredFields.get(field.field)
      return name === undefined || field.isSure ? field : { ...field, headers: [name], isSure: true }
    })
    .filter(({ headers }) => headers[0] !== NOTHING)
  for (const [field, name] of answeredFields) {
    if (name !== NOTHING && !fields.some((one) => one.field === field)) {
      fields.push({ field, headers: [name], isSure: true })
    }
  }
  const isGiven = (field: string) => fields.some((one) => one.field === field)
  const constants = answers.constantes?.[source] ?? {}
  const values = answers.valeurs?.[source] ?? {}
  return {
    ...proposal,
    fields,
    missing: proposal.missing.filter((field) => !isGiven(field)),
    constants: proposal.constants
      .filter(({ field }) => !isGiven(field))
      .map((constant) => ({ ...constant, value: constant.value ?? constants[constant.field] ?? null })),
    words: proposal.words.map((word) => ({
      ...word,
      value: word.value ?? valueSaid(values[word.field], word.word),
    })),
    nameOrder: proposal.nameOrder === 'unknown' ? (answers.ordre_nom ?? 'unknown') : proposal.nameOrder,
  }
}

/** Whether a column is still to be said for a field. */
function isOpen({ fields, missing, constants }: EntryProposal, field: string): boolean {
  return (
    fields.some((one) => one.field === field && !one.isSure) ||
    missing.includes(field) ||
    constants.some((one) => one.field === field && one.value === null)
  )
}

function valueSaid(words: Readonly<Record<string, string>> | undefined, word: string): string | null {
  const found = Object.entries(words ?? {}).find(([known]) => nameKey(known) === nameKey(word))
  return found?.[1] ?? null
}

/** Whether an entry leaves nothing to be asked without which it cannot be read. */
export function isReady({ proposal, source }: ProposedEntry): boolean {
  if (proposal === null) return true
  const { isSourceSure, fields, missing, constants, nameOrder, grid } = proposal
  const isRequired = (field: string) => fieldOf(source, field)?.isRequired === true
  return (
    isSourceSure &&
    missing.length === 0 &&
    constants.every(({ value, field }) => value !== null || !isRequired(field)) &&
    fields.every(({ field, isSure }) => isSure || !isRequired(field)) &&
    nameOrder !== 'unknown' &&
    grid?.year !== 'unknown'
  )
}
