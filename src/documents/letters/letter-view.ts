// A letter as its template reads it: ready French strings. May not choose the letter, nor send it.

import { formatLongDate, fr, quoted } from '../../kernel/french.js'
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Procedure } from '../../procedure/procedure.js'
import type { Recipient } from '../../records/values.js'
import type { Organisation } from '../../register/organisation.js'
import type { Case } from '../../register/register.js'
import { contactOf } from '../../words/contact.js'
import { personName, trainingDates } from '../../words/enrolment.js'
import { identityOf, townOf } from '../../words/organisation.js'
import { ALTERNATIVE_WORDS, DROPOUT_REASONS, recipientWord } from '../../words/values.js'
import type { LetterFacts } from './letter-facts.js'
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
  /** The letter says « vous » to the learner, else names the learner. */
  readonly isToLearner: boolean
  /** What the records show, one sentence each, as the addressee reads it. */
  readonly observations: readonly string[]
  /** Day of the dropout, or null. */
  readonly dropoutOn: string | null
  /** « Votre formation a pris fin le… »: nothing of it can be caught up. Null where it goes on. */
  readonly ended: string | null
  readonly hasEntered: boolean
  /** The alternative on record: « report », or null. */
  readonly alternative: string | null
  /** Day of the last act of proposal, or null. */
  readonly proposedOn: string | null
  /** An answer to the alternative is on record. */
  readonly hasAnswered: boolean
  readonly isDecided: boolean
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
  facts: LetterFacts,
  verdict: Verdict,
  subject: Case,
  { organisation, procedure, asOf }: LetterInputs,
): LetterView {
  const { enrolment, training } = subject
  const learner = personName(enrolment)
  const voice = verdict.recipient === null || verdict.recipient === 'beneficiaire' ? 'yours' : 'theirs'
  return {
    kind,
    reference: `${enrolment.id} / ${verdict.obligation.id}`,
    subject: fr`${SUBJECTS[kind] ?? facts.observations[0]?.subject[voice] ?? ''} : ${learner}, ${quoted(training.title)}`,
    placeAndDate: [townOf(organisation.address), `le ${formatLongDate(asOf)}`].filter(Boolean).join(', '),
    organisation: {
      name: organisation.name,
      address: organisation.address,
      identity: identityOf(organisation),
    },
    addressee: addresseeOf(verdict.recipient, subject),
    learner: { name: learner, caseNumber: enrolment.id },
    training: { title: training.title, dates: trainingDates(subject) },
    isToLearner: voice === 'yours',
    observations: facts.observations.map((observation) => observation[voice]),
    dropoutOn: longDate(facts.dropoutOn),
    ended: facts.ended?.[voice] ?? null,
    hasEntered: subject.hasEntered,
    alternative: facts.alternative === null ? null : ALTERNATIVE_WORDS[facts.alternative],
    proposedOn: longDate(facts.proposedOn),
    hasAnswered: facts.hasAnswered,
    isDecided: facts.decision !== null,
    decision:
      facts.decision?.kind == null
        ? null
        : {
            words: facts.decision.kind === 'valide' ? 'validé' : 'invalidé',
            on: longDate(facts.decision.on),
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

function longDate(day: LocalDate | null): string | null {
  return day === null ? null : formatLongDate(day)
}

/** The other kinds are about what they observe. */
const SUBJECTS: Readonly<Partial<Record<LetterKind, string>>> = {
  'dropout-notice': 'Abandon de formation déclaré',
  'reasons-request': 'Raisons de votre abandon',
  proposal: 'Proposition pour poursuivre votre parcours',
  'third-party-proposal': 'Proposition faite au bénéficiaire',
  'proposal-follow-up': 'Proposition restée sans réponse',
  'decision-notice': 'Décision sur l’abandon de formation',
  'interview-invitation': 'Invitation à un entretien',
}

/** Said where the export names nobody. */
const UNNAMED: Readonly<Partial<Record<Recipient, string>>> = {
  entreprise: 'Entreprise du bénéficiaire',
  prescripteur: 'Prescripteur',
  financeur: 'Financeur',
  tuteur: 'Tuteur',
  responsable_legal: 'Responsable légal',
}

function addresseeOf(recipient: Recipient | null, subject: Case): LetterView['addressee'] {
  const { name } = contactOf(recipient, subject)
  const unnamed = recipient === null ? undefined : UNNAMED[recipient]
  // Only the learner's own address is known.
  const address = unnamed === undefined ? subject.enrolment.address : ''
  return {
    name: name || (unnamed ?? ''),
    capacity:
      recipient === null || unnamed === undefined ? null : recipientWord(recipient, subject.training.type),
    lines: postalLines(address),
  }
}

/** « 12 rue des Oliviers, 06000 Nice » on two lines, as envelopes have it (NF Z 10-011); anything else on one. */
function postalLines(address: string): string[] {
  const cut = /^(.*\S)\s*,\s*(\d{5}\s.*)$/.exec(address)
  return cut === null ? [address].filter((line) => line !== '') : [cut[1] ?? '', cut[2] ?? '']
}
