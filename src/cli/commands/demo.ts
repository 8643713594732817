// `i12 demo`: the shipped example in a folder of its own, and its report, to see in one command what i12 makes.
import { fr } from '../../kernel/french.js'
import type { Command } from '../command.js'

const FOLDER = 'demo-i12'

export const demo: Command = {
  formats: ['pdf', 'html'],
  arguments: [{ syntax: '[dossier]', description: `dossier à créer (${FOLDER} par défaut)` }],
  examples: ['i12 demo', 'i12 demo essai --format html'],
  async run(invocation, io) {
    const folder = invocation.arguments[0] ?? FOLDER
    const { copyExample } = await import('../../app/copy-example.js')
    await copyExample(folder, invocation.isForced)
    if (!invocation.isQuiet) io.err(fr`L’exemple est dans ${folder} ; voici son rapport.\n`)
    const { report } = await import('./report.js')
    return report.run({ ...invocation, workspace: folder, arguments: [] }, io)
  },
}
