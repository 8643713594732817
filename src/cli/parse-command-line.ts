// argv → which command, and what it is asked. Reads no file and prints nothing.
import { quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Command, ReadInvocation } from './command.js'
import { COMMANDS, type CommandEntry } from './command-table.js'
import { badChoice, didYouMean, frenchParser, inFrench, optionOf } from './french-commander.js'
import { counts, ENVIRONMENT, FLAGS_WITH_VALUE, GLOBAL_OPTIONS } from './global-options.js'
import type { Io } from './io.js'
import { readDay } from './read-day.js'
import { UsageError } from './usage-error.js'

export interface CalledCommand {
  readonly entry: CommandEntry
  /** argv without the name of the command. */
  readonly rest: readonly string[]
}

/** The command called, or null where argv names none. */
export function calledCommand(argv: readonly string[]): CalledCommand | null {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--') return null
    if (FLAGS_WITH_VALUE.has(word)) {
      index++
    } else if (!word.startsWith('-')) {
      return { entry: entryNamed(word), rest: [...argv.slice(0, index), ...argv.slice(index + 1)] }
    }
  }
  return null
}

export function entryNamed(name: string): CommandEntry {
  const entry = COMMANDS.find((candidate) => candidate.name === name || candidate.alias === name)
  if (entry !== undefined) return entry
  const names = COMMANDS.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias]))
  const near = nearestWord(name, names)
  throw new UsageError(
    `commande inconnue ${quoted(name)}.`,
    near === null ? 'Tapez « i12 --help » pour la liste des commandes.' : didYouMean(near),
  )
}

function parserOf(entry: CommandEntry, command: Command) {
  const parser = frenchParser(`i12 ${entry.name}`)
    .description(sentence(entry.summary))
    .usage(usageOf(command))
  for (const { syntax, description } of command.arguments ?? []) parser.argument(syntax, description)
  for (const declaration of command.options ?? []) parser.addOption(optionOf(declaration))
  for (const declaration of GLOBAL_OPTIONS) {
    if (!declaration.flags.startsWith('--format')) {
      parser.addOption(optionOf(declaration).hideHelp(!counts(declaration, command)))
    } else if (command.formats.length > 0) {
      parser.addOption(
        optionOf({ ...declaration, choices: command.formats, default: command.formats[0] ?? '' }),
      )
    }
  }
  return parser.action(() => {})
}

function usageOf(command: Command): string {
  return ['[options]', ...(command.arguments ?? []).map(({ syntax }) => syntax)].join(' ')
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`
}

/** Help of one command, in French. */
export function commandHelp(entry: CommandEntry, command: Command): string {
  const lines = [parserOf(entry, command).helpInformation()]
  if (entry.alias !== null) lines.push(`Autre nom\u00a0: i12 ${entry.alias}\n`)
  if (command.examples !== undefined && command.examples.length > 0) {
    lines.push(`Exemples\u00a0:\n${command.examples.map((example) => `  ${example}\n`).join('')}`)
  }
  return lines.join('\n')
}

/** Help of the whole program, in French. */
export function programHelp(): string {
  const parser = frenchParser('i12')
    .description('Preuves de l’indicateur 12 de Qualiopi\u00a0: de vos exports au rapport pour l’audit.')
    .usage('<commande> [options]')
    .helpCommand(false)
  for (const declaration of GLOBAL_OPTIONS) parser.addOption(optionOf(declaration))
  parser.option('-V, --version', 'afficher la version')
  for (const { name, alias, summary } of COMMANDS) {
    const command = parser.command(name).description(summary)
    if (alias !== null) command.alias(alias)
  }
  const width = Math.max(...ENVIRONMENT.map(([name]) => name.length))
  const environment = ENVIRONMENT.map(
    ([name, description]) => `  ${name.padEnd(width)}  ${description}\n`,
  ).join('')
  return `${parser.helpInformation()}\nVariables d’environnement\u00a0:\n${environment}\nAide d’une commande\u00a0: i12 <commande> --help\n`
}

/** What was typed for `command`. @throws UsageError */
export function readInvocation(
  { entry, rest }: CalledCommand,
  command: Command,
  io: Pick<Io, 'env' | 'outIsTerminal' | 'errIsTerminal'>,
): ReadInvocation {
  const parser = parserOf(entry, command)
  if (command.formats.length === 0 && rest.some((word) => /^--format(=|$)/.test(word))) {
    throw new UsageError(`la commande ${quoted(entry.name)} n’a pas d’option ${quoted('--format')}.`)
  }
  try {
    parser.parse([...rest], { from: 'user' })
  } catch (error) {
    throw inFrench(error, parser, {
      options: command.options ?? [],
      arguments: command.arguments ?? [],
    })
  }
  const options = parser.opts<Record<string, unknown>>()
  const text = (name: string): string | null => {
    const value = options[name]
    return typeof value === 'string' ? value : null
  }
  const format = text('format') ?? command.formats[0] ?? 'text'
  if (command.formats.length > 0 && !command.formats.includes(format)) {
    throw badChoice('--format', format, command.formats)
  }
  const asOf = text('asOf')
  const output = text('output')
  const wantsColor = options.color !== false && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
  return {
    workspace: text('workspace') ?? '.',
    shared: text('shared') ?? (io.env.I12_SHARED || null),
    hasWorkspace: parser.getOptionValueSource('workspace') === 'cli',
    asOf: asOf === null ? null : readDay('--as-of', asOf),
    format,
    output,
    isQuiet: options.quiet === true,
    hasColor: {
      out: wantsColor && io.outIsTerminal && (output === null || output === '-'),
      err: wantsColor && io.errIsTerminal,
    },
    isDebug: options.debug === true,
    isForced: options.force === true,
    isWithoutInput: options.input === false,
    browser: text('browser'),
    arguments: parser.args,
    text,
    texts: (name) => {
      const value = options[name]
      return Array.isArray(value) ? value.map(String) : []
    },
    flag: (name) => options[name] === true,
  }
}
