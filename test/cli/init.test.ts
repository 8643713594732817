import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

async function run(...argv: string[]) {
  const io = memoryIo()
  return { code: await main(argv, io), stdout: io.stdout, stderr: io.stderr }
}

describe('i12 init', () => {
  it('writes a workspace that check reads, and that asks for what is still to be decided', async () => {
    const folder = join(await temporaryWorkspace({}), 'nouveau')
    const made = await run(
      'init',
      folder,
      '--yes',
      '--nom',
      'Étude "Exemple"',
      '--audit',
      '10/12/2026',
      '--zone',
      'mayotte',
    )
    expect(made).toMatchObject({ code: 0, stdout: `${folder}\n` })
    expect(await readdir(folder)).toEqual([
      'exports',
      'i12.yaml',
      'mesures.yaml',
      'preuves',
      'procedure.yaml',
    ])
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toContain('audit: { date: 2026-12-10 }')

    const checked = await run('check', '-C', folder, '--as-of', '2026-11-30', '--format', 'json')
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: { code: string }[] }
    expect(checked.code).toBe(1)
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual([
      'DELAI-A-FIXER',
      'EXPORT-SANS-LIGNE',
    ])
  })

  it('copies the example, which check reads', async () => {
    const folder = join(await temporaryWorkspace({}), 'exemple')
    expect((await run('init', folder, '--example')).code).toBe(0)
    const checked = await run('check', folder, '--as-of', '2026-11-30', '--format', 'json')
    expect(checked.code).toBe(1)
    expect(JSON.parse(checked.stdout).scope.enrolments).toBe(160)
  })

  it('never writes over what is there', async () => {
    const folder = await temporaryWorkspace({ 'i12.yaml': 'à moi\n' })
    const { code, stderr } = await run('init', folder, '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('i12.yaml')
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe('à moi\n')
    expect(await readdir(folder)).toEqual(['i12.yaml'])
  })

  it.each([
    [['--procedure', 'inconnue'], 'abandon-huit-etapes'],
    [['--audit', '2026-02-30'], 'AAAA-MM-JJ'],
    [['--zone', 'metropol'], 'metropole'],
  ])('refuses %j', async (argv, hint) => {
    const folder = join(await temporaryWorkspace({}), 'x')
    const { code, stderr } = await run('init', folder, '--yes', ...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(hint)
  })
})
