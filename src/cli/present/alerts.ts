// The findings of a check as code forges take them: a rule, a place in the repository, a sentence, a fingerprint.
import type { CheckResult } from '../../app/dossier.js'
import type { Finding } from '../../app/findings/findings.js'
import { formatNumber, fr } from '../../kernel/french.js'
import { datesOf, outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'

/** Key of our fingerprints. GitHub computes one of its own from the line, which moves. */
export const FINGERPRINT_KEY = 'i12/v1'

/** What GitHub keeps of one run. */
const MOST_ALERTS = 5000

/** A finding with all that a forge shows. */
export interface Alert {
  readonly rule: string
  readonly level: 'error' | 'warning'
  readonly kind: Finding['kind']
  readonly message: string
  /** Relative to the repository where the workspace lies in one, else to the workspace. */
  readonly path: string
  readonly line: number
  /** Null where only the line is known. */
  readonly column: number | null
  readonly fingerprint: string
  /** Null where no earlier check was given. */
  readonly isNew: boolean | null
}

export interface AlertList {
  /** Breaches first, then errors, then warnings; at most 5,000. */
  readonly alerts: readonly Alert[]
  /** What is said of those left out; null where none is. */
  readonly cut: string | null
}

export interface AlertSource {
  readonly result: CheckResult
  readonly findings: readonly Finding[]
  /** Path from the repository to the workspace, ending in `/`, or ''. */
  readonly pathInRepository: string
  /** Those that an earlier check does not hold; null where none was given. */
  readonly fresh: ReadonlySet<Finding> | null
}

export function alertsOf({ result, findings, pathInRepository, fresh }: AlertSource): AlertList {
  const shown = findings.slice(0, MOST_ALERTS)
  const left = findings.length - shown.length
  return {
    alerts: shown
      .map((finding) => ({
        ...(finding.kind === 'breach' ? ofBreach(finding, result) : ofDiagnostic(finding)),
        fingerprint: finding.fingerprint,
        isNew: fresh === null ? null : fresh.has(finding),
      }))
      .map((alert) => ({ ...alert, path: `${pathInRepository}${alert.path}` })),
    cut:
      left === 0
        ? null
        : fr`${formatNumber(left)} constats sur ${formatNumber(findings.length)} ne sont pas dans ce fichier, qui s’arrête à ${formatNumber(MOST_ALERTS)} : les écarts viennent d’abord, puis les erreurs. « --format json » les donne tous.`,
  }
}

type Described = Omit<Alert, 'fingerprint' | 'isNew'>

function ofBreach({ verdict }: Extract<Finding, { kind: 'breach' }>, { evidence }: CheckResult): Described {
  const { obligation, cause } = verdict
  const words = [subjectOf(verdict), recipientOf(verdict), outcomeOf(verdict, evidence), datesOf(verdict)]
  return {
    rule: obligation.id,
    level: obligation.gravity === 'ecart' ? 'error' : 'warning',
    kind: 'breach',
    message: words.filter((part) => part !== '').join(', '),
    path: cause.export.table.file,
    line: cause.export.table.lineOf(cause.row),
    column: null,
  }
}

function ofDiagnostic({ diagnostic }: Extract<Finding, { kind: 'diagnostic' }>): Described {
  const { kind, place, message, mend } = diagnostic
  const { file, line, column } = place.locate()
  return {
    rule: kind.code,
    level: kind.severity,
    kind: 'diagnostic',
    message: `${message ?? kind.summary} À faire\u00a0: ${mend}`,
    path: file,
    line,
    column,
  }
}
