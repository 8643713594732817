import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.js'
import { FRENCH_FLAGS, longFlagsOf, withKnownFlags } from '../../src/cli/flags.js'
import { ENVIRONMENT, GLOBAL_OPTIONS } from '../../src/cli/global-options.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'

const commands = await Promise.all(COMMANDS.map((entry) => entry.load()))
const declared = new Set(
  [...GLOBAL_OPTIONS, ...commands.flatMap(({ options }) => options ?? [])].flatMap(({ flags }) =>
    longFlagsOf(flags),
  ),
)

async function i12(...argv: string[]) {
  const io = memoryIo()
  const code = await main(argv, io)
  return { code, stdout: io.stdout, stderr: io.stderr }
}

describe('French spellings of long flags', () => {
  it('are each of one flag, and never a flag of another meaning', () => {
    const french = Object.values(FRENCH_FLAGS)
    expect(new Set(french).size).toBe(french.length)
    expect(french.filter((flag) => declared.has(flag))).toEqual([])
  })

  it('stand for the English ones, with their value, up to « -- »', () => {
    expect(withKnownFlags(['--espace', 'x', 'check', '--sortie=a=b', '--', '--espace'])).toEqual([
      '--workspace',
      'x',
      'check',
      '--output=a=b',
      '--',
      '--espace',
    ])
  })

  it('say the same as the English ones', async () => {
    const english = await i12(
      'todo',
      '--workspace',
      'examples/horizon-formation',
      '--as-of',
      '2026-11-30',
      '--days',
      '3',
    )
    const french = await i12(
      '--espace',
      'examples/horizon-formation',
      'echeances',
      '--au',
      '2026-11-30',
      '--jours',
      '3',
    )
    expect(english.code).toBe(0)
    expect(french).toEqual(english)
  })

  it('are shown in help and proposed for a slip', async () => {
    expect((await i12('log', '--help')).stdout).toContain('--recipient, --destinataire <qui>')
    expect((await i12('todo', '--montrer-identite')).stderr).toContain('«\u00a0--montrer-identites\u00a0»')
    expect((await i12('raport')).stderr).toContain('Vouliez-vous dire «\u00a0rapport\u00a0»')
  })
})

describe('help', () => {
  it('names the variables of the environment', async () => {
    const { stdout } = await i12('--help')
    for (const [name] of ENVIRONMENT) expect(stdout).toContain(name)
  })

  it('lists the options that count for the command, and no other', async () => {
    const { stdout } = await i12('schema', '--help')
    expect(stdout).toContain('--output')
    expect(stdout).not.toMatch(/--workspace|--as-of|--browser|--format|--shared/)
    expect((await i12('log', '--help')).stdout).not.toContain('--output')
    // Accepted all the same: a script may give the same options to every command.
    expect((await i12('schema', 'i12', '-C', 'x', '--au', '2026-11-30')).code).toBe(0)
  })
})
