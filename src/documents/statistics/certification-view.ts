// Certification: presented, passed, failed and why, and how each had prepared. May not conclude.
import { formatNumber, formatPercent, fr } from '../../kernel/french.js'
import { HEALTH_LABEL_OUTSIDE } from '../../statistics/cause-taxonomy.js'
import type { CertificationFigures, FactorCounts, Figure } from '../../statistics/statistics.js'
import { betweenWords, countsOf, shareOf } from '../../words/figure.js'
import { ASSOCIATION_CAUTION, FACTOR_WORDS } from '../../words/statistics.js'
import { capitalised } from '../../words/values.js'
import { type Callout, type KeyFigures, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'

export interface CertificationView extends SectionHead {
  readonly figures: KeyFigures
  readonly reasons: TableBlock
  readonly factors: TableBlock
  readonly caution: Callout
}

export function certificationView(
  certification: CertificationFigures,
  number: string,
): CertificationView | null {
  if (certification.registered === 0) return null
  const { registered, upcoming, notPresented, resultUnknown, presenceUnknown } = certification
  const apart = [
    ...(upcoming > 0 ? [fr`${formatNumber(upcoming)} à venir`] : []),
    ...(notPresented > 0 ? [fr`${formatNumber(notPresented)} non présentés`] : []),
    ...(presenceUnknown > 0 ? [fr`${formatNumber(presenceUnknown)} sans présence connue`] : []),
    ...(resultUnknown > 0 ? [fr`${formatNumber(resultUnknown)} sans résultat connu`] : []),
  ]
  return {
    anchor: 'certification',
    number,
    isBrief: true,
    title: 'La certification',
    lead: null,
    figures: {
      figures: [
        {
          value: formatNumber(registered),
          label: 'Inscrits à une certification',
          detail: apart.length === 0 ? null : apart.join(', '),
          tone: 'neutral',
        },
        keyFigure('Présentés', certification.presentation),
        keyFigure('Reçus', certification.success),
      ],
    },
    reasons: reasonsTable(certification),
    factors: factorsTable(certification),
    caution: { tone: 'note', title: 'Une association, pas une cause', paragraphs: [ASSOCIATION_CAUTION] },
  }
}

function keyFigure(label: string, figure: Figure): KeyFigures['figures'][number] {
  return figure.value === null
    ? { value: '–', label, detail: figure.reason ?? null, tone: 'neutral' }
    : {
        value: shareOf(figure),
        label,
        detail: `${countsOf(figure)}, ${betweenWords(figure)}`,
        tone: 'accent',
      }
}

function reasonsTable({ failureReasons, failed }: CertificationFigures): TableBlock {
  const rows = new Map<string, number>()
  for (const { label, count, isHealth } of failureReasons) {
    const shown = capitalised(isHealth ? HEALTH_LABEL_OUTSIDE : label)
    rows.set(shown, (rows.get(shown) ?? 0) + count)
  }
  return tableBlock({
    id: 'echecs-table',
    caption: 'Motifs des échecs',
    columns: [
      { label: 'Motif, dans les mots de l’organisme', align: 'text', width: '70%' },
      { label: 'Non reçus', align: 'number', width: null },
    ],
    rows: [...rows].map(([label, count]) =>
      tableRow([textCell(label), textCell(`${formatNumber(count)} sur ${formatNumber(failed)}`)]),
    ),
    empty: 'Aucun échec à la certification.',
  })
}

function factorsTable({ factors }: CertificationFigures): TableBlock {
  return {
    id: 'preparation-table',
    caption: 'Préparation de ceux qui ont été reçus et des autres',
    columns: [
      { label: 'Préparation', align: 'text', width: '50%' },
      { label: 'Reçus', align: 'number', width: null },
      { label: 'Non reçus', align: 'number', width: null },
    ],
    rows: factors.map(({ factor, passed, failed }) =>
      tableRow([textCell(capitalised(FACTOR_WORDS[factor])), factorCell(passed), factorCell(failed)]),
    ),
    empty: 'Aucun facteur de préparation enregistré.',
    note: fr`Parmi ceux pour qui l’information est enregistrée.`,
  }
}

function factorCell({ yes, no }: FactorCounts) {
  const known = yes + no
  return known === 0
    ? textCell('–')
    : textCell(formatPercent(yes / known, 0), `${formatNumber(yes)} sur ${formatNumber(known)}`)
}
