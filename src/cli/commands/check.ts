// `i12 check`: reads everything, judges, prints what was found. Exit codes: docs/conception.md.
import type { BuiltDossier } from '../../app/build-dossier.js'
import type { CheckResult } from '../../app/dossier.js'
import type { Comparison } from '../../app/findings/baseline.js'
import type { Finding } from '../../app/findings/findings.js'
import type { Newness } from '../../app/results/check-json.js'
import { counted, fr, plural } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { UsageError } from '../usage-error.js'

type Threshold = 'ecart' | 'alerte' | 'never'

/** A check, with all that its forms are made from. */
interface Checked extends BuiltDossier {
  readonly findings: readonly Finding[]
  /** Null where no earlier check was given, or where this one could not judge. */
  readonly comparison: Comparison | null
}

export const check: Command = {
  formats: ['text', 'json', 'junit', 'sarif', 'gitlab', 'github', 'csv', 'markdown', 'site'],
  omits: ['--browser', '--no-input'],
  arguments: [{ syntax: '[dossier]', description: 'dossier de travail, au lieu de -C' }],
  options: [
    {
      flags: '--fail-on <niveau>',
      description: 'à partir de quand le code de sortie est 1',
      choices: ['ecart', 'alerte', 'never'],
      default: 'ecart',
    },
    {
      flags: '--baseline <fichier>',
      description: fr`un contrôle antérieur (--format json) : tout reste listé, seul ce qui est nouveau donne le code 1`,
    },
    { flags: '--prune', description: 'ôter du fichier de « --baseline » ce qui est résolu' },
    { flags: '--public', description: fr`avec « --format site » : masquer les petits effectifs` },
  ],
  examples: [
    'i12 check -C mon-dossier',
    'i12 check --format json -o controle.json --fail-on alerte',
    'i12 check --baseline controle.json --prune',
  ],
  async run(invocation, io) {
    refuseLoneOptions(invocation)
    // Before the work: a file that cannot be used is said at once.
    const earlier = await readBaseline(invocation)
    const { buildDossier } = await import('../../app/build-dossier.js')
    const built = await buildDossier({
      folder: invocation.arguments[0] ?? invocation.workspace,
      asOf: invocation.asOf,
      shared: invocation.shared,
    })
    const { result } = built
    const { findingsOf } = await import('../../app/findings/findings.js')
    const findings = findingsOf(result)
    const comparison =
      earlier === null || result.ledger === null
        ? null
        : (await import('../../app/findings/baseline.js')).compareWithBaseline(findings, earlier)
    const checked: Checked = { ...built, findings, comparison }
    const parts = await presented(checked, invocation, io)
    // What cannot be judged hands nothing over to a network.
    if (parts === null) return 2
    await printResult(parts, nameOf(result, invocation), invocation, io)
    await sayWhatWasWritten(result, invocation, io)
    if (comparison !== null) await compareAloud(comparison, invocation, io)
    return exitCodeOf(checked, (invocation.text('failOn') ?? 'ecart') as Threshold)
  },
}

function refuseLoneOptions(invocation: Invocation): void {
  if (invocation.flag('public') && invocation.format !== 'site') {
    throw new UsageError(fr`« --public » ne va qu’avec « --format site ».`)
  }
  if (invocation.flag('prune') && invocation.text('baseline') === null) {
    throw new UsageError(fr`« --prune » ne va qu’avec « --baseline ».`)
  }
}

async function readBaseline(invocation: Invocation) {
  const path = invocation.text('baseline')
  if (path === null) return null
  const { readCheckFile } = await import('../../app/findings/check-file.js')
  return readCheckFile(path)
}

function nameOf({ asOf }: CheckResult, invocation: Invocation): string {
  if (invocation.format !== 'site') return `controle-${formatIsoDate(asOf)}`
  return `site-${formatIsoDate(asOf)}${invocation.flag('public') ? '-public' : ''}`
}

/** Null where a form cannot be given; the reasons are then on stderr. */
async function presented(checked: Checked, invocation: Invocation, io: Io): Promise<Iterable<string> | null> {
  const { result, dossier } = checked
  switch (invocation.format) {
    case 'json':
      return (await import('../../app/results/check-json.js')).checkJson(result, newnessOf(checked))
    case 'junit':
      return (await import('../present/check-junit.js')).checkJunit(result)
    case 'sarif': {
      const sites = dossier?.workspace.sites ?? []
      const only = sites.length === 1 ? (sites[0]?.id ?? null) : null
      const { checkSarif } = await import('../present/check-sarif.js')
      const source = await alertSource(checked, invocation, io)
      return [checkSarif(source, only)]
    }
    case 'gitlab':
    case 'github': {
      const { alertsOf } = await import('../present/alerts.js')
      const alerts = alertsOf(await alertSource(checked, invocation, io))
      return invocation.format === 'gitlab'
        ? [(await import('../present/check-gitlab.js')).checkGitlab(alerts)]
        : (await import('../present/check-github.js')).checkGithub(alerts)
    }
    case 'csv':
      return (await import('../present/check-csv.js')).checkCsv(result)
    case 'markdown':
      return (await import('../present/check-markdown.js')).checkMarkdown(result)
    case 'site': {
      if (dossier !== null) {
        const { siteJson } = await import('../../app/results/site-json.js')
        return [siteJson(dossier, invocation.flag('public'))]
      }
      const { checkText } = await import('../present/check-text.js')
      const { paintFor } = await import('../present/paint.js')
      for (const part of checkText(result, paintFor(invocation.hasColor.err))) io.err(part)
      return null
    }
    default: {
      const { paintFor } = await import('../present/paint.js')
      return (await import('../present/check-text.js')).checkText(result, paintFor(invocation.hasColor.out))
    }
  }
}

function newnessOf({ findings, comparison }: Checked): Newness | null {
  if (comparison === null) return null
  const fresh = new Set<unknown>(
    findings
      .filter((finding) => comparison.fresh.has(finding))
      .map((finding) => (finding.kind === 'breach' ? finding.verdict : finding.diagnostic)),
  )
  return { counts: comparison.counts, isNew: (found) => fresh.has(found) }
}

/** What forges are given; what they would cut is said on stderr too. */
async function alertSource(
  { result, findings, comparison }: Checked,
  { arguments: [folder], workspace }: Invocation,
  io: Io,
) {
  const { pathInRepository } = await import('../../app/find-repository.js')
  const { alertsOf } = await import('../present/alerts.js')
  const source = {
    result,
    findings,
    pathInRepository: await pathInRepository(folder ?? workspace),
    fresh: comparison?.fresh ?? null,
  }
  const { cut } = alertsOf(source)
  if (cut !== null) io.err(`${cut}\n`)
  return source
}

async function sayWhatWasWritten(result: CheckResult, invocation: Invocation, io: Io): Promise<void> {
  const { kind } = invocation.target
  if (kind === 'default' || kind === 'stdout' || invocation.isQuiet) return
  const { lastLine } = await import('../present/check-text.js')
  const { paintFor } = await import('../present/paint.js')
  io.err(`${lastLine(result, paintFor(invocation.hasColor.err))}\n`)
}

/** What changed since the earlier check; what is solved leaves its file on request. */
async function compareAloud(comparison: Comparison, invocation: Invocation, io: Io): Promise<void> {
  const { counts } = comparison
  const path = invocation.text('baseline') ?? ''
  io.err(
    fr`Depuis ce contrôle antérieur : ${counted(counts.new, 'constat nouveau', 'constats nouveaux')}, ${counted(counts.known, 'connu', 'connus')}, ${counted(counts.solved, 'résolu', 'résolus')}.`,
  )
  io.err('\n')
  if (invocation.flag('prune')) {
    const { pruneBaseline } = await import('../../app/findings/baseline.js')
    await pruneBaseline(path, comparison)
  } else if (counts.solved > 0) {
    io.err(
      fr`Ce qui est résolu est encore dans ${path} : « --prune » ${plural(counts.solved, 'l’', 'les ')}ôte.`,
    )
    io.err('\n')
  }
}

/** With an earlier check, what is new alone decides. */
export function exitCodeOf(
  { result: { ledger, diagnostics }, findings, comparison }: Checked,
  threshold: Threshold,
): ExitCode {
  if (ledger === null) return 2
  if (threshold === 'never') return 0
  if (comparison === null) {
    if (diagnostics.some(({ kind }) => kind.severity === 'error')) return 1
    if (ledger.worst === 'none') return 0
    return threshold === 'alerte' || ledger.worst === 'ecart' ? 1 : 0
  }
  const isReached = findings.some((finding) => {
    if (!comparison.fresh.has(finding)) return false
    if (finding.kind === 'diagnostic') return finding.diagnostic.kind.severity === 'error'
    return threshold === 'alerte' || finding.verdict.obligation.gravity === 'ecart'
  })
  return isReached ? 1 : 0
}
