// What people run is the bundle: it must hold every command, and say what the source says.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../src/cli/command-table.js'
import { main } from '../src/cli/main.js'
import { memoryIo } from './support/memory-io.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const run = promisify(execFile)
const EXAMPLE = ['-C', 'examples/horizon-formation', '--as-of', '2026-11-30']

async function bundled(argv: readonly string[]) {
  const options = { cwd: root, maxBuffer: 1 << 27 }
  return run(process.execPath, ['bin/i12.js', ...argv], options).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  )
}

describe('bin/i12.js', () => {
  beforeAll(() => expect(existsSync(`${root}dist/bundle/main.js`), 'run npm run build').toBe(true))

  it.each(COMMANDS.map(({ name }) => name))('holds %s', async (name) => {
    const { code, stdout } = await bundled([name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Emploi\u00a0: i12 ${name}`)
  }, 20_000)

  // One command for each package that is loaded late.
  it.each([
    ['check', ['check', '--format', 'json', ...EXAMPLE]],
    ['todo', ['todo', '--format', 'csv', ...EXAMPLE]],
    ['stats', ['stats', '--format', 'json', ...EXAMPLE]],
    ['explain', ['explain', 'DELAI-A-FIXER']],
    ['an obligation to paste', ['explain', 'vae-jury-blanc', '--format', 'yaml']],
    ['schema', ['schema', 'i12']],
    ['import', ['import', 'examples/horizon-formation/exports/stagiaires.csv', '--format', 'json']],
    ['completion', ['completion', 'zsh']],
    ['a wrong word', ['chek']],
  ])(
    'says of %s what the source says',
    async (_, argv) => {
      const io = memoryIo()
      const code = await main(argv, io)
      expect(await bundled(argv)).toEqual({ code, stdout: io.stdout })
    },
    60_000,
  )
})
