// The French words of the keys of the statistics. May not decide which figure applies.
import { fr } from '../kernel/french.js'
import type { CauseMoment, ContractGrounds, DaresFamily, EdofReason } from '../statistics/cause-taxonomy.js'
import type { Dimension, OutOfScopeCounts, Populations, PreparationFactor } from '../statistics/statistics.js'

export const POPULATION_WORDS: Readonly<Record<keyof Populations | keyof OutOfScopeCounts, string>> = {
  enrolled: 'inscrits',
  entered: 'entrés',
  persons: 'personnes différentes',
  inProgress: 'en cours',
  notYetEntered: 'pas encore entrés',
  short: 'formations trop courtes',
  subcontracted: 'formations sous-traitées',
  unknownCohort: 'sans date d’entrée ni date prévue',
  unusableDate: 'date inutilisable',
}

export const DIMENSION_WORDS: Readonly<Record<Dimension, { readonly one: string; readonly title: string }>> =
  {
    site: { one: 'site', title: 'Par site' },
    formation: { one: 'formation', title: 'Par formation' },
    type: { one: 'type de formation', title: 'Par type de formation' },
    financeur: { one: 'financeur', title: 'Par financeur' },
    prescripteur: { one: 'prescripteur', title: 'Par prescripteur' },
    mois: { one: 'mois d’entrée', title: 'Par mois d’entrée' },
    psh: { one: 'situation de handicap', title: 'Par situation de handicap' },
  }

export const MOMENT_WORDS: Readonly<Record<CauseMoment, string>> = {
  before: 'avant l’entrée',
  during: 'en cours',
  after: 'après la fin prévue',
}

export const FACTOR_WORDS: Readonly<Record<PreparationFactor, string>> = {
  guideRead: 'guide de certification lu',
  coursesSeen: 'cours conseillés vus',
  meetingsKept: 'rendez-vous avec le mentor honorés',
  deliverablesEarly: 'livrables commencés au moins une semaine avant',
}

/** Printed wherever figures of those who passed stand beside those who failed. */
export const ASSOCIATION_CAUTION = fr`Ces parts sont rapprochées, elles n’expliquent rien par elles-mêmes : qui lit le guide peut différer des autres par bien d’autres points.`

/** What an interval means for a cohort that is counted whole. */
export const INTERVAL_MEANING = fr`La cohorte est comptée en entier : l’intervalle ne mesure pas une erreur de sondage, il dit de combien le taux peut varier d’une année à l’autre par le seul hasard.`

export const EDOF_WORDS: Readonly<Record<EdofReason, string>> = {
  stagiaire: 'du fait du stagiaire',
  organisme_avec_report: 'organisme, avec report',
  organisme_sans_report: 'organisme, sans report',
  force_majeure: 'force majeure',
}

export const DARES_WORDS: Readonly<Record<DaresFamily, string>> = {
  personnel: 'personnelle',
  emploi: 'retour à l’emploi',
  inadaptation: 'formation inadaptée',
  relations: 'relations',
  financier: 'financière',
  distance: 'éloignement',
  autre_formation: 'autre formation',
  imposee: 'formation imposée',
}

export const CONTRACT_GROUNDS_WORDS: Readonly<Record<ContractGrounds, string>> = {
  periode_de_45_jours: '45 premiers jours',
  accord_des_parties: 'accord des parties',
  faute_grave: 'faute grave',
  force_majeure: 'force majeure',
  inaptitude: 'inaptitude',
  exclusion_definitive: 'exclusion définitive',
  demission_apres_mediation: 'démission après médiation',
  liquidation_judiciaire: 'liquidation judiciaire',
  deces_maitre: 'décès du maître d’apprentissage',
}
