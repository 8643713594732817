import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/cli/command.js'
import { commandHelp, readInvocation } from '../../src/cli/parse-command-line.js'
import { UsageError } from '../../src/cli/usage-error.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { memoryIo } from '../support/memory-io.js'

const command: Command = {
  formats: ['text', 'json'],
  arguments: [{ syntax: '[fichier]', description: 'fichier à lire' }],
  options: [
    { flags: '--fail-on <niveau>', description: 'seuil', choices: ['ecart', 'never'], default: 'ecart' },
    { flags: '--complete', description: 'tout' },
    { flags: '--only <id>', description: 'seulement celui-là', isRepeatable: true },
  ],
  run: async () => 0,
}
const entry = { name: 'essai', alias: 'essayer', summary: 'essaie', load: async () => command }

function read(...rest: string[]) {
  return readInvocation({ entry, rest }, command, memoryIo())
}

function refusal(...rest: string[]): string {
  try {
    read(...rest)
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint ?? ''}`.trim()
    throw error
  }
  return ''
}

describe('readInvocation', () => {
  it('gives defaults', () => {
    const invocation = read()
    expect(invocation).toMatchObject({
      workspace: '.',
      hasWorkspace: false,
      asOf: null,
      format: 'text',
      output: null,
    })
    expect(invocation.text('failOn')).toBe('ecart')
    expect(invocation.flag('complete')).toBe(false)
    expect(invocation.texts('only')).toEqual([])
  })

  it.each([
    [['--as-of', '2026-11-30']],
    [['--au', '2026-11-30']],
    [['--as-of=30/11/2026']],
  ])('reads the as-of date from %j', (argv) => {
    expect(read(...argv).asOf).toBe(parseIsoDate('2026-11-30'))
  })

  it('reads everything else', () => {
    const invocation = read(
      '-C',
      'x',
      '--format',
      'json',
      '-oy',
      '--force',
      '--quiet',
      '--debug',
      '--only',
      'a',
      '--only',
      'b',
      'f',
    )
    expect(invocation).toMatchObject({
      workspace: 'x',
      hasWorkspace: true,
      format: 'json',
      output: 'y',
      isForced: true,
      isQuiet: true,
      isDebug: true,
      arguments: ['f'],
    })
    expect(invocation.texts('only')).toEqual(['a', 'b'])
  })

  it.each([
    [['--fromat', 'json'], 'option inconnue « --fromat ». Vouliez-vous dire « --format » ?'],
    [['-z'], 'option inconnue « -z ».'],
    [
      ['--format', 'jsn'],
      'valeur « jsn » inconnue pour « --format » (valeurs possibles : text ou json). Vouliez-vous dire « json » ?',
    ],
    [
      ['--fail-on', 'jamais'],
      'valeur « jamais » inconnue pour « --fail-on » (valeurs possibles : ecart ou never).',
    ],
    [['-o'], 'il manque une valeur après l’option « -o, --output <chemin> ».'],
    [['a', 'b', 'c'], 'arguments de trop : « b » et « c ».'],
    [
      ['--as-of', '2026-02-30'],
      'la date « 2026-02-30 » de l’option « --as-of » ne se lit pas. Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA, par exemple 2026-11-30.',
    ],
  ])('refuses %j', (argv, expected) => {
    expect(refusal(...argv).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected)
  })

  it('keeps colours for terminals whose owner wants them', () => {
    const color = (argv: string[], env: Record<string, string>) =>
      readInvocation({ entry, rest: argv }, command, memoryIo({ env, outIsTerminal: true })).hasColor.out
    expect(color([], {})).toBe(true)
    expect(color(['--no-color'], {})).toBe(false)
    expect(color([], { NO_COLOR: '1' })).toBe(false)
    expect(color([], { TERM: 'dumb' })).toBe(false)
  })
})

describe('commandHelp', () => {
  it('is in French, with choices, defaults and the other name', () => {
    const help = commandHelp(entry, command).replace(/[\u00a0\u202f]/g, ' ')
    expect(help).toContain('Emploi : i12 essai [options] [fichier]')
    expect(help).toContain('seuil (ecart, never ; ecart par défaut)')
    expect(help).toContain('Autre nom : i12 essayer')
    expect(help).not.toMatch(/choices|default|Usage|display help/)
  })
})
