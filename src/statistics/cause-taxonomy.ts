// Known causes, as data: the words that announce each, and what it corresponds to in the lists of others.
// The organisation's own words are always kept beside the code.
import { textKey } from '../kernel/text-key.js'
import { isHealthWording, wordStarts } from './health-words.js'

/** When the learner left, relative to the training. */
export type CauseMoment = 'before' | 'during' | 'after'
export const CAUSE_MOMENTS = ['before', 'during', 'after'] as const satisfies readonly CauseMoment[]

/**
 * The three reasons of a partial realisation on Mon Compte Formation, and force majeure, which is a separate
 * question asked first. EDOF publishes no codes; the words are ours.
 */
export type EdofReason = 'stagiaire' | 'organisme_avec_report' | 'organisme_sans_report' | 'force_majeure'

/** Families of the Dares survey of job-seekers' training (entrants of 2019). */
export type DaresFamily =
  | 'personnel'
  | 'emploi'
  | 'inadaptation'
  | 'relations'
  | 'financier'
  | 'distance'
  | 'autre_formation'
  | 'imposee'

/** Grounds on which an apprenticeship contract ends (L. 6222-18 and related articles). */
export type ContractGrounds =
  | 'periode_de_45_jours'
  | 'accord_des_parties'
  | 'faute_grave'
  | 'force_majeure'
  | 'inaptitude'
  | 'exclusion_definitive'
  | 'demission_apres_mediation'
  | 'liquidation_judiciaire'
  | 'deces_maitre'

export interface KnownCause {
  readonly code: CauseCode
  readonly label: string
  readonly edof: EdofReason | null
  readonly dares: DaresFamily | null
  readonly contractGrounds: ContractGrounds | null
  /** Beginnings of words or of groups of words, as `textKey` writes them. */
  readonly words: readonly string[]
}

export type CauseCode =
  | 'sante'
  | 'erreur_administrative'
  | 'accord_des_parties'
  | 'faute_grave'
  | 'inaptitude'
  | 'liquidation_judiciaire'
  | 'periode_de_45_jours'
  | 'demission'
  | 'entree_tardive'
  | 'dereferencement'
  | 'formateur_indisponible'
  | 'fermeture_session'
  | 'exclusion'
  | 'mecontentement'
  | 'emploi'
  | 'employeur'
  | 'famille'
  | 'financement'
  | 'inadequation'
  | 'formation_imposee'
  | 'autre_formation'
  | 'reorientation'
  | 'mobilite'
  | 'technique'
  | 'relations'
  | 'manque_de_temps'
  | 'desengagement'
  | 'sans_nouvelles'
  | 'force_majeure'
  | 'professionnel'
  | 'personnel'
  | 'autre'
  | 'non_renseignee'

/** In order: the first that matches gives the code. */
const KNOWN_CAUSES: readonly KnownCause[] = [
  cause('erreur_administrative', 'Erreur administrative', null, null, null, [
    'erreur',
    'doublon',
    'mauvaise manip',
  ]),
  cause('accord_des_parties', 'Accord des parties', null, null, 'accord_des_parties', [
    'accord des parties',
    'accord amiable',
    'commun accord',
    "d'un commun accord",
    'rupture amiable',
    'rupture conventionnelle',
  ]),
  cause('faute_grave', 'Faute grave', null, null, 'faute_grave', ['faute grave', 'faute lourde']),
  cause('inaptitude', 'Inaptitude', 'force_majeure', 'personnel', 'inaptitude', ['inaptitude', 'inapte']),
  cause('liquidation_judiciaire', 'Liquidation judiciaire', null, null, 'liquidation_judiciaire', [
    'liquidation',
    'redressement judiciaire',
    "cessation d'activite",
    'depot de bilan',
  ]),
  cause('periode_de_45_jours', 'Rupture pendant les 45 premiers jours', null, null, 'periode_de_45_jours', [
    '45 jours',
    '45 premiers jours',
    "periode d'essai",
  ]),
  cause('demission', 'Démission', null, null, 'demission_apres_mediation', ['demission', 'mediateur']),
  cause('sante', 'Santé', 'stagiaire', 'personnel', null, []),
  cause('entree_tardive', 'Entrée en formation trop tardive', 'stagiaire', null, null, [
    'tardi',
    'trop tard',
    "delai d'entree",
    "delai d'attente",
    'attente trop longue',
  ]),
  cause('dereferencement', 'Déréférencement de la formation', 'organisme_sans_report', null, null, [
    'dereferenc',
    'cessation',
    'perte de certification',
    'fin d habilitation',
  ]),
  cause(
    'formateur_indisponible',
    'Indisponibilité du formateur ou du mentor',
    'organisme_avec_report',
    null,
    null,
    [
      'indisponibilite du mentor',
      'mentor indisponible',
      'mentor absent',
      'indisponibilite du formateur',
      'formateur indisponible',
      'formateur absent',
      'absence du formateur',
      'indisponibilite du referent',
      'referent indisponible',
    ],
  ),
  cause('fermeture_session', 'Session fermée ou annulée', 'organisme_avec_report', null, null, [
    'session annulee',
    'session fermee',
    'fermeture de la session',
    'fermeture de session',
    'annulation de la session',
    'annulation de session',
    'effectif insuffisant',
    'report de la session',
    'report de session',
  ]),
  cause('exclusion', 'Exclusion', null, null, 'exclusion_definitive', [
    'exclu',
    'comportement',
    'reglement interieur',
    'disciplin',
    'fraude',
    'non respect des regles',
  ]),
  cause('mecontentement', 'Mécontentement', 'stagiaire', 'relations', null, [
    'mecontent',
    'insatisf',
    'decu',
    'deception',
    'qualite de la formation',
    'reclamation',
  ]),
  cause('emploi', 'Retour à l’emploi', 'stagiaire', 'emploi', null, [
    "retour a l'emploi",
    'retour a l emploi',
    'reprise d emploi',
    "reprise d'emploi",
    "reprise d'un emploi",
    'reprise emploi',
    'retour emploi',
    'emploi retrouve',
    'nouvel emploi',
    'nouveau travail',
    'nouveau poste',
    'trouve un emploi',
    'trouve un travail',
    'embauche',
    'recrut',
    'cdi',
    'cdd',
    'interim',
  ]),
  cause('employeur', 'Décision de l’employeur', 'stagiaire', null, null, [
    'employeur',
    'entreprise',
    'hierarchie',
    'licenci',
    'mutation',
    'charge de travail',
    'surcharge',
    'activite professionnelle',
  ]),
  cause('famille', 'Raison familiale', 'stagiaire', 'personnel', null, [
    'famil',
    'deces',
    'deuil',
    "garde d'enfant",
    'garde d enfant',
    'enfant',
    'conjoint',
    'divorce',
    'separation',
    'parent',
    'naissance',
    'un proche',
    'proches',
  ]),
  cause('financement', 'Financement', 'stagiaire', 'financier', null, [
    'financ',
    'prise en charge',
    'budget',
    'argent',
    'cout',
    'reste a charge',
    'remuneration',
    'cpf',
    'opco',
  ]),
  cause('formation_imposee', 'Formation imposée', 'stagiaire', 'imposee', null, [
    'impose',
    'obligatoire',
    'contraint',
  ]),
  cause('autre_formation', 'Autre formation', 'stagiaire', 'autre_formation', null, [
    'autre formation',
    'autre organisme',
    'autre cursus',
    'reprise d etudes',
    "reprise d'etudes",
    'retour scolaire',
    'retour en formation initiale',
    'changement de formation',
    'changement cfa',
    'changement de cfa',
    'parcoursup',
  ]),
  cause('reorientation', 'Réorientation', 'stagiaire', 'inadaptation', null, [
    'reorient',
    'changement de projet',
    'changement projet',
    'nouveau projet',
    'projet professionnel',
    'abandon du projet',
    'erreur d orientation',
  ]),
  cause('inadequation', 'Contenu, niveau ou rythme inadaptés', 'stagiaire', 'inadaptation', null, [
    'inadapt',
    'inadequ',
    'niveau',
    'contenu',
    'difficulte',
    'trop difficile',
    'trop complique',
    'rythme',
    'ne correspond pas',
    'non conforme aux attentes',
    'attentes',
    'prerequis',
    'pedagog',
  ]),
  cause('mobilite', 'Distance, transport ou logement', 'stagiaire', 'distance', null, [
    'mobilite',
    'transport',
    'distance',
    'eloign',
    'trajet',
    'logement',
    'demenag',
    'permis',
    'vehicule',
  ]),
  cause('technique', 'Difficulté matérielle ou technique', 'stagiaire', null, null, [
    'technique',
    'logisti',
    'informati',
    'ordinateur',
    'connexion',
    'materiel',
    'plateforme',
  ]),
  cause('relations', 'Relations dans la formation', 'stagiaire', 'relations', null, [
    'conflit',
    'relation',
    'mesentente',
    'ambiance',
    'groupe',
  ]),
  cause('manque_de_temps', 'Manque de temps', 'stagiaire', null, null, [
    'manque de temps',
    'pas le temps',
    'plus le temps',
    'indisponib',
    'disponib',
    'emploi du temps',
    'temps',
    'horaire',
  ]),
  cause('desengagement', 'Désengagement', 'stagiaire', null, null, [
    'desengag',
    'motiv',
    'desinter',
    'abandon de poste',
    'decrochage',
    'absences repetees',
    'absenteisme',
    'absence',
    'lassitude',
  ]),
  cause('sans_nouvelles', 'Sans nouvelles', 'stagiaire', null, null, [
    'sans nouvelle',
    'injoignable',
    'aucune nouvelle',
    'pas de nouvelle',
    'aucun contact',
    'sans reponse',
    'silence',
    'inactiv',
    'ne repond',
  ]),
  cause('force_majeure', 'Force majeure', 'force_majeure', null, 'force_majeure', ['force majeure']),
  cause('professionnel', 'Raison professionnelle', 'stagiaire', 'emploi', null, [
    'professionnel',
    'emploi',
    'travail',
  ]),
  cause('personnel', 'Motif personnel', 'stagiaire', 'personnel', null, [
    'personnel',
    'prive',
    'convenance',
    'social',
    'administratif',
    'judiciaire',
    'incarcer',
  ]),
]

const OTHER: KnownCause = cause('autre', 'Autre', null, null, null, [])
const NOT_RECORDED: KnownCause = cause('non_renseignee', 'Non renseignée', null, null, null, [])

/** Label under which learners without a cause are gathered. */
export const NOT_RECORDED_LABEL = 'non renseignée'
/** What a cause of health is called in anything that leaves the organisation. */
export const HEALTH_LABEL_OUTSIDE = 'motif personnel'

function cause(
  code: CauseCode,
  label: string,
  edof: EdofReason | null,
  dares: DaresFamily | null,
  contractGrounds: ContractGrounds | null,
  words: readonly string[],
): KnownCause {
  return { code, label, edof, dares, contractGrounds, words }
}

const BY_CODE: ReadonlyMap<CauseCode, KnownCause> = new Map(
  [...KNOWN_CAUSES, OTHER, NOT_RECORDED].map((known) => [known.code, known]),
)

/** Every known cause, `autre` and `non_renseignee` last. */
export const ALL_CAUSES: readonly KnownCause[] = [...BY_CODE.values()]

export function knownCause(code: CauseCode): KnownCause {
  return BY_CODE.get(code) ?? OTHER
}

const PATTERNS: readonly (readonly [KnownCause, RegExp])[] = KNOWN_CAUSES.filter(
  ({ words }) => words.length > 0,
).map((known) => [known, wordStarts(known.words)])

const sorted = new Map<string, KnownCause>()

/** The known cause that a wording of the organisation announces; a code typed as such is taken at its word. */
export function sortCause(wording: string): KnownCause {
  const key = textKey(wording)
  if (key === '') return NOT_RECORDED
  const known = sorted.get(key)
  if (known !== undefined) return known
  const found = findCause(key)
  if (sorted.size < 5_000) sorted.set(key, found)
  return found
}

function findCause(key: string): KnownCause {
  for (const known of BY_CODE.values()) if (key === textKey(known.code)) return known
  if (key === 'autre' || key === 'autres') return OTHER
  if (
    /^(?:non (?:renseigne|communique|connu|precise)|inconnu|n\/?a|nc|sans (?:explication|motif))/.test(key)
  ) {
    return NOT_RECORDED
  }
  const legal = PATTERNS.find(([known, pattern]) => known.contractGrounds !== null && pattern.test(key))
  if (legal !== undefined && !/force majeure/.test(key)) return legal[0]
  if (/force majeure/.test(key)) return knownCause('force_majeure')
  if (isHealthWording(key)) return knownCause('sante')
  return PATTERNS.find(([, pattern]) => pattern.test(key))?.[0] ?? OTHER
}

/** The words for a cause in anything that leaves the organisation: health becomes « motif personnel ». */
export function causeLabelOutside(label: string): string {
  return isHealthWording(label) || sortCause(label).code === 'sante' ? HEALTH_LABEL_OUTSIDE : label
}
