// What may come next on a command line: commands and their other names, options, closed lists, else files.
import type { Command, OptionDeclaration } from './command.js'
import { COMMANDS } from './command-table.js'
import { FILES_TOO, NO_FILES } from './completion-script.js'
import { FRENCH_FLAGS, spellingsOf, takesValue } from './flags.js'
import { counts, FLAGS_WITH_VALUE, GLOBAL_OPTIONS } from './global-options.js'

const GLOBAL_WITH_VALUE: ReadonlySet<string> = new Set(
  [...FLAGS_WITH_VALUE].flatMap((flag) => [flag, FRENCH_FLAGS[flag] ?? []].flat()),
)

interface Candidate {
  readonly value: string
  readonly description: string
}

/** The candidates for the last word typed, one a line with its description, then what the shell does with them. */
export async function completeWords(typed: readonly string[]): Promise<string> {
  const before = typed.slice(0, -1)
  const word = typed.at(-1) ?? ''
  const { candidates, directive } = await candidatesFor(before, word)
  const lines = candidates
    .filter(({ value }) => value.startsWith(word))
    .map(({ value, description }) => `${value}\t${description.replace(/\s+/g, ' ')}\n`)
  return `${lines.join('')}:${directive}\n`
}

interface Candidates {
  readonly candidates: readonly Candidate[]
  readonly directive: number
}

const only = (candidates: readonly Candidate[]): Candidates => ({ candidates, directive: NO_FILES })
const FILES: Candidates = { candidates: [], directive: FILES_TOO }
const words = (values: readonly string[]) => only(values.map((value) => ({ value, description: '' })))

async function candidatesFor(before: readonly string[], word: string): Promise<Candidates> {
  const [name] = wordsWithoutOptions(before, GLOBAL_WITH_VALUE)
  const isHelp = name === 'help' || name === 'aide'
  const entry = COMMANDS.find((candidate) => candidate.name === name || candidate.alias === name)
  const command = (await entry?.load()) ?? null
  const options = optionsOf(command)
  const [long, value] = word.startsWith('--') && word.includes('=') ? splitOnce(word) : [before.at(-1), null]
  const awaited = options.find((option) => takesValue(option) && flagsOf(option).includes(long ?? ''))
  if (awaited !== undefined) {
    const found = valuesOf(awaited)
    if (value === null) return found
    return only(found.candidates.map((one) => ({ ...one, value: `${long}=${one.value}` })))
  }
  if (word.startsWith('-')) {
    return only(
      options.flatMap(({ flags, description }) =>
        spellingsOf(flags).map((value) => ({ value, description })),
      ),
    )
  }
  if (command === null || isHelp) return name === undefined || isHelp ? only(commandNames()) : FILES
  const valued = new Set(options.filter(takesValue).flatMap(flagsOf))
  const place = wordsWithoutOptions(before, valued).length - 1
  const argument =
    command.arguments?.[place] ?? command.arguments?.findLast(({ syntax }) => syntax.includes('...'))
  if (argument === undefined) return words([])
  return argument.values === undefined ? FILES : words(await argument.values())
}

function commandNames(): readonly Candidate[] {
  return COMMANDS.flatMap(({ name, alias, summary }) =>
    [name, alias].flatMap((value) => (value === null ? [] : [{ value, description: summary }])),
  )
}

/** The options of a command, `--format` with its formats where it has several. */
function optionsOf(command: Command | null): readonly OptionDeclaration[] {
  const formats = command?.formats ?? []
  const general = GLOBAL_OPTIONS.filter((option) => command === null || counts(option, command))
  return [
    ...(command?.options ?? []),
    ...general.map((option) =>
      option.flags.startsWith('--format') ? { ...option, choices: formats } : option,
    ),
    { flags: '-h, --help', description: 'afficher l’aide' },
  ]
}

function flagsOf({ flags }: OptionDeclaration): readonly string[] {
  return [...spellingsOf(flags), ...(/^-\w\b/.exec(flags) ?? [])]
}

/** Words of a closed list; files for what is a path; else only the person knows. */
function valuesOf({ flags, choices }: OptionDeclaration): Candidates {
  if (choices !== undefined) return words(choices)
  return /<(?:fichier|dossier|chemin)>/.test(flags) && !flags.includes('--case') ? FILES : words([])
}

function wordsWithoutOptions(typed: readonly string[], withValue: ReadonlySet<string>): readonly string[] {
  const kept: string[] = []
  for (let index = 0; index < typed.length; index++) {
    const word = typed[index] ?? ''
    if (withValue.has(word)) index++
    else if (!word.startsWith('-')) kept.push(word)
  }
  return kept
}

function splitOnce(word: string): readonly [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}
