import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cleanJson, cleanText } from '../../src/cli/clean-text.js'
import { main } from '../../src/cli/main.js'
import { DROPOUT_WORKSPACE } from '../support/dropout-workspace.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

/** Sets the title of the terminal, wipes the line, reverses the direction; the last is a control of eight bits. */
const ATTACK = '\u001b]0;x\u0007\u001b[2K\u202e\u009b31m'
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out
const COMMANDS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/

describe('cleanText', () => {
  it('keeps lines, tabs, names of every script and the colours we paint', () => {
    const text = '\u001b[31mécart\u001b[39m\tMarie\u00a0Dupont نورا\r\nbis\n'
    expect(cleanText(text, true)).toBe(text)
    expect(cleanText(text, false)).toBe('\ufffd[31mécart\ufffd[39m\tMarie\u00a0Dupont نورا\r\nbis\n')
  })

  it.each([
    '\u001b[8m',
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\r',
    '\u009b2J',
    '\u202e',
    '\u0007',
    '\u001b',
  ])('lets %j do nothing even where there are colours', (command) =>
    expect(cleanText(`a${command}b`, true)).not.toMatch(COMMANDS))

  it('loses nothing of JSON', () => {
    const text = `${JSON.stringify({ cause: ATTACK }, null, 2)}\n`
    expect(cleanJson(text)).not.toMatch(COMMANDS)
    expect(JSON.parse(cleanJson(text))).toEqual({ cause: ATTACK })
  })
})

describe('what data hold', () => {
  // Sparsely: a file full of controls is refused as no text at all.
  const files = {
    ...DROPOUT_WORKSPACE,
    'exports/apprenants.csv': DROPOUT_WORKSPACE['exports/apprenants.csv']?.replace(
      /^(A-1;)/m,
      '$1\u001b]0;x\u0007',
    ),
    'exports/abandons.csv': DROPOUT_WORKSPACE['exports/abandons.csv']?.replace(
      /^(A-3;[^;]*;)[^;]*/m,
      `$1garde \u001b]0;x\u0007\u202e`,
    ),
    'procedure.yaml': DROPOUT_WORKSPACE['procedure.yaml']?.replace(
      'Contacter le participant absent',
      '"Contacter \\e]0;x\\a\\e[2K\\x9b31m\\u202e"',
    ),
    'i12.yaml': DROPOUT_WORKSPACE['i12.yaml']?.replace('Horizon Formation', '"Horizon \\e]0;x\\a"'),
  } as Record<string, string>

  it.each([
    ['check'],
    ['check', '--format', 'markdown'],
    ['check', '--format', 'csv'],
    ['check', '--format', 'junit'],
    ['check', '--format', 'json'],
    ['stats'],
    ['stats', '--format', 'json'],
    ['stats', '--format', 'csv'],
    ['todo'],
    ['todo', '--format', 'ics'],
    ['sample'],
    ['explain', 'contact-absent'],
    ['explain', `inconnu${ATTACK}`],
    ['check', '--format', `inconnu${ATTACK}`],
    ['report', '--case', `A${ATTACK}`],
  ])('never reaches the terminal as a command: %j', async (...argv) => {
    const folder = await temporaryWorkspace(files)
    const io = memoryIo()
    const code = await main([...argv, '-C', folder, '--as-of', '2026-11-30'], io)
    expect(code).toBeLessThan(argv.join().includes(ATTACK) ? 3 : 2)
    expect((io.stdout + io.stderr).length).toBeGreaterThan(20)
    expect((io.stdout + io.stderr).replaceAll('\r\n', '\n')).not.toMatch(COMMANDS)
  })

  it('nor by a file named with -o', async () => {
    const folder = await temporaryWorkspace(files)
    const { readFile } = await import('node:fs/promises')
    await main(['stats', '-C', folder, '--as-of', '2026-11-30', '-o', join(folder, 'stats.txt')], memoryIo())
    const text = await readFile(join(folder, 'stats.txt'), 'utf8')
    expect(text).toContain('garde')
    expect(text).not.toMatch(COMMANDS)
  })
})

it('asks nothing with --no-input, at a terminal too', async () => {
  const folder = await temporaryWorkspace({})
  const io = memoryIo({ isInteractive: true })
  expect(await main(['init', join(folder, 'neuf'), '--no-input', '-q'], io)).toBe(0)
  expect(io.stderr).toBe('')
})

describe('progress', () => {
  const shown = async (env: Record<string, string>) => {
    const { progressOn } = await import('../../src/cli/progress.js')
    const redrawn: (string | null)[] = []
    const io = {
      ...memoryIo({ env }),
      errIsTerminal: true,
      redraw: (text: string | null) => void redrawn.push(text),
    }
    const said: string[] = []
    const progress = progressOn(
      { ...io, err: (text) => void said.push(text) },
      { isQuiet: false },
      'Impression',
    )
    for (let done = 1; done <= 4; done++) progress.show(done, 4)
    progress.end()
    return { redrawn, said: said.join('').replace(/[\u00a0\u202f]/g, ' ') }
  }

  it('is one line wiped at the end', async () => {
    const { redrawn, said } = await shown({})
    expect(redrawn).toEqual(['Impression 1/4', 'Impression 2/4', 'Impression 3/4', 'Impression 4/4', null])
    expect(said).toBe('')
  })

  it('is lines of percentages, and nothing redrawn, for a screen reader', async () => {
    const { redrawn, said } = await shown({ I12_ACCESSIBLE: '1' })
    expect(redrawn).toEqual([])
    expect(said).toBe('Impression : 20 %\nImpression : 50 %\nImpression : 70 %\nImpression : 100 %\n')
  })
})

it('counts the unknown keys of a file that is none of ours, instead of listing them all', async () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `cle${index}: ${index}\n`).join('')
  const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
  await writeFile(join(folder, 'i12.yaml'), `${DROPOUT_WORKSPACE['i12.yaml']}${keys}`)
  const io = memoryIo()
  const begun = performance.now()
  expect(await main(['check', '-C', folder, '--format', 'json'], io)).toBe(2)
  expect(performance.now() - begun).toBeLessThan(10_000)
  const { diagnostics } = JSON.parse(io.stdout) as { diagnostics: { code: string }[] }
  expect(diagnostics.filter(({ code }) => code === 'CLE-INCONNUE')).toHaveLength(21)
})
