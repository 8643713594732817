// Reports of violence, harassment or discrimination: counts and delays only. May not print an id, a date or a narrative.

import { counted, formatDate, formatNumber, fr, plural, typographic } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import type { Verdict } from '../../procedure/ledger.js'
import { tally } from '../../procedure/tally.js'
import type { ViolenceReport } from '../../records/records.js'
import { REPORT_CATEGORIES } from '../../records/values.js'
import { capitalised, REPORT_CATEGORY_WORDS, VERDICT_WORDS } from '../../words/values.js'
import { type TableBlock, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import type { ReportInputs } from './report-inputs.js'

export interface ViolenceReportsView extends SectionHead {
  readonly paragraphs: readonly string[]
  readonly byCategory: TableBlock
  readonly delays: TableBlock
}

export function violenceReportsView(inputs: ReportInputs, number: string): ViolenceReportsView {
  const { register, ledger } = inputs
  const reports = register.violenceReports.filter(
    (report) => report.on !== null && report.on >= register.period.from && report.on <= register.asOf,
  )
  const unread = register.violenceReports.filter((report) => report.on === null).length
  const isKept = register.records.sources.has('signalements')
  const verdicts = ledger.verdicts.filter((verdict) => verdict.report !== null)
  return {
    anchor: 'signalements',
    number,
    isBrief: true,
    title: 'Signalements de violence, de harcèlement ou de discrimination',
    lead: leadOf(isKept, reports.length, inputs),
    paragraphs: [
      'Ce rapport n’en donne que le nombre et les délais. Les récits et les personnes restent dans le registre de l’organisme.',
      ...(unread === 0
        ? []
        : [
            fr`${counted(unread, 'signalement', 'signalements')} sans date lisible n’${plural(unread, 'est', 'sont')} pas ${plural(unread, 'compté', 'comptés')}.`,
          ]),
    ],
    byCategory: categoryTable(reports, inputs),
    delays: delayTable(verdicts),
  }
}

function leadOf(isKept: boolean, count: number, { register }: ReportInputs): string {
  if (!isKept) return 'Aucun registre de signalements n’est fourni.'
  if (count === 0)
    return fr`Aucun signalement reçu du ${formatDate(register.period.from)} au ${formatDate(register.asOf)}.`
  return fr`${counted(count, 'signalement reçu', 'signalements reçus')} du ${formatDate(register.period.from)} au ${formatDate(register.asOf)}.`
}

function categoryTable(reports: readonly ViolenceReport[], { register }: ReportInputs): TableBlock {
  const groups = groupedBy(reports, (report) => report.category)
  const isBy = (day: number | null) => day !== null && day <= register.asOf
  const cells = (label: string, items: readonly ViolenceReport[]) => [
    textCell(label),
    textCell(formatNumber(items.length)),
    textCell(formatNumber(items.filter((item) => isBy(item.acknowledgedOn)).length)),
    textCell(formatNumber(items.filter((item) => isBy(item.answeredOn)).length)),
  ]
  const rows = [...REPORT_CATEGORIES, null].flatMap((category) => {
    const items = groups.get(category)
    if (items === undefined) return []
    return [
      {
        cells: cells(category === null ? 'Catégorie non notée' : REPORT_CATEGORY_WORDS[category], items),
        isTotal: false,
      },
    ]
  })
  return {
    id: 'signalements-categories',
    caption: 'Signalements par catégorie',
    columns: [
      { label: 'Catégorie', align: 'text', width: '52%' },
      { label: 'Reçus', align: 'number', width: null },
      { label: 'Réception accusée', align: 'number', width: null },
      { label: 'Réponse donnée', align: 'number', width: null },
    ],
    rows: [...rows, ...(rows.length > 1 ? [{ cells: cells('Ensemble', reports), isTotal: true }] : [])],
    empty: 'Aucun signalement dans la période.',
    note: fr`Les catégories sont celles de l’indicateur 12 dans le décret n° 2026-728.`,
  }
}

function delayTable(verdicts: readonly Verdict[]): TableBlock {
  const groups = groupedBy(verdicts, (verdict) => verdict.obligation)
  return {
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
    rows: [...groups].map(([obligation, items]) => {
      const counts = tally(items)
      return {
        cells: [
          textCell(typographic(obligation.title), obligation.reference || null),
          ...[counts.total, counts.met, counts.late, counts.missing, counts.pending].map((count) =>
            textCell(count === 0 ? '–' : formatNumber(count)),
          ),
        ],
        isTotal: false,
      }
    }),
    empty: 'La procédure ne fixe aucun délai pour les signalements de la période.',
    note: null,
  }
}
