// Which letter an obligation calls for, what it states, and what its sending is in the log. May not write one, nor
// decide whether it is due.
import type { LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { ActionType, Channel, Recipient } from '../../records/values.js'
import { type Fact, followsDropout, type LetterFacts, letterFacts, missingFact } from './letter-facts.js'

/** One template a kind, `templates/letters/<kind>.hbs`. */
export type LetterKind =
  | 'absence-notice'
  | 'dropout-notice'
  | 'reasons-request'
  | 'relaunch'
  | 'third-party-relaunch'
  | 'proposal'
  | 'third-party-proposal'
  | 'proposal-follow-up'
  | 'decision-notice'
  | 'interview-invitation'

interface LetterForm {
  /**
   * What writing is, and no more: an invitation sent is no interview held. Else the act that the obligation asks for,
   * so that a letter sent discharges it.
   */
  readonly act: ActionType
  /** What it states in any case; it is not made where one is missing. Other sentences stand in an `#if` of their fact. */
  readonly states: readonly Fact[]
}

export const LETTER_FORMS: Readonly<Record<LetterKind, LetterForm>> = {
  'absence-notice': { act: 'information', states: ['observation'] },
  'dropout-notice': { act: 'information', states: ['dropout'] },
  'reasons-request': { act: 'demande_motifs', states: ['dropout'] },
  relaunch: { act: 'relance', states: ['observation'] },
  'third-party-relaunch': { act: 'relance', states: ['observation'] },
  proposal: { act: 'proposition', states: ['dropout', 'undecided', 'unanswered'] },
  'third-party-proposal': { act: 'proposition', states: ['dropout', 'proposal', 'undecided', 'unanswered'] },
  'proposal-follow-up': { act: 'relance', states: ['dropout', 'proposal', 'undecided', 'unanswered'] },
  'decision-notice': { act: 'decision', states: ['decision'] },
  'interview-invitation': { act: 'information', states: [] },
}

/** A letter to write, with what it may state. */
export interface CalledLetter {
  readonly kind: LetterKind
  readonly facts: LetterFacts
  /** By which ways the procedure lets it leave, in our order of preference. */
  readonly channels: readonly ('email' | 'courrier')[]
}

/** A letter that would state what no record says. */
export interface UnmadeLetter {
  readonly reason: string
}

const WRITTEN_CHANNELS = ['email', 'courrier'] as const
/** People of the house or outside the file, to whom no letter is written. */
const NOT_WRITTEN_TO: ReadonlySet<Recipient> = new Set(['conseiller', 'equipe', 'certificateur'])

/**
 * The letter that the obligation of a verdict calls for, the reason why it cannot be made, or null where a letter is
 * nothing that it asks for (a call, an analysis, a meeting of the team).
 */
export function letterFor(verdict: Verdict, asOf: LocalDate): CalledLetter | UnmadeLetter | null {
  const { obligation, recipient, case: subject } = verdict
  if (subject === null || (recipient !== null && NOT_WRITTEN_TO.has(recipient))) return null
  const channels = writtenChannels(obligation.expected.channels)
  if (channels.length === 0) return null
  const facts = letterFacts(verdict, subject, asOf)
  const kinds = kindsFor(verdict, facts)
  const kind = kinds.find((one) => missingFact(LETTER_FORMS[one].states, facts) === null)
  if (kind !== undefined) return { kind, facts, channels }
  const [nearest] = kinds
  return nearest === undefined ? null : { reason: missingFact(LETTER_FORMS[nearest].states, facts) as string }
}

function writtenChannels(allowed: readonly Channel[]): ('email' | 'courrier')[] {
  return WRITTEN_CHANNELS.filter((channel) => allowed.length === 0 || allowed.includes(channel))
}

/** The kinds that would do, the best first. */
function kindsFor(verdict: Verdict, { dropoutOn }: LetterFacts): LetterKind[] {
  const { types } = verdict.obligation.expected
  const isToLearner = verdict.recipient === null || verdict.recipient === 'beneficiaire'
  const isAfterDropout = followsDropout(verdict, dropoutOn)
  // Third parties are told where that is enough.
  const ordered = types.includes('information') ? ['information', ...types] : types
  return ordered.flatMap((type): LetterKind[] => {
    switch (type) {
      case 'information':
        return isToLearner ? [] : [isAfterDropout ? 'dropout-notice' : 'absence-notice']
      case 'demande_motifs':
        return isToLearner ? ['reasons-request'] : []
      case 'relance': {
        const relaunch = isToLearner ? 'relaunch' : 'third-party-relaunch'
        return isAfterDropout ? ['proposal-follow-up', relaunch] : [relaunch]
      }
      case 'proposition':
        return [isToLearner ? 'proposal' : 'third-party-proposal']
      case 'decision':
        return ['decision-notice']
      case 'entretien':
        return isToLearner ? ['interview-invitation'] : []
      default:
        return []
    }
  })
}
