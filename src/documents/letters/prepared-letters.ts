// The letters that a ledger makes due, one a verdict and recipient, with the log line that their sending will be.
// May not write files, nor say that anything was sent.

import { formatDate, fr } from '../../kernel/french.js'
import { isStillDue, type Ledger, type Verdict } from '../../procedure/ledger.js'
import type { Case } from '../../register/register.js'
import { contactOf } from '../../words/contact.js'
import { type CalledLetter, LETTER_FORMS, letterFor } from './letter-kind.js'
import { type LetterInputs, type LetterView, letterView } from './letter-view.js'

export interface PreparedLetter {
  /** `A-0042-contact-absent`, safe as a file name, different for every letter. */
  readonly name: string
  readonly case: Case
  readonly verdict: Verdict
  readonly letter: CalledLetter
  readonly view: LetterView
  /** '' where the export names no address. */
  readonly email: string
  /** Cells of the line for the log of relaunches, in the order of `LOG_HEADER`; the date is left to whoever sends. */
  readonly logLine: readonly string[]
}

/** Canonical headers of relances. */
export const LOG_HEADER = [
  'dossier',
  'date',
  'type',
  'canal',
  'destinataire',
  'auteur',
  'resultat',
  'commentaire',
  'preuve',
  'ticket',
] as const

/** A letter that is due and not made, because it would state what no record says. */
export interface LeftOutLetter {
  readonly verdict: Verdict
  readonly case: Case
  readonly reason: string
}

export interface PreparedLetters {
  readonly letters: readonly PreparedLetter[]
  readonly leftOut: readonly LeftOutLetter[]
  /** Verdicts that are due but call for no letter: a call, a meeting, an analysis. */
  readonly withoutLetter: number
}

export function prepareLetters(
  ledger: Ledger,
  inputs: LetterInputs,
  onlyCase: string | null,
): PreparedLetters {
  const letters: PreparedLetter[] = []
  const leftOut: LeftOutLetter[] = []
  const names = new Set<string>()
  let withoutLetter = 0
  for (const verdict of latestDue(ledger)) {
    const { case: subject } = verdict
    if (subject === null || (onlyCase !== null && subject.enrolment.id !== onlyCase)) continue
    const letter = letterFor(verdict, inputs.asOf)
    if (letter === null) {
      withoutLetter += 1
      continue
    }
    if ('reason' in letter) {
      leftOut.push({ verdict, case: subject, reason: letter.reason })
      continue
    }
    const { email } = contactOf(verdict.recipient, subject)
    letters.push({
      name: freeName(verdict, subject, names),
      case: subject,
      verdict,
      letter,
      view: letterView(letter.kind, letter.facts, verdict, subject, inputs),
      email,
      logLine: logLine(verdict, subject, letter, email, inputs),
    })
  }
  return { letters, leftOut, withoutLetter }
}

/** One a case, obligation and recipient: a single letter discharges every earlier occurrence, so the latest speaks for all. */
function latestDue({ verdicts }: Ledger): Iterable<Verdict> {
  const latest = new Map<string, Verdict>()
  for (const verdict of verdicts) {
    if (!isStillDue(verdict)) continue
    const { case: subject, obligation, recipient } = verdict
    latest.set(`${subject?.enrolment.id}\u0000${obligation.id}\u0000${recipient}`, verdict)
  }
  return latest.values()
}

/** `<dossier>-<obligation>`; the recipient, then a rank, where several letters would bear that name. */
function freeName(verdict: Verdict, subject: Case, names: Set<string>): string {
  const short = fileName(`${subject.enrolment.id}-${verdict.obligation.id}`)
  const long = verdict.recipient === null ? short : fileName(`${short}-${verdict.recipient}`)
  let name = verdict.obligation.expected.recipients.length > 1 ? long : short
  for (let rank = 2; names.has(name.toLowerCase()); rank += 1) name = `${long}-${rank}`
  names.add(name.toLowerCase())
  return name
}

/** Only signs that every file system takes; file numbers are other people's making. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  return plain === '' ? 'document' : plain.slice(0, 120)
}

function logLine(
  { obligation, recipient, arisenOn }: Verdict,
  subject: Case,
  { kind, channels }: CalledLetter,
  email: string,
  { organisation }: LetterInputs,
): string[] {
  const [preferred = 'courrier'] = channels
  const channel =
    preferred === 'email' && email === '' && channels.includes('courrier') ? 'courrier' : preferred
  const since = arisenOn === null ? '' : fr`, fait du ${formatDate(arisenOn)}`
  return [
    subject.enrolment.id,
    '',
    LETTER_FORMS[kind].act,
    channel,
    recipient ?? 'beneficiaire',
    organisation.signatory?.name ?? '',
    '',
    `Courrier préparé${fr` : `}${obligation.id}${since}`,
    '',
    '',
  ]
}
