// The package as others install it: packed, unpacked beside its dependencies, imported by its name.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, makeReport, Refusal, statistics } from '../../src/app/api.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { randomNetwork } from '../support/random-network.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const example = join(root, 'examples/horizon-formation')
const ASKED = { workspace: example, asOf: '2026-11-30' }

async function printed(...words: string[]): Promise<unknown> {
  const io = memoryIo()
  await main([...words, '-C', example, '--au', ASKED.asOf, '--format', 'json'], io)
  return JSON.parse(io.stdout)
}

describe('the functions', () => {
  it('resolve to what the commands print', async () => {
    expect(await check(ASKED)).toStrictEqual(await printed('check'))
    expect(await statistics({ ...ASKED, year: 2025 })).toStrictEqual(await printed('stats', '--year', '2025'))
    expect(await statistics({ ...ASKED, isPublic: true })).toStrictEqual(await printed('stats', '--public'))
  })

  it('give the diagnostics of a workspace that cannot be judged, and refuse its figures', async () => {
    const files = { ...randomNetwork(1, ['nice'], 3).whole, 'procedure.yaml': 'reference: [' }
    const workspace = await temporaryWorkspace(files)
    const { diagnostics, verdicts } = await check({ workspace })
    expect(diagnostics.map(({ file }) => file)).toContain('procedure.yaml')
    expect(verdicts).toEqual([])
    await expect(statistics({ workspace })).rejects.toThrow(Refusal)
    await expect(makeReport({ workspace })).rejects.toThrow(Refusal)
    await expect(check({ workspace, asOf: '2026-02-30' })).rejects.toThrow(Refusal)
    await expect(check({ workspace: join(workspace, 'nulle-part') })).rejects.toThrow(Refusal)
  })
})

describe('the packed package', () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'i12-paquet-'))
    // `prepare` made dist/ at the installation: it is not made again.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root })
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
    await run('tar', ['-xzf', archive], { cwd: folder })
    await mkdir(join(folder, 'node_modules'))
    for (const name of await readdir(join(root, 'node_modules'))) {
      if (!name.startsWith('.'))
        await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    }
    await rename(join(folder, 'package'), join(folder, 'node_modules/i12'))
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  }, 120_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('serves the example script', async () => {
    const script = join(folder, 'node_modules/i12/examples/api/breaches-by-obligation.mjs')
    const copy = join(folder, 'script.mjs')
    await rename(script, copy)
    const { stdout } = await run('node', [copy, example, ASKED.asOf])
    const { verdicts, obligations } = await check(ASKED)
    const [first] = obligations
    const breaches = verdicts.filter(
      ({ obligation, status, evidence }) =>
        obligation === first?.id && (status === 'late' || status === 'missing' || evidence === 'absent'),
    )
    expect(stdout.split('\n')[0]).toBe(`${breaches.length}\t${first?.id}\t${first?.title}`)
  })

  it('has types: what is not there does not compile', async () => {
    const compile = (name: string) =>
      run(
        'node',
        [
          join(root, 'node_modules/typescript/bin/tsc'),
          ...['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'],
          ...['--types', 'node', name],
        ],
        { cwd: folder },
      )
    const text = `import { check, makeReport, statistics } from 'i12'
const { verdicts, ledger } = await check({ workspace: '.', asOf: '2026-11-30' })
const late: number = ledger.late + verdicts.filter(({ status }) => status === 'late').length
const { rates } = await statistics({ workspace: '.', year: 2025 })
const value: number | null | undefined = rates[0]?.value
const bytes: Uint8Array = await makeReport({ workspace: '.' })
console.log(late, value, bytes.length)
`
    await writeFile(join(folder, 'right.ts'), text)
    await compile('right.ts')
    await writeFile(join(folder, 'wrong.ts'), text.replace('ledger.late', 'ledger.tardives'))
    await expect(compile('wrong.ts')).rejects.toMatchObject({ stdout: expect.stringContaining('tardives') })
  }, 60_000)
})
