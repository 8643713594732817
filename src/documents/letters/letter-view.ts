// A letter as its template reads it: ready French strings. May not choose the letter, nor send it.
import { formatLongDate, fr, listed, quoted } from '../../kernel/french.js'
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Procedure } from '../../procedure/procedure.js'
import type { Recipient } from '../../records/values.js'
import type { Organisation } from '../../register/organisation.js'
import type { Case } from '../../register/register.js'
import { personName, trainingDates } from '../../words/enrolment.js'
import { identityOf, townOf } from '../../words/organisation.js'
import { ALTERNATIVE_WORDS, DROPOUT_REASONS, recipientWord } from '../../words/values.js'
import type { LetterKind } from './letter-kind.js'

/** Fields that every letter's template may use. Strict: all are present, null where there is nothing to say. */
export interface LetterView {
  readonly kind: LetterKind
  readonly reference: string
  readonly subject: string
  /** « Nice, le 30 novembre 2026 ». */
  readonly placeAndDate: string
  readonly organisation: {
    readonly name: string
    readonly address: string
    /** « SIRET 123 456 782 00010, déclaration d'activité n° … ». */
    readonly identity: string
  }
  readonly addressee: {
    readonly name: string
    /** « employeur », « prescripteur »; null for the learner. */
    readonly capacity: string | null
    readonly lines: readonly string[]
  }
  readonly learner: { readonly name: string; readonly caseNumber: string }
  readonly training: { readonly title: string; readonly dates: string }
  /** Days of unjustified absence up to the fact, or null where none is dated. */
  readonly absences: {
    /** « Une absence a été relevée le 6 octobre 2025 ». */
    readonly noticed: string
    /** « votre absence le 6 octobre 2025 ». */
    readonly yours: string
  } | null
  /** Day the dropout was declared, or null. */
  readonly dropoutOn: string | null
  /** The alternative on record: « report », or null. */
  readonly alternative: string | null
  readonly decision: { readonly words: string; readonly on: string | null } | null
  /** By when an answer is hoped for. */
  readonly answerBy: string
  /** Tick boxes of the request for reasons. */
  readonly reasons: readonly string[]
  readonly signatory: { readonly name: string; readonly capacity: string }
  readonly procedure: string
}

export interface LetterInputs {
  readonly organisation: Organisation
  readonly procedure: Procedure
  readonly asOf: LocalDate
}

/** Days given for an answer, from the day of the letter. A courtesy of the letter: no rule of the procedure. */
const ANSWER_DAYS = 7

export function letterView(
  kind: LetterKind,
  verdict: Verdict,
  subject: Case,
  { organisation, procedure, asOf }: LetterInputs,
): LetterView {
  const { enrolment, training, dropout } = subject
  const learner = personName(enrolment)
  return {
    kind,
    reference: `${enrolment.id} / ${verdict.obligation.id}`,
    subject: fr`${SUBJECTS[kind]} : ${learner}, ${quoted(training.title)}`,
    placeAndDate: [townOf(organisation.address), `le ${formatLongDate(asOf)}`].filter(Boolean).join(', '),
    organisation: {
      name: organisation.name,
      address: organisation.address,
      identity: identityOf(organisation),
    },
    addressee: addresseeOf(verdict.recipient, subject),
    learner: { name: learner, caseNumber: enrolment.id },
    training: { title: training.title, dates: trainingDates(subject) },
    absences: absenceWords(subject, verdict),
    dropoutOn: dropout?.on == null ? null : formatLongDate(dropout.on),
    alternative:
      dropout?.alternative == null || dropout.alternative === 'aucune'
        ? null
        : ALTERNATIVE_WORDS[dropout.alternative],
    decision:
      dropout?.decision == null
        ? null
        : {
            words: dropout.decision === 'valide' ? 'validé' : 'invalidé',
            on: dropout.decidedOn === null ? null : formatLongDate(dropout.decidedOn),
          },
    answerBy: formatLongDate(addDays(asOf, ANSWER_DAYS)),
    reasons: DROPOUT_REASONS.map(({ label }) => label),
    signatory: {
      name: organisation.signatory?.name ?? organisation.name,
      capacity: organisation.signatory?.capacity ?? '',
    },
    procedure: [
      `procédure ${procedure.reference}`.trim(),
      verdict.procedureVersion === '' ? '' : `version ${verdict.procedureVersion}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  }
}

const SUBJECTS: Readonly<Record<LetterKind, string>> = {
  'absence-notice': 'Absence en formation',
  'dropout-notice': 'Abandon de formation déclaré',
  'reasons-request': 'Raisons de votre abandon',
  relaunch: 'Votre absence en formation',
  proposal: 'Proposition pour poursuivre votre parcours',
  'proposal-follow-up': 'Proposition faite au bénéficiaire',
  'decision-notice': 'Décision sur l’abandon de formation',
  'interview-invitation': 'Invitation à un entretien',
}

function addresseeOf(recipient: Recipient | null, { enrolment, training }: Case): LetterView['addressee'] {
  const at = (name: string, email: string, fallback: string) => ({
    name: name === '' ? fallback : name,
    capacity: recipientWord(recipient ?? 'beneficiaire', training.type),
    lines: [email].filter((line) => line !== ''),
  })
  switch (recipient) {
    case 'entreprise':
      return at(enrolment.company, enrolment.companyEmail, 'Entreprise du bénéficiaire')
    case 'prescripteur':
      return at(enrolment.prescriber, enrolment.prescriberEmail, 'Prescripteur')
    case 'financeur':
      return at(enrolment.funder, enrolment.funderEmail, 'Financeur')
    case 'tuteur':
      return at(enrolment.tutor, enrolment.tutorEmail, 'Tuteur')
    case 'responsable_legal':
      return at(enrolment.legalRepresentative, enrolment.legalRepresentativeEmail, 'Responsable légal')
    default:
      return {
        name: personName(enrolment),
        capacity: null,
        lines: [enrolment.address, enrolment.email].filter((line) => line !== ''),
      }
  }
}

/** Address to which an e-mail to this recipient goes; '' where the export names none. */
export function emailOf(recipient: Recipient | null, { enrolment }: Case): string {
  switch (recipient) {
    case 'entreprise':
      return enrolment.companyEmail
    case 'prescripteur':
      return enrolment.prescriberEmail
    case 'financeur':
      return enrolment.funderEmail
    case 'tuteur':
      return enrolment.tutorEmail
    case 'responsable_legal':
      return enrolment.legalRepresentativeEmail
    default:
      return enrolment.email
  }
}

/** The latest days are named, at most this many. */
const NAMED_ABSENCES = 5

function absenceWords({ absences }: Case, { arisenOn }: Verdict): LetterView['absences'] {
  const days = new Set<LocalDate>()
  for (const { on, isJustified } of absences) {
    if (on !== null && !isJustified && (arisenOn === null || on <= arisenOn)) days.add(on)
  }
  const last = [...days].sort((a, b) => a - b).slice(-NAMED_ABSENCES)
  if (last.length === 0) return null
  const dates = listed(last.map(formatLongDate))
  return last.length === 1
    ? { noticed: `Une absence a été relevée le ${dates}`, yours: `votre absence le ${dates}` }
    : { noticed: `Des absences ont été relevées les ${dates}`, yours: `vos absences les ${dates}` }
}
