// Finds the command, runs it, and turns whatever goes wrong into a sentence and an exit code.
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { withKnownFlags } from './flags.js'
import type { ExitCode, Io } from './io.js'
import { outputTarget } from './output-target.js'
import { calledCommand, commandHelp, entryNamed, programHelp, readInvocation } from './parse-command-line.js'
import { UsageError } from './usage-error.js'

const HELP_FLAGS: ReadonlySet<string> = new Set(['-h', '--help'])

export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const known = withKnownFlags(argv)
  const isDebug = known.includes('--debug')
  try {
    return await dispatch(known, io)
  } catch (error) {
    return explainFailure(error, io, isDebug)
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const wantsHelp = argv.some((word) => HELP_FLAGS.has(word))
  if (argv[0] === 'complete' && argv[1] === '--') {
    // Asked by the script of `i12 completion` each time the person presses the tabulation key.
    const { completeWords } = await import('./complete-words.js')
    io.out(await completeWords(argv.slice(2)))
    return 0
  }
  if (argv[0] === 'help' || argv[0] === 'aide') {
    const name = argv.slice(1).find((word) => !word.startsWith('-'))
    io.out(name === undefined ? programHelp() : await helpOf(name))
    return 0
  }
  const called = calledCommand(argv)
  if (called === null) {
    if (wantsHelp) {
      io.out(programHelp())
      return 0
    }
    if (argv.includes('--version') || argv.includes('-V')) {
      const { TOOL_VERSION } = await import('../app/tool-version.js')
      io.out(`${TOOL_VERSION}\n`)
      return 0
    }
    const unknown = argv.find((word) => word.startsWith('-'))
    if (unknown !== undefined) throw new UsageError('il manque le nom d’une commande.')
    io.err(programHelp())
    return 2
  }
  if (wantsHelp) {
    io.out(await helpOf(called.entry.name))
    return 0
  }
  const command = await called.entry.load()
  const read = readInvocation(called, command, io)
  const { format } = read
  const { writes = 'one' } = command
  const target = await outputTarget(read.output, {
    writes: typeof writes === 'function' ? writes(format) : writes,
    format,
    formats: command.formats,
  })
  // A person who wants no question gets none, whatever stands at the other end.
  const isInteractive = io.isInteractive && !read.isWithoutInput
  return command.run({ ...read, target }, { ...io, isInteractive })
}

async function helpOf(name: string): Promise<string> {
  const entry = entryNamed(name)
  return commandHelp(entry, await entry.load())
}

function explainFailure(error: unknown, io: Io, isDebug: boolean): ExitCode {
  // inquirer, on Ctrl-C.
  if (error instanceof Error && error.name === 'ExitPromptError') {
    io.err('Interrompu.\n')
    return 130
  }
  if (error instanceof UsageError) {
    io.err(`i12\u00a0: ${error.message}${error.hint === null ? '' : ` ${error.hint}`}\n`)
    return 2
  }
  if (error instanceof Refusal) {
    io.err(`i12\u00a0: ${error.message}\n  à faire   ${error.mend}\n`)
    return 2
  }
  const detail = isDebug && error instanceof Error ? `${error.stack ?? error.message}\n` : ''
  if (error instanceof EnvironmentFailure) {
    io.err(`i12\u00a0: ${error.message}\n  à faire   ${error.mend}\n${detail}`)
    return 3
  }
  const { sentence, mend } = describeUnexpected(error)
  io.err(`i12\u00a0: ${sentence}\n  à faire   ${mend}\n${detail}`)
  return 3
}

/** Common failures of the system in French; anything else is a fault of ours, said as such. */
function describeUnexpected(error: unknown): { sentence: string; mend: string } {
  const { code, path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const where = path === undefined ? '' : ` (${path})`
  switch (code) {
    case 'ENOSPC':
      return {
        sentence: `le disque est plein${where}.`,
        mend: 'libérez de la place, puis exécutez de nouveau la même commande',
      }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        sentence: `le système refuse l’accès à un fichier${where}.`,
        mend: 'vérifiez vos droits sur ce fichier et son dossier, puis exécutez de nouveau la même commande',
      }
    case 'EMFILE':
    case 'ENFILE':
      return {
        sentence: 'trop de fichiers sont ouverts en même temps.',
        mend: 'fermez d’autres programmes, puis exécutez de nouveau la même commande',
      }
    default:
      return {
        sentence: 'une panne inattendue a arrêté le travail\u202f; rien n’a été écrit à moitié.',
        mend: 'exécutez de nouveau la même commande avec « --debug » et signalez le détail affiché',
      }
  }
}
