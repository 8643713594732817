import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'

async function run(...argv: string[]) {
  const io = memoryIo()
  const code = await main(argv, io)
  return { code, stdout: io.stdout, stderr: io.stderr }
}

describe('main', () => {
  it.each([['--version'], ['-V']])('prints the version alone with %s', async (flag) => {
    expect(await run(flag)).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
  })

  it('prints its help in French on stdout', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('Emploi\u00a0: i12 <commande> [options]')
    expect(stdout).toContain('  check, controler ')
    expect(stdout).not.toMatch(/Usage|Options:|Commands|display|default/)
  })

  it('shows the help on stderr and asks for a command when none is given', async () => {
    const { code, stdout, stderr } = await run()
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Emploi')
  })

  it('refuses an unknown command', async () => {
    const { code, stderr } = await run('bidule')
    expect(code).toBe(2)
    expect(stderr).toContain('commande inconnue «\u00a0bidule\u00a0»')
  })

  it('refuses options without a command', async () => {
    expect((await run('--quiet')).code).toBe(2)
  })
})
