// Everything that a check found, breaches first, each with its fingerprint and, given an earlier check, whether it is
// new. What forges, test reports and baselines are made from.
import type { Diagnostic } from '../../kernel/diagnostic.js'
import { isBreach, type Verdict } from '../../procedure/ledger.js'
import type { CheckResult } from '../dossier.js'
import { diagnosticJson, verdictJson } from '../results/check-json.js'
import { breachIdentity, diagnosticIdentity, fingerprintsOf } from './identity.js'

interface Known {
  readonly identity: string
  /** Unique among the findings; the same while the finding is, wherever its line moves. */
  readonly fingerprint: string
}

export type BreachFinding = Known & { readonly kind: 'breach'; readonly verdict: Verdict }
export type DiagnosticFinding = Known & { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic }
export type Finding = BreachFinding | DiagnosticFinding

/** Breaches in the order of the ledger, errors, then warnings in the order of the files. */
export function findingsOf({ ledger, diagnostics }: CheckResult): readonly Finding[] {
  const breaches = (ledger?.verdicts ?? []).filter(isBreach)
  const errors = diagnostics.filter(({ kind }) => kind.severity === 'error')
  const warnings = diagnostics.filter(({ kind }) => kind.severity === 'warning')
  const read = [...errors, ...warnings]
  const identities = [
    ...breaches.map((verdict) => breachIdentity(verdictJson(verdict))),
    ...read.map((diagnostic) => diagnosticIdentity(diagnosticJson(diagnostic))),
  ]
  const fingerprints = fingerprintsOf(identities)
  const known = (index: number): Known => ({
    identity: identities[index] ?? '',
    fingerprint: fingerprints[index] ?? '',
  })
  return [
    ...breaches.map((verdict, index): Finding => ({ kind: 'breach', verdict, ...known(index) })),
    ...read.map(
      (diagnostic, index): Finding => ({
        kind: 'diagnostic',
        diagnostic,
        ...known(breaches.length + index),
      }),
    ),
  ]
}

/** Whether a finding is one of those that a baseline counts: a breach, or an error. */
export function isCounted(finding: Finding): boolean {
  return finding.kind === 'breach' || finding.diagnostic.kind.severity === 'error'
}
