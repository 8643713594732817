// The statistics for a person at a terminal.

import { counted, formatLongDate, formatNumber, formatPercent, fr, listed } from '../../kernel/french.js'
import { WITHHELD } from '../../statistics/disclosure.js'
import { stepAt, survivalAt } from '../../statistics/kaplan-meier.js'
import type { PublishedStatistics } from '../../statistics/publish.js'
import { RATES } from '../../statistics/rate-definitions.js'
import {
  type BreakdownRow,
  type CauseCount,
  type Definition,
  DIMENSIONS,
  type Dimension,
  EXIT_STATES,
  type FactorCounts,
  RATE_IDS,
  type Rate,
  type RateId,
  type Statistics,
  type YearFigures,
} from '../../statistics/statistics.js'
import {
  type Explanation,
  explainYear,
  explainYearInPublic,
  explanationText,
} from '../../words/explanation.js'
import {
  cohortWords,
  countsOf,
  daysWords,
  intervalOf,
  pointsInterval,
  pointsWords,
  shareOf,
} from '../../words/figure.js'
import { meanWords } from '../../words/satisfaction.js'
import {
  ASSOCIATION_CAUTION,
  DIMENSION_WORDS,
  FACTOR_WORDS,
  MOMENT_WORDS,
  POPULATION_WORDS,
} from '../../words/statistics.js'
import { ALTERNATIVE_WORDS, capitalised, DROPOUT_ORIGIN_WORDS, STATUS_WORDS } from '../../words/values.js'
import type { Paint } from './paint.js'
import { padded, textWidth } from './text-width.js'

/** Shown where no breakdown is asked for, when there is more than one group. */
const USUAL_DIMENSIONS: readonly Dimension[] = ['site', 'formation', 'type']
/** Rates that every year shows; the others only where they have a population. */
const MAIN_RATES: readonly RateId[] = ['dropout', 'interruption', 'noShow']

type Dimensions = readonly Dimension[] | null

export function* statsText(
  statistics: Statistics,
  organisation: string,
  dimensions: Dimensions,
  paint: Paint,
): Iterable<string> {
  yield headText(statistics, organisation, paint)
  yield ratesText(statistics.rates, paint)
  yield definitionsText(statistics.definitions, paint)
  yield exitsText(statistics, paint)
  yield causesText(statistics.causes, paint)
  yield* breakdownTexts(statistics, dimensions, paint)
  yield yearsText(statistics.years, paint)
  yield changesText(statistics, paint)
  yield alternativesText(statistics, paint)
  yield pathwaysText(statistics, paint)
  yield measuresText(statistics, paint)
  yield certificationText(statistics, paint)
  yield explanationBlock(explainYear(statistics), paint)
}

export function* publicStatsText(
  statistics: PublishedStatistics,
  organisation: string,
  dimensions: Dimensions,
  paint: Paint,
): Iterable<string> {
  yield headText(statistics, organisation, paint)
  yield fr`Version à publier : aucun taux sur moins de ${formatNumber(statistics.threshold)}, aucune cause comptée de 1 à 4. « masqué » : effectif trop petit, ou chiffre qui permettrait d’en retrouver un.\n\n`
  yield ratesText(statistics.rates, paint)
  yield definitionsText(statistics.definitions, paint)
  yield causesText(statistics.causes, paint, statistics.causesReason)
  yield* breakdownTexts(statistics, dimensions, paint)
  yield yearsText(statistics.years, paint)
  if (statistics.proposal !== null) {
    const { years, entered, rates } = statistics.proposal
    const labels = rates.map((id) => RATES[id].label.toLocaleLowerCase('fr'))
    yield fr`En cumulant ${listed(years.map(String))} (${counted(entered, 'entré', 'entrés')}), pourraient être publiés : ${listed(labels)}. Écrivez « publication: { annees: ${years.length} } » dans i12.yaml.\n\n`
  }
  yield explanationBlock(explainYearInPublic(statistics), paint)
}

function headText(statistics: Statistics | PublishedStatistics, organisation: string, paint: Paint): string {
  const { cohort, populations, outOfScope, asOf } = statistics
  const shown = (key: keyof typeof POPULATION_WORDS, count: number) =>
    `${POPULATION_WORDS[key]} ${formatNumber(count)}`
  const people = (['enrolled', 'entered', 'persons', 'inProgress', 'notYetEntered'] as const).map((key) =>
    shown(key, populations[key]),
  )
  const apart = (['short', 'subcontracted', 'unknownCohort', 'unusableDate'] as const)
    .filter((key) => outOfScope[key] > 0)
    .map((key) => shown(key, outOfScope[key]))
  const lines = [
    paint('bold', fr`${organisation}, ${cohortWords(cohort).toLocaleLowerCase('fr')}`),
    `Arrêté au ${formatLongDate(asOf)}`,
    capitalised(people.join(', ')),
    ...(apart.length === 0 ? [] : [fr`Hors champ : ${apart.join(', ')}`]),
  ]
  return `${lines.join('\n')}\n\n`
}

function ratesText(rates: readonly Rate[], paint: Paint): string {
  const hasContracts = rates.some((rate) => isAboutContracts(rate) && rate.denominator !== 0)
  const shown = rates.filter((rate) => hasContracts || !isAboutContracts(rate))
  const rows = shown.map((rate) => [
    rate.label,
    countsOf(rate),
    shareOf(rate),
    rate.value === null ? reasonOf(rate) : intervalOf(rate),
  ])
  return section('Taux', ['', 'effectifs', 'taux', 'intervalle à 95 %'], rows, paint, [1, 2])
}

/** Four lines of nothing where nobody is an apprentice. */
function isAboutContracts({ id }: Rate): boolean {
  return id.startsWith('contractTermination')
}

function definitionsText(definitions: readonly Definition[], paint: Paint): string {
  const rows = definitions.map((definition) => [
    shareOf({ ...definition, wilson95: null }),
    countsOf({ ...definition, wilson95: null }),
    definition.sentence,
  ])
  return section('Selon la définition retenue', ['taux', 'effectifs', ''], rows, paint, [0, 1])
}

function exitsText({ exits }: Statistics, paint: Paint): string {
  const rows = EXIT_STATES.filter((state) => exits[state] > 0).map((state) => [
    capitalised(STATUS_WORDS[state]),
    formatNumber(exits[state]),
  ])
  return section('États de fin', ['', 'parcours'], rows, paint, [1])
}

function causesText(causes: readonly CauseCount[], paint: Paint, reason?: string): string {
  const total = causes.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const isWhole = causes.every(({ count }) => count !== null)
  const rows = causes.map(({ label, count, origin, moment, reason: withheld }) => [
    label,
    count === null ? '–' : formatNumber(count),
    count === null || !isWhole || total === 0 ? '' : formatPercent(count / total),
    origin === null ? '' : DROPOUT_ORIGIN_WORDS[origin],
    moment === null ? reasonOf(withheld === undefined ? {} : { reason: withheld }) : MOMENT_WORDS[moment],
  ])
  const said = reason === undefined ? '' : `  ${capitalised(reason)}.\n\n`
  return (
    section('Causes des interruptions', ['', 'parcours', 'part', 'origine', 'moment'], rows, paint, [1, 2]) +
    said
  )
}

function* breakdownTexts(
  { breakdowns, withheld }: Pick<Statistics, 'breakdowns' | 'withheld'>,
  asked: Dimensions,
  paint: Paint,
): Iterable<string> {
  for (const dimension of asked ?? USUAL_DIMENSIONS) {
    const rows = breakdowns[dimension] ?? []
    const isWorthShowing = asked !== null || rows.length > 1
    if (!DIMENSIONS.includes(dimension) || !isWorthShowing) continue
    yield section(
      fr`Abandons ${DIMENSION_WORDS[dimension].title.toLocaleLowerCase('fr')}`,
      ['', 'effectifs', 'taux', 'intervalle à 95 %'],
      rows.map(breakdownCells),
      paint,
      [1, 2],
    )
    const reason = withheld[dimension]
    if (reason !== undefined)
      yield fr`  Abandons ${DIMENSION_WORDS[dimension].title.toLocaleLowerCase('fr')}, ${reason}.\n\n`
  }
}

/** One word for what is withheld: the head of the public version says what it means. */
function reasonOf({ reason }: { readonly reason?: string }): string {
  return reason === WITHHELD ? 'masqué' : (reason ?? '')
}

function breakdownCells(row: BreakdownRow): readonly string[] {
  const figure = { ...row, numerator: row.dropouts, denominator: row.entered }
  return [
    row.label,
    countsOf(figure),
    shareOf(figure),
    row.value === null ? reasonOf(row) : intervalOf(figure),
  ]
}

function yearsText(years: readonly YearFigures[], paint: Paint): string {
  if (years.length < 2) return ''
  const ids = RATE_IDS.filter(
    (id) => MAIN_RATES.includes(id) || years.some(({ rates }) => rates[id].value !== null),
  )
  const rows = ids.map((id) => [
    RATES[id].label,
    ...years.map(({ rates }) =>
      rates[id].value === null ? '–' : `${shareOf(rates[id])} (${countsOf(rates[id])})`,
    ),
  ])
  return section(
    'Années côte à côte',
    ['', ...years.map(({ year }) => String(year))],
    [
      ['Inscrits', ...years.map(({ populations }) => formatNumber(populations.enrolled))],
      ['Entrés', ...years.map(({ populations }) => formatNumber(populations.entered))],
      ...rows,
    ],
    paint,
    years.map((_, index) => index + 1),
  )
}

function changesText({ years, changes }: Statistics, paint: Paint): string {
  if (years.length < 2) return ''
  if (changes.length === 0) {
    return fr`  Aucun écart entre deux années n’est commenté : leurs intervalles se recouvrent.\n\n`
  }
  const rows = changes.map(({ rate, from, to, difference, newcombe95 }) => [
    RATES[rate].label,
    `${from} → ${to}`,
    pointsWords(difference),
    pointsInterval(newcombe95),
  ])
  return section(
    'Écarts dont les intervalles sont séparés',
    ['', 'années', 'écart', 'intervalle à 95 %'],
    rows,
    paint,
    [2],
  )
}

function alternativesText({ alternatives }: Statistics, paint: Paint): string {
  const { exits, proposed, accepted, refused, unanswered, otherAnswer, byKind } = alternatives
  if (exits === 0 || (proposed === 0 && alternatives.none === 0)) return ''
  const rows = [
    ['Proposées', `${formatNumber(proposed)} / ${formatNumber(exits)}`],
    ['Acceptées', formatNumber(accepted)],
    ['Refusées', formatNumber(refused)],
    ['Sans réponse', formatNumber(unanswered)],
    ...(otherAnswer > 0 ? [['Autre réponse', formatNumber(otherAnswer)]] : []),
    ...byKind.map((kind) => [
      `  ${ALTERNATIVE_WORDS[kind.kind]}`,
      fr`${formatNumber(kind.proposed)} : ${answersOf(kind)}`,
    ]),
  ]
  return section('Alternatives', ['', 'parcours'], rows, paint, [])
}

function answersOf(kind: Statistics['alternatives']['byKind'][number]): string {
  const parts = [
    ...(kind.accepted > 0 ? [counted(kind.accepted, 'acceptée', 'acceptées')] : []),
    ...(kind.refused > 0 ? [counted(kind.refused, 'refusée', 'refusées')] : []),
    ...(kind.unanswered > 0 ? [`${formatNumber(kind.unanswered)} sans réponse`] : []),
  ]
  return parts.length === 0 ? 'autre réponse' : parts.join(', ')
}

function pathwaysText({ retention, timeToDropout, survival }: Statistics, paint: Paint): string {
  const rows: (readonly string[])[] = []
  if (retention.relaunched > 0) {
    rows.push(
      [
        'Revus après leur première relance',
        countsOf(retention.returned),
        shareOf(retention.returned),
        retention.returned.reason ?? intervalOf(retention.returned),
      ],
      [
        'Terminés ou présents après relance',
        countsOf(retention.retained),
        shareOf(retention.retained),
        intervalOf(retention.retained),
      ],
    )
  }
  const { days } = timeToDropout
  if (days !== null) {
    rows.push([
      'De la première absence à l’abandon',
      counted(timeToDropout.count, 'abandon', 'abandons'),
      daysWords(days.median),
      fr`médiane ; de ${daysWords(days.lowerQuartile)} à ${daysWords(days.upperQuartile)} pour la moitié du milieu`,
    ])
  }
  const head = section('Après l’absence et la relance', ['', 'effectifs', '', ''], rows, paint, [1, 2])
  const { curve } = survival
  if (curve.observations === 0) return head
  const shares = [0.25, 0.5, 0.75, 1].map((share) => {
    const interval = stepAt(curve, share)?.interval95 ?? null
    return [
      `à ${formatPercent(share, 0)} de la durée prévue`,
      formatPercent(survivalAt(curve, share)),
      interval === null ? '' : `${formatNumber(interval[0] * 100, 1)} à ${formatPercent(interval[1])}`,
    ]
  })
  return (
    head +
    section(
      'Encore en formation (Kaplan-Meier, parcours en cours censurés)',
      ['', 'part', 'intervalle à 95 %'],
      shares,
      paint,
      [1],
    )
  )
}

function measuresText({ measures }: Statistics, paint: Paint): string {
  const asked = measures.flatMap(({ measure, questions = [] }) =>
    questions.map((one) => [
      measure.title,
      one.question,
      meanWords(one.before, one.outOf),
      meanWords(one.after, one.outOf),
      '',
    ]),
  )
  const compared = measures.filter(({ questions = [] }) => questions.length === 0)
  const rows = compared.map(({ measure, rate, before, after, difference, newcombe95, reason }) => [
    measure.title,
    rate === null ? '' : RATES[rate].label,
    `${before.year} ${shareOf(before)}`,
    `${after.year} ${shareOf(after)}`,
    difference === null || newcombe95 === null
      ? (reason ?? '')
      : `${pointsWords(difference)} (${pointsInterval(newcombe95)})`,
  ])
  return section(
    'Mesures, avant et après (une association, pas une preuve)',
    ['', '', 'avant', 'après', 'écart'],
    [...rows, ...asked],
    paint,
    [],
  )
}

function certificationText({ certification }: Statistics, paint: Paint): string {
  if (certification.registered === 0) return ''
  const share = ({ yes, no }: FactorCounts) =>
    yes + no === 0 ? '–' : `${formatNumber(yes)} / ${formatNumber(yes + no)}`
  const head = section(
    'Certification',
    ['', 'effectifs', 'taux', 'intervalle à 95 %'],
    [
      ['Inscrits', formatNumber(certification.registered), '', ''],
      [
        'Présentés',
        countsOf(certification.presentation),
        shareOf(certification.presentation),
        certification.presentation.reason ?? intervalOf(certification.presentation),
      ],
      [
        'Reçus',
        countsOf(certification.success),
        shareOf(certification.success),
        certification.success.reason ?? intervalOf(certification.success),
      ],
    ],
    paint,
    [1, 2],
  )
  const reasons = section(
    'Motifs d’échec',
    ['', 'parcours'],
    certification.failureReasons.map(({ label, count }) => [label, formatNumber(count)]),
    paint,
    [1],
  )
  const factors = section(
    'Préparation',
    ['', 'reçus', 'non reçus'],
    certification.factors.map(({ factor, passed, failed }) => [
      capitalised(FACTOR_WORDS[factor]),
      share(passed),
      share(failed),
    ]),
    paint,
    [1, 2],
  )
  return `${head}${reasons}${factors}  ${ASSOCIATION_CAUTION}\n\n`
}

function explanationBlock(explanation: Explanation, paint: Paint): string {
  return `${paint('bold', explanation.title)}\n${explanationText(explanation)}\n`
}

/** A titled table; columns in `numbers` are aligned on the right. Nothing where there is no row. */
function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  numbers: readonly number[],
): string {
  if (rows.length === 0) return ''
  const columns = [...head.keys()].filter((column) => rows.some((row) => (row[column] ?? '') !== ''))
  const widths = columns.map((column) =>
    rows.reduce(
      (widest, row) => Math.max(widest, textWidth(row[column] ?? '')),
      textWidth(head[column] ?? ''),
    ),
  )
  const line = (cells: readonly string[]) =>
    `  ${columns
      .map((column, index) => {
        const cell = cells[column] ?? ''
        const width = widths[index] ?? 0
        return numbers.includes(column)
          ? ' '.repeat(Math.max(0, width - textWidth(cell))) + cell
          : padded(cell, width)
      })
      .join('  ')}`.trimEnd()
  const headLine = line(head)
  return `${[paint('bold', title), ...(headLine === '' ? [] : [headLine]), ...rows.map(line)].join('\n')}\n\n`
}
