// The closed lists of values that people type, in their canonical French spelling. Synonyms live in synonyms.ts.

export const TRAINING_TYPES = ['courte', 'longue', 'certifiante', 'bilan', 'vae', 'apprentissage'] as const
export type TrainingType = (typeof TRAINING_TYPES)[number]

export const ENROLMENT_STATUSES = [
  'inscrit',
  'en_cours',
  'termine',
  'abandon',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
  'non_presentation',
  'annulation',
  'erreur',
] as const
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number]

export const ACTION_TYPES = [
  'relance',
  'entretien',
  'regard_croise',
  'rdv_mentor',
  'visite_entreprise',
  'mediation',
  'information',
  'demande_motifs',
  'analyse',
  'proposition',
  'echange',
  'decision',
  'attestation',
  'orientation',
  'positionnement',
  'rendez_vous',
  'avenant',
  'bilan_intermediaire',
  'remise_document',
] as const
export type ActionType = (typeof ACTION_TYPES)[number]

export const CHANNELS = ['telephone', 'email', 'sms', 'courrier', 'visio', 'presentiel'] as const
export type Channel = (typeof CHANNELS)[number]

export const RECIPIENTS = [
  'beneficiaire',
  'entreprise',
  'prescripteur',
  'financeur',
  'tuteur',
  'responsable_legal',
  'conseiller',
  'equipe',
  'certificateur',
] as const
export type Recipient = (typeof RECIPIENTS)[number]

export const CONTACT_RESULTS = ['joint', 'message', 'sans_reponse', 'injoignable'] as const
export type ContactResult = (typeof CONTACT_RESULTS)[number]

export const DROPOUT_ORIGINS = ['beneficiaire', 'entreprise', 'organisme', 'financeur', 'externe'] as const
export type DropoutOrigin = (typeof DROPOUT_ORIGINS)[number]

export const DECISIONS = ['valide', 'invalide'] as const
export type Decision = (typeof DECISIONS)[number]

export const ALTERNATIVES = [
  'report',
  'nouvelle_session',
  'adaptation',
  'changement_referent',
  'autre_financement',
  'changement_thematique',
  'autre',
  'aucune',
] as const
export type Alternative = (typeof ALTERNATIVES)[number]

export const DAY_PARTS = ['matin', 'apres-midi', 'journee'] as const
export type DayPart = (typeof DAY_PARTS)[number]

/** What a sign-in sheet says of somebody at a session. */
export const ATTENDANCE_STATES = [
  'present',
  'retard',
  'depart_anticipe',
  'absent',
  'absent_justifie',
  'en_attente',
  'dispense',
] as const
export type AttendanceState = (typeof ATTENDANCE_STATES)[number]

export const REPORT_CATEGORIES = [
  'violence',
  'violence_sexiste_sexuelle',
  'harcelement',
  'discrimination',
] as const
export type ReportCategory = (typeof REPORT_CATEGORIES)[number]
