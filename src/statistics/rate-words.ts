// The words that publish the method of each rate: formula, population, exclusions with their counts. May not round.
import { counted, fr } from '../kernel/french.js'
import type { ScopeRules } from '../register/register.js'
import { countRelaunches, type RateContext } from './rates.js'
import type { CohortBasis, Figure, OutOfScopeCounts, Populations, Rate, RateId } from './statistics.js'
import { RATE_IDS } from './statistics.js'
import { isApprenticeship, isDropout, isInterruption, terminationOf, type Unit } from './units.js'

export const RATE_LABELS: Readonly<Record<RateId, string>> = {
  dropout: 'Taux d’abandon',
  interruption: 'Taux d’interruption en cours de prestation',
  noShow: 'Taux de non-présentation',
  contractTermination: 'Taux de rupture des contrats d’apprentissage, brut',
  contractTerminationNet: 'Taux de rupture des contrats d’apprentissage, net',
  contractTermination9Months: 'Taux de rupture des contrats à 9 mois, brut',
  contractTerminationNet9Months: 'Taux de rupture des contrats à 9 mois, net',
  alternativeProposed: 'Taux de proposition d’une alternative',
  relaunchOnTime: 'Taux de relances dans le délai',
}

const FORMULAS: Readonly<Record<RateId, string>> = {
  dropout: 'abandons après l’entrée, hors retraits décidés par l’entreprise, rapportés aux entrés',
  interruption:
    'abandons, forces majeures, exclusions, ruptures de contrat et interruptions par l’organisme sans report ni nouvelle session, rapportés aux entrés',
  noShow: 'non-présentations rapportées aux inscrits',
  contractTermination: 'contrats rompus, quelle que soit la suite, rapportés aux entrés en apprentissage',
  contractTerminationNet:
    'contrats rompus que ne suit aucun nouveau contrat, rapportés aux entrés en apprentissage',
  contractTermination9Months:
    'contrats rompus avant neuf mois, quelle que soit la suite, rapportés aux entrés en apprentissage depuis neuf mois ou plus',
  contractTerminationNet9Months:
    'contrats rompus avant neuf mois que ne suit aucun nouveau contrat, rapportés aux entrés en apprentissage depuis neuf mois ou plus',
  alternativeProposed:
    'propositions d’une alternative rapportées aux abandons, forces majeures et interruptions par l’organisme',
  relaunchOnTime:
    'relances faites dans le délai rapportées aux relances faites, tardives ou sans trace à l’échéance',
}

/** What the sentences about a cohort need. */
export interface CohortFacts {
  readonly by: CohortBasis
  readonly years: readonly number[]
  readonly scope: ScopeRules
  readonly populations: Populations
  readonly outOfScope: OutOfScopeCounts
  readonly units: readonly Unit[]
}

/**
 * The rates with the words that publish their method: formula, population, exclusions. `hasCounts` false leaves the
 * counts of what is excluded out: on a website they are small cells like any other.
 */
export function describeRates(
  figures: Readonly<Record<RateId, Figure>>,
  facts: CohortFacts,
  context: RateContext,
  hasCounts = true,
): readonly Rate[] {
  return RATE_IDS.map((id) => ({
    id,
    label: RATE_LABELS[id],
    ...figures[id],
    formula: FORMULAS[id],
    population: populationOf(id, facts),
    exclusions: sentencesOf([...ownExclusions(id, facts, context), ...commonExclusions(facts)], hasCounts),
  }))
}

/** « en 2025 », « de 2024 à 2025 ». */
export function yearsInWords(years: readonly number[]): string {
  const [first] = years
  const last = years.at(-1)
  return first === last ? `en ${last}` : `de ${first} à ${last}`
}

function populationOf(id: RateId, { by, years, scope }: CohortFacts): string {
  const when = yearsInWords(years)
  const enrolled = by === 'exit' ? `sortis ${when}` : `dont l’entrée, effective ou prévue, tombe ${when}`
  const entered = by === 'exit' ? `sortis ${when} après une entrée effective` : `entrés ${when}`
  return `${unitsOf(id, enrolled, entered)} (${trainingsOf(scope)})`
}

function unitsOf(id: RateId, enrolled: string, entered: string): string {
  switch (id) {
    case 'dropout':
    case 'interruption':
      return `dossiers ${entered}`
    case 'noShow':
      return `dossiers inscrits ${enrolled}`
    case 'contractTermination':
    case 'contractTerminationNet':
      return `dossiers d’apprentissage ${entered}`
    case 'contractTermination9Months':
    case 'contractTerminationNet9Months':
      return `dossiers d’apprentissage ${entered}, l’entrée datant d’au moins neuf mois`
    case 'alternativeProposed':
      return `abandons, forces majeures et interruptions par l’organisme parmi les dossiers ${enrolled}`
    case 'relaunchOnTime':
      return `relances dues selon la procédure pour les dossiers ${enrolled}`
  }
}

function trainingsOf({ moreThanDays, excludesSubcontracted }: ScopeRules): string {
  const length = `formations de plus de ${counted(moreThanDays, 'jour', 'jours')}`
  return excludesSubcontracted ? `${length}, hors sous-traitance` : length
}

/** Something left out of a rate. Without its count, what is left out is still said: that is the method. */
interface Exclusion {
  readonly words: string
  readonly count: number
  readonly unit: readonly [one: string, many: string]
  /** Said even where there is none. */
  readonly isAlwaysSaid?: boolean
}

const FILES = ['dossier', 'dossiers'] as const
const RELAUNCHES = ['relance', 'relances'] as const

function sentencesOf(exclusions: readonly Exclusion[], hasCounts: boolean): readonly string[] {
  return exclusions.flatMap(({ words, count, unit, isAlwaysSaid = false }) => {
    if (!hasCounts) return [`${words}.`]
    if (count === 0) return isAlwaysSaid ? [fr`${words} : aucun ${unit[0]}.`] : []
    return [fr`${words} : ${counted(count, ...unit)}.`]
  })
}

function commonExclusions({ scope, outOfScope, units }: CohortFacts): readonly Exclusion[] {
  const limit = counted(scope.moreThanDays, 'jour', 'jours')
  const subcontracted: Exclusion = {
    words: 'Formations sous-traitées, hors périmètre',
    count: outOfScope.subcontracted,
    unit: FILES,
    isAlwaysSaid: true,
  }
  return [
    {
      words: `Formations de ${limit} ou moins, hors périmètre`,
      count: outOfScope.short,
      unit: FILES,
      isAlwaysSaid: true,
    },
    ...(scope.excludesSubcontracted ? [subcontracted] : []),
    {
      words: 'Erreurs administratives, dans aucune population',
      count: units.filter(({ state }) => state === 'erreur').length,
      unit: FILES,
      isAlwaysSaid: true,
    },
    {
      words: 'Ni date d’entrée ni date d’entrée prévue, dans aucune cohorte',
      count: outOfScope.unknownCohort,
      unit: FILES,
    },
    { words: 'Date inutilisable, mis de côté', count: outOfScope.unusableDate, unit: FILES },
  ]
}

function ownExclusions(id: RateId, facts: CohortFacts, context: RateContext): readonly Exclusion[] {
  const { units, populations } = facts
  const countOf = (isCounted: (unit: Unit) => boolean) => units.filter(isCounted).length
  const stillThere: Exclusion = {
    words: 'En cours, comptés dans le dénominateur, leur issue n’étant pas encore connue',
    count: populations.inProgress,
    unit: FILES,
  }
  switch (id) {
    case 'dropout':
      return [
        {
          words: 'Abandons décidés par l’entreprise, comptés dans les interruptions',
          count: countOf((unit) => unit.state === 'abandon' && !isDropout(unit)),
          unit: FILES,
        },
        ...neverEntered(units),
        stillThere,
      ]
    case 'interruption':
      return [
        {
          words: 'Interruptions par l’organisme avec report ou nouvelle session',
          count: countOf((unit) => unit.state === 'interruption_of' && !isInterruption(unit)),
          unit: FILES,
        },
        {
          words: 'Transferts, qui ne sont pas des interruptions',
          count: countOf(({ state }) => state === 'transfert'),
          unit: FILES,
        },
        ...neverEntered(units),
        stillThere,
      ]
    case 'contractTermination':
    case 'contractTerminationNet':
      return neverEntered(units.filter(isApprenticeship))
    case 'contractTermination9Months':
    case 'contractTerminationNet9Months':
      return [
        ...neverEntered(units.filter(isApprenticeship)),
        {
          words: 'Ruptures sans date, qui ne peuvent être placées avant neuf mois',
          count: countOf(
            (unit) =>
              isApprenticeship(unit) && unit.hasEntered && terminationOf(unit, context.asOf)?.on === null,
          ),
          unit: FILES,
        },
      ]
    case 'relaunchOnTime': {
      const { pending, undetermined } = countRelaunches(units, context.ledger)
      return [
        { words: 'Échéance non encore passée', count: pending, unit: RELAUNCHES },
        { words: 'Délai indéterminé, faute de date', count: undetermined, unit: RELAUNCHES },
      ]
    }
    case 'noShow':
    case 'alternativeProposed':
      return []
  }
}

function neverEntered(units: readonly Unit[]): readonly Exclusion[] {
  return [
    {
      words: 'Jamais entrés (annulation, non-présentation)',
      count: units.filter(({ state }) => state === 'annulation' || state === 'non_presentation').length,
      unit: FILES,
    },
    {
      words: 'Pas encore entrés',
      count: units.filter(({ state }) => state === 'inscrit').length,
      unit: FILES,
    },
  ]
}
