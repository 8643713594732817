// `i12 consolidate`: the sites of a network added up, each beside the others, none ranked.
import type { ConsolidationFormat } from '../../app/consolidation/make-consolidation.js'
import type { CheckResult } from '../../app/dossier.js'
import { Diagnostics } from '../../kernel/diagnostic.js'
import { counted, fr, listed, plural, quoted } from '../../kernel/french.js'
import type { Consolidation, Network } from '../../statistics/consolidation/consolidation.js'
import type { SiteFile } from '../../statistics/consolidation/site-file.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { Io } from '../io.js'
import { progressOn } from '../progress.js'
import { UsageError } from '../usage-error.js'

export const consolidate: Command = {
  formats: ['all', 'json', 'csv', 'pdf'],
  writes: (format) => (format === 'all' ? 'several' : 'one'),
  arguments: [
    {
      syntax: '<chemins...>',
      description: 'fichiers faits par « i12 check --format site », ou dossiers de travail',
    },
  ],
  options: [
    {
      flags: '--network <fichier>',
      description: fr`sites attendus (nom, sites) ; reseau.yaml du dossier courant par défaut`,
    },
    { flags: '--public', description: 'masquer les petits effectifs des dossiers de travail donnés' },
  ],
  examples: [
    'i12 consolidate sites/*.json -o reseau/',
    'i12 consolidate nice/ strasbourg/ --as-of 2026-11-30 --format json -o -',
  ],
  async run(invocation, io) {
    if (invocation.hasWorkspace) {
      throw new UsageError(
        fr`« consolidate » ne lit pas « --workspace ».`,
        'Donnez les dossiers de travail l’un après l’autre.',
      )
    }
    const diagnostics = new Diagnostics()
    const { readNetwork } = await import('../../app/consolidation/read-network.js')
    const network = await readNetwork(invocation.text('network'), diagnostics)
    if (diagnostics.hasFatal || diagnostics.hasErrors) {
      await sayDiagnostics(diagnostics, invocation, io)
      return 2
    }
    const files = await collect(invocation, io)
    if (files === null) return 2
    const { consolidateSites } = await import('../../statistics/consolidation/consolidation.js')
    const consolidation = consolidateSites(files, network)
    sayMissing(consolidation, io)
    sayStrangers(files, network, io)
    const { makeConsolidation } = await import('../../app/consolidation/make-consolidation.js')
    const progress = progressOn(io, invocation, 'Impression')
    const made = await makeConsolidation(consolidation, {
      format: invocation.format as ConsolidationFormat,
      browser: invocation.browser,
      onProgress: progress.show,
    }).finally(progress.end)
    await deliver(made, invocation, io, process.cwd())
    if (!invocation.isQuiet) io.err(`${totalsSentence(consolidation)}\n`)
    return 0
  },
}

/** What every path gives; null once every reason why one cannot be used is said. */
async function collect(invocation: Invocation, io: Io): Promise<readonly [SiteFile, ...SiteFile[]] | null> {
  const { collectSites } = await import('../../app/consolidation/collect-sites.js')
  const { checkText } = await import('../present/check-text.js')
  const { paintFor } = await import('../present/paint.js')
  const progress = progressOn(io, invocation, 'Sites')
  const onUnusable = (path: string, result: CheckResult) => {
    progress.end()
    io.err(`${fr`${quoted(path)} ne peut pas être compté :`}\n`)
    for (const part of checkText(result, paintFor(invocation.hasColor.err))) io.err(part)
  }
  const given = await collectSites(invocation.arguments, {
    asOf: invocation.asOf,
    shared: invocation.shared,
    isPublic: invocation.flag('public'),
    onUnusable,
    onProgress: progress.show,
  }).finally(progress.end)
  const [first, ...others] = given ?? []
  return first === undefined ? null : [first.file, ...others.map(({ file }) => file)]
}

async function sayDiagnostics(diagnostics: Diagnostics, { hasColor }: Invocation, io: Io): Promise<void> {
  const { diagnosticText } = await import('../present/diagnostic-text.js')
  const { paintFor } = await import('../present/paint.js')
  for (const diagnostic of diagnostics.all) io.err(`${diagnosticText(diagnostic, paintFor(hasColor.err))}\n`)
}

/** A site that the network expects and no file gives: never left out in silence. */
function sayMissing({ missing, sites }: Consolidation, io: Io): void {
  if (missing.length === 0) return
  const names = listed(missing.map(({ id }) => quoted(id)))
  io.err(
    `${fr`${counted(missing.length, 'site manque', 'sites manquent')} dans la consolidation : ${names}. Les totaux sont ceux ${plural(sites.length, 'du seul site donné', 'des sites donnés')}.`}\n`,
  )
}

function sayStrangers(files: readonly SiteFile[], network: Network | null, io: Io): void {
  if (network === null) return
  const known = new Set(network.sites.map(({ id }) => id))
  const strangers = files.flatMap(({ sites }) => sites.filter(({ id }) => !known.has(id)))
  if (strangers.length === 0) return
  const names = listed(strangers.map(({ id }) => quoted(id)))
  io.err(
    `${fr`${counted(strangers.length, 'site compté n’est', 'sites comptés ne sont')} pas dans la liste du réseau : ${names}.`}\n`,
  )
}

function totalsSentence({ sites, totals }: Consolidation): string {
  const { scope, diagnostics, ledger } = totals
  const parts = [
    counted(sites.length, 'site', 'sites'),
    counted(scope.inScope, 'dossier examiné', 'dossiers examinés'),
    ...(ledger.total === null ? [] : [counted(ledger.total, 'obligation', 'obligations')]),
    counted(diagnostics.errors, 'erreur', 'erreurs'),
    counted(diagnostics.warnings, 'avertissement', 'avertissements'),
  ]
  return fr`${parts.join(', ')}.`
}
