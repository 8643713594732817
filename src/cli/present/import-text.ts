// What `i12 import` shows of an export: what it looks like, each column with the field proposed and why, what
// is missing, and the entry for i12.yaml.
import type { ImportedExport } from '../../app/import-export.js'
import { counted, fr, listed, quoted } from '../../kernel/french.js'
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

export function importText(imported: ImportedExport, paint: Paint): string {
  const { proposal, file, rows } = imported
  const lines = [
    fr`${paint('bold', file)} : ${counted(rows, 'ligne', 'lignes')}${madeOf(imported)}`,
    proposal.signature === null
      ? fr`Ressemble à la source ${quoted(proposal.source)}.`
      : fr`Format reconnu : ${proposal.signature.name}, pour la source ${quoted(proposal.source)}.`,
  ]
  if (proposal.signature !== null) {
    lines.push(...proposal.signature.notes.map((note) => `  – ${note}`))
  }
  lines.push('', ...columnTable(proposal.columns, paint))
  lines.push(...remarks(imported), '', fr`Pour i12.yaml :`, '', imported.draft.trimEnd(), '')
  return lines.join('\n')
}

function madeOf({ encoding, delimiter }: ImportedExport): string {
  const parts = [
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [fr`séparateur ${quoted(delimiter === '\t' ? 'tabulation' : delimiter)}`]),
  ]
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}

function columnTable(columns: readonly ColumnProposal[], paint: Paint): string[] {
  const rows = columns.map(
    (column) => [seenValue(column.header), column.field ?? '–', reasonText(column)] as const,
  )
  const [first, second] = [0, 1].map((index) =>
    Math.min(40, Math.max(7, ...rows.map((row) => textWidth(row[index as 0 | 1])))),
  )
  const pad = (text: string, width = 0) => text + ' '.repeat(Math.max(0, width - textWidth(text)))
  return [
    paint('bold', `  ${pad('colonne', first)}  ${pad('champ', second)}  pourquoi`),
    ...rows.map(([header, field, why]) => `  ${pad(header, first)}  ${pad(field, second)}  ${why}`),
  ]
}

function reasonText({ reason, isDropped }: ColumnProposal): string {
  if (reason !== null) return REASON_WORDS[reason]
  return isDropped ? fr`rien n’en a besoin : écartée à la lecture` : 'aucun champ trouvé'
}

function remarks({ proposal }: ImportedExport): string[] {
  const { missing, columns, signature } = proposal
  const guesses = columns.filter(({ reason }) => reason !== null && !isSure(reason))
  return [
    ...(missing.length === 0
      ? []
      : ['', fr`Sans colonne, alors que la source en a besoin : ${listed(missing.map(quoted))}.`]),
    ...(guesses.length === 0
      ? []
      : [
          '',
          fr`Les champs « à vérifier » restent en commentaire : retirez le « # » de ceux qui sont justes.`,
        ]),
    ...(signature === null ? [] : ['', fr`Un format reconnu se lit sans « correspondance ».`]),
  ]
}
