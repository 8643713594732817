// commander, taught French: help titles, and errors rewritten by their code. No English sentence of it reaches the user.
import { CommanderError, Option, Command as Parser } from 'commander'
import { listed, NARROW_NBSP, NBSP, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { ArgumentDeclaration, OptionDeclaration } from './command.js'
import { FRENCH_FLAGS, spellingsOf } from './flags.js'
import { UsageError } from './usage-error.js'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Emploi\u00a0:',
  'Arguments:': 'Arguments\u00a0:',
  'Options:': 'Options\u00a0:',
  'Commands:': 'Commandes\u00a0:',
}

/** A parser that prints nothing by itself, ends no process and speaks French in its help. */
export function frenchParser(name: string): Parser {
  return new Parser(name)
    .helpOption('-h, --help', 'afficher cette aide')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      optionTerm: termOf,
      optionDescription: describeOption,
      subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', '),
      showGlobalOptions: false,
    })
}

/** « --case, --dossier <numero> ». */
function termOf({ flags, long }: Option): string {
  const french = FRENCH_FLAGS[long ?? '']
  return french === undefined || long == null ? flags : flags.replace(long, `${long}, ${french}`)
}

function describeOption(option: Option): string {
  const notes: string[] = []
  if (option.argChoices !== undefined) notes.push(option.argChoices.join(', '))
  if (typeof option.defaultValue === 'string') notes.push(`${option.defaultValue} par défaut`)
  return notes.length === 0 ? option.description : `${option.description} (${notes.join('\u202f; ')})`
}

export function optionOf(declaration: OptionDeclaration): Option {
  const option = new Option(declaration.flags, declaration.description)
  if (declaration.choices !== undefined) option.choices([...declaration.choices])
  if (declaration.default !== undefined) option.default(declaration.default)
  if (declaration.isRepeatable === true) {
    option.argParser((value, previous: string[] | undefined) => [...(previous ?? []), value])
  }
  return option
}

/** An error of commander in our words; other errors are given back untouched. */
export function inFrench(
  error: unknown,
  parser: Parser,
  accepted: { options: readonly OptionDeclaration[]; arguments: readonly ArgumentDeclaration[] },
): unknown {
  if (!(error instanceof CommanderError)) return error
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption': {
      const long = parser.options.flatMap(({ flags }) => spellingsOf(flags))
      const near = named.startsWith('--') ? nearestWord(named, long) : null
      return new UsageError(`option inconnue ${quoted(named)}.`, near === null ? null : didYouMean(near))
    }
    case 'commander.optionMissingArgument':
      return new UsageError(`il manque une valeur après l’option ${quoted(named)}.`)
    case 'commander.missingArgument': {
      const about = accepted.arguments.find(({ syntax }) => syntax.replace(/[<>[\].]/g, '') === named)
      return new UsageError(
        `il manque ${about === undefined ? `l’argument ${quoted(named)}` : `un argument${NBSP}: ${about.description} (${about.syntax})`}.`,
      )
    }
    case 'commander.excessArguments': {
      const extra = parser.args.slice(accepted.arguments.length).map(quoted)
      return new UsageError(
        extra.length < 2
          ? `argument de trop${NBSP}: ${extra.join('')}.`
          : `arguments de trop${NBSP}: ${listed(extra)}.`,
      )
    }
    case 'commander.invalidArgument': {
      const [, flags = '', value = ''] =
        /option '([^']*)' argument '([\s\S]*)' is invalid/.exec(error.message) ?? []
      const option = parser.options.find((candidate) => candidate.flags === flags)
      return badChoice(option?.long ?? flags, value, option?.argChoices ?? [])
    }
    default:
      return new UsageError('ligne de commande incomprise.')
  }
}

export function badChoice(name: string, value: string, choices: readonly string[]): UsageError {
  const near = nearestWord(value, choices)
  const expected = `valeurs possibles\u00a0: ${listed(choices, 'ou')}`
  return new UsageError(
    `valeur ${quoted(value)} inconnue pour ${quoted(name)} (${expected}).`,
    near === null ? null : didYouMean(near),
  )
}

export function didYouMean(word: string): string {
  return `Vouliez-vous dire ${quoted(word)}${NARROW_NBSP}?`
}
