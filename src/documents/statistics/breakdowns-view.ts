// The dropout rate by month of entry, site, training… Every chart has its figures as a table. May not compute a figure.
import { counted, formatNumber, fr, SHORT_MONTHS } from '../../kernel/french.js'
import { WITHHELD } from '../../statistics/disclosure.js'
import { type BreakdownRow, DIMENSIONS, type Dimension } from '../../statistics/statistics.js'
import { countsOf, intervalOf, shareOf } from '../../words/figure.js'
import { DIMENSION_WORDS } from '../../words/statistics.js'
import { capitalised } from '../../words/values.js'
import { type TableBlock, tableRow, textCell } from '../blocks.js'
import type { DotInterval, MonthColumns } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import type { DocumentInputs, Shown } from './document-inputs.js'

export interface BreakdownBlock {
  readonly heading: string
  readonly months: MonthColumns | null
  readonly chart: DotInterval | null
  readonly table: TableBlock
}

export interface BreakdownsView extends SectionHead {
  readonly blocks: readonly BreakdownBlock[]
}

/** The same for all groups, large and small, so that a column compares. */
const DECIMALS = 1
/** Rows of a chart; beyond, the table alone shows the groups. */
const MOST_DOTS = 14
/** Rows of a table in the document; the CSV has them all. */
const MOST_ROWS = 40
/** Dimensions drawn as well as listed; the others are listed, unless they are asked for. */
const DRAWN: readonly Dimension[] = ['site', 'formation']
/** The website shows fewer cuts unless they are asked for. */
const PUBLIC_DIMENSIONS: readonly Dimension[] = ['formation', 'site', 'type']

export function breakdownsView(inputs: DocumentInputs, number: string): BreakdownsView | null {
  const isAsked = inputs.dimensions !== null
  const blocks = dimensionsOf(inputs).flatMap((dimension) => blockOf(inputs.shown, dimension, isAsked))
  if (blocks.length === 0) return null
  return {
    anchor: 'ventilations',
    number,
    isBrief: true,
    title: 'Les abandons, groupe par groupe',
    lead: fr`Le taux d’abandon dans chaque groupe, avec son intervalle : plus le groupe est petit, plus l’intervalle est large.`,
    blocks,
  }
}

function dimensionsOf({ dimensions, shown }: DocumentInputs): readonly Dimension[] {
  const order: readonly Dimension[] = ['mois', ...DIMENSIONS.filter((dimension) => dimension !== 'mois')]
  if (dimensions !== null) return order.filter((dimension) => dimensions.includes(dimension))
  return shown.kind === 'public' ? order.filter((dimension) => PUBLIC_DIMENSIONS.includes(dimension)) : order
}

function blockOf({ statistics }: Shown, dimension: Dimension, isAsked: boolean): readonly BreakdownBlock[] {
  const rows = statistics.breakdowns[dimension] ?? []
  const reason = statistics.withheld[dimension]
  if (!isAsked && rows.length < 2) return []
  const { title, one } = DIMENSION_WORDS[dimension]
  return [
    {
      heading: title,
      months: dimension === 'mois' ? monthsOf(rows) : null,
      chart: isAsked || DRAWN.includes(dimension) ? dotsOf(rows, dimension) : null,
      table: tableOf(rows, dimension, one, reason),
    },
  ]
}

/** Months without entry stand between the others, so that time runs evenly. */
function monthsOf(rows: readonly BreakdownRow[]): MonthColumns | null {
  const dated = rows.filter(({ key }) => /^\d{4}-\d{2}$/.test(key))
  if (dated.length < 2 || dated.some(({ dropouts }) => dropouts === null)) return null
  const byKey = new Map(dated.map((row) => [row.key, row]))
  const months = monthsBetween(dated[0]?.key ?? '', dated.at(-1)?.key ?? '')
  if (months.length > 36) return null
  return {
    kind: 'monthColumns',
    id: 'mois-colonnes',
    title: monthsTitle(dated),
    description: dated
      .map(
        ({ label, entered, dropouts }) =>
          fr`${capitalised(label)} : ${counted(entered, 'entré', 'entrés')}, dont ${counted(dropouts ?? 0, 'abandon', 'abandons')}.`,
      )
      .join(' '),
    series: [
      { label: 'abandons', tone: 'accent' },
      { label: 'autres parcours commencés', tone: 'waiting' },
    ],
    columns: months.map((key, index) => {
      const row = byKey.get(key)
      const month = Number(key.slice(5))
      return {
        label: SHORT_MONTHS[month - 1] ?? '',
        group: index === 0 || month === 1 ? key.slice(0, 4) : null,
        values: [row?.dropouts ?? 0, (row?.entered ?? 0) - (row?.dropouts ?? 0)],
        shown:
          row === undefined || row.entered === 0
            ? ''
            : `${formatNumber(row.dropouts ?? 0)}/${formatNumber(row.entered)}`,
      }
    }),
    unit: 'parcours par mois d’entrée',
    note: fr`Au-dessus de chaque colonne : abandons / entrés.`,
  }
}

function emptyWords(rows: readonly BreakdownRow[], reason: string | undefined): string {
  if (reason !== undefined) return fr`Aucun groupe n’est montré. ${capitalised(reason)}.`
  return rows.some((row) => row.reason === WITHHELD)
    ? fr`Aucun des ${formatNumber(rows.length)} groupes ne peut être publié. ${capitalised(WITHHELD)}.`
    : 'Aucune entrée dans la cohorte.'
}

function monthsTitle(rows: readonly BreakdownRow[]): string {
  const most = Math.max(...rows.map(({ dropouts }) => dropouts ?? 0))
  if (most === 0) return 'Aucun abandon, quel que soit le mois d’entrée'
  const [first, second] = rows.filter(({ dropouts }) => dropouts === most)
  return second === undefined && first !== undefined
    ? fr`Les entrées de ${first.label} comptent ${counted(most, 'abandon', 'abandons')} sur ${counted(first.entered, 'parcours', 'parcours')}`
    : fr`Jamais plus de ${counted(most, 'abandon', 'abandons')} parmi les entrées d’un même mois`
}

function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = []
  let year = Number(first.slice(0, 4))
  let month = Number(first.slice(5))
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    if (key > last) return months
    months.push(key)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
}

function dotsOf(rows: readonly BreakdownRow[], dimension: Dimension): DotInterval | null {
  if (dimension === 'mois') return null
  const known = rows.filter(({ value }) => value !== null)
  if (known.length < 2 || known.length > MOST_DOTS) return null
  const [lowest] = [...known].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [highest] = [...known].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const isSeparate =
    lowest?.wilson95 != null && highest?.wilson95 != null && lowest.wilson95[1] < highest.wilson95[0]
  return {
    kind: 'dotInterval',
    id: `${dimension}-points`,
    title:
      isSeparate && lowest !== undefined && highest !== undefined
        ? fr`De ${shareOf(figureOf(lowest), DECIMALS)} (${lowest.label}) à ${shareOf(figureOf(highest), DECIMALS)} (${highest.label})`
        : fr`Les intervalles se recouvrent : rien ne distingue nettement un groupe d’un autre`,
    description: known
      .map(
        (row) =>
          fr`${capitalised(row.label)} : ${shareOf(figureOf(row), DECIMALS)}, de ${intervalOf(figureOf(row), DECIMALS)}.`,
      )
      .join(' '),
    rows: known.map((row) => ({
      label: capitalised(row.label),
      detail: null,
      value: row.value,
      low: row.wilson95?.[0] ?? null,
      high: row.wilson95?.[1] ?? null,
      shown: `${shareOf(figureOf(row), DECIMALS)} (${countsOf(figureOf(row))})`,
    })),
  }
}

function figureOf(row: BreakdownRow) {
  return { ...row, numerator: row.dropouts, denominator: row.entered }
}

function tableOf(
  rows: readonly BreakdownRow[],
  dimension: Dimension,
  one: string,
  reason: string | undefined,
): TableBlock {
  const isAllWithheld = rows.every(({ value }) => value === null)
  const shown = isAllWithheld ? [] : rows.slice(0, MOST_ROWS)
  const notes = [
    ...(rows.length > MOST_ROWS
      ? [
          fr`Les ${MOST_ROWS} premiers groupes sur ${formatNumber(rows.length)} ; le fichier CSV les donne tous.`,
        ]
      : []),
    ...(reason === undefined ? [] : [fr`Un groupe au moins n’est pas montré. ${capitalised(reason)}.`]),
    ...(rows.some((row) => row.reason === WITHHELD) ? [fr`${capitalised(WITHHELD)}.`] : []),
  ]
  return {
    id: `${dimension}-table`,
    caption: fr`Abandons par ${one}`,
    columns: [
      { label: capitalised(one), align: 'text', width: '44%' },
      { label: 'Entrés', align: 'number', width: null },
      { label: 'Abandons', align: 'number', width: null },
      { label: 'Taux', align: 'number', width: null },
      { label: 'Intervalle à 95 %', align: 'number', width: null },
    ],
    rows: shown.map((row) =>
      tableRow([
        textCell(capitalised(row.label)),
        textCell(formatNumber(row.entered)),
        textCell(row.dropouts === null ? 'masqué' : formatNumber(row.dropouts)),
        textCell(shareOf(figureOf(row), DECIMALS)),
        textCell(intervalOf(figureOf(row), DECIMALS)),
      ]),
    ),
    empty: emptyWords(rows, reason),
    note: notes.length === 0 ? null : notes.join(' '),
  }
}
