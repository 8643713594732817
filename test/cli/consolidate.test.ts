import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { randomNetwork } from '../support/random-network.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const NETWORK = randomNetwork(3, ['nice', 'lyon', 'lille'], 25)
const DAY = '2026-09-30'

let folder = ''

async function run(...words: string[]) {
  const io = memoryIo()
  const code = await main(words, io)
  return { code, out: io.stdout, err: io.stderr }
}

/** The three sites as folders; their site files made by `check`. */
beforeEach(async () => {
  const files: Record<string, string> = {}
  for (const [id, site] of Object.entries(NETWORK.sites)) {
    for (const [path, content] of Object.entries(site)) files[`${id}/${path}`] = content
  }
  folder = await temporaryWorkspace(files)
  for (const id of Object.keys(NETWORK.sites)) {
    const made = await run('check', join(folder, id), '--au', DAY, '--format', 'site', '-o', at(`${id}.json`))
    expect(made.code).toBe(1)
  }
})

const at = (name: string) => join(folder, name)
const SITES = ['nice.json', 'lyon.json', 'lille.json']

async function consolidated(...words: string[]) {
  return run('consolidate', ...words, '--format', 'json', '-o', '-')
}

describe('check --format site', () => {
  it('says what the contract says, in that order', async () => {
    const site = JSON.parse(await readFile(at('nice.json'), 'utf8'))
    expect(Object.keys(site)).toEqual([
      'format',
      'tool',
      'organisation',
      'sites',
      'asOf',
      'period',
      'referential',
      'procedure',
      'scope',
      'diagnostics',
      'ledger',
      'obligations',
      'statistics',
    ])
    expect(site).toMatchObject({
      format: 'i12/site/1',
      organisation: 'Réseau Fictif',
      sites: [{ id: 'nice', name: 'Site de nice' }],
      asOf: DAY,
      period: { from: '2025-03-01', to: DAY },
      procedure: { reference: 'PR-12', version: '1' },
      statistics: [
        { format: 'i12/stats/1', cohort: { year: 2025 } },
        { format: 'i12/stats/1', cohort: { year: 2026 } },
      ],
    })
    const check = JSON.parse((await run('check', at('nice'), '--au', DAY, '--format', 'json')).out)
    expect(site.ledger).toEqual(check.ledger)
    expect(site.scope).toEqual(check.scope)
    expect(site.obligations).toEqual(check.obligations)
  })

  it('hands nothing over where the workspace cannot be judged', async () => {
    await writeFile(at('nice/procedure.yaml'), 'reference: [')
    const { code, out, err } = await run('check', at('nice'), '--format', 'site')
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('procedure.yaml')
  })

  it('withholds small counts on request, and only there', async () => {
    const { out } = await run('check', at('nice'), '--au', DAY, '--format', 'site', '--public')
    expect(JSON.parse(out)).toMatchObject({ public: true, statistics: [{ public: true }] })
    expect((await run('check', at('nice'), '--public')).code).toBe(2)
  })
})

describe('consolidate', () => {
  it('adds up files and workspaces alike, whatever their order', async () => {
    const fromFiles = await consolidated(...SITES.map(at))
    const fromFolders = await consolidated(at('lille'), at('nice'), at('lyon'), '--au', DAY)
    expect(fromFiles.code).toBe(0)
    expect(fromFolders.out).toBe(fromFiles.out)
    const whole = JSON.parse(fromFiles.out)
    expect(whole).toMatchObject({ format: 'i12/consolidation/1', asOf: DAY, missing: [] })
    expect(whole.sites.map(({ id }: { id: string }) => id)).toEqual(['lille', 'lyon', 'nice'])
    const sum = whole.sites.reduce(
      (total: number, { ledger }: { ledger: { total: number } }) => total + ledger.total,
      0,
    )
    expect(whole.totals.ledger.total).toBe(sum)
    expect(fromFiles.err).toMatch(/3\s/)
  })

  it('writes JSON and CSV with the day in their names', async () => {
    await mkdir(at('reseau'))
    expect(
      (await run('consolidate', ...SITES.map(at), '--format', 'csv', '-o', `${at('reseau')}/`)).code,
    ).toBe(0)
    expect(
      (await run('consolidate', ...SITES.map(at), '--format', 'json', '-o', `${at('reseau')}/`)).code,
    ).toBe(0)
    const names = (await readdir(at('reseau'))).filter((name) => !name.startsWith('.'))
    expect(names.sort()).toEqual([`consolidation-${DAY}.csv`, `consolidation-${DAY}.json`])
    const rows = (await readFile(at(`reseau/consolidation-${DAY}.csv`), 'utf8')).trim().split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatch(/^site;nom;organisme;dossiers;.*;abandons_2026$/)
    expect(rows[4]).toMatch(/^;total;;75;/)
  })

  it.each([
    ['asOf', '2026-09-29'],
    ['period', { from: '2025-01-01', to: DAY }],
    ['referential', 'rnq-2019-v9-autre'],
    ['procedure', { reference: 'PR-99', version: '1' }],
  ])('refuses sites that differ in %s, naming both', async (key, value) => {
    const site = JSON.parse(await readFile(at('lyon.json'), 'utf8'))
    await writeFile(at('autre.json'), JSON.stringify({ ...site, [key]: value }))
    const { code, out, err } = await consolidated(at('nice.json'), at('autre.json'))
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('nice.json')
    expect(err).toContain('autre.json')
  })

  it('refuses a site given twice, and what is no site', async () => {
    expect(await consolidated(at('nice.json'), at('nice'), '--au', DAY)).toMatchObject({ code: 2, out: '' })
    await writeFile(at('faux.json'), '{"format":"i12/check/1"}')
    expect((await consolidated(at('faux.json'))).err).toContain('i12/check/1')
    await writeFile(at('tordu.json'), (await readFile(at('nice.json'), 'utf8')).replace('"met"', '"mit"'))
    const twisted = await consolidated(at('tordu.json'))
    expect(twisted).toMatchObject({ code: 2, out: '' })
    expect(twisted.err).toContain('ledger.met')
    for (const text of ['', '[', 'null', '12', '{"format":"i12/site/1"}']) {
      await writeFile(at('faux.json'), text)
      expect((await consolidated(at('faux.json'))).code).toBe(2)
    }
    expect((await consolidated(at('absent.json'))).code).toBe(2)
    expect((await run('consolidate')).code).toBe(2)
  })

  it('says which sites of the network are missing, and goes on', async () => {
    await writeFile(
      at('reseau.yaml'),
      'nom: Réseau Fictif\nsites:\n  - { id: nice, nom: Nice centre }\n  - { id: brest, nom: Brest }\n  - { id: lille }\n',
    )
    const { code, out, err } = await consolidated(...SITES.map(at), '--network', at('reseau.yaml'))
    expect(code).toBe(0)
    expect(err).toContain('brest')
    expect(err).toMatch(/lyon/)
    const whole = JSON.parse(out)
    expect(whole.missing).toEqual(['brest'])
    expect(whole.network).toBe('Réseau Fictif')
    // In the order of the network; the one that it does not list comes last.
    expect(whole.sites.map(({ id }: { id: string }) => id)).toEqual(['nice', 'lille', 'lyon'])
    expect(whole.sites[0].name).toBe('Nice centre')
  })

  it('refuses a list of sites that cannot be used', async () => {
    for (const text of [
      'nom: R\nsites: [{ id: nice }, { id: nice }]\n',
      'nom: R\n',
      'nom: R\nsites: [{ ide: nice }]\n',
    ]) {
      await writeFile(at('reseau.yaml'), text)
      const { code, out } = await consolidated(at('nice.json'), '--network', at('reseau.yaml'))
      expect(code).toBe(2)
      expect(out).toBe('')
    }
  })

  it('joins the ids of a file that counts several sites', async () => {
    await writeFile(at('tout.json'), '')
    const folderOfAll = await temporaryWorkspace(NETWORK.whole)
    const { out } = await consolidated(folderOfAll, '--au', DAY)
    expect(JSON.parse(out).sites).toMatchObject([{ id: 'nice+lyon+lille' }])
  })
})
