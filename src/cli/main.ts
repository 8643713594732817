// The way in: `main(argv)` gives an exit code and never throws. Keeps what it loads to the minimum, so that
// `i12 --version` costs little more than starting Node.
import * as nodeModule from 'node:module'
import { TOOL_VERSION } from '../app/tool-version.js'
import { cleanIo, type ExitCode, type Io, processIo } from './io.js'

// Node 22 and later can keep compiled code between two runs; Node 20 has no such function.
const enableCompileCache: unknown = Reflect.get(nodeModule, 'enableCompileCache')
if (typeof enableCompileCache === 'function') enableCompileCache()

/** Runs one command line (without `node` and the script's path). Results go to stdout, words about the work to stderr. */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
  const only = argv.length === 1 ? argv[0] : undefined
  if (only === '--version' || only === '-V') {
    io.out(`${TOOL_VERSION}\n`)
    return 0
  }
  const { runCommandLine } = await import('./run-command-line.js')
  return runCommandLine(argv, cleanIo(io))
}
