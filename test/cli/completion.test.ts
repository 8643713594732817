import { execFile } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const run = promisify(execFile)
const BIN = fileURLToPath(new URL('../../bin/i12.js', import.meta.url))

async function i12(...argv: string[]) {
  const io = memoryIo()
  const code = await main(argv, io)
  return { code, stdout: io.stdout, stderr: io.stderr }
}

/** Values proposed for the last word, and whether files may come too. */
async function proposed(...typed: string[]) {
  const { stdout } = await i12('complete', '--', ...typed)
  const lines = stdout.trimEnd().split('\n')
  return { values: lines.slice(0, -1).map((line) => line.split('\t')[0]), hasFiles: lines.at(-1) === ':0' }
}

describe('completion', () => {
  it('proposes every command and its other name', async () => {
    const { values, hasFiles } = await proposed('')
    const names = COMMANDS.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias]))
    expect(values).toEqual(names)
    expect(hasFiles).toBe(false)
    expect((await proposed('help', 'rap')).values).toEqual(['rapport'])
    expect((await proposed('-C', 'dossier', 'rap')).values).toEqual(['rapport'])
  })

  it.each([
    [
      ['controler', '--format', ''],
      ['text', 'json', 'csv', 'markdown', 'junit', 'sarif'],
    ],
    [['check', '--format=js'], ['--format=json']],
    [['check', '--fail-on', 'a'], ['alerte']],
    [['echeances', '--show'], ['--show-identities']],
    [['completion', 'f'], ['fish']],
    [['schema', 'p'], ['procedure']],
    [['expliquer', 'abandon'], ['abandon-huit-etapes']],
    [['explain', 'DATE-IMP'], []],
    [['explain', 'DELAI-A'], ['DELAI-A-FIXER']],
  ])('proposes after %j what may come: %j', async (typed, expected) => {
    const { values } = await proposed(...typed)
    expect(values).toEqual(expect.arrayContaining(expected))
    const last = typed.at(-1) ?? ''
    for (const value of values) expect(value?.startsWith(last)).toBe(true)
    if (expected.length === 0) expect(values).toEqual([])
  })

  it.each([
    [['verify', ''], true],
    [['check', '-C', ''], true],
    [['check', '-o', ''], true],
    [['stats', ''], false],
    [['sample', '--seed', ''], false],
  ])('after %j, files may come: %j', async (typed, expected) => {
    expect(await proposed(...typed)).toEqual({ values: [], hasFiles: expected })
  })

  it.each(['bash', 'zsh', 'fish', 'powershell'])('writes a script for %s', async (shell) => {
    const { code, stdout } = await i12('completion', shell)
    expect(code).toBe(0)
    expect(stdout).toMatch(/i12 complete|complete --/)
  })

  it('refuses another shell', async () => {
    const { code, stderr } = await i12('completion', 'bach')
    expect(code).toBe(2)
    expect(stderr).toContain('Vouliez-vous dire «\u00a0bash\u00a0»')
  })

  it('works in bash, with and without bash-completion, read twice', async () => {
    const folder = await temporaryWorkspace({ 'dossier/un.pdf': '', 'dossier/deux.pdf': '' })
    await mkdir(join(folder, 'bin'))
    await writeFile(join(folder, 'bin/i12'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`)
    await chmod(join(folder, 'bin/i12'), 0o755)
    const complete = async (...typed: string[]) => {
      const script = `source <(i12 completion bash); source <(i12 completion bash)
        COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
        compopt() { :; }
        __i12_complete; printf '%s\\n' "\${COMPREPLY[@]}"`
      const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
      const { stdout, stderr } = await run('bash', ['--norc', '-c', script, 'bash', 'i12', ...typed], { env })
      expect(stderr).toBe('')
      return stdout.split('\n').filter((line) => line !== '')
    }
    expect(await complete('rapp')).toEqual(['rapport'])
    expect(await complete('controler', '--fail-on', '')).toEqual(['ecart', 'alerte', 'never'])
    expect(await complete('todo', '--sh')).toContain('--show-identities')
  }, 60_000)
})
