// The contract of a command: what it accepts and what it is given. A command file holds one of these and nothing of the trade.
import type { LocalDate } from '../kernel/local-date.js'
import type { ExitCode, Io } from './io.js'
import type { OutputTarget, Writing } from './output-target.js'

export interface OptionDeclaration {
  /** As commander reads them: `--fail-on <niveau>`, `--complete`. */
  readonly flags: string
  /** French, without a capital or a full stop. */
  readonly description: string
  /** The closed list of values, where there is one. */
  readonly choices?: readonly string[]
  readonly default?: string
  /** May be given several times; the value is then a list of texts. */
  readonly isRepeatable?: boolean
}

export interface ArgumentDeclaration {
  /** As commander reads them: `<fichier>`, `[dossier]`, `<dossiers...>`. */
  readonly syntax: string
  readonly description: string
  /** Words that shells may propose; files where absent. */
  readonly values?: () => Promise<readonly string[]>
}

/** What the person typed, read. */
export interface Invocation {
  /** `-C, --workspace`; `.` by default. */
  readonly workspace: string
  /** `--shared`, else I12_SHARED; null where neither names a folder. */
  readonly shared: string | null
  /** Whether `-C` was typed. */
  readonly hasWorkspace: boolean
  /** `--as-of`; null where absent: app/ reads the clock. */
  readonly asOf: LocalDate | null
  /** One of the command's formats; its first where `--format` is absent. */
  readonly format: string
  /** Where `-o` says, looked at before the command runs. */
  readonly target: OutputTarget
  readonly isQuiet: boolean
  readonly hasColor: { readonly out: boolean; readonly err: boolean }
  readonly isDebug: boolean
  readonly isForced: boolean
  /** `--no-input`: no question is asked. */
  readonly isWithoutInput: boolean
  readonly browser: string | null
  /** Values of the positional arguments, in order; empty where none is given. */
  readonly arguments: readonly string[]
  /** Value of an own option: its text, or null where it was not given. `name` in camelCase: `failOn`. */
  text(name: string): string | null
  /** Values of a repeatable option. */
  texts(name: string): readonly string[]
  /** Whether a flag was given. */
  flag(name: string): boolean
}

/** What the parser knows; where `-o` leads takes a look at the disk. */
export type ReadInvocation = Omit<Invocation, 'target'> & {
  /** `-o` as typed. */
  readonly output: string | null
}

export interface Command {
  readonly arguments?: readonly ArgumentDeclaration[]
  readonly options?: readonly OptionDeclaration[]
  /** Accepted values of `--format`, default first; empty where the command prints in one form only. */
  readonly formats: readonly string[]
  /** What `-o` is for: one file where absent; it may depend on the format. */
  readonly writes?: Writing | ((format: string) => Writing)
  /** Options of every command, by their long flag, that change nothing in this one. */
  readonly omits?: readonly string[]
  /** Complete command lines shown at the end of the help. */
  readonly examples?: readonly string[]
  run(invocation: Invocation, io: Io): Promise<ExitCode>
}
