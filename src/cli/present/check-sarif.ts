// The findings of `check` as SARIF 2.1.0, which code forges show beside the lines of the files.
import { TOOL_VERSION } from '../../app/tool-version.js'
import type { DiagnosticKind } from '../../kernel/diagnostic.js'
import { isBreach } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'
import { type Alert, type AlertSource, alertsOf, FINGERPRINT_KEY } from './alerts.js'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** `site`: id of the one site of the workspace, or null. */
export function checkSarif(source: AlertSource, site: string | null): string {
  const { diagnostics, ledger } = source.result
  const { alerts, cut } = alertsOf(source)
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
        automationDetails: { id: site === null ? 'i12/' : `i12/${site}/` },
        ...(cut === null
          ? {}
          : {
              invocations: [
                {
                  executionSuccessful: true,
                  toolExecutionNotifications: [{ level: 'warning', message: { text: cut } }],
                },
              ],
            }),
        columnKind: 'unicodeCodePoints',
        results: alerts.map(resultOf),
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
    defaultConfiguration: { level: gravity === 'ecart' ? 'error' : 'warning' },
  }
}

function resultOf({ rule, level, message, path, line, column, fingerprint, isNew }: Alert) {
  const uri = path.split('/').map(encodeURIComponent).join('/')
  return {
    ruleId: rule,
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
          region: { startLine: line, ...(column === null ? {} : { startColumn: column }) },
        },
      },
    ],
    partialFingerprints: { [FINGERPRINT_KEY]: fingerprint },
    ...(isNew === null ? {} : { baselineState: isNew ? 'new' : 'unchanged' }),
  }
}
