// The findings of `check` as SARIF 2.1.0, which code forges show beside the lines of the files.

import type { CheckResult } from '../../app/dossier.js'
import { TOOL_VERSION } from '../../app/tool-version.js'
import type { Diagnostic, DiagnosticKind } from '../../kernel/diagnostic.js'
import { type EvidenceTable, isBreach, type Verdict } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'
import { datesOf, outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

export function checkSarif({ diagnostics, ledger, evidence }: CheckResult): string {
  const kinds = new Map(diagnostics.map(({ kind }) => [kind.code, kind]))
  const breaches = (ledger?.verdicts ?? []).filter(isBreach)
  const obligations = new Map(breaches.map(({ obligation }) => [obligation.id, obligation]))
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'i12',
            version: TOOL_VERSION,
            rules: [...[...kinds.values()].map(kindRule), ...[...obligations.values()].map(obligationRule)],
          },
        },
        columnKind: 'unicodeCodePoints',
        results: [
          ...diagnostics.map(diagnosticResult),
          ...breaches.map((verdict) => breachResult(verdict, evidence)),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function kindRule({ code, severity, summary, explanation }: DiagnosticKind) {
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: explanation },
    defaultConfiguration: { level: severity },
  }
}

function obligationRule({ id, title, reference, gravity }: Obligation) {
  return {
    id,
    shortDescription: { text: title === '' ? id : title },
    ...(reference === '' ? {} : { fullDescription: { text: reference } }),
    defaultConfiguration: { level: levelOf(gravity) },
  }
}

function levelOf(gravity: Obligation['gravity']): 'error' | 'warning' {
  return gravity === 'ecart' ? 'error' : 'warning'
}

function diagnosticResult({ kind, place, message, mend }: Diagnostic) {
  const { file, line, column } = place.locate()
  return {
    ruleId: kind.code,
    level: kind.severity,
    message: { text: `${message ?? kind.summary} À faire\u00a0: ${mend}` },
    locations: [location(file, { startLine: line, startColumn: column })],
  }
}

function breachResult(verdict: Verdict, evidence: EvidenceTable) {
  const { obligation, cause } = verdict
  const words = [subjectOf(verdict), recipientOf(verdict), outcomeOf(verdict, evidence), datesOf(verdict)]
  return {
    ruleId: obligation.id,
    level: levelOf(obligation.gravity),
    message: { text: words.filter((part) => part !== '').join(', ') },
    locations: [location(cause.export.table.file, { startLine: cause.export.table.lineOf(cause.row) })],
  }
}

function location(file: string, region: object) {
  const uri = file.split('/').map(encodeURIComponent).join('/')
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } }
}
