// Every command, explicitly: name, French alias, French summary and the file that is loaded when it is called.
import type { Command } from './command.js'

export interface CommandEntry {
  readonly name: string
  readonly alias: string | null
  readonly summary: string
  load(): Promise<Command>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'verify',
    alias: 'verifier',
    summary: 'dire si un document signé est intact, qui l’a signé et quand',
    load: async () => (await import('./commands/verify.js')).default,
  },
]
