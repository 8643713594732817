// Dropouts of the period by cause, with what was proposed. May not print a cause of health, nor compute a rate.

import { counted, formatNumber, fr, plural, quoted } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import { textKey } from '../../kernel/text-key.js'
import type { Case } from '../../register/register.js'
import { causeLabelOutside, NOT_RECORDED_LABEL, sortCause } from '../../statistics/cause-taxonomy.js'
import { outOf } from '../../words/share-sentence.js'
import { capitalised, STATUS_WORDS } from '../../words/values.js'
import { type TableBlock, textCell } from '../blocks.js'
import type { RankedBars } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import { periodWords } from './cover.js'
import type { ReportInputs } from './report-inputs.js'

export interface DropoutsView extends SectionHead {
  readonly paragraphs: readonly string[]
  readonly byCauseChart: RankedBars | null
  readonly byCause: TableBlock
  readonly exits: TableBlock
}

const OTHER_EXITS = [
  'abandon',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
  'non_presentation',
  'annulation',
] as const

export function dropoutsView(inputs: ReportInputs, number: string): DropoutsView {
  const inScope = inputs.register.cases.filter((item) => item.outOfScope === null)
  const byStatus = groupedBy(inScope, (item) => item.state.status)
  const dropouts = byStatus.get('abandon') ?? []
  const causes = causesOf(dropouts, inputs)
  return {
    anchor: 'abandons',
    number,
    isBrief: dropouts.length === 0,
    title: 'Abandons et leurs causes',
    lead:
      dropouts.length === 0
        ? fr`Aucun abandon parmi les dossiers examinés, ${periodWords(inputs)}.`
        : fr`${counted(dropouts.length, 'abandon', 'abandons')} parmi les ${formatNumber(inScope.length)} dossiers examinés, ${periodWords(inputs)}. Les taux, avec leur formule et leur intervalle, sont dans le document de statistiques annuelles.`,
    paragraphs: paragraphsOf(dropouts),
    byCauseChart: causes.length < 2 ? null : causeChart(causes, dropouts.length),
    byCause: causeTable(causes, dropouts),
    exits: exitsTable(byStatus),
  }
}

interface CauseRow {
  readonly label: string
  readonly dropouts: readonly Case[]
}

/** The wording under which a cause may be printed: health becomes « motif personnel », codes keep known causes only. */
export function causeWords(cause: string, { naming }: ReportInputs): string {
  if (textKey(cause) === '') return NOT_RECORDED_LABEL
  const outside = causeLabelOutside(cause)
  if (outside !== cause) return outside
  // A wording typed by hand may hold a name: the rendering with codes keeps the known cause only.
  return naming.isPseudonymised ? sortCause(cause).label : cause
}

function causesOf(dropouts: readonly Case[], inputs: ReportInputs): CauseRow[] {
  const groups = groupedBy(dropouts, (item) => textKey(causeWords(item.dropout?.cause ?? '', inputs)))
  return [...groups.values()]
    .map((items) => ({
      label: capitalised(causeWords(items[0]?.dropout?.cause ?? '', inputs)),
      dropouts: items,
    }))
    .sort(
      (a, b) =>
        Number(a.label === capitalised(NOT_RECORDED_LABEL)) -
          Number(b.label === capitalised(NOT_RECORDED_LABEL)) ||
        b.dropouts.length - a.dropouts.length ||
        (textKey(a.label) < textKey(b.label) ? -1 : 1),
    )
}

function paragraphsOf(dropouts: readonly Case[]): string[] {
  if (dropouts.length === 0) return []
  const proposed = dropouts.filter(isAlternativeProposed).length
  const decided = dropouts.filter((item) => item.dropout?.decision != null).length
  const recorded = dropouts.filter((item) => item.dropout !== null).length
  const sentences = [
    fr`Une alternative a été proposée dans ${formatNumber(proposed)} cas sur ${formatNumber(dropouts.length)}, et une décision est consignée dans ${formatNumber(decided)}.`,
  ]
  const missing = dropouts.length - recorded
  if (missing > 0) {
    sentences.push(
      fr`${counted(missing, 'abandon n’a pas', 'abandons n’ont pas')} de ligne dans le registre des abandons : ${plural(missing, 'sa cause et sa suite sont inconnues', 'leur cause et leur suite sont inconnues')}.`,
    )
  }
  return sentences
}

function isAlternativeProposed({ dropout }: Case): boolean {
  return dropout !== null && dropout.alternative !== null && dropout.alternative !== 'aucune'
}

function causeChart(causes: readonly CauseRow[], total: number): RankedBars {
  const first = causes[0] as CauseRow
  const isRecorded = first.label !== capitalised(NOT_RECORDED_LABEL)
  return {
    kind: 'rankedBars',
    id: 'abandons-par-cause',
    title: isRecorded
      ? fr`Première cause : ${quoted(first.label.toLocaleLowerCase('fr'))}, ${outOf(first.dropouts.length, total)}`
      : 'Aucune cause n’est renseignée',
    description: causes
      .map(({ label, dropouts }) => fr`${label} : ${counted(dropouts.length, 'abandon', 'abandons')}.`)
      .join(' '),
    bars: causes.slice(0, 12).map(({ label, dropouts }) => ({
      label,
      value: dropouts.length,
      shown: formatNumber(dropouts.length),
      tone: label === capitalised(NOT_RECORDED_LABEL) ? 'neutral' : 'accent',
    })),
    note: null,
  }
}

function causeTable(causes: readonly CauseRow[], dropouts: readonly Case[]): TableBlock {
  const cells = (label: string, items: readonly Case[]) => [
    textCell(label),
    textCell(formatNumber(items.length)),
    countCell(items.filter((item) => item.dropout?.isForceMajeure === true).length),
    countCell(items.filter(isAlternativeProposed).length),
    countCell(items.filter((item) => (item.dropout?.answer ?? '') !== '').length),
    countCell(items.filter((item) => item.dropout?.decision != null).length),
    countCell(
      items.filter((item) => item.dropout?.attestedOn != null || (item.dropout?.attestation ?? '') !== '')
        .length,
    ),
  ]
  return {
    id: 'causes-abandon',
    caption: 'Abandons par cause, et suites données',
    columns: [
      { label: 'Cause', align: 'text', width: '30%' },
      { label: 'Abandons', align: 'number', width: null },
      { label: 'Force majeure', align: 'number', width: null },
      { label: 'Alternative proposée', align: 'number', width: null },
      { label: 'Réponse reçue', align: 'number', width: null },
      { label: 'Décision prise', align: 'number', width: null },
      { label: 'Attestation', align: 'number', width: null },
    ],
    rows: [
      ...causes.map(({ label, dropouts: items }) => ({ cells: cells(label, items), isTotal: false })),
      ...(causes.length > 1 ? [{ cells: cells('Ensemble', dropouts), isTotal: true }] : []),
    ],
    empty: 'Aucun abandon dans la période.',
    note: fr`Les causes sont dans les mots de l’organisme ; celles qui touchent à la santé apparaissent sous « motif personnel ».`,
  }
}

function countCell(count: number) {
  return textCell(count === 0 ? '–' : formatNumber(count))
}

function exitsTable(byStatus: ReadonlyMap<string, readonly Case[]>): TableBlock {
  const rows = OTHER_EXITS.flatMap((status) => {
    const count = byStatus.get(status)?.length ?? 0
    return count === 0 ? [] : [{ status, count }]
  })
  return {
    id: 'sorties',
    caption: 'Sorties avant la fin et dossiers sans entrée, par nature',
    columns: [
      { label: 'Nature', align: 'text', width: '70%' },
      { label: 'Dossiers', align: 'number', width: null },
    ],
    rows: rows.map(({ status, count }) => ({
      cells: [textCell(capitalised(STATUS_WORDS[status])), textCell(formatNumber(count))],
      isTotal: false,
    })),
    empty: 'Aucune sortie avant la fin.',
    note: 'La rupture d’un contrat d’apprentissage, le transfert et la force majeure ne sont pas des abandons.',
  }
}
