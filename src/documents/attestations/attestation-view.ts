// The papers of a dropout as their templates read them: ready French strings. May not sign, send or judge.

import { formatLongDate, formatNumber, fr, listed, NBSP, quoted } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Procedure } from '../../procedure/procedure.js'
import { versionOn } from '../../procedure/versions-in-force.js'
import type { Action } from '../../records/records.js'
import { outcomeOf } from '../../register/dropout-outcome.js'
import type { Organisation } from '../../register/organisation.js'
import type { Case } from '../../register/register.js'
import { isHealthWording } from '../../statistics/health-words.js'
import { dayOrNothing } from '../../words/day.js'
import { personName, trainingDates } from '../../words/enrolment.js'
import { identityOf, townOf } from '../../words/organisation.js'
import {
  ACTION_WORDS,
  ALTERNATIVE_WORDS,
  CHANNEL_WORDS,
  DROPOUT_ORIGIN_WORDS,
  DROPOUT_REASONS,
  RESULT_WORDS,
  recipientWord,
} from '../../words/values.js'
import { realisationRate } from './realisation-rate.js'

/** The frame of the page where a seal or a signature will stand; what it says is part of what is signed. */
export interface SealFrame {
  /** « Cachet électronique non qualifié ». */
  readonly heading: string
  readonly lines: readonly string[]
  /** Address of the marked link that becomes the signature field. */
  readonly field: string
}

interface CommonView {
  readonly number: string
  readonly placeAndDate: string
  readonly organisation: { readonly name: string; readonly address: string; readonly identity: string }
  readonly signatory: { readonly name: string; readonly capacity: string }
  readonly learner: { readonly name: string; readonly caseNumber: string }
  readonly training: { readonly title: string; readonly dates: string; readonly certification: string | null }
  readonly seal: SealFrame | null
}

/** The learner's own declaration: a form to fill in and sign. */
export interface DeclarationView extends CommonView {
  readonly reasons: readonly { readonly label: string; readonly field: string }[]
  readonly fields: {
    readonly detail: string
    readonly place: string
    readonly date: string
    readonly signature: string
  }
}

/** The organisation's attestation of a dropout. */
export interface DropoutAttestationView extends CommonView {
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** How the dropout was established: one sentence. */
  readonly established: string
  /** Relaunches made, shown where the learner did not answer; else null. */
  readonly relaunches:
    | readonly { readonly on: string; readonly what: string; readonly result: string }[]
    | null
  readonly alternatives: string
}

/** Hours really done of a partial training. Not the ministry's certificat de réalisation, and says so. */
export interface HoursAttestationView extends CommonView {
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export interface AttestationInputs {
  readonly organisation: Organisation & { readonly signatory: NonNullable<Organisation['signatory']> }
  readonly procedure: Procedure
  readonly asOf: LocalDate
  readonly seal: SealFrame | null
  /** Number and day of the declaration that the learner signed, or null. */
  readonly signedDeclaration: { readonly number: string; readonly on: LocalDate } | null
}

function commonView(number: string, subject: Case, inputs: AttestationInputs): CommonView {
  const { organisation, asOf, seal } = inputs
  return {
    number,
    placeAndDate: [townOf(organisation.address), `le ${formatLongDate(asOf)}`].filter(Boolean).join(', '),
    organisation: {
      name: organisation.name,
      address: organisation.address,
      identity: identityOf(organisation),
    },
    signatory: organisation.signatory,
    learner: { name: personName(subject.enrolment), caseNumber: subject.enrolment.id },
    training: {
      title: subject.training.title,
      dates: trainingDates(subject),
      certification: subject.training.certification || null,
    },
    seal,
  }
}

function marked(kind: 'case' | 'texte' | 'signature', name: string, tooltip: string, more = ''): string {
  return `champ:${kind}/${name}?libelle=${encodeURIComponent(tooltip)}${more}`
}

/** Names of the fields of the declaration, as they are read back from returned forms. */
export const DECLARATION_FIELDS = {
  number: 'numero',
  caseNumber: 'dossier',
  detail: 'precision',
  place: 'lieu',
  date: 'date',
  signature: 'signature-apprenant',
  reason: (name: string) => `raison-${name}`,
} as const

/** Name of the signature field of the organisation. */
export const SEAL_FIELD = 'cachet-organisme'

/** Address of the marked link that becomes the organisation's signature field. */
export function sealFieldAddress(tooltip: string): string {
  return marked('signature', SEAL_FIELD, tooltip)
}

export function declarationView(number: string, subject: Case, inputs: AttestationInputs): DeclarationView {
  return {
    ...commonView(number, subject, inputs),
    reasons: DROPOUT_REASONS.map(({ name, label }) => ({
      label,
      field: marked('case', DECLARATION_FIELDS.reason(name), label),
    })),
    fields: {
      detail: marked('texte', DECLARATION_FIELDS.detail, 'Précisions, si vous le souhaitez', '&lignes=oui'),
      place: marked('texte', DECLARATION_FIELDS.place, 'Fait à'),
      date: marked('texte', DECLARATION_FIELDS.date, 'Date, JJ/MM/AAAA'),
      signature: marked('signature', DECLARATION_FIELDS.signature, 'Signature de l’apprenant'),
    },
  }
}

export function dropoutAttestationView(
  number: string,
  subject: Case,
  inputs: AttestationInputs,
): DropoutAttestationView {
  const { dropout } = subject
  const isUnanswered = hasNotAnswered(subject, inputs)
  return {
    ...commonView(number, subject, inputs),
    facts: [
      ...attendanceFacts(subject),
      { label: 'Date de l’abandon', value: dateOrNone(dropout?.on ?? subject.leftOn) },
      {
        label: 'Origine de la décision',
        value: dropout?.origin == null ? 'non renseignée' : DROPOUT_ORIGIN_WORDS[dropout.origin],
      },
      { label: 'Motif', value: reasonWords(dropout?.cause ?? '') },
    ],
    established: establishedWords(subject, inputs, isUnanswered),
    relaunches: isUnanswered ? relaunchRows(subject) : null,
    alternatives: alternativeWords(subject),
  }
}

export function hoursAttestationView(
  number: string,
  subject: Case,
  inputs: AttestationInputs,
): HoursAttestationView {
  return { ...commonView(number, subject, inputs), facts: attendanceFacts(subject) }
}

function attendanceFacts(subject: Case): { label: string; value: string }[] {
  const { enrolment, enteredOn } = subject
  const { doneHours, plannedHours } = enrolment
  const rate = realisationRate(doneHours, plannedHours)
  const hours = (value: number | null) =>
    value === null ? 'non renseignées' : `${formatNumber(value, Number.isInteger(value) ? 0 : 2)}${NBSP}h`
  return [
    { label: 'Dates prévues', value: plannedDates(subject) },
    { label: 'Entrée effective', value: dateOrNone(enteredOn) },
    { label: 'Dernier jour suivi', value: dateOrNone(lastDayAttended(subject)) },
    { label: 'Heures prévues', value: hours(plannedHours) },
    { label: 'Heures suivies', value: hours(doneHours) },
    {
      label: 'Taux de réalisation',
      value: rate === null ? 'non calculable, heures incomplètes' : `${rate}${NBSP}%`,
    },
  ]
}

function dateOrNone(date: LocalDate | null): string {
  return date === null ? 'non renseignée' : formatLongDate(date)
}

function plannedDates({ enrolment }: Case): string {
  const { plannedEntryOn, plannedEndOn } = enrolment
  if (plannedEntryOn === null && plannedEndOn === null) return 'non renseignées'
  const from = plannedEntryOn === null ? null : `du ${formatLongDate(plannedEntryOn)}`
  const to = plannedEndOn === null ? null : `au ${formatLongDate(plannedEndOn)}`
  return [from, to].filter((part) => part !== null).join(' ')
}

/** The latest recorded presence up to the exit; the exit itself where no presence is recorded. */
function lastDayAttended({ presences, leftOn }: Case): LocalDate | null {
  let last: LocalDate | null = null
  for (const { on } of presences) {
    if (on !== null && (leftOn === null || on <= leftOn) && (last === null || on > last)) last = on
  }
  return last ?? leftOn
}

/** The organisation's own words, without any detail on health. */
function reasonWords(cause: string): string {
  if (cause.trim() === '') return 'non communiqué'
  return isHealthWording(cause) ? 'motif personnel' : cause.trim()
}

function alternativeWords({ dropout }: Case): string {
  if (dropout?.alternative == null) return 'Aucune proposition n’est enregistrée à ce jour.'
  if (dropout.alternative === 'aucune') return 'Aucune alternative n’a pu être proposée.'
  const answer = dropout.answer.trim()
  const proposed = fr`Alternative proposée : ${ALTERNATIVE_WORDS[dropout.alternative]}.`
  return answer === '' || isHealthWording(answer)
    ? `${proposed} Réponse${NBSP}: ${answer === '' ? 'aucune à ce jour' : 'enregistrée par l’organisme'}.`
    : `${proposed} Réponse${NBSP}: ${answer}.`
}

/** Nobody was reached since the last signs of attendance, and the learner signed nothing. */
function hasNotAnswered(subject: Case, { signedDeclaration }: AttestationInputs): boolean {
  if (signedDeclaration !== null || (subject.dropout?.answer.trim() ?? '') !== '') return false
  const relaunches = relaunchesTo(subject)
  return relaunches.length > 0 && relaunches.every(({ result }) => result !== 'joint')
}

function relaunchesTo({ actions, enteredOn }: Case): Action[] {
  return actions.filter(
    ({ type, recipient, on }) =>
      (type === 'relance' || type === 'proposition' || type === 'demande_motifs') &&
      recipient === 'beneficiaire' &&
      on !== null &&
      (enteredOn === null || on >= enteredOn),
  )
}

function relaunchRows(subject: Case): { on: string; what: string; result: string }[] {
  return relaunchesTo(subject).map(({ on, type, channel, recipient, result }) => ({
    on: dayOrNothing(on),
    what: [
      ACTION_WORDS[type],
      channel === null ? null : CHANNEL_WORDS[channel],
      recipient === null ? null : recipientWord(recipient, subject.training.type),
    ]
      .filter((part) => part !== null)
      .join(', '),
    result: result === null ? 'sans réponse notée' : RESULT_WORDS[result],
  }))
}

function establishedWords(
  subject: Case,
  { procedure, signedDeclaration, asOf }: AttestationInputs,
  isUnanswered: boolean,
): string {
  const { dropout } = subject
  if (signedDeclaration !== null) {
    return fr`Abandon déclaré par écrit par le bénéficiaire : déclaration n° ${signedDeclaration.number}, reçue signée le ${formatLongDate(signedDeclaration.on)}.`
  }
  const version = dropout?.on == null ? null : versionOn(procedure.versions, dropout.on)
  const name = [procedure.reference, version === null ? '' : `version ${version.version}`]
    .filter((part) => part !== '')
    .join(', ')
  const procedureWords = name === '' ? 'sa procédure' : `sa procédure ${name}`
  if (isUnanswered) {
    return `Constat établi par l’organisme en l’absence de réponse du bénéficiaire, selon ${procedureWords}, après les relances ci-dessous.`
  }
  const decision = dropout === null ? null : outcomeOf(dropout, asOf).decision
  const decided =
    decision?.kind == null || decision.on === null
      ? ''
      : fr` ; ${decision.kind === 'valide' ? 'validé' : 'invalidé'} le ${formatLongDate(decision.on)}`
  return `Abandon enregistré par l’organisme${decided}, selon ${procedureWords}.`
}

/** The frame of a form that the organisation may countersign later. */
export function openSealFrame(): SealFrame {
  const heading = 'Cachet ou signature de l’organisme, après celle de l’apprenant'
  return { heading, lines: [], field: sealFieldAddress(heading) }
}

/** What the frame says before signing: seal of the organisation or signature of a person, qualified or not. */
export function sealFrame(
  certificate: {
    readonly subject: string
    readonly organisation: string
    readonly issuer: string
    readonly isSelfSigned: boolean
    readonly claimsQualified: boolean
    readonly purpose: 'signature' | 'seal' | null
  },
  signatory: { readonly name: string; readonly capacity: string },
): SealFrame {
  const isSignature =
    certificate.purpose === 'signature' ||
    (certificate.purpose === null && certificate.subject.includes(signatory.name))
  const noun = isSignature ? 'Signature électronique' : 'Cachet électronique'
  const qualified = isSignature ? 'qualifiée' : 'qualifié'
  const heading = certificate.claimsQualified
    ? `${noun}, certificat déclaré ${qualified}`
    : `${noun} non ${qualified}`
  const holder = isSignature
    ? fr`Signataire : ${signatory.name}, ${signatory.capacity}`
    : fr`Organisme : ${certificate.organisation || certificate.subject}`
  const issuer = certificate.isSelfSigned
    ? 'certificat autosigné'
    : fr`certificat délivré par ${quoted(certificate.issuer)}`
  return {
    heading,
    lines: [
      holder,
      fr`Certificat : ${listed([quoted(certificate.subject)])}, ${issuer}`,
      fr`La date et l’intégrité se vérifient dans le lecteur PDF ou avec « i12 verify ».`,
    ],
    field: sealFieldAddress(heading),
  }
}
