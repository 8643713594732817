// The columns of each source: canonical headers, what their cells hold, which are required (docs/conception.md).
import type { SourceName } from './export-file.js'
import {
  ACTION_TYPES,
  ALTERNATIVES,
  ATTENDANCE_STATES,
  CHANNELS,
  CONTACT_RESULTS,
  DAY_PARTS,
  DECISIONS,
  DROPOUT_ORIGINS,
  ENROLMENT_STATUSES,
  RECIPIENTS,
  REPORT_CATEGORIES,
  TRAINING_TYPES,
} from './values.js'

/**
 * What a cell holds: a text, a file number, a day, a day with an optional time, a number, a duration, oui/non (and the
 * values beside them), or one of a closed list.
 */
export type FieldKind = 'text' | 'fileNumber' | 'day' | 'moment' | 'number' | 'hours' | 'yesNo' | 'choice'

export interface Field {
  /** Canonical header. */
  readonly header: string
  readonly kind: FieldKind
  /** The column must exist. */
  readonly isRequired: boolean
  /** Names somebody or says something of their life: masked wherever it is shown. */
  readonly isPersonal: boolean
  /** The closed list of a `choice`; what a `yesNo` may hold beside oui and non. */
  readonly values: readonly string[]
}

interface FieldOptions {
  readonly required?: true
  readonly personal?: true
}

function field(
  header: string,
  kind: FieldKind,
  options: FieldOptions,
  values: readonly string[] = [],
): Field {
  return {
    header,
    kind,
    isRequired: options.required ?? false,
    isPersonal: options.personal ?? false,
    values,
  }
}

const text = (header: string, options: FieldOptions = {}) => field(header, 'text', options)
const day = (header: string, options: FieldOptions = {}) => field(header, 'day', options)
const moment = (header: string, options: FieldOptions = {}) => field(header, 'moment', options)
const fileNumber = (header: string, options: FieldOptions = {}) => field(header, 'fileNumber', options)
const number = (header: string) => field(header, 'number', {})
const hours = (header: string) => field(header, 'hours', {})
const yesNo = (header: string, options: FieldOptions = {}, beside: readonly string[] = []) =>
  field(header, 'yesNo', options, beside)
const choice = (header: string, values: readonly string[], options: FieldOptions = {}) =>
  field(header, 'choice', options, values)

const required = { required: true } as const
const personal = { personal: true } as const

/** In the order of the design, which is that of templates and help. */
export const FIELDS: Readonly<Record<SourceName, readonly Field[]>> = {
  apprenants: [
    fileNumber('dossier', required),
    text('nom', { required: true, personal: true }),
    text('prenom', { required: true, personal: true }),
    text('email', personal),
    text('telephone', personal),
    text('adresse', personal),
    text('formation', required),
    text('session'),
    text('site'),
    day('date_entree_prevue'),
    moment('date_entree', required),
    day('date_fin_prevue'),
    moment('date_sortie'),
    moment('date_rupture'),
    choice('statut', ENROLMENT_STATUSES, required),
    day('date_nouveau_contrat'),
    hours('heures_prevues'),
    hours('heures_realisees'),
    text('financeur'),
    text('entreprise'),
    text('prescripteur'),
    text('tuteur', personal),
    text('responsable_legal', personal),
    text('referent', personal),
    text('email_financeur', personal),
    text('email_entreprise', personal),
    text('email_prescripteur', personal),
    text('email_tuteur', personal),
    text('email_responsable_legal', personal),
    yesNo('psh', personal),
    text('amenagement', personal),
    fileNumber('remplace_par'),
    text('personne', personal),
    text('risques', personal),
    hours('temps_preparation'),
    text('nom_complet', personal),
  ],
  formations: [
    text('code', required),
    text('intitule', required),
    choice('type', TRAINING_TYPES, required),
    hours('heures'),
    field('jours', 'number', required),
    text('certification'),
    yesNo('sous_traitance'),
    text('mesures'),
  ],
  absences: [
    fileNumber('dossier', required),
    moment('date', required),
    day('date_fin'),
    choice('periode', DAY_PARTS),
    hours('heures'),
    yesNo('justifiee', required, ['en_attente']),
    text('motif', personal),
    text('preuve'),
  ],
  presences: [fileNumber('dossier', required), moment('date', required), choice('periode', DAY_PARTS)],
  emargements: [
    fileNumber('dossier', required),
    moment('date', required),
    text('heure'),
    choice('periode', DAY_PARTS),
    choice('etat', ATTENDANCE_STATES, required),
    hours('heures'),
    text('site'),
    text('motif', personal),
    text('preuve'),
  ],
  relances: [
    fileNumber('dossier', required),
    moment('date', required),
    choice('type', ACTION_TYPES),
    choice('canal', CHANNELS, required),
    choice('destinataire', RECIPIENTS, required),
    text('auteur', personal),
    choice('resultat', CONTACT_RESULTS),
    text('commentaire', personal),
    text('preuve'),
    text('ticket'),
  ],
  abandons: [
    fileNumber('dossier', required),
    day('date', required),
    text('cause', personal),
    choice('origine', DROPOUT_ORIGINS),
    yesNo('force_majeure'),
    choice('alternative', ALTERNATIVES),
    text('reponse', personal),
    choice('decision', DECISIONS),
    moment('date_decision'),
    text('attestation'),
    moment('date_attestation'),
  ],
  certifications: [
    fileNumber('dossier', required),
    day('date', required),
    text('certification'),
    yesNo('presente'),
    text('resultat'),
    text('motif_echec', personal),
    yesNo('guide_lu'),
    yesNo('cours_vus'),
    number('rdv_mentor_prevus'),
    number('rdv_mentor_honores'),
    day('debut_livrables'),
    yesNo('connaissances_mobilisees'),
    yesNo('echange_mentor'),
  ],
  activites: [fileNumber('dossier', required), moment('date', required)],
  signalements: [
    text('id', required),
    moment('date', required),
    choice('categorie', REPORT_CATEGORIES, required),
    text('canal'),
    text('statut', required),
    moment('date_accuse'),
    moment('date_reponse'),
  ],
  explications: [
    fileNumber('dossier', required),
    text('obligation', required),
    day('date', required),
    text('motif', { required: true, personal: true }),
    text('auteur', personal),
  ],
  enquetes: [
    day('date', required),
    fileNumber('dossier'),
    text('session'),
    text('question'),
    field('note', 'number', required),
    number('sur'),
  ],
  ameliorations: [
    text('id', required),
    day('date', required),
    text('constat', { required: true, personal: true }),
    text('cause', personal),
    text('action', { required: true, personal: true }),
    text('responsable', personal),
    day('echeance'),
    day('fait_le'),
    text('effet', personal),
    text('obligation'),
    text('indicateurs'),
  ],
}

/** What a row without a file number says of whom it is about (`rapprocher`), and what narrows it. */
const CLUES: readonly Field[] = [
  text('email', personal),
  text('telephone', personal),
  text('nom', personal),
  text('prenom', personal),
  text('nom_complet', personal),
  text('personne', personal),
  text('formation'),
  text('session'),
]

/** Whether rows of a source name a learner, and may do so otherwise than by a file number. */
export function namesLearner(source: SourceName): boolean {
  return source !== 'apprenants' && isFieldOf(source, 'dossier')
}

/** The columns of an entry: those of its source, and what its rows are joined by where they have no file number. */
export function fieldsOf(source: SourceName, isJoined: boolean): readonly Field[] {
  return isJoined
    ? [...FIELDS[source], ...CLUES.filter(({ header }) => !isFieldOf(source, header))]
    : FIELDS[source]
}

/** The field of a source with this canonical header. */
export function fieldOf(source: SourceName, header: string): Field | undefined {
  const isHere = (field: Field) => field.header === header
  return FIELDS[source].find(isHere) ?? CLUES.find(isHere)
}

function isFieldOf(source: SourceName, header: string): boolean {
  return FIELDS[source].some((field) => field.header === header)
}
