// Dropouts of the period by cause, with what was proposed. May not print a cause of health, nor compute a rate.

import { counted, formatNumber, fr, plural, quoted } from '../../kernel/french.js'
import { textKey } from '../../kernel/text-key.js'
import { countExamined, type ExaminedCounts } from '../../statistics/case-counts.js'
import { causeLabelOutside, NOT_RECORDED_LABEL, sortCause } from '../../statistics/cause-taxonomy.js'
import { type CauseOfDropouts, type DropoutCounts, followDropouts } from '../../statistics/dropout-counts.js'
import { inCases, outOf } from '../../words/share-sentence.js'
import { capitalised, STATUS_WORDS } from '../../words/values.js'
import { countCell, type TableBlock, tableRow, textCell } from '../blocks.js'
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
  const { cases } = inputs.register
  const examined = countExamined(cases)
  const { all, byCause } = followDropouts(inputs.register, (cause) => causeWords(cause, inputs))
  const causes = byCause.map((cause) => ({ ...cause, label: capitalised(cause.label) }))
  return {
    anchor: 'abandons',
    number,
    isBrief: all.dropouts === 0,
    title: 'Abandons et leurs causes',
    lead:
      all.dropouts === 0
        ? fr`Aucun abandon parmi les dossiers examinés, ${periodWords(inputs)}.`
        : fr`${counted(all.dropouts, 'abandon', 'abandons')} parmi les ${formatNumber(examined.total)} dossiers examinés, ${periodWords(inputs)}. Les taux, avec leur formule et leur intervalle, sont dans le document de statistiques annuelles.`,
    paragraphs: paragraphsOf(all),
    byCauseChart: causes.length < 2 ? null : causeChart(causes, all.dropouts),
    byCause: causeTable(causes, all),
    exits: exitsTable(examined),
  }
}

/** The wording under which a cause may be printed: health becomes « motif personnel », codes keep known causes only. */
export function causeWords(cause: string, { naming }: ReportInputs): string {
  if (textKey(cause) === '') return NOT_RECORDED_LABEL
  const outside = causeLabelOutside(cause)
  if (outside !== cause) return outside
  // A wording typed by hand may hold a name: the rendering with codes keeps the known cause only.
  return naming.isPseudonymised ? sortCause(cause).label : cause
}

const PROPOSED = {
  none: 'Aucune alternative proposée n’est consignée',
  some: 'Une alternative a été proposée',
}
const DECIDED = { none: 'Aucune décision n’est consignée', some: 'Une décision est consignée' }

function paragraphsOf({ dropouts, recorded, proposed, decided }: DropoutCounts): string[] {
  if (dropouts === 0) return []
  const missing = dropouts - recorded
  return [
    `${inCases(proposed, dropouts, PROPOSED)}. ${inCases(decided, dropouts, DECIDED)}.`,
    ...(missing === 0
      ? []
      : [
          fr`${counted(missing, 'abandon n’a pas', 'abandons n’ont pas')} de ligne dans le registre des abandons : ${plural(missing, 'sa cause et sa suite sont inconnues', 'leur cause et leur suite sont inconnues')}.`,
        ]),
  ]
}

function causeChart(causes: readonly CauseOfDropouts[], total: number): RankedBars {
  const first = causes[0] as CauseOfDropouts
  const isRecorded = first.label !== capitalised(NOT_RECORDED_LABEL)
  return {
    kind: 'rankedBars',
    id: 'abandons-par-cause',
    title: isRecorded
      ? fr`Première cause : ${quoted(first.label.toLocaleLowerCase('fr'))}, ${outOf(first.dropouts, total)}`
      : 'Aucune cause n’est renseignée',
    description: causes
      .map(({ label, dropouts }) => fr`${label} : ${counted(dropouts, 'abandon', 'abandons')}.`)
      .join(' '),
    bars: causes.slice(0, 12).map(({ label, dropouts }) => ({
      label,
      value: dropouts,
      shown: formatNumber(dropouts),
      tone: label === capitalised(NOT_RECORDED_LABEL) ? 'neutral' : 'accent',
    })),
    note: null,
  }
}

function causeTable(causes: readonly CauseOfDropouts[], all: DropoutCounts): TableBlock {
  const cells = (label: string, counts: DropoutCounts) => [
    textCell(label),
    textCell(formatNumber(counts.dropouts)),
    countCell(counts.forceMajeure),
    countCell(counts.proposed),
    countCell(counts.answered),
    countCell(counts.decided),
    countCell(counts.attested),
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
      ...causes.map((cause) => tableRow(cells(cause.label, cause))),
      ...(causes.length > 1 ? [tableRow(cells('Ensemble', all), true)] : []),
    ],
    empty: 'Aucun abandon dans la période.',
    note: fr`Les causes sont dans les mots de l’organisme ; celles qui touchent à la santé apparaissent sous « motif personnel ».`,
  }
}

function exitsTable({ byStatus }: ExaminedCounts): TableBlock {
  const rows = OTHER_EXITS.flatMap((status) => {
    const count = byStatus.get(status) ?? 0
    return count === 0 ? [] : [{ status, count }]
  })
  return {
    id: 'sorties',
    caption: 'Sorties avant la fin et dossiers sans entrée, par nature',
    columns: [
      { label: 'Nature', align: 'text', width: '70%' },
      { label: 'Dossiers', align: 'number', width: null },
    ],
    rows: rows.map(({ status, count }) =>
      tableRow([textCell(capitalised(STATUS_WORDS[status])), textCell(formatNumber(count))]),
    ),
    empty: 'Aucune sortie avant la fin.',
    note: 'La rupture d’un contrat d’apprentissage, le transfert et la force majeure ne sont pas des abandons.',
  }
}
