// The result of `check` as Markdown, for the comment that a continuous integration leaves.
import type { CheckResult } from '../../app/dossier.js'
import { counted, formatNumber, fr } from '../../kernel/french.js'
import type { Ledger } from '../../procedure/ledger.js'
import { GRAVITY_WORDS, VERDICT_STATUSES, VERDICT_WORDS } from '../../words/values.js'
import { causeOf, datesOf, outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'
import { breachGroups } from './breaches.js'
import { lastLine } from './check-text.js'
import { placeText } from './diagnostic-text.js'

/** Lines shown in one table: forges refuse very long comments. */
const SHOWN = 100

export function* checkMarkdown(result: CheckResult): Iterable<string> {
  const { diagnostics, ledger, evidence } = result
  yield '# Contrôle de l’indicateur 12\n\n'
  yield `${lastLine(result, (_, text) => text)}\n`
  if (diagnostics.length > 0) {
    yield '\n## Dans les fichiers\n\n'
    yield* table(
      ['Où', 'Code', 'Constat', 'À faire'],
      diagnostics.map(({ kind, place, message, mend }) => [
        placeText(place.locate()),
        kind.code,
        message ?? kind.summary,
        mend,
      ]),
    )
  }
  if (ledger === null) return
  for (const { obligation, breaches } of breachGroups(ledger)) {
    yield `\n## ${cell(obligation.title === '' ? obligation.id : obligation.title)}\n\n`
    yield `${GRAVITY_WORDS[obligation.gravity]} ${[obligation.id, cell(obligation.reference)].filter((part) => part !== '').join(', ')}\n\n`
    yield* table(
      ['Dossier', 'Destinataire', 'Constat', 'Dates', 'Origine'],
      breaches.map((verdict) => [
        subjectOf(verdict),
        recipientOf(verdict),
        outcomeOf(verdict, evidence),
        datesOf(verdict),
        causeOf(verdict),
      ]),
    )
  }
  yield* countsTable(ledger)
}

function* countsTable({ perObligation }: Ledger): Iterable<string> {
  if (perObligation.length === 0) return
  yield '\n## Ensemble\n\n'
  yield* table(
    ['Obligation', 'total', ...VERDICT_STATUSES.map((status) => VERDICT_WORDS[status]), 'preuve absente'],
    perObligation.map(({ obligation, ...line }) => [
      obligation.id,
      ...[line.total, ...VERDICT_STATUSES.map((status) => line[status]), line.evidenceAbsent].map((count) =>
        formatNumber(count),
      ),
    ]),
  )
}

function* table(head: readonly string[], rows: readonly (readonly string[])[]): Iterable<string> {
  yield row(head)
  yield row(head.map(() => '---'))
  for (const cells of rows.slice(0, SHOWN)) yield row(cells.map(cell))
  if (rows.length > SHOWN) {
    yield fr`\n… et ${counted(rows.length - SHOWN, 'autre ligne', 'autres lignes')}.\n`
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** Text of a file inside Markdown: nothing in it may become markup, a link or a mention. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+!|<>~@]/g, '\\$&')
}
