// `i12 preview`: the report as a page that any browser opens, made again while templates are being written.
import { fr } from '../../kernel/french.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'

export const preview: Command = {
  formats: [],
  options: [
    { flags: '--case <dossier>', description: 'montrer un seul dossier' },
    { flags: '--pseudonymise', description: 'remplacer noms et numéros par des codes' },
    { flags: '--watch', description: 'refaire la page à chaque changement, jusqu’à Ctrl-C' },
  ],
  examples: ['i12 preview -C mon-dossier', 'i12 preview --watch'],
  async run(invocation, io) {
    const code = await render(invocation, io)
    if (!invocation.flag('watch')) return code
    const { watchWorkspace } = await import('../../app/watch-workspace.js')
    if (!invocation.isQuiet) io.err('En attente de changements (Ctrl-C pour finir).\n')
    for await (const file of watchWorkspace(invocation.workspace)) {
      if (!invocation.isQuiet) io.err(fr`${file} a changé.\n`)
      await render(invocation, io)
    }
    return 0
  },
}

async function render(invocation: Invocation, io: Io): Promise<ExitCode> {
  const { dossierOrExit } = await import('../dossier-or-exit.js')
  const dossier = await dossierOrExit(invocation, io)
  if (dossier === null) return 2
  const { makeReport } = await import('../../app/make-report.js')
  const { Refusal } = await import('../../kernel/failure.js')
  try {
    const isPseudonymised = invocation.flag('pseudonymise')
    const { files } = await makeReport(dossier, {
      format: 'html',
      isComplete: false,
      isPseudonymised,
      caseNumber: invocation.text('case'),
      browser: null,
    })
    const [page] = files
    if (page !== undefined) {
      const path = isPseudonymised ? 'apercu-pseudonymise.html' : 'apercu.html'
      await deliver([{ ...page, path }], invocation, io, dossier.workspace.root)
    }
  } catch (error) {
    // While a template is being written it is wrong most of the time: the watch goes on.
    if (!invocation.flag('watch') || !(error instanceof Refusal)) throw error
    io.err(fr`${error.message}\n  à faire   ${error.mend}\n`)
    return 2
  }
  return 0
}
