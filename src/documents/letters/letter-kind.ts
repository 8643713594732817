// Which letter an obligation calls for. May not write one, nor decide whether it is due.
import type { Verdict } from '../../procedure/ledger.js'
import type { ActionType, Channel, Recipient } from '../../records/values.js'

/** One template a kind, `templates/letters/<kind>.hbs`. */
export type LetterKind =
  | 'absence-notice'
  | 'dropout-notice'
  | 'reasons-request'
  | 'relaunch'
  | 'proposal'
  | 'proposal-follow-up'
  | 'decision-notice'
  | 'interview-invitation'

/** A letter to write: its kind, and the act that its sending will be in the log. */
export interface CalledLetter {
  readonly kind: LetterKind
  readonly actionType: ActionType
  /** By which ways the procedure lets it leave, in our order of preference. */
  readonly channels: readonly ('email' | 'courrier')[]
}

const WRITTEN_CHANNELS = ['email', 'courrier'] as const
/** People of the house or outside the file, to whom no letter is written. */
const NOT_WRITTEN_TO: ReadonlySet<Recipient> = new Set(['conseiller', 'equipe', 'certificateur'])

/** The letter that discharges the obligation of a verdict, or null where none does (a call, an analysis, a meeting of the team). */
export function letterFor(verdict: Verdict): CalledLetter | null {
  const { obligation, recipient, case: subject } = verdict
  if (subject === null || (recipient !== null && NOT_WRITTEN_TO.has(recipient))) return null
  const channels = writtenChannels(obligation.expected.channels)
  if (channels.length === 0) return null
  for (const type of obligation.expected.types) {
    const kind = kindOf(type, verdict)
    if (kind !== null) return { kind, actionType: type as ActionType, channels }
  }
  return null
}

function writtenChannels(allowed: readonly Channel[]): ('email' | 'courrier')[] {
  return WRITTEN_CHANNELS.filter((channel) => allowed.length === 0 || allowed.includes(channel))
}

function kindOf(type: string, verdict: Verdict): LetterKind | null {
  const isToLearner = verdict.recipient === null || verdict.recipient === 'beneficiaire'
  switch (type) {
    case 'information':
      return isToLearner ? null : followsDropout(verdict) ? 'dropout-notice' : 'absence-notice'
    case 'demande_motifs':
      return isToLearner ? 'reasons-request' : null
    case 'relance':
      if (isToLearner) return followsDropout(verdict) ? 'proposal' : 'relaunch'
      return followsDropout(verdict) ? 'proposal-follow-up' : 'absence-notice'
    case 'proposition':
      return isToLearner ? 'proposal' : 'proposal-follow-up'
    case 'decision':
      return 'decision-notice'
    case 'entretien':
      return isToLearner ? 'interview-invitation' : null
    default:
      return null
  }
}

/** Whether what happened is the dropout itself, or comes after it. */
function followsDropout({ obligation, case: subject, arisenOn }: Verdict): boolean {
  if (obligation.trigger?.kind === 'dropout') return true
  const declaredOn = subject?.dropout?.on ?? null
  return declaredOn !== null && arisenOn !== null && arisenOn >= declaredOn
}
