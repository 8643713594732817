// Every command, explicitly: name, French alias, French summary and the file that is loaded when it is called.
import type { Command } from './command.js'

export interface CommandEntry {
  readonly name: string
  readonly alias: string | null
  readonly summary: string
  load(): Promise<Command>
}

export const COMMANDS: readonly CommandEntry[] = []
