// Every rate as one object: what is divided by what, and the words that publish its method. May not round.
import { fr } from '../kernel/french.js'
import type { ScopeRules } from '../register/register.js'
import type { Fraction } from './intervals.js'
import { countRelaunches, type RateContext, type RateCounts } from './rate-counts.js'
import type { CohortBasis, OutOfScopeCounts, Populations, RateId } from './statistics.js'
import { isApprenticeship, isDropout, isInterruption, terminationOf, type Unit } from './units.js'

/** What the sentences about a cohort need. */
export interface CohortFacts {
  readonly by: CohortBasis
  readonly years: readonly number[]
  readonly scope: ScopeRules
  readonly populations: Populations
  readonly outOfScope: OutOfScopeCounts
  readonly units: readonly Unit[]
}

/** Something left out of a rate. Without its count, what is left out is still said: that is the method. */
export interface Exclusion {
  readonly words: string
  readonly count: number
  readonly unit: readonly [one: string, many: string]
  /** Said even where there is none. */
  readonly isAlwaysSaid?: boolean
}

export interface RateDefinition {
  /** Title in French. */
  readonly label: string
  readonly formula: string
  fractionOf(counts: RateCounts): Fraction
  /** Whom it is over, from the words of the cohort by enrolment and by entry. */
  populationOf(words: { readonly enrolled: string; readonly entered: string }): string
  /** Why it is refused where that population is empty. */
  readonly noPopulation: string
  /** Why the exports do not hold what the numerator counts, or null. */
  missingColumnOf?(context: RateContext): string | null
  /** What it leaves out of its own, before what every rate leaves out. */
  exclusionsOf(facts: CohortFacts, context: RateContext): readonly Exclusion[]
}

export const FILES = ['dossier', 'dossiers'] as const
const RELAUNCHES = ['relance', 'relances'] as const

const NO_NEW_CONTRACT_COLUMN = fr`l’export des apprenants n’a pas la colonne « date_nouveau_contrat » : les contrats suivis d’un autre ne se distinguent pas`

const NO_ALTERNATIVE_COLUMN = fr`l’export des abandons n’a pas la colonne « alternative » : rien ne dit ce qui a été proposé`

export const RATES: Readonly<Record<RateId, RateDefinition>> = {
  dropout: {
    label: 'Taux d’abandon',
    formula: 'abandons après l’entrée, hors retraits décidés par l’entreprise, rapportés aux entrés',
    fractionOf: ({ dropouts, entered }) => ({ numerator: dropouts, denominator: entered }),
    populationOf: ({ entered }) => `dossiers ${entered}`,
    noPopulation: 'aucune entrée dans la cohorte',
    exclusionsOf: ({ units, populations }) => [
      {
        words: 'Abandons décidés par l’entreprise, comptés dans les interruptions',
        count: countOf(units, (unit) => unit.state === 'abandon' && !isDropout(unit)),
        unit: FILES,
      },
      ...neverEntered(units),
      stillThere(populations),
    ],
  },
  interruption: {
    label: 'Taux d’interruption en cours de prestation',
    formula:
      'abandons, forces majeures, exclusions, ruptures de contrat et interruptions par l’organisme sans report ni nouvelle session, rapportés aux entrés',
    fractionOf: ({ entered, interruptions }) => ({ numerator: interruptions, denominator: entered }),
    populationOf: ({ entered }) => `dossiers ${entered}`,
    noPopulation: 'aucune entrée dans la cohorte',
    exclusionsOf: ({ units, populations }) => [
      {
        words: 'Interruptions par l’organisme avec report ou nouvelle session',
        count: countOf(units, (unit) => unit.state === 'interruption_of' && !isInterruption(unit)),
        unit: FILES,
      },
      {
        words: 'Transferts, qui ne sont pas des interruptions',
        count: countOf(units, ({ state }) => state === 'transfert'),
        unit: FILES,
      },
      ...neverEntered(units),
      stillThere(populations),
    ],
  },
  noShow: {
    label: 'Taux de non-présentation',
    formula: 'non-présentations rapportées aux inscrits',
    fractionOf: ({ enrolled, noShows }) => ({ numerator: noShows, denominator: enrolled }),
    populationOf: ({ enrolled }) => `dossiers inscrits ${enrolled}`,
    noPopulation: 'aucune inscription dans la cohorte',
    exclusionsOf: () => [],
  },
  contractTermination: {
    label: 'Taux de rupture des contrats d’apprentissage, brut',
    formula: 'contrats rompus, quelle que soit la suite, rapportés aux entrés en apprentissage',
    fractionOf: ({ apprentices }) => ({ numerator: apprentices.ended, denominator: apprentices.entered }),
    populationOf: ({ entered }) => `dossiers d’apprentissage ${entered}`,
    noPopulation: 'aucune entrée en apprentissage dans la cohorte',
    exclusionsOf: ({ units }) => neverEntered(units.filter(isApprenticeship)),
  },
  contractTerminationNet: {
    label: 'Taux de rupture des contrats d’apprentissage, net',
    formula: 'contrats rompus que ne suit aucun nouveau contrat, rapportés aux entrés en apprentissage',
    fractionOf: ({ apprentices }) => ({ numerator: apprentices.endedNet, denominator: apprentices.entered }),
    populationOf: ({ entered }) => `dossiers d’apprentissage ${entered}`,
    noPopulation: 'aucune entrée en apprentissage dans la cohorte',
    missingColumnOf: ({ hasNewContractColumn }) => (hasNewContractColumn ? null : NO_NEW_CONTRACT_COLUMN),
    exclusionsOf: ({ units }) => neverEntered(units.filter(isApprenticeship)),
  },
  contractTermination9Months: {
    label: 'Taux de rupture des contrats à 9 mois, brut',
    formula:
      'contrats rompus avant neuf mois, quelle que soit la suite, rapportés aux entrés en apprentissage depuis neuf mois ou plus',
    fractionOf: ({ apprentices }) => ({ numerator: apprentices.ended9, denominator: apprentices.entered9 }),
    populationOf: ({ entered }) =>
      `dossiers d’apprentissage ${entered}, l’entrée datant d’au moins neuf mois`,
    noPopulation: 'aucune entrée en apprentissage depuis neuf mois ou plus dans la cohorte',
    exclusionsOf: withoutNineMonths,
  },
  contractTerminationNet9Months: {
    label: 'Taux de rupture des contrats à 9 mois, net',
    formula:
      'contrats rompus avant neuf mois que ne suit aucun nouveau contrat, rapportés aux entrés en apprentissage depuis neuf mois ou plus',
    fractionOf: ({ apprentices }) => ({
      numerator: apprentices.ended9Net,
      denominator: apprentices.entered9,
    }),
    populationOf: ({ entered }) =>
      `dossiers d’apprentissage ${entered}, l’entrée datant d’au moins neuf mois`,
    noPopulation: 'aucune entrée en apprentissage depuis neuf mois ou plus dans la cohorte',
    missingColumnOf: ({ hasNewContractColumn }) => (hasNewContractColumn ? null : NO_NEW_CONTRACT_COLUMN),
    exclusionsOf: withoutNineMonths,
  },
  alternativeProposed: {
    label: 'Taux de proposition d’une alternative',
    formula:
      'propositions d’une alternative rapportées aux abandons, forces majeures et interruptions par l’organisme',
    fractionOf: ({ proposable, proposed }) => ({ numerator: proposed, denominator: proposable }),
    populationOf: ({ enrolled }) =>
      `abandons, forces majeures et interruptions par l’organisme parmi les dossiers ${enrolled}`,
    noPopulation: 'aucun abandon, aucune force majeure ni interruption par l’organisme dans la cohorte',
    missingColumnOf: ({ hasAlternativeColumn }) => (hasAlternativeColumn ? null : NO_ALTERNATIVE_COLUMN),
    exclusionsOf: () => [],
  },
  relaunchOnTime: {
    label: 'Taux de relances dans le délai',
    formula:
      'relances faites dans le délai rapportées aux relances faites, tardives ou sans trace à l’échéance',
    fractionOf: ({ relaunches }) => ({ numerator: relaunches.met, denominator: relaunches.due }),
    populationOf: ({ enrolled }) => `relances dues selon la procédure pour les dossiers ${enrolled}`,
    noPopulation: 'la procédure ne rendait due aucune relance pour ces dossiers',
    exclusionsOf: ({ units }, { ledger }) => {
      const { pending, undetermined } = countRelaunches(units, ledger)
      return [
        { words: 'Échéance non encore passée', count: pending, unit: RELAUNCHES },
        { words: 'Délai indéterminé, faute de date', count: undetermined, unit: RELAUNCHES },
      ]
    },
  },
}

function countOf(units: readonly Unit[], isCounted: (unit: Unit) => boolean): number {
  return units.filter(isCounted).length
}

function stillThere({ inProgress }: Populations): Exclusion {
  return {
    words: 'En cours, comptés dans le dénominateur, leur issue n’étant pas encore connue',
    count: inProgress,
    unit: FILES,
  }
}

function withoutNineMonths({ units }: CohortFacts, { asOf }: RateContext): readonly Exclusion[] {
  return [
    ...neverEntered(units.filter(isApprenticeship)),
    {
      words: 'Ruptures sans date, qui ne peuvent être placées avant neuf mois',
      count: countOf(
        units,
        (unit) => isApprenticeship(unit) && unit.hasEntered && terminationOf(unit, asOf)?.on === null,
      ),
      unit: FILES,
    },
  ]
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
