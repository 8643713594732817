// `i12 completion`: the script by which a shell completes the words of i12.
import { fr } from '../../kernel/french.js'
import type { Command } from '../command.js'
import { completionScript, SHELLS, type Shell } from '../completion-script.js'
import { badChoice } from '../french-commander.js'

export const completion: Command = {
  formats: [],
  omits: [
    '--workspace',
    '--shared',
    '--as-of',
    '--force',
    '--browser',
    '--quiet',
    '--no-input',
    '--no-color',
  ],
  writes: 'nothing',
  arguments: [
    {
      syntax: '<shell>',
      description: fr`votre interpréteur de commandes : ${SHELLS.join(', ')}`,
      values: async () => SHELLS,
    },
  ],
  examples: [
    'i12 completion bash >> ~/.bashrc',
    'i12 completion zsh >> ~/.zshrc',
    'i12 completion fish > ~/.config/fish/completions/i12.fish',
    'i12 completion powershell | Out-String | Invoke-Expression',
  ],
  async run(invocation, io) {
    const [typed = ''] = invocation.arguments
    const shell = SHELLS.find((name): name is Shell => name === typed)
    if (shell === undefined) throw badChoice('shell', typed, SHELLS)
    io.out(await completionScript(shell))
    return 0
  },
}
