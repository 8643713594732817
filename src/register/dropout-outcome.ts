// What a row of abandons records of what followed it, in one reading for the counts, the documents and the letters.
// Nothing dated after the as-of date has happened. May not word it.
import type { LocalDate } from '../kernel/local-date.js'
import type { Dropout } from '../records/records.js'
import type { Alternative, Decision } from '../records/values.js'

export interface DropoutOutcome {
  /** What was proposed; null for nothing, and for `aucune`. */
  readonly proposed: Exclude<Alternative, 'aucune'> | null
  /** A decision that is dated is one, even where its words are missing; null where none was taken. */
  readonly decision: { readonly kind: Decision | null; readonly on: LocalDate | null } | null
  /** The attestation that came back; null where none did, or where the cell says non. */
  readonly attestation: { readonly on: LocalDate | null } | null
}

/** The alternative proposed, `aucune` counting as none. */
export function proposedIn(dropout: Dropout | null): DropoutOutcome['proposed'] {
  const alternative = dropout?.alternative ?? null
  return alternative === 'aucune' ? null : alternative
}

export function outcomeOf(dropout: Dropout, asOf: LocalDate): DropoutOutcome {
  const { decision, decidedOn, attestation, isAttested, attestedOn } = dropout
  const isDecided = (decision !== null || decidedOn !== null) && !isLater(decidedOn, asOf)
  const isBack = isAttested ?? (attestation !== '' || attestedOn !== null)
  return {
    proposed: proposedIn(dropout),
    decision: isDecided ? { kind: decision, on: decidedOn } : null,
    attestation: isBack && !isLater(attestedOn, asOf) ? { on: attestedOn } : null,
  }
}

function isLater(on: LocalDate | null, asOf: LocalDate): boolean {
  return on !== null && on > asOf
}
