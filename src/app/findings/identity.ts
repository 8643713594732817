// What makes a finding the same from one check to the next: never its line, which moves, nor its words, which a version
// may improve. Works on the JSON of `check`, so that an earlier check and this one are known by the same rule.
import { createHash } from 'node:crypto'

/** A verdict as `check --format json` gives it. */
export interface VerdictContent {
  readonly obligation: string
  readonly enrolment: string | null
  readonly report?: string | undefined
  readonly recipient: string | null
  readonly status: string
  readonly evidence: string
  readonly arisenOn: string | null
  readonly gravity?: string | undefined
}

/** A diagnostic as `check --format json` gives it. */
export interface DiagnosticContent {
  readonly code: string
  readonly severity: string
  readonly file: string
  readonly enrolment?: string | undefined
  readonly field: string | null
  readonly seen: string | null
  readonly isSeenDescribed?: boolean | undefined
  readonly count?: number | undefined
}

/** Late, missing, or without its proof: as the ledger says it. */
export function isBreachContent({ status, evidence }: VerdictContent): boolean {
  return status === 'late' || status === 'missing' || evidence === 'absent'
}

/** Obligation, enrolment or report, recipient, arisenOn. */
export function breachIdentity(verdict: VerdictContent): string {
  const { obligation, enrolment, report, recipient, arisenOn } = verdict
  return identity('breach', obligation, enrolment ?? report ?? '', recipient ?? '', arisenOn ?? '')
}

/**
 * Code, file, enrolment or field, seen. A mistake said once for a whole column shows one row among others, and figures
 * in a description count rows: neither belongs to it.
 */
export function diagnosticIdentity(diagnostic: DiagnosticContent): string {
  const { code, file, enrolment, field, seen, isSeenDescribed, count } = diagnostic
  const isGrouped = (count ?? 1) > 1
  const words = isSeenDescribed === true ? (seen ?? '').replace(/\d[\d\s.,]*/g, '#') : (seen ?? '')
  return identity(
    'diagnostic',
    code,
    file,
    isGrouped ? '' : (enrolment ?? ''),
    field ?? '',
    isGrouped ? '' : words,
  )
}

function identity(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}

/**
 * One fingerprint for each identity, in the same order, unique: alike ones are numbered, so that when one of them goes
 * the last number goes.
 */
export function fingerprintsOf(identities: readonly string[]): readonly string[] {
  const met = new Map<string, number>()
  return identities.map((one) => {
    const number = (met.get(one) ?? 0) + 1
    met.set(one, number)
    return createHash('sha256').update(`i12/v1\n${one}\n${number}`).digest('hex').slice(0, 40)
  })
}
