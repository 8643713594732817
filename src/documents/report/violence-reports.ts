// Reports of violence, harassment or discrimination: counts and delays only. May not print an id, a date or a narrative.

import { counted, formatDate, formatNumber, fr, plural, typographic } from '../../kernel/french.js'
import type { Verdict } from '../../procedure/ledger.js'
import { talliesBy } from '../../procedure/tally.js'
import {
  countViolenceReports,
  type ReportCounts,
  type ViolenceReportCounts,
} from '../../statistics/violence-report-counts.js'
import { capitalised, REPORT_CATEGORY_WORDS, VERDICT_WORDS } from '../../words/values.js'
import { countCell, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import type { ReportInputs } from './report-inputs.js'

export interface ViolenceReportsView extends SectionHead {
  readonly paragraphs: readonly string[]
  readonly byCategory: TableBlock
  readonly delays: TableBlock
}

export function violenceReportsView(inputs: ReportInputs, number: string): ViolenceReportsView {
  const { register, ledger } = inputs
  const counts = countViolenceReports(register)
  const { undated } = counts
  const isKept = register.records.sources.has('signalements')
  const verdicts = ledger.verdicts.filter((verdict) => verdict.report !== null)
  return {
    anchor: 'signalements',
    number,
    isBrief: true,
    title: 'Signalements de violence, de harcèlement ou de discrimination',
    lead: leadOf(isKept, counts.all.received, inputs),
    paragraphs: [
      'Ce rapport n’en donne que le nombre et les délais. Les récits et les personnes restent dans le registre de l’organisme.',
      ...(undated === 0
        ? []
        : [
            fr`${counted(undated, 'signalement', 'signalements')} sans date lisible n’${plural(undated, 'est', 'sont')} pas ${plural(undated, 'compté', 'comptés')}.`,
          ]),
    ],
    byCategory: categoryTable(counts),
    delays: delayTable(verdicts),
  }
}

function leadOf(isKept: boolean, count: number, { register }: ReportInputs): string {
  if (!isKept) return 'Aucun registre de signalements n’est fourni.'
  if (count === 0)
    return fr`Aucun signalement reçu du ${formatDate(register.period.from)} au ${formatDate(register.asOf)}.`
  return fr`${counted(count, 'signalement reçu', 'signalements reçus')} du ${formatDate(register.period.from)} au ${formatDate(register.asOf)}.`
}

function categoryTable({ all, byCategory }: ViolenceReportCounts): TableBlock {
  const row = (label: string, { received, acknowledged, answered }: ReportCounts, isTotal: boolean) =>
    tableRow(
      [textCell(label), ...[received, acknowledged, answered].map((count) => textCell(formatNumber(count)))],
      isTotal,
    )
  const rows = byCategory.map(({ category, ...counts }) =>
    row(category === null ? 'Catégorie non notée' : REPORT_CATEGORY_WORDS[category], counts, false),
  )
  return {
    id: 'signalements-categories',
    caption: 'Signalements par catégorie',
    columns: [
      { label: 'Catégorie', align: 'text', width: '52%' },
      { label: 'Reçus', align: 'number', width: null },
      { label: 'Réception accusée', align: 'number', width: null },
      { label: 'Réponse donnée', align: 'number', width: null },
    ],
    rows: [...rows, ...(rows.length > 1 ? [row('Ensemble', all, true)] : [])],
    empty: 'Aucun signalement dans la période.',
    note: fr`Les catégories sont celles de l’indicateur 12 dans le décret n° 2026-728.`,
  }
}

function delayTable(verdicts: readonly Verdict[]): TableBlock {
  return tableBlock({
    id: 'signalements-delais',
    caption: 'Délais tenus selon la procédure',
    columns: [
      { label: 'Obligation', align: 'text', width: '42%' },
      { label: 'Dues', align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.met), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.late), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.missing), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.pending), align: 'number', width: null },
    ],
    rows: [...talliesBy(verdicts, ({ obligation }) => obligation)].map(([obligation, counts]) => {
      return tableRow([
        textCell(typographic(obligation.title), obligation.reference || null),
        ...[counts.total, counts.met, counts.late, counts.missing, counts.pending].map((count) =>
          countCell(count),
        ),
      ])
    }),
    empty: 'La procédure ne fixe aucun délai pour les signalements de la période.',
  })
}
