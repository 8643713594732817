// The findings of `check` as a Code Quality report, which GitLab shows in merge requests and drops where two
// fingerprints are the same.
import type { Alert, AlertList } from './alerts.js'

/** What is cut is said on stderr: the format has no place for it. */
export function checkGitlab({ alerts }: AlertList): string {
  return `${JSON.stringify(alerts.map(issueOf), null, 2)}\n`
}

function issueOf(alert: Alert) {
  const { rule, message, fingerprint, path, line } = alert
  return {
    type: 'issue',
    check_name: rule,
    description: `${rule}\u00a0: ${message}`,
    categories: [alert.kind === 'breach' ? 'Compatibility' : 'Bug Risk'],
    severity: severityOf(alert),
    fingerprint,
    location: { path, lines: { begin: line } },
  }
}

function severityOf({ kind, level }: Alert): 'critical' | 'major' | 'minor' | 'info' {
  if (kind === 'breach') return level === 'error' ? 'major' : 'minor'
  return level === 'error' ? 'critical' : 'info'
}
