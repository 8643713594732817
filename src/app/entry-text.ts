// A proposed entry as the text of i12.yaml: what is sure as keys, what is not as comments that ask. May not decide.
import { fr, quoted } from '../kernel/french.js'
import { canonicalValues } from '../records/closed-list.js'
import { fieldOf } from '../records/fields.js'
import { nameKey } from '../records/name-key.js'
import type { EntryProposal, UnknownWord } from '../records/propose-entry.js'
import type { ProposedEntry } from './propose-entries.js'

/** The value of the source in i12.yaml: a path, or keys where there is more to say. Ends with a line break. */
export function entryText(entry: ProposedEntry): string {
  const { file, sheet, settings, proposal } = entry
  const lines = [
    ...(sheet === null ? [] : [`feuille: ${typeof sheet === 'string' ? yamlText(sheet) : flow(sheet)}`]),
    ...(settings.delimiter === null ? [] : [`separateur: ${yamlText(settings.delimiter)}`]),
    ...(settings.encoding === null ? [] : [`encodage: ${yamlText(settings.encoding)}`]),
    ...(settings.skippedLines === 0 ? [] : [`ignorer_lignes: ${settings.skippedLines}`]),
    ...(proposal === null ? [] : keyLines(proposal)),
  ]
  if (lines.length === 0) return `${yamlText(file)}\n`
  return `${[`fichier: ${yamlText(file)}`, ...lines].join('\n')}\n`
}

function keyLines(proposal: EntryProposal): string[] {
  const { grid, rapprocher, dateFormat, computesNumber, nameOrder } = proposal
  return [
    ...(grid === null ? [] : ['grille: oui']),
    ...(grid === null || grid.year === null
      ? []
      : [grid.year === 'unknown' ? '# annee: … # celle du premier en-tête' : `annee: ${grid.year}`]),
    ...mappingLines(proposal),
    ...(computesNumber ? ['dossier: calcule'] : []),
    ...(nameOrder === null
      ? []
      : [nameOrder === 'unknown' ? '# ordre_nom: … # nom_prenom | prenom_nom' : `ordre_nom: ${nameOrder}`]),
    ...(rapprocher.length === 0 ? [] : [`rapprocher: ${flow(rapprocher)}`]),
    ...keptLines(proposal),
    ...(dateFormat === null ? [] : [`format_date: ${yamlText(dateFormat)}`]),
    ...constantLines(proposal),
    ...valueLines(proposal),
  ]
}

function mappingLines({ fields, missing, mapping }: EntryProposal): string[] {
  const joined = new Set(mapping.joins.keys())
  const lines = fields
    .filter(
      ({ field, headers }) =>
        headers.length > 1 || nameKey(headers[0] ?? '') !== nameKey(field) || joined.has(field),
    )
    .map(({ field, headers, isSure }) => {
      const [only, other] = headers
      const text = other === undefined ? yamlText(only ?? '') : flow(headers)
      return isSure ? `  ${field}: ${text}` : `  # ${field}: ${text} # à vérifier`
    })
  for (const field of missing) lines.push(`  # ${field}: "…" # à compléter`)
  return underKey('correspondance', lines)
}

function keptLines({ kept }: EntryProposal): string[] {
  const lines = [...kept].map(([header, words]) => `  ${yamlText(header)}: ${flow(words)}`)
  return underKey('garder', lines)
}

function constantLines({ source, constants }: EntryProposal): string[] {
  const lines = constants.map(({ field, value, guess }) =>
    value === null
      ? `  # ${field}: ${guess ?? '…'} # ${guess === null ? choiceOf(source, field) : 'à vérifier'}`
      : `  ${field}: ${yamlText(value)}`,
  )
  return underKey('constantes', lines)
}

/** Words that somebody explained, then the others as questions: only the person knows what they mean. */
function valueLines({ source, words }: EntryProposal): string[] {
  const fields = [...new Set(words.map(({ field }) => field))]
  const lines = fields.flatMap((field) => {
    const own = words.filter((word) => word.field === field)
    const asked = own.map((word) => wordLine(word))
    const head = own.some(({ value }) => value !== null) ? `  ${field}:` : `  # ${field}:`
    return [`${head} # ${choiceOf(source, field)}`, ...asked]
  })
  return underKey('valeurs', lines)
}

function wordLine({ word, value, guess }: UnknownWord): string {
  if (value !== null) return `    ${JSON.stringify(word)}: ${yamlText(value)}`
  return `  #   ${JSON.stringify(word)}: …${guess === null ? '' : ` # ${guess} ?`}`
}

function choiceOf(source: EntryProposal['source'], field: string): string {
  const found = fieldOf(source, field)
  const values = found === undefined ? [] : canonicalValues(found)
  return values.join(' | ')
}

/** Lines under their key; where all are comments, the key is one too. */
function underKey(key: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const isEmpty = lines.every((line) => line.startsWith('  #'))
  return isEmpty ? [`# ${key}:`, ...lines.map((line) => `#   ${line.slice(4)}`)] : [`${key}:`, ...lines]
}

function flow(words: readonly string[]): string {
  return `[${words.map(yamlText).join(', ')}]`
}

/** JSON text is YAML text. */
export function yamlText(text: string): string {
  return /^[\w\p{L}][\w\p{L}./-]*$/u.test(text) &&
    !/^(?:\d|true$|false$|null$|yes$|no$|on$|off$|y$|n$|~)/i.test(text)
    ? text
    : JSON.stringify(text)
}

/** Entries under their keys, ready to be pasted. */
export function draftText(entries: readonly ProposedEntry[]): string {
  const sources = [...new Set(entries.map(({ source }) => source))]
  const parts = sources.map((source) => {
    const texts = entries.filter((entry) => entry.source === source).map(entryText)
    return `  ${source}:${texts.length === 1 ? valueText(texts[0] ?? '') : `\n${texts.map(itemText).join('')}`}`
  })
  return `sources:\n${parts.join('')}`
}

function valueText(text: string): string {
  if (!isKeys(text)) return ` ${text}`
  return `\n${indented(text, '    ')}`
}

/** An entry as an item of a list. */
export function itemText(text: string): string {
  return `    - ${indented(text, '      ').trimStart()}`
}

function isKeys(text: string): boolean {
  return text.startsWith('fichier: ')
}

function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent)
}

/** What must be answered before an entry can be read, in French. */
export function openQuestions({ proposal, source }: ProposedEntry): readonly string[] {
  if (proposal === null) return []
  const { isSourceSure, fields, missing, constants, nameOrder, grid } = proposal
  const isRequired = (field: string) => fieldOf(source, field)?.isRequired === true
  const unsure = fields.filter(({ field, isSure }) => !isSure && isRequired(field)).map(({ field }) => field)
  return [
    ...(isSourceSure ? [] : [fr`est-ce bien la source ${quoted(source)} ?`]),
    ...[...missing, ...unsure].map((field) => fr`quelle colonne donne ${quoted(field)} ?`),
    ...constants
      .filter(({ field, value }) => value === null && isRequired(field))
      .map(({ field }) => fr`quelle valeur a ${quoted(field)} pour toutes ses lignes ?`),
    ...(nameOrder === 'unknown' ? [fr`le nom précède-t-il le prénom ?`] : []),
    ...(grid?.year === 'unknown' ? [fr`de quelle année est la première séance ?`] : []),
  ]
}
