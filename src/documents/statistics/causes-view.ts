// Why learners left, in the organisation's own words. May not print a cause of health, nor compute a figure.
import { counted, formatNumber, formatPercent, fr, quoted } from '../../kernel/french.js'
import { knownCause } from '../../statistics/cause-taxonomy.js'
import { UNSORTED_CAUSES_LIMIT } from '../../statistics/causes.js'
import { WITHHELD } from '../../statistics/disclosure.js'
import { withoutHealth } from '../../statistics/outside-causes.js'
import type { CauseCount } from '../../statistics/statistics.js'
import { CONTRACT_GROUNDS_WORDS, DARES_WORDS, EDOF_WORDS, MOMENT_WORDS } from '../../words/statistics.js'
import { capitalised, DROPOUT_ORIGIN_WORDS } from '../../words/values.js'
import { type Callout, countCell, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { RankedBars } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import type { Shown } from './document-inputs.js'

export interface CausesView extends SectionHead {
  readonly chart: RankedBars | null
  readonly table: TableBlock
  readonly remark: Callout | null
}

/** Bars beyond this many are in the table alone. */
const MOST_BARS = 12

export function causesView(shown: Shown, number: string): CausesView {
  const isPublic = shown.kind === 'public'
  const causes = isPublic ? shown.statistics.causes : withoutHealth(shown.statistics.causes)
  const total = causes.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const isWhole = causes.every(({ count }) => count !== null)
  const reason = isPublic ? shown.statistics.causesReason : undefined
  return {
    anchor: 'causes',
    number,
    isBrief: true,
    title: 'Les causes',
    lead: leadOf(causes, total, isWhole, reason),
    chart: chartOf(causes, total, isWhole),
    table: tableOf(causes, isWhole ? total : null, isPublic),
    remark: isPublic ? null : unsortedRemark(shown.statistics.unsortedCauses.value),
  }
}

function leadOf(
  causes: readonly CauseCount[],
  total: number,
  isWhole: boolean,
  reason: string | undefined,
): string | null {
  if (reason !== undefined && causes.length === 0) {
    return fr`Trop peu de parcours interrompus pour que leurs causes soient publiées.`
  }
  if (causes.length === 0) return fr`Aucun parcours interrompu dans la cohorte.`
  const hidden = fr`Les causes de moins de cinq parcours, et celles qui permettraient de les retrouver, sont masquées.`
  if (!isWhole) return hidden
  return fr`${counted(total, 'parcours interrompu ou jamais commencé', 'parcours interrompus ou jamais commencés')}, selon la cause inscrite par l’organisme, dans ses mots.`
}

function labelOf({ label }: CauseCount): string {
  return capitalised(label)
}

function chartOf(causes: readonly CauseCount[], total: number, isWhole: boolean): RankedBars | null {
  const known = causes.filter(({ count }) => count !== null)
  const first = known.find(({ code }) => code !== 'non_renseignee')
  if (known.length < 2 || first === undefined) return null
  return {
    kind: 'rankedBars',
    id: 'causes-barres',
    title: titleOf(first, known, total, isWhole),
    description: known
      .map((cause) => fr`${labelOf(cause)} : ${counted(cause.count ?? 0, 'parcours', 'parcours')}.`)
      .join(' '),
    bars: known.slice(0, MOST_BARS).map((cause) => ({
      label: labelOf(cause),
      value: cause.count,
      shown: isWhole
        ? `${formatNumber(cause.count ?? 0)} (${formatPercent((cause.count ?? 0) / total, 0)})`
        : formatNumber(cause.count ?? 0),
      tone: cause.code === 'non_renseignee' ? ('neutral' as const) : ('accent' as const),
    })),
    note:
      known.length > MOST_BARS
        ? fr`Les ${MOST_BARS} causes les plus fréquentes ; le tableau les donne toutes.`
        : null,
  }
}

function titleOf(first: CauseCount, known: readonly CauseCount[], total: number, isWhole: boolean): string {
  const isLed = known.every((cause) => cause === first || (cause.count ?? 0) < (first.count ?? 0))
  const share = isWhole ? fr`, ${formatNumber(first.count ?? 0)} sur ${formatNumber(total)}` : ''
  if (isLed) return fr`Première cause : ${quoted(first.label)}${share}`
  const unknown = known[0]
  return unknown?.code === 'non_renseignee'
    ? fr`Une cause manque pour ${formatNumber(unknown.count ?? 0)} parcours ; ensuite vient ${quoted(first.label)}`
    : 'Plusieurs causes reviennent aussi souvent'
}

function tableOf(causes: readonly CauseCount[], total: number | null, isPublic: boolean): TableBlock {
  const axes = isPublic
    ? []
    : ([
        { label: 'Origine', align: 'text', width: null },
        { label: 'Moment', align: 'text', width: null },
      ] as const)
  return {
    id: 'causes-table',
    caption: 'Causes, de la plus fréquente à la plus rare',
    columns: [
      { label: 'Cause', align: 'text', width: isPublic ? '60%' : '34%' },
      ...axes,
      { label: 'Parcours', align: 'number', width: null },
      ...(total === null ? [] : [{ label: 'Part', align: 'number' as const, width: null }]),
      ...(isPublic ? [] : [{ label: 'Alternative proposée', align: 'number' as const, width: null }]),
    ],
    rows: causes.every(({ count }) => count === null)
      ? []
      : [
          ...causes.map((cause) =>
            tableRow([
              textCell(labelOf(cause)),
              ...(isPublic ? [] : axisCells(cause)),
              cause.count === null ? textCell('masqué') : textCell(formatNumber(cause.count)),
              ...(total === null ? [] : [textCell(formatPercent((cause.count ?? 0) / total))]),
              ...(isPublic ? [] : [countCell(cause.alternativeProposed ?? 0)]),
            ]),
          ),
          ...(total === null || causes.length < 2
            ? []
            : [tableRow(totalCells(causes, total, isPublic), true)]),
        ],
    empty:
      causes.length === 0
        ? 'Aucune cause à montrer.'
        : fr`Aucun effectif ne peut être publié ; l’explication nomme les causes.`,
    note: isPublic
      ? fr`« Masqué » : ${WITHHELD.replace(/^masqué\s:\s/, '')}. Les causes touchant à la santé sont sous « motif personnel ».`
      : fr`Origine ou moment vide : ils diffèrent d’un parcours à l’autre. Les causes touchant à la santé sont sous « motif personnel ».`,
  }
}

function axisCells({ origin, moment }: CauseCount) {
  return [
    textCell(origin === null ? '' : DROPOUT_ORIGIN_WORDS[origin]),
    textCell(moment === null ? '' : MOMENT_WORDS[moment]),
  ]
}

function totalCells(causes: readonly CauseCount[], total: number, isPublic: boolean) {
  const proposed = causes.reduce((sum, { alternativeProposed = 0 }) => sum + alternativeProposed, 0)
  return [
    textCell('Ensemble'),
    ...(isPublic ? [] : [textCell(''), textCell('')]),
    textCell(formatNumber(total)),
    textCell(formatPercent(1, 0)),
    ...(isPublic ? [] : [countCell(proposed)]),
  ]
}

/** What each wording corresponds to in the lists of others. */
export function causeMapping({ kind, statistics }: Shown): TableBlock | null {
  if (kind === 'public') return null
  const sorted = withoutHealth(statistics.causes).filter(
    ({ code }) => code !== 'autre' && code !== 'non_renseignee',
  )
  if (sorted.length === 0) return null
  const hasContracts = sorted.some(({ mapping }) => mapping.contractGrounds !== null)
  return {
    id: 'causes-correspondances',
    caption: 'Correspondances avec d’autres nomenclatures',
    columns: [
      { label: 'Cause', align: 'text', width: '28%' },
      { label: 'Cause connue', align: 'text', width: '22%' },
      { label: 'Mon Compte Formation', align: 'text', width: null },
      { label: 'Famille de la Dares', align: 'text', width: null },
      ...(hasContracts
        ? [{ label: 'Rupture de contrat (L. 6222-18)', align: 'text' as const, width: null }]
        : []),
    ],
    rows: sorted.map((cause) => {
      const { edof, dares, contractGrounds } = cause.mapping
      return tableRow([
        textCell(labelOf(cause)),
        textCell(knownCause(cause.code).label),
        textCell(edof === null ? '–' : EDOF_WORDS[edof]),
        textCell(dares === null ? '–' : DARES_WORDS[dares]),
        ...(hasContracts
          ? [textCell(contractGrounds === null ? '–' : CONTRACT_GROUNDS_WORDS[contractGrounds])]
          : []),
      ])
    }),
    empty: 'Aucune cause connue.',
    note: fr`Le rapprochement se fait sur les mots de la cause ; il aide à répondre à un financeur et se relit au cas par cas.`,
  }
}

function unsortedRemark(share: number | null): Callout | null {
  if (share === null || share <= UNSORTED_CAUSES_LIMIT) return null
  return {
    tone: 'warning',
    title: 'Des causes restent inconnues',
    paragraphs: [
      fr`${formatPercent(share, 0)} des parcours interrompus n’ont pas de cause, ou une cause qui n’entre dans aucune famille connue : au-delà d’un cinquième, l’analyse des causes perd son sens.`,
    ],
  }
}
