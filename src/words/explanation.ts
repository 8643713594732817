// The explanation that an organisation writes each year, composed from its figures. May not compute a figure, nor print
// a cause of health.
import { counted, formatNumber, fr, listed, NARROW_NBSP, plural, quoted } from '../kernel/french.js'
import { CAUSE_MOMENTS, type CauseMoment } from '../statistics/cause-taxonomy.js'
import { sumCauses } from '../statistics/causes.js'
import { withoutHealth } from '../statistics/outside-causes.js'
import type { PublishedStatistics } from '../statistics/publish.js'
import type { CauseCount, Cohort, Figure, Rate, Statistics } from '../statistics/statistics.js'
import { intervalOf, shareOf } from './figure.js'
import { ALTERNATIVE_WORDS } from './values.js'

export interface Explanation {
  readonly title: string
  /** Ends with a colon where `items` follow. */
  readonly opening: string
  /** One cause each, punctuated. */
  readonly items: readonly string[]
  readonly closing: readonly string[]
}

/** The explanation of a cohort, with every count. */
export function explainYear(statistics: Statistics): Explanation {
  const { cohort, exits, alternatives, rates, populations } = statistics
  const causes = withoutHealth(statistics.causes)
  const { exits: total, proposed } = sumCauses(causes)
  const items = causeItems(causes, total)
  return {
    title: titleOf(cohort),
    opening: openingOf(cohort, populations.enrolled, total, items.length > 0),
    items: punctuated(items),
    closing: [
      ...errorSentences(exits.erreur),
      ...alternativeSentences(alternatives, total, proposed),
      ...rateSentences(rates),
      ...waitingSentences(populations.inProgress, populations.notYetEntered),
    ],
  }
}

/** The same for the website: no count that the public statistics withhold. */
export function explainYearInPublic(statistics: PublishedStatistics): Explanation {
  const { cohort, populations, rates, causes } = statistics
  const total = statistics.definitions[0]?.numerator ?? null
  const shown = causes.filter(({ count }) => count !== null)
  const items = shown.map((cause) => causeItem(cause, null))
  if (causes.some(({ count }) => count === null)) {
    items.push(
      shown.length === 0
        ? 'des causes dont les effectifs, trop petits, ne sont pas publiés'
        : 'les autres pour des causes dont les effectifs, trop petits, ne sont pas publiés',
    )
  }
  const proposed = rates.find(({ id }) => id === 'alternativeProposed')
  return {
    title: titleOf(cohort),
    opening:
      total === null
        ? fr`${yearsOpening(cohort)}, ${counted(populations.enrolled, 'parcours engagé', 'parcours engagés')} : un effectif trop petit pour que des taux soient publiés.`
        : openingOf(
            cohort,
            populations.enrolled,
            total,
            items.length > 0,
            ', erreurs administratives comprises',
          ),
    items: punctuated(items),
    closing: [
      ...(proposed?.value == null
        ? []
        : [
            fr`Une alternative (report, autre session, adaptation, autre financement…) a été proposée dans ${shareOf(proposed)} des abandons, cas de force majeure et interruptions par l’organisme.`,
          ]),
      ...rateSentences(rates),
    ],
  }
}

function titleOf({ years }: Cohort): string {
  return `Explications des abandons et interruptions, ${listed(years.map(String))}`
}

function yearsOpening({ by, years }: Cohort): string {
  const when = years.length > 1 ? `De ${years[0]} à ${years.at(-1)}` : `En ${years[0]}`
  return by === 'exit' ? `${when}, parmi les parcours qui ont pris fin` : when
}

/** @param comprising what the total holds that is no path engaged, as the sentence says it */
function openingOf(
  cohort: Cohort,
  enrolled: number,
  total: number,
  hasItems: boolean,
  comprising = '',
): string {
  const when = yearsOpening(cohort)
  if (enrolled === 0) return `${when}, aucun parcours n’a été engagé.`
  const all = counted(enrolled, 'parcours engagé', 'parcours engagés')
  if (total === 0) {
    return enrolled === 1
      ? `${when}, le seul parcours engagé n’a pas été interrompu.`
      : `${when}, sur ${all}, aucun n’a été interrompu.`
  }
  const some =
    total === 1
      ? 'un seul n’est pas allé à son terme'
      : `${formatNumber(total)} ne sont pas allés à leur terme`
  return hasItems
    ? fr`${when}, sur ${all}, ${some}${comprising} :`
    : `${when}, sur ${all}, ${some}${comprising}.`
}

const MOMENT_WORDS: Readonly<Record<CauseMoment, string>> = {
  before: ' avant l’entrée en formation',
  during: ' en cours de formation',
  after: ' après la date de fin prévue',
}

/** Beyond this many, the rarest causes are gathered: the table has them all. */
const MOST_ITEMS = 15

function causeItems(causes: readonly CauseCount[], total: number): string[] {
  const said = causes.length > MOST_ITEMS ? causes.slice(0, MOST_ITEMS - 1) : causes
  const items = said.map((cause) => causeItem(cause, total))
  const others = causes.slice(said.length)
  if (others.length > 0) {
    const count = others.reduce((sum, cause) => sum + (cause.count ?? 0), 0)
    items.push(fr`${formatNumber(count)} pour ${formatNumber(others.length)} autres causes`)
  }
  return items
}

/** « 31 en cours de formation, « entrée en formation trop tardive », dont 25 avec une alternative proposée ». */
function causeItem(cause: CauseCount, total: number | null): string {
  const { label, count, moment, code, alternativeProposed = 0 } = cause
  const number = count === total && count === 1 ? 'un' : formatNumber(count ?? 0)
  const when = moment === null ? '' : MOMENT_WORDS[moment]
  const why = code === 'non_renseignee' ? 'sans explication renseignée' : quoted(label)
  const proposed =
    alternativeProposed === 0 || total === null
      ? ''
      : alternativeProposed === count
        ? fr`, ${count === 1 ? 'une alternative ayant été proposée' : 'une alternative ayant chaque fois été proposée'}`
        : fr`, dont ${formatNumber(alternativeProposed)} avec une proposition d’alternative`
  return fr`${number}${when} : ${why}${momentsOf(cause)}${proposed}`
}

/** « (2 avant l’entrée en formation, 1 en cours de formation) », where the moment is not the same for all. */
function momentsOf({ moment, moments }: CauseCount): string {
  if (moment !== null || moments === undefined) return ''
  const parts = CAUSE_MOMENTS.filter((one) => moments[one] > 0).map(
    (one) => `${formatNumber(moments[one])}${MOMENT_WORDS[one]}`,
  )
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function punctuated(items: readonly string[]): readonly string[] {
  return items.map((item, index) => `${item}${index === items.length - 1 ? '.' : `${NARROW_NBSP};`}`)
}

/** Files that should not have been: no learner's path, so counted beside the paths. */
function errorSentences(errors: number): readonly string[] {
  if (errors === 0) return []
  return [
    fr`À part, ${counted(errors, 'dossier est une erreur', 'dossiers sont des erreurs')} de traitement administratif : ni un parcours engagé, ni un abandon.`,
  ]
}

/** @param exits paths that did not come to their end, of which `ofThem` had a proposal; the others were errors */
function alternativeSentences(
  alternatives: Statistics['alternatives'],
  exits: number,
  ofThem: number,
): readonly string[] {
  const { proposed, accepted, refused, unanswered, none, notRecorded, byKind } = alternatives
  if (alternatives.exits === 0 || proposed + none === 0) return []
  if (proposed === 0) {
    return [
      notRecorded > 0
        ? 'Aucune alternative proposée n’est consignée.'
        : fr`Aucune alternative ne ${exits === 1 ? 'lui' : 'leur'} a été proposée.`,
    ]
  }
  const kinds = listed(
    byKind.map(({ kind, proposed: count }) => fr`${ALTERNATIVE_WORDS[kind]} (${formatNumber(count)})`),
  )
  const errors = proposed - ofThem
  const apart =
    errors === 0 ? '' : fr`, et ${counted(errors, 'erreur administrative', 'erreurs administratives')}`
  const sentences = [
    exits === 1 && errors === 0
      ? fr`Il a fait l’objet d’une proposition d’alternative : ${kinds}.`
      : fr`${formatNumber(ofThem)} d’entre eux${apart} ${plural(proposed, 'a', 'ont')} fait l’objet d’une proposition d’alternative : ${kinds}.`,
  ]
  const answers = [
    ...(accepted > 0 ? [answered(accepted, 'a été acceptée', 'ont été acceptées')] : []),
    ...(refused > 0 ? [answered(refused, 'a été refusée', 'ont été refusées')] : []),
    ...(unanswered > 0
      ? [answered(unanswered, 'est restée sans réponse connue', 'sont restées sans réponse connue')]
      : []),
  ]
  if (accepted + refused > 0) {
    sentences.push(
      proposed === 1
        ? fr`Cette proposition ${listed(answers).replace(/^1\s/, '')}.`
        : fr`Parmi ces propositions, ${listed(answers)}.`,
    )
  }
  return sentences
}

function answered(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${plural(count, one, many)}`
}

function rateSentences(rates: readonly Rate[]): readonly string[] {
  const dropout = rates.find(({ id }) => id === 'dropout')
  if (dropout === undefined || dropout.value === null) return []
  return [
    fr`Le taux d’abandon est de ${shareOf(dropout)}${countsInWords(dropout)} : ${dropout.formula}. L’intervalle de confiance à 95 % va de ${intervalOf(dropout)}.`,
  ]
}

function countsInWords({ numerator, denominator }: Figure): string {
  return numerator === null || denominator === null
    ? ''
    : fr` (${formatNumber(numerator)} sur ${formatNumber(denominator)})`
}

function waitingSentences(inProgress: number, notYetEntered: number): readonly string[] {
  if (inProgress + notYetEntered === 0) return []
  const parts = [
    ...(inProgress > 0
      ? [`${counted(inProgress, 'parcours est encore en cours', 'parcours sont encore en cours')}`]
      : []),
    ...(notYetEntered > 0
      ? [`${counted(notYetEntered, 'parcours n’a pas commencé', 'parcours n’ont pas commencé')}`]
      : []),
  ]
  const total = inProgress + notYetEntered
  return [fr`À la date d’arrêté, ${listed(parts)} : ${plural(total, 'son', 'leur')} issue n’est pas connue.`]
}

/** The explanation as plain text, a line an item. */
export function explanationText({ opening, items, closing }: Explanation): string {
  return [opening, ...items.map((item) => `  - ${item}`), ...closing].join('\n')
}
