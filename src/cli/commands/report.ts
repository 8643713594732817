// `i12 report`: the evidence report and its listings, written whole or not at all.
import type { MadeReport, ReportFormat } from '../../app/make-report.js'
import type { AheadBrowser } from '../../app/open-ahead.js'
import { counted } from '../../kernel/french.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { sayFaults } from '../present/paper-remarks.js'
import { progressOn } from '../progress.js'
import { sayNewKey } from '../say-new-key.js'

export const report: Command = {
  formats: ['pdf', 'html', 'json'],
  options: [
    { flags: '--complete', description: 'imprimer le listing des relances en entier' },
    { flags: '--pseudonymise', description: 'remplacer noms et numéros par des codes' },
    { flags: '--case <dossier>', description: 'faire le rapport d’un seul dossier' },
  ],
  examples: [
    'i12 report -C mon-dossier --as-of 2026-11-30',
    'i12 report --pseudonymise -o envoi/rapport.pdf',
    'i12 report --case A-0042',
  ],
  async run(invocation, io) {
    const { openAhead } = await import('../../app/open-ahead.js')
    const browser = invocation.format === 'pdf' ? openAhead(invocation.browser) : null
    return make(browser, invocation, io).finally(() => browser?.close())
  },
}

async function make(browser: AheadBrowser | null, invocation: Invocation, io: Io): Promise<ExitCode> {
  const { dossierOrExit } = await import('../dossier-or-exit.js')
  const dossier = await dossierOrExit(invocation, io)
  if (dossier === null) return 2
  const { makeReport } = await import('../../app/make-report.js')
  const progress = progressOn(io, invocation, 'Impression')
  const making = makeReport(dossier, {
    format: invocation.format as ReportFormat,
    isComplete: invocation.flag('complete'),
    isPseudonymised: invocation.flag('pseudonymise'),
    caseNumber: invocation.text('case'),
    browser,
    onProgress: progress.show,
  })
  const made = await making.finally(progress.end)
  await deliver(made.files, invocation, io, dossier.workspace.root)
  if (!invocation.isQuiet) await sayCounts(dossier, made, invocation, io)
  sayFaults(made.faults, io)
  return 0
}

async function sayCounts(
  dossier: Parameters<typeof import('../present/check-text.js').lastLine>[0],
  { pageCount, hasNewKey }: MadeReport,
  invocation: Invocation,
  io: Io,
): Promise<void> {
  const { lastLine } = await import('../present/check-text.js')
  const { paintFor } = await import('../present/paint.js')
  if (pageCount !== null) io.err(`${counted(pageCount, 'page', 'pages')}. `)
  io.err(`${lastLine(dossier, paintFor(invocation.hasColor.err))}\n`)
  if (hasNewKey) await sayNewKey(io)
}
