// The statistics as one flat table that opens in a French spreadsheet: a figure a row. Unrounded, decimal comma.

import { fr } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { PublishedStatistics } from '../../statistics/publish.js'
import { RATES } from '../../statistics/rate-definitions.js'
import {
  type BreakdownRow,
  type CauseCount,
  DIMENSIONS,
  EXIT_STATES,
  type Figure,
  type MeasureEffect,
  RATE_IDS,
  type Rate,
  type Statistics,
  type YearFigures,
} from '../../statistics/statistics.js'
import { explainYear, explainYearInPublic, explanationText } from '../../words/explanation.js'
import { DIMENSION_WORDS, FACTOR_WORDS, MOMENT_WORDS, POPULATION_WORDS } from '../../words/statistics.js'
import { ALTERNATIVE_WORDS, DROPOUT_ORIGIN_WORDS, STATUS_WORDS } from '../../words/values.js'
import { csvCell } from '../csv.js'

const HEADER = [
  'rubrique',
  'cle',
  'libelle',
  'numerateur',
  'denominateur',
  'valeur',
  'intervalle_bas',
  'intervalle_haut',
  'remarque',
] as const

/** Section, key, label, counts, value, bounds, remark. */
interface Line {
  readonly section: string
  readonly key: string
  readonly label: string
  readonly figure?: Partial<Figure>
  readonly remark?: string
}

export function* statsCsv(statistics: Statistics): Iterable<string> {
  yield* written([
    ...headLines(statistics),
    ...EXIT_STATES.map(
      (state): Line => ({
        section: 'sorties',
        key: state,
        label: STATUS_WORDS[state],
        figure: { numerator: statistics.exits[state] },
      }),
    ),
    ...rateLines(statistics.rates),
    ...causeLines(statistics.causes),
    ...breakdownLines(statistics),
    ...yearLines(statistics.years),
    ...alternativeLines(statistics),
    ...pathwayLines(statistics),
    ...measureLines(statistics),
    ...certificationLines(statistics),
    { section: 'explication', key: '', label: explanationText(explainYear(statistics)) },
  ])
}

export function* publicStatsCsv(statistics: PublishedStatistics): Iterable<string> {
  yield* written([
    ...headLines(statistics),
    ...rateLines(statistics.rates),
    ...causeLines(statistics.causes, statistics.causesReason),
    ...breakdownLines(statistics),
    ...yearLines(statistics.years),
    { section: 'explication', key: '', label: explanationText(explainYearInPublic(statistics)) },
  ])
}

function* written(lines: readonly Line[]): Iterable<string> {
  yield `\uFEFF${HEADER.join(';')}\r\n`
  for (const { section, key, label, figure, remark } of lines) {
    const cells = [
      section,
      key,
      label,
      numberCell(figure?.numerator),
      numberCell(figure?.denominator),
      numberCell(figure?.value),
      numberCell(figure?.wilson95?.[0]),
      numberCell(figure?.wilson95?.[1]),
      [figure?.reason, remark].filter((part) => part !== undefined && part !== '').join(fr` ; `),
    ]
    yield `${cells.map(csvCell).join(';')}\r\n`
  }
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value).replace('.', ',')
}

function headLines(statistics: Statistics | PublishedStatistics): Line[] {
  const { cohort, populations, outOfScope, definitions } = statistics
  return [
    { section: 'cohorte', key: 'arrete_au', label: formatIsoDate(statistics.asOf) },
    {
      section: 'cohorte',
      key: cohort.by === 'exit' ? 'annee_de_sortie' : 'annee_d_entree',
      label: cohort.years.join(' '),
    },
    ...Object.entries(populations).map(
      ([key, count]): Line => ({
        section: 'populations',
        key,
        label: POPULATION_WORDS[key as keyof typeof populations],
        figure: { numerator: count },
      }),
    ),
    ...Object.entries(outOfScope).map(
      ([key, count]): Line => ({
        section: 'hors_champ',
        key,
        label: POPULATION_WORDS[key as keyof typeof outOfScope],
        figure: { numerator: count },
      }),
    ),
    ...definitions.map(
      ({ id, sentence, ...figure }): Line => ({ section: 'definitions', key: id, label: sentence, figure }),
    ),
  ]
}

function rateLines(rates: readonly Rate[]): Line[] {
  return rates.map(({ id, label, formula, population, exclusions, ...figure }) => ({
    section: 'taux',
    key: id,
    label,
    figure,
    remark: fr`formule : ${formula} ; population : ${population} ; exclusions : ${exclusions.join(' ')}`,
  }))
}

function causeLines(causes: readonly CauseCount[], reason?: string): Line[] {
  const lines = causes.map(
    ({ code, label, count, origin, moment, reason: withheld }): Line => ({
      section: 'causes',
      key: code,
      label,
      figure: { numerator: count, ...(withheld === undefined ? {} : { reason: withheld }) },
      remark: [
        origin === null ? '' : fr`origine : ${DROPOUT_ORIGIN_WORDS[origin]}`,
        moment === null ? '' : fr`moment : ${MOMENT_WORDS[moment]}`,
      ]
        .filter((part) => part !== '')
        .join(fr` ; `),
    }),
  )
  return reason === undefined ? lines : [...lines, { section: 'causes', key: '', label: '', remark: reason }]
}

function breakdownLines({ breakdowns, withheld }: Statistics | PublishedStatistics): Line[] {
  return DIMENSIONS.flatMap((dimension) => [
    ...(breakdowns[dimension] ?? []).map((row) => breakdownLine(DIMENSION_WORDS[dimension].one, row)),
    ...(withheld[dimension] === undefined
      ? []
      : [
          {
            section: `abandons par ${DIMENSION_WORDS[dimension].one}`,
            key: '',
            label: '',
            remark: withheld[dimension],
          },
        ]),
  ])
}

function breakdownLine(dimension: string, { key, label, entered, dropouts, ...figure }: BreakdownRow): Line {
  return {
    section: `abandons par ${dimension}`,
    key,
    label,
    figure: { ...figure, numerator: dropouts, denominator: entered },
  }
}

function yearLines(years: readonly YearFigures[]): Line[] {
  return years.flatMap(({ year, rates }) =>
    RATE_IDS.map(
      (id): Line => ({
        section: `cohorte ${year}`,
        key: id,
        label: RATES[id].label,
        figure: rates[id],
      }),
    ),
  )
}

function alternativeLines({ alternatives }: Statistics): Line[] {
  const counts: readonly (readonly [string, string, number])[] = [
    ['proposed', 'proposées', alternatives.proposed],
    ['accepted', 'acceptées', alternatives.accepted],
    ['refused', 'refusées', alternatives.refused],
    ['unanswered', 'sans réponse', alternatives.unanswered],
    ['otherAnswer', 'autre réponse', alternatives.otherAnswer],
    ['none', 'aucune alternative proposée', alternatives.none],
    ['notRecorded', 'non renseignées', alternatives.notRecorded],
  ]
  return [
    ...counts.map(
      ([key, label, count]): Line => ({
        section: 'alternatives',
        key,
        label,
        figure: { numerator: count, denominator: alternatives.exits },
      }),
    ),
    ...alternatives.byKind.flatMap(({ kind, proposed, accepted, refused, unanswered }) =>
      (
        [
          ['acceptées', accepted],
          ['refusées', refused],
          ['sans réponse', unanswered],
        ] as const
      ).map(
        ([answer, count]): Line => ({
          section: `alternatives ${answer}, par nature`,
          key: kind,
          label: ALTERNATIVE_WORDS[kind],
          figure: { numerator: count, denominator: proposed },
        }),
      ),
    ),
  ]
}

function pathwayLines({ retention, timeToDropout, survival }: Statistics): Line[] {
  const days = timeToDropout.days
  return [
    {
      section: 'relances',
      key: 'returned',
      label: 'revus après leur première relance',
      figure: retention.returned,
    },
    {
      section: 'relances',
      key: 'retained',
      label: 'terminés ou encore présents après relance',
      figure: retention.retained,
    },
    ...(days === null
      ? [{ section: 'délai avant abandon', key: '', label: '', remark: timeToDropout.reason ?? '' }]
      : (
          [
            ['min', 'minimum', days.min],
            ['lowerQuartile', 'premier quartile', days.lowerQuartile],
            ['median', 'médiane', days.median],
            ['upperQuartile', 'troisième quartile', days.upperQuartile],
            ['max', 'maximum', days.max],
          ] as const
        ).map(
          ([key, label, value]): Line => ({
            section: 'jours de la première absence à l’abandon',
            key,
            label,
            figure: { value, denominator: timeToDropout.count },
          }),
        )),
    ...survival.curve.steps.map(
      ({ time, events, atRisk, survival: value, interval95 }): Line => ({
        section: 'part encore en formation (Kaplan-Meier)',
        key: numberCell(time),
        label: 'part écoulée de la formation',
        figure: { numerator: events, denominator: atRisk, value, wilson95: interval95 },
      }),
    ),
  ]
}

function measureLines({ measures }: Statistics): Line[] {
  return measures.flatMap((effect) =>
    (effect.questions ?? []).length > 0 ? questionLines(effect) : comparedLines(effect),
  )
}

/** The mean of each question, with the number of its answers. */
function questionLines({ measure, questions = [] }: MeasureEffect): Line[] {
  return questions.flatMap(({ question, before, after }) =>
    [before, after].map(
      ({ year, mean, answers }): Line => ({
        section: `mesure ${measure.id}`,
        key: String(year),
        label: question,
        figure: { value: mean, denominator: answers },
        remark: 'moyenne des réponses ; une association, pas une preuve d’effet',
      }),
    ),
  )
}

function comparedLines({ measure, before, after, difference, newcombe95, reason }: MeasureEffect): Line[] {
  return [
    { section: `mesure ${measure.id}`, key: String(before.year), label: 'avant', figure: before },
    { section: `mesure ${measure.id}`, key: String(after.year), label: 'après', figure: after },
    {
      section: `mesure ${measure.id}`,
      key: 'difference',
      label: 'après moins avant',
      figure: { value: difference, wilson95: newcombe95, ...(reason === undefined ? {} : { reason }) },
      remark: 'une association, pas une preuve d’effet',
    },
  ]
}

function certificationLines({ certification }: Statistics): Line[] {
  return [
    {
      section: 'certification',
      key: 'registered',
      label: 'inscrits',
      figure: { numerator: certification.registered },
    },
    { section: 'certification', key: 'presentation', label: 'présentés', figure: certification.presentation },
    { section: 'certification', key: 'success', label: 'reçus', figure: certification.success },
    ...certification.failureReasons.map(
      ({ label, count }): Line => ({
        section: 'motifs d’échec',
        key: '',
        label,
        figure: { numerator: count, denominator: certification.failed },
      }),
    ),
    ...certification.factors.flatMap(({ factor, passed, failed }): Line[] => [
      {
        section: 'préparation des reçus',
        key: factor,
        label: FACTOR_WORDS[factor],
        figure: { numerator: passed.yes, denominator: passed.yes + passed.no },
      },
      {
        section: 'préparation des non reçus',
        key: factor,
        label: FACTOR_WORDS[factor],
        figure: { numerator: failed.yes, denominator: failed.yes + failed.no },
      },
    ]),
  ]
}
