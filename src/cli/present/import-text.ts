// What `i12 import` shows of exports: what each looks like, its columns with the field proposed, why and three masked
// values, what is missing, and the entry for i12.yaml.

import { draftText } from '../../app/entry-text.js'
import type { ImportResult, WrittenEntry } from '../../app/import-files.js'
import type { ProposedEntry } from '../../app/propose-entries.js'
import { counted, fr, listed, quoted } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import { maskedSamples } from '../../records/masked-samples.js'
import { type ColumnProposal, isSure, type Reason } from '../../records/propose-mapping.js'
import { seenValue } from '../../source/printable.js'
import type { Paint } from './paint.js'
import { textWidth } from './text-width.js'

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  canonical: 'en-tête attendu',
  format: 'd’après le format reconnu',
  synonym: 'nom connu pour ce champ',
  values: fr`ses mots sont ceux de ce champ ; à vérifier`,
  near: fr`nom proche ; à vérifier`,
}

export function importText(result: ImportResult, paint: Paint): string {
  const { entries } = result
  const others = othersText(result)
  return [
    ...entries.map((entry) => entryLines(entry, paint)),
    ...(others === '' ? [] : [others]),
    fr`Pour i12.yaml :`,
    '',
    draftText(entries),
  ].join('\n')
}

function entryLines(entry: ProposedEntry, paint: Paint): string {
  const { proposal } = entry
  const lines = [paint('bold', describedEntry(entry)), takenFor(entry)]
  if (proposal === null) return `${lines.join('\n')}\n`
  const { signature, columns } = proposal.mapping
  if (signature !== null) lines.push(...signature.notes.map((note) => `  – ${note}`))
  if (columns.length > 0) lines.push('', ...columnTable(entry, columns, paint))
  lines.push(...remarks(entry))
  return `${lines.join('\n')}\n`
}

/** « exports/suivi.xlsx : 3 feuilles, 120 lignes ». */
export function describedEntry({
  file,
  rows,
  sheets,
  sheet,
  encoding,
  delimiter,
  proposal,
}: ProposedEntry): string {
  const parts = [
    ...(typeof sheet === 'string' && sheet !== 'toutes' ? [fr`feuille ${quoted(sheet)}`] : []),
    ...(sheets.length > 1 ? [counted(sheets.length, 'feuille', 'feuilles')] : []),
    proposal === null ? counted(rows, 'fichier', 'fichiers') : counted(rows, 'ligne', 'lignes'),
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [fr`séparateur ${quoted(delimiter === '\t' ? 'tabulation' : delimiter)}`]),
  ]
  return fr`${file} : ${parts.join(', ')}`
}

/** What an export is taken for. */
export function takenFor({ source, proposal, file }: ProposedEntry): string {
  if (proposal === null) {
    return file.endsWith('.ics')
      ? fr`Un agenda : un acte par rendez-vous, dans la source ${quoted(source)}.`
      : fr`Des courriels : un acte par message, dans la source ${quoted(source)}.`
  }
  const { signature } = proposal.mapping
  if (signature !== null) return fr`Format reconnu : ${signature.name}, pour la source ${quoted(source)}.`
  if (proposal.grid !== null) return fr`Une grille de séances, pour la source ${quoted(source)}.`
  return fr`Ressemble à la source ${quoted(source)}.`
}

function columnTable(entry: ProposedEntry, columns: readonly ColumnProposal[], paint: Paint): string[] {
  const rows = columns.map(
    (column) =>
      [
        seenValue(column.header),
        column.field ?? '–',
        reasonText(column),
        maskedSamples(entry.source, column, entry.sample).join(', '),
      ] as const,
  )
  const titles = ['colonne', 'champ', 'pourquoi', 'exemples masqués'] as const
  const widths = titles.map((title, index) =>
    Math.min(40, Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? '')))),
  )
  const line = (cells: readonly string[]) =>
    `  ${cells
      .map((cell, index) =>
        index === cells.length - 1
          ? cell
          : cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - textWidth(cell))),
      )
      .join('  ')}`.trimEnd()
  return [paint('bold', line(titles)), ...rows.map(line)]
}

function reasonText({ reason, isDropped }: ColumnProposal): string {
  if (reason !== null) return REASON_WORDS[reason]
  return isDropped ? fr`rien n’en a besoin : écartée à la lecture` : 'aucun champ trouvé'
}

function remarks({ proposal }: ProposedEntry): string[] {
  if (proposal === null) return []
  const { mapping, rapprocher, missing, constants } = proposal
  const { columns, signature } = mapping
  const guesses = columns.filter(({ reason }) => reason !== null && !isSure(reason))
  const without = [...missing, ...constants.filter(({ value }) => value === null).map(({ field }) => field)]
  return [
    ...(rapprocher.length === 0
      ? []
      : [
          '',
          fr`Sans numéro de dossier : chaque ligne se rapproche d’un apprenant par ${listed([...rapprocher].map(quoted))}.`,
        ]),
    ...(without.length === 0
      ? []
      : ['', fr`Sans colonne, alors que la source en a besoin : ${listed(without.map(quoted))}.`]),
    ...(guesses.length === 0
      ? []
      : [
          '',
          fr`Les champs « à vérifier » restent en commentaire : retirez le « # » de ceux qui sont justes.`,
        ]),
    ...(signature === null ? [] : ['', fr`Un format reconnu se lit sans « correspondance ».`]),
  ]
}

/** Files and tables that are no export, each called what it is. */
export function othersText({ others, unknown }: Pick<ImportResult, 'others' | 'unknown'>): string {
  return [
    ...otherLines(others),
    ...unknown.map(({ file, sheet, rows }) =>
      sheet === null
        ? fr`${file} : un tableau de ${counted(rows, 'ligne', 'lignes')} dont aucune source ne se reconnaît ; « --source » la dit.`
        : fr`${file}, feuille ${quoted(sheet)} : ${counted(rows, 'ligne', 'lignes')} dont aucune source ne se reconnaît.`,
    ),
    '',
  ].join('\n')
}

/** More files of one kind in one folder than this are counted. */
const NAMED = 3

function otherLines(others: ImportResult['others']): string[] {
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1)
  const groups = groupedBy(others, ({ file, word }) => `${folderOf(file)}\n${word}`)
  return [...groups.values()].flatMap((group) => {
    const [{ file, word } = { file: '', word: '' }] = group
    if (group.length > NAMED) {
      return [
        fr`${folderOf(file) || './'} : ${counted(group.length, 'fichier', 'fichiers')}, chacun ${word}, et non des exports.`,
      ]
    }
    return group.map((one) => fr`${one.file} : ${one.word}, et non un export.`)
  })
}

const ADDED_WORDS = {
  added: 'ajouté',
  replaced: fr`à la place du modèle vide`,
  completed: fr`complété : ce qui était écrit reste`,
  unchanged: fr`déjà désigné : rien à ajouter`,
} as const

/** What was written, in a few lines. */
export function writtenText(written: readonly WrittenEntry[]): string {
  const lines = written.map(
    ({ entry, added }) => fr`  ${entry.source} : ${entry.file}, ${ADDED_WORDS[added]}`,
  )
  const open = written.filter(({ entry }) => {
    const { proposal } = entry
    return (
      proposal !== null &&
      (proposal.missing.length > 0 || proposal.constants.some(({ value }) => value === null))
    )
  })
  return [
    fr`i12.yaml contient maintenant :`,
    ...lines.slice(0, 20),
    ...(lines.length > 20 ? [fr`  et ${counted(lines.length - 20, 'autre', 'autres')}`] : []),
    open.length === 0
      ? fr`Relisez ces entrées, puis exécutez « i12 check ».`
      : fr`À compléter avant « i12 check » : des champs nécessaires n’ont pas de colonne.`,
    '',
  ].join('\n')
}
