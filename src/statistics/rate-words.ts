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
  dropout: 'abandons après l’entrée, hors retraits décidés par l’entreprise / entrés',
  interruption:
    'abandons, forces majeures, exclusions, ruptures de contrat et interruptions par l’organisme sans report ni nouvelle session / entrés',
  noShow: 'non-présentations / inscrits',
  contractTermination: 'contrats rompus, quelle que soit la suite / entrés en apprentissage',
  contractTerminationNet: 'contrats rompus sans nouveau contrat / entrés en apprentissage',
  contractTermination9Months:
    'contrats rompus avant neuf mois, quelle que soit la suite / entrés en apprentissage depuis neuf mois ou plus',
  contractTerminationNet9Months:
    'contrats rompus avant neuf mois, sans nouveau contrat / entrés en apprentissage depuis neuf mois ou plus',
  alternativeProposed:
    'propositions d’une alternative / abandons, forces majeures et interruptions par l’organisme',
  relaunchOnTime: 'relances faites dans le délai / relances dues, échéance passée ou relance faite',
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

/** The rates with the words that publish their method: formula, population, exclusions. */
export function describeRates(
  figures: Readonly<Record<RateId, Figure>>,
  facts: CohortFacts,
  context: RateContext,
): readonly Rate[] {
  return RATE_IDS.map((id) => ({
    id,
    label: RATE_LABELS[id],
    ...figures[id],
    formula: FORMULAS[id],
    population: populationOf(id, facts),
    exclusions: [...ownExclusions(id, facts, context), ...commonExclusions(facts)],
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

function commonExclusions({ scope, outOfScope, units }: CohortFacts): string[] {
  const errors = units.filter(({ state }) => state === 'erreur').length
  const limit = counted(scope.moreThanDays, 'jour', 'jours')
  const sentences = [fr`Formations de ${limit} ou moins, hors périmètre : ${files(outOfScope.short)}.`]
  if (scope.excludesSubcontracted) {
    sentences.push(fr`Formations sous-traitées, hors périmètre : ${files(outOfScope.subcontracted)}.`)
  }
  sentences.push(fr`Erreurs administratives, dans aucune population : ${files(errors)}.`)
  if (outOfScope.unknownCohort > 0) {
    sentences.push(
      fr`Ni date d’entrée ni date d’entrée prévue, dans aucune cohorte : ${files(outOfScope.unknownCohort)}.`,
    )
  }
  if (outOfScope.unusableDate > 0) {
    sentences.push(fr`Date inutilisable, mis de côté : ${files(outOfScope.unusableDate)}.`)
  }
  return sentences
}

function files(count: number): string {
  return count === 0 ? 'aucun dossier' : counted(count, 'dossier', 'dossiers')
}

function ownExclusions(id: RateId, facts: CohortFacts, context: RateContext): string[] {
  const { units, populations } = facts
  switch (id) {
    case 'dropout':
      return [
        ...said(
          units.filter((unit) => unit.state === 'abandon' && !isDropout(unit)).length,
          (count) => fr`Abandons décidés par l’entreprise, comptés dans les interruptions : ${files(count)}.`,
        ),
        ...neverEntered(units),
        ...stillThere(populations.inProgress),
      ]
    case 'interruption':
      return [
        ...said(
          units.filter((unit) => unit.state === 'interruption_of' && !isInterruption(unit)).length,
          (count) => fr`Interruptions par l’organisme avec report ou nouvelle session : ${files(count)}.`,
        ),
        ...said(
          units.filter(({ state }) => state === 'transfert').length,
          (count) => fr`Transferts, qui ne sont pas des interruptions : ${files(count)}.`,
        ),
        ...neverEntered(units),
        ...stillThere(populations.inProgress),
      ]
    case 'contractTermination':
    case 'contractTerminationNet':
      return neverEntered(units.filter(isApprenticeship))
    case 'contractTermination9Months':
    case 'contractTerminationNet9Months':
      return [
        ...neverEntered(units.filter(isApprenticeship)),
        ...said(
          units.filter(
            (unit) =>
              isApprenticeship(unit) && unit.hasEntered && terminationOf(unit, context.asOf)?.on === null,
          ).length,
          (count) => fr`Ruptures sans date, qui ne peuvent être placées avant neuf mois : ${files(count)}.`,
        ),
      ]
    case 'relaunchOnTime': {
      const { pending, undetermined } = countRelaunches(units, context.ledger)
      return [
        ...said(
          pending,
          (count) => fr`Échéance non encore passée : ${counted(count, 'relance', 'relances')}.`,
        ),
        ...said(
          undetermined,
          (count) => fr`Délai indéterminé, faute de date : ${counted(count, 'relance', 'relances')}.`,
        ),
      ]
    }
    case 'noShow':
    case 'alternativeProposed':
      return []
  }
}

function said(count: number, sentence: (count: number) => string): string[] {
  return count === 0 ? [] : [sentence(count)]
}

function neverEntered(units: readonly Unit[]): string[] {
  const isOut = ({ state }: Unit) => state === 'annulation' || state === 'non_presentation'
  return [
    ...said(
      units.filter(isOut).length,
      (count) => fr`Jamais entrés (annulation, non-présentation) : ${files(count)}.`,
    ),
    ...said(
      units.filter(({ state }) => state === 'inscrit').length,
      (count) => fr`Pas encore entrés : ${files(count)}.`,
    ),
  ]
}

function stillThere(inProgress: number): string[] {
  return said(
    inProgress,
    (count) =>
      fr`En cours, comptés dans le dénominateur : ${files(count)}, dont l’issue n’est pas encore connue.`,
  )
}
