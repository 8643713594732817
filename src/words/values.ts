// The French words of the values that data and procedures hold. May not decide which value applies.
import { counted, listed } from '../kernel/french.js'
import type { VerdictStatus } from '../procedure/ledger.js'
import type { Gravity, ObligationKind, Requirement } from '../procedure/procedure.js'
import type {
  ActionType,
  Alternative,
  Channel,
  ContactResult,
  Decision,
  DropoutOrigin,
  EnrolmentStatus,
  Recipient,
  ReportCategory,
  TrainingType,
} from '../records/values.js'
import type { AuditType } from '../register/organisation.js'
import type { OutOfScope } from '../register/register.js'
import type { Tone } from './tone.js'

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  telephone: 'téléphone',
  email: 'courriel',
  sms: 'SMS',
  courrier: 'courrier',
  visio: 'visioconférence',
  presentiel: 'en présence',
}

/** « par téléphone », as it follows an act. */
export const BY_CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  telephone: 'par téléphone',
  email: 'par courriel',
  sms: 'par SMS',
  courrier: 'par courrier',
  visio: 'en visio',
  presentiel: 'en présence',
}

const RECIPIENT_WORDS: Readonly<Record<Recipient, string>> = {
  beneficiaire: 'bénéficiaire',
  entreprise: 'entreprise',
  prescripteur: 'prescripteur',
  financeur: 'financeur',
  tuteur: 'tuteur',
  responsable_legal: 'responsable légal',
  conseiller: 'conseiller',
  equipe: 'équipe',
  certificateur: 'certificateur',
}

/** The recipient in words; an apprentice's tutor is a « maître d'apprentissage ». */
export function recipientWord(recipient: Recipient, trainingType: TrainingType | null = null): string {
  if (recipient === 'tuteur' && trainingType === 'apprentissage') return 'maître d’apprentissage'
  return RECIPIENT_WORDS[recipient]
}

export const ACTION_WORDS: Readonly<Record<ActionType | 'accuse' | 'reponse', string>> = {
  relance: 'relance',
  entretien: 'entretien',
  regard_croise: 'regard croisé',
  rdv_mentor: 'rendez-vous mentor',
  visite_entreprise: 'visite en entreprise',
  mediation: 'médiation',
  information: 'information',
  demande_motifs: 'demande des motifs',
  analyse: 'analyse des causes',
  proposition: 'proposition d’alternative',
  echange: 'échange',
  decision: 'décision',
  attestation: 'attestation',
  orientation: 'orientation',
  positionnement: 'positionnement',
  rendez_vous: 'rendez-vous fixé',
  avenant: 'avenant',
  bilan_intermediaire: 'bilan intermédiaire',
  remise_document: 'remise de document',
  accuse: 'accusé de réception',
  reponse: 'réponse',
}

export const RESULT_WORDS: Readonly<Record<ContactResult, string>> = {
  joint: 'joint',
  message: 'message laissé',
  sans_reponse: 'sans réponse',
  injoignable: 'injoignable',
}

const TRAINING_TYPE_WORDS: Readonly<Record<TrainingType, string>> = {
  courte: 'formation courte',
  longue: 'formation longue',
  certifiante: 'formation certifiante',
  bilan: 'bilan de compétences',
  vae: 'accompagnement à la VAE',
  apprentissage: 'apprentissage',
}

/** The type of a training in words; a training made from a name alone has none. */
export function trainingTypeWord(type: TrainingType | null): string {
  return type === null ? 'type inconnu' : TRAINING_TYPE_WORDS[type]
}

export const STATUS_WORDS: Readonly<Record<EnrolmentStatus, string>> = {
  inscrit: 'inscrit, pas encore entré',
  en_cours: 'en cours',
  termine: 'terminé',
  abandon: 'abandon',
  force_majeure: 'force majeure',
  interruption_of: 'interruption par l’organisme',
  exclusion: 'exclusion',
  rupture_contrat: 'rupture du contrat',
  transfert: 'transfert',
  non_presentation: 'non-présentation',
  annulation: 'annulation avant l’entrée',
  erreur: 'erreur administrative',
}

export const DROPOUT_ORIGIN_WORDS: Readonly<Record<DropoutOrigin, string>> = {
  beneficiaire: 'bénéficiaire',
  entreprise: 'entreprise',
  organisme: 'organisme',
  financeur: 'financeur',
  externe: 'cause externe',
}

export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  valide: 'abandon validé',
  invalide: 'abandon invalidé',
}

export const ALTERNATIVE_WORDS: Readonly<Record<Alternative, string>> = {
  report: 'report',
  nouvelle_session: 'nouvelle session',
  adaptation: 'adaptation',
  changement_referent: 'changement de référent',
  autre_financement: 'autre financement',
  changement_thematique: 'changement de thématique',
  autre: 'autre alternative',
  aucune: 'aucune',
}

/** The reasons that the request proposes, in the order of the form. */
export const DROPOUT_REASONS = [
  { name: 'temps', label: 'Manque de temps' },
  { name: 'motivation', label: 'Manque de motivation pour la thématique' },
  { name: 'obligation', label: 'Caractère obligatoire de la formation' },
  { name: 'autre', label: 'Autre raison' },
] as const

export const REPORT_CATEGORY_WORDS: Readonly<Record<ReportCategory, string>> = {
  violence: 'Violence',
  violence_sexiste_sexuelle: 'Violence sexiste ou sexuelle',
  harcelement: 'Harcèlement',
  discrimination: 'Discrimination',
}

export const KIND_WORDS: Readonly<Record<ObligationKind, string>> = {
  response: 'suite',
  precedence: 'préalable',
  existence: 'présence',
}

export const GRAVITY_WORDS: Readonly<Record<Gravity, string>> = {
  ecart: 'écart',
  alerte: 'point de vigilance',
}

export const REQUIREMENT_WORDS: Readonly<Record<Requirement, string>> = {
  exigee: 'exigée',
  conseillee: 'conseillée',
  aucune: 'non demandée',
}

export const AUDIT_WORDS: Readonly<Record<AuditType, string>> = {
  initial: 'Audit initial',
  surveillance: 'Audit de surveillance',
  renouvellement: 'Audit de renouvellement',
}

export const OUT_OF_SCOPE_WORDS: Readonly<Record<OutOfScope, string>> = {
  short: 'Formation trop courte pour l’indicateur',
  subcontracted: 'Formation réalisée en sous-traitance',
  outsidePeriod: 'Dossier hors de la période',
  error: 'Erreur administrative',
}

/** What became of an obligation, in the order of the stacked charts. */
export const VERDICT_STATUSES = ['met', 'late', 'missing', 'pending', 'undetermined'] as const

export const VERDICT_WORDS: Readonly<Record<VerdictStatus, string>> = {
  met: 'dans le délai',
  late: 'hors délai',
  missing: 'sans trace',
  pending: 'en cours',
  undetermined: 'indéterminée',
}

export const VERDICT_TONES: Readonly<Record<VerdictStatus, Tone>> = {
  met: 'done',
  late: 'late',
  missing: 'failed',
  pending: 'waiting',
  undetermined: 'unknown',
}

/** « Formations longues et certifiantes », for the audience of a measure or an obligation; null where all. */
export function trainingTypesWords(types: readonly TrainingType[]): string | null {
  if (types.length === 0) return null
  return listed(types.map((type) => TRAINING_TYPE_PLURALS[type]))
}

const TRAINING_TYPE_PLURALS: Readonly<Record<TrainingType, string>> = {
  courte: 'formations courtes',
  longue: 'formations longues',
  certifiante: 'formations certifiantes',
  bilan: 'bilans de compétences',
  vae: 'accompagnements à la VAE',
  apprentissage: 'apprentissage',
}

/** The text with its first letter as a capital, accent kept. */
export function capitalised(text: string): string {
  const first = [...text][0] ?? ''
  return first.toLocaleUpperCase('fr') + text.slice(first.length)
}

/** « dix », for whole numbers from 0 to 16 as a sentence writes them; figures beyond. */
export function spelled(count: number): string {
  return SPELLED[count] ?? counted(count, '', '').trim()
}

const SPELLED = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
]
