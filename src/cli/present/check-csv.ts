// The findings of `check` as one table that a French spreadsheet opens: UTF-8 with BOM, `;`, formula cells neutralised.
import type { CheckResult } from '../../app/dossier.js'
import { csvCell } from '../../documents/csv.js'
import { isBreach } from '../../procedure/ledger.js'
import { dayOrNothing } from '../../words/day.js'
import { GRAVITY_WORDS } from '../../words/values.js'
import { outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'

const HEADER = [
  'nature',
  'code',
  'gravite',
  'dossier',
  'destinataire',
  'constat',
  'ne_le',
  'du_le',
  'fait_le',
  'version',
  'fichier',
  'ligne',
  'colonne',
  'champ',
  'vu',
  'attendu',
  'a_faire',
]

const SEVERITIES = { error: 'erreur', warning: 'avertissement' } as const

export function* checkCsv({ diagnostics, ledger, evidence }: CheckResult): Iterable<string> {
  yield `\uFEFF${line(HEADER)}`
  for (const { kind, place, field, message, seen, expected, mend } of diagnostics) {
    const at = place.locate()
    const position = [at.file, String(at.line), String(at.column)]
    const values = [field ?? '', seen ?? '', expected ?? '', mend]
    const constat = message ?? kind.summary
    yield line([
      'diagnostic',
      kind.code,
      SEVERITIES[kind.severity],
      '',
      '',
      constat,
      '',
      '',
      '',
      '',
      ...position,
      ...values,
    ])
  }
  for (const verdict of ledger?.verdicts ?? []) {
    if (!isBreach(verdict)) continue
    const { obligation, procedureVersion, cause } = verdict
    yield line([
      'verdict',
      obligation.id,
      GRAVITY_WORDS[obligation.gravity],
      subjectOf(verdict),
      recipientOf(verdict),
      outcomeOf(verdict, evidence),
      dayOrNothing(verdict.arisenOn),
      dayOrNothing(verdict.dueOn),
      dayOrNothing(verdict.doneOn),
      procedureVersion,
      cause.export.table.file,
      String(cause.export.table.lineOf(cause.row)),
      '',
      '',
      '',
      '',
      '',
    ])
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}
