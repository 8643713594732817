// `i12 brief`: two pages for the staff before the interviews.
import { counted } from '../../kernel/french.js'
import type { Command } from '../command.js'
import { deliver } from '../deliver.js'
import { sayFaults } from '../present/paper-remarks.js'

export const brief: Command = {
  formats: ['pdf'],
  examples: ['i12 brief -C mon-dossier', 'i12 brief -o entretiens.pdf'],
  async run(invocation, io) {
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const { makeBrief } = await import('../../app/make-brief.js')
    const { file, pageCount, faults } = await makeBrief(dossier, { browser: invocation.browser })
    await deliver([file], invocation, io, dossier.workspace.root)
    if (!invocation.isQuiet) io.err(`${counted(pageCount, 'page', 'pages')}.\n`)
    sayFaults(faults, io)
    return 0
  },
}
