// What the examples of continuous integration run is run here: the commands are taken from them, not written again.
import { execFile } from 'node:child_process'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { randomNetwork } from './support/random-network.js'
import { temporaryWorkspace } from './support/temporary-workspace.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const examples = join(root, 'examples/ci')
const SITES = ['nice', 'lyon', 'lille']
const SETTINGS = [`I12=node ${join(root, 'bin/i12.js')}`, 'AS_OF=2026-09-30', 'FORMAT=json']

async function repository(): Promise<string> {
  const files: Record<string, string> = {
    'reseau.yaml': `nom: Réseau Fictif\nsites: [${[...SITES, 'brest'].map((id) => `{ id: ${id} }`).join(', ')}]\n`,
  }
  for (const [id, site] of Object.entries(randomNetwork(2, SITES, 15).sites)) {
    for (const [path, text] of Object.entries(site)) files[`sites/${id}/${path}`] = text
  }
  const folder = await temporaryWorkspace(files)
  await copyFile(join(examples, 'Makefile'), join(folder, 'Makefile'))
  return folder
}

/** Runs a command line that begins with `make`; gives its exit code. */
function make(folder: string, command: string): Promise<{ code: number; err: string }> {
  const [program, ...words] = command.split(' ')
  expect(program).toBe('make')
  return new Promise((resolve) => {
    execFile('make', [...words, ...SETTINGS], { cwd: folder }, (error, _, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), err }),
    )
  })
}

async function consolidation(folder: string) {
  const path = join(folder, 'sorties/reseau/consolidation-2026-09-30.json')
  return JSON.parse(await readFile(path, 'utf8'))
}

interface Forge {
  readonly file: string
  readonly format: string
  read(content: never): { sites: readonly string[]; site: string; network: string }
}

const FORGES: readonly Forge[] = [
  {
    file: 'github.yml',
    format: 'sarif',
    read: ({
      jobs,
    }: {
      jobs: Record<string, { strategy: { matrix: { site: string[] } }; steps: Step[] }>
    }) => ({
      sites: jobs.site?.strategy.matrix.site ?? [],
      site: (runOf(jobs.site?.steps, 'check') ?? '').replace(/\$\{\{ matrix\.site \}\}/, 'SITE'),
      network: runOf(jobs.network?.steps, 'consolidate') ?? '',
    }),
  },
  {
    file: 'gitlab-ci.yml',
    format: 'gitlab',
    read: (content: {
      site: { parallel: { matrix: { SITE: string[] }[] }; script: string[] }
      network: { script: string[] }
    }) => ({
      sites: content.site.parallel.matrix[0]?.SITE ?? [],
      site: (content.site.script[0] ?? '').replace('$SITE', 'SITE'),
      network: content.network.script[0] ?? '',
    }),
  },
]

interface Step {
  readonly name?: string
  readonly run?: string
}

function runOf(steps: readonly Step[] | undefined, name: string): string | undefined {
  return steps?.find((step) => step.name === name)?.run
}

describe.each(FORGES)('$file', ({ file, format, read }) => {
  it('checks each site, then adds them up', async () => {
    const commands = read(parse(await readFile(join(examples, file), 'utf8')) as never)
    expect(commands.sites).toEqual(SITES)
    const folder = await repository()
    // Findings fail the job of the site; its counts are there all the same.
    const jobs = await Promise.all(
      commands.sites.map((site) => make(folder, commands.site.replace('SITE', site))),
    )
    expect(jobs.every(({ code }) => code !== 0)).toBe(true)
    expect(
      (await readdir(join(folder, 'sorties', format))).filter((name) => !name.startsWith('.')),
    ).toHaveLength(3)
    const done = await make(folder, commands.network)
    expect(done.code).toBe(0)
    expect(done.err).toContain('brest')
    const { sites, missing } = await consolidation(folder)
    expect(sites.map(({ id }: { id: string }) => id)).toEqual(SITES)
    expect(missing).toEqual(['brest'])
  }, 120_000)
})

describe('on a desk', () => {
  it('two sites at a time give what one at a time gives, and a baseline lets what is known pass', async () => {
    const folder = await repository()
    expect((await make(folder, 'make -k -j2 sites')).code).not.toBe(0)
    expect((await make(folder, 'make network')).code).toBe(0)
    const together = await consolidation(folder)
    const alone = await repository()
    expect((await make(alone, 'make -k sites')).code).not.toBe(0)
    expect((await make(alone, 'make network')).code).toBe(0)
    expect(await consolidation(alone)).toEqual(together)
    for (const site of SITES) {
      const { stdout } = await check(join(folder, 'sites', site))
      await writeFile(join(folder, 'sites', site, 'baseline.json'), stdout)
    }
    expect((await make(folder, 'make -j2 sites')).code).toBe(0)
  }, 120_000)
})

function check(folder: string): Promise<{ stdout: string }> {
  const words = ['check', folder, '--as-of', '2026-09-30', '--format', 'json']
  return new Promise((resolve) => {
    execFile('node', [join(root, 'bin/i12.js'), ...words], { maxBuffer: 1e8 }, (_, stdout) =>
      resolve({ stdout }),
    )
  })
}
