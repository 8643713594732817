// The result of `check` for a person at a terminal.
import { countOf } from '../../app/arrange-diagnostics.js'
import type { CheckResult } from '../../app/dossier.js'
import { counted, formatLongDate, formatNumber, fr, listed, NBSP } from '../../kernel/french.js'
import type { EvidenceTable, Ledger, Verdict } from '../../procedure/ledger.js'
import { tally } from '../../procedure/tally.js'
import type { OutOfScope } from '../../register/register.js'
import type { ScopeCounts } from '../../statistics/case-counts.js'
import { GRAVITY_WORDS, OUT_OF_SCOPE_WORDS, VERDICT_STATUSES, VERDICT_WORDS } from '../../words/values.js'
import { causeOf, datesOf, outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'
import { alignedRows } from './aligned-rows.js'
import { type BreachGroup, breachGroups } from './breaches.js'
import { diagnosticText } from './diagnostic-text.js'
import type { Paint } from './paint.js'
import { padded, textWidth } from './text-width.js'

/** Breaches shown under one obligation; the others are counted and every other format gives them all. */
const SHOWN = 50

export function* checkText(result: CheckResult, paint: Paint): Iterable<string> {
  for (const diagnostic of result.diagnostics) yield `${diagnosticText(diagnostic, paint)}\n`
  if (result.ledger !== null) {
    for (const group of breachGroups(result.ledger)) yield* groupText(group, result.evidence, paint)
    yield ledgerTable(result.ledger, paint)
    yield scopeText(result.scope)
  }
  yield `${lastLine(result, paint)}\n`
}

function* groupText(
  { obligation, breaches }: BreachGroup,
  evidence: EvidenceTable,
  paint: Paint,
): Iterable<string> {
  const reference = obligation.reference === '' ? '' : ` (${obligation.reference})`
  const gravity = paint(obligation.gravity === 'ecart' ? 'red' : 'yellow', GRAVITY_WORDS[obligation.gravity])
  yield `${paint('bold', obligation.id)}  ${gravity}  ${obligation.title}${reference}\n`
  yield alignedRows(breaches.slice(0, SHOWN).map((verdict) => breachCells(verdict, evidence)))
  if (breaches.length > SHOWN) {
    const others = counted(breaches.length - SHOWN, 'autre', 'autres')
    yield fr`  et ${others} : « --format csv » les donne tous\n`
  }
  yield '\n'
}

function breachCells(verdict: Verdict, evidence: EvidenceTable): readonly string[] {
  return [
    subjectOf(verdict),
    recipientOf(verdict),
    outcomeOf(verdict, evidence),
    datesOf(verdict),
    causeOf(verdict),
  ]
}

function ledgerTable({ perObligation, counts }: Ledger, paint: Paint): string {
  if (perObligation.length === 0) return ''
  const head = [
    'Obligation',
    'total',
    ...VERDICT_STATUSES.map((status) => VERDICT_WORDS[status]),
    'preuve absente',
  ]
  const cells = (name: string, line: Ledger['counts']) => [
    name,
    ...[line.total, ...VERDICT_STATUSES.map((status) => line[status]), line.evidenceAbsent].map((count) =>
      formatNumber(count),
    ),
  ]
  const rows = [
    head,
    ...perObligation.map((line) => cells(line.obligation.id, line)),
    ...(perObligation.length > 1 ? [cells('Ensemble', counts)] : []),
  ]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 ? padded(cell, width) : ' '.repeat(width - textWidth(cell)) + cell
      })
      .join('  '),
  )
  return `${[paint('bold', lines[0] ?? ''), ...lines.slice(1)].join('\n')}\n\n`
}

function scopeText({ enrolments, inScope, outOfScope }: ScopeCounts): string {
  const left = (Object.entries(outOfScope) as [OutOfScope, number][])
    .filter(([, count]) => count > 0)
    .map(
      ([reason, count]) =>
        `${OUT_OF_SCOPE_WORDS[reason].toLocaleLowerCase('fr')}${NBSP}: ${formatNumber(count)}`,
    )
  const apart = left.length === 0 ? '' : fr` ; hors champ : ${left.join(', ')}`
  return (
    fr`${counted(enrolments, 'dossier', 'dossiers')}, dont ${formatNumber(inScope)} dans le champ${apart}.` +
    '\n'
  )
}

/** What the run found, in one sentence. */
export function lastLine(result: CheckResult, paint: Paint): string {
  const { ledger, diagnostics } = result
  const errors = countOf(diagnostics, 'error')
  const warnings = countOf(diagnostics, 'warning')
  const parts: string[] = []
  if (ledger !== null) parts.push(...breachCounts(ledger))
  if (errors > 0) parts.push(paint('red', counted(errors, 'erreur', 'erreurs')))
  if (warnings > 0) parts.push(paint('yellow', counted(warnings, 'avertissement', 'avertissements')))
  const found = parts.length === 0 ? paint('green', 'Rien à signaler') : listed(parts)
  const judged = ledger === null ? fr` ; rien n’a été jugé : corrigez d’abord ce qui précède` : ''
  return `${found}, au ${formatLongDate(result.asOf)}${judged}.`
}

/** All breaches, as every document counts them, then those on an obligation that is only a point to watch. */
function breachCounts({ verdicts }: Ledger): string[] {
  const { breaches, alerts } = tally(verdicts)
  if (breaches === 0) return []
  const all = counted(breaches, 'écart à la procédure', 'écarts à la procédure')
  return [
    alerts === 0 ? all : `${all} (dont ${counted(alerts, 'point de vigilance', 'points de vigilance')})`,
  ]
}
