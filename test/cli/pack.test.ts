import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const SOUND = fileURLToPath(new URL('../scenarios/socle/entrees', import.meta.url))
const NAME = 'preuves-indicateur-12-2026-11-30'
const ALL_NAMES = /Fictif|Modèle|Témoin|Alice|Bruno|Chloé|A-00[123]/

const MEASURES = `mesures:
  - { id: parrainage, intitule: Parrainage, categorie: engagement, depuis: 2025-09-01, preuves: [preuves/parrainage.pdf] }
`

interface Entry {
  path: string
  size: number
  sha256: string
  role: string
  annex: string | null
  reason?: string
  cases: string[]
  obligations: string[]
  measures: string[]
}
interface Manifest {
  format: string
  pseudonymised: boolean
  files: Entry[]
  left: { path: string; reason: string; cases: string[] }[]
}

/** Two cases in scope, one out of it; proofs that are there, twice of one name, and every way of not being there. */
async function workspace(): Promise<string> {
  const folder = await temporaryWorkspace({})
  await cp(SOUND, folder, { recursive: true })
  await mkdir(join(folder, 'preuves/bis'))
  await writeFile(join(folder, 'preuves/bis/appel-a-001.eml'), 'Subject: autre\r\n\r\nautre\r\n')
  await writeFile(join(folder, 'preuves/vide.pdf'), '')
  await writeFile(join(folder, '../i12-secret.txt'), 'SECRET-DU-POSTE')
  await writeFile(join(folder, 'preuves/parrainage.pdf'), 'affiche')
  await writeFile(join(folder, 'mesures.yaml'), MEASURES)
  await symlink('../../i12-secret.txt', join(folder, 'preuves/lien.txt'))
  const row = (day: string, proof: string) => `A-002;${day}/11/2025;information;email;equipe;;${proof}\n`
  await appendFile(
    join(folder, 'exports/relances.csv'),
    [
      row('06', 'preuves/bis/appel-a-001.eml'),
      row('07', './preuves/bis/appel-a-001.eml'),
      row('08', 'preuves/vide.pdf'),
      row('09', 'preuves/absente.pdf'),
      row('10', '../i12-secret.txt'),
      row('11', 'preuves/lien.txt'),
      'A-003;07/10/2025;information;email;equipe;;preuves/courriel-a-001.eml\n',
    ].join(''),
  )
  return folder
}

async function run(...argv: string[]) {
  const io = memoryIo()
  return { code: await main([...argv, '--as-of', '2026-11-30'], io), stdout: io.stdout, stderr: io.stderr }
}

async function unzipped(path: string): Promise<Record<string, Uint8Array>> {
  return unzipSync(await readFile(path))
}
const manifestIn = (files: Record<string, Uint8Array>, name = NAME): Manifest =>
  JSON.parse(Buffer.from(files[`${name}/manifeste.json`] ?? []).toString())

describe('i12 pack', () => {
  it('holds every proof byte for byte, a document a case, and says why a proof is not there', async () => {
    const folder = await workspace()
    const { code, stdout, stderr } = await run('preuves', '-C', folder)
    expect(stderr).toContain('2\u00a0dossiers')
    expect(code).toBe(0)
    expect(stdout).toBe(`${join(folder, 'sorties', NAME)}.zip\n`)
    const zip = join(folder, 'sorties', `${NAME}.zip`)
    const files = await unzipped(zip)
    const manifest = manifestIn(files)
    expect(manifest).toMatchObject({
      format: 'i12/manifest/1',
      asOf: '2026-11-30',
      organisation: 'Organisme Exemple',
      period: { from: '2025-06-12', to: '2026-11-30' },
      referential: 'rnq-2026',
      pseudonymised: false,
    })
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      Object.keys(files)
        .map((path) => path.slice(NAME.length + 1))
        .filter((path) => path.startsWith('data/'))
        .sort(),
    )
    for (const { path, size, sha256 } of manifest.files) {
      const bytes = files[`${NAME}/${path}`] as Uint8Array
      expect(bytes.length).toBe(size)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
    const proofs = manifest.files.filter(({ role }) => role === 'proof')
    expect(proofs.map(({ path, cases }) => [path, cases])).toEqual([
      ['data/pieces/0001-appel-a-001.eml', ['A-001']],
      ['data/pieces/0002-courriel-a-001.eml', ['A-001']],
      ['data/pieces/0003-appel-a-001.eml', ['A-002']],
      ['data/pieces/0004-parrainage.pdf', []],
    ])
    expect(proofs[0]?.obligations.length).toBeGreaterThan(0)
    expect(proofs[3]?.measures).toEqual(['parrainage'])
    expect(Buffer.from(files[`${NAME}/data/pieces/0001-appel-a-001.eml`] ?? [])).toEqual(
      await readFile(join(folder, 'preuves/appel-a-001.eml')),
    )
    expect(Object.fromEntries(manifest.left.map(({ path, reason }) => [path, reason]))).toEqual({
      'preuves/vide.pdf': 'fichier vide',
      'preuves/absente.pdf': 'fichier introuvable',
      '../i12-secret.txt': 'fichier hors du dossier de travail',
      'preuves/lien.txt': 'fichier hors du dossier de travail',
    })
    for (const bytes of Object.values(files)) {
      expect(Buffer.from(bytes).includes('SECRET-DU-POSTE')).toBe(false)
    }
    const documents = manifest.files.filter(({ role }) => role === 'case')
    expect(documents.map(({ path, cases }) => [path, cases])).toEqual([
      ['data/dossiers/A-001.pdf', ['A-001']],
      ['data/dossiers/A-002.pdf', ['A-002']],
    ])
    for (const path of ['rapport.pdf', 'statistiques.pdf', 'dossiers/A-001.pdf']) {
      expect(Buffer.from(files[`${NAME}/data/${path}`] ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
    }
    const before = await readFile(zip)
    await rm(zip)
    expect((await run('pack', '-C', folder)).code).toBe(0)
    expect(before.equals(await readFile(zip))).toBe(true)
  }, 120_000)

  it('makes a folder that holds nothing else, whatever an earlier run left there', async () => {
    const folder = await workspace()
    const bag = join(folder, 'sorties', NAME)
    const first = await run('pack', '-C', folder, '--format', 'folder', '--with-exports')
    expect([first.code, first.stdout]).toEqual([0, `${bag}\n`])
    expect(await readFile(join(bag, 'data/exports/apprenants.csv'))).toEqual(
      await readFile(join(folder, 'exports/apprenants.csv')),
    )
    expect(await readdir(join(bag, 'data'))).toEqual(
      expect.arrayContaining(['i12.yaml', 'procedure.yaml', 'mesures.yaml', 'exports']),
    )
    await rm(join(folder, 'preuves/courriel-a-001.eml'))
    expect((await run('pack', '-C', folder, '--format', 'folder')).code).toBe(0)
    expect(await readdir(join(bag, 'data/pieces'))).toEqual([
      '0001-appel-a-001.eml',
      '0002-appel-a-001.eml',
      '0003-parrainage.pdf',
    ])
    expect(await readdir(join(bag, 'data'))).not.toContain('exports')

    await writeFile(join(bag, 'data/pieces/a-moi.txt'), 'à moi')
    for (const argv of [[], ['--force']]) {
      const refused = await run('pack', '-C', folder, '--format', 'folder', ...argv)
      expect(refused.code).toBe(2)
      expect(refused.stderr).toContain('a-moi.txt')
    }
    expect(await readFile(join(bag, 'data/pieces/a-moi.txt'), 'utf8')).toBe('à moi')
  }, 120_000)

  it('keeps to the cases asked for: documents, proofs and listings', async () => {
    const folder = await workspace()
    expect((await run('pack', '-C', folder, '--cases', 'A-002', '-o', join(folder, 'un.zip'))).code).toBe(0)
    const files = await unzipped(join(folder, 'un.zip'))
    const { files: entries } = manifestIn(files)
    expect(entries.filter(({ role }) => role === 'proof' || role === 'case').map(({ path }) => path)).toEqual(
      ['data/dossiers/A-002.pdf', 'data/pieces/0001-appel-a-001.eml', 'data/pieces/0002-parrainage.pdf'],
    )
    const texts = Object.entries(files).filter(([path]) => /\.(?:csv|json|txt|html)$/.test(path))
    expect(texts.length).toBeGreaterThan(5)
    for (const [, bytes] of texts) expect(Buffer.from(bytes).toString()).not.toMatch(/A-001|Alice/)
  }, 120_000)

  it('draws a sample that the pack says how to draw again', async () => {
    const folder = await workspace()
    const argv = ['--sample', '1', '--seed', 'audit', '-o', join(folder, 'tirage.zip')]
    expect((await run('pack', '-C', folder, ...argv)).code).toBe(0)
    const files = await unzipped(join(folder, 'tirage.zip'))
    const sample = JSON.parse(Buffer.from(files[`${NAME}/data/echantillon.json`] ?? []).toString())
    const rank = (id: string) => createHash('sha256').update(`audit\n${id}`).digest('hex')
    const [drawn] = ['A-001', 'A-002'].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    expect(sample).toMatchObject({ seed: 'audit', population: 2, draw: [drawn], members: ['A-001', 'A-002'] })
    expect(Object.keys(files)).toContain(`${NAME}/data/dossiers/${drawn}.pdf`)
  }, 120_000)

  it('names nobody when pseudonymised, and holds no proof', async () => {
    const folder = await workspace()
    expect((await run('pack', '-C', folder, '--pseudonymise')).code).toBe(0)
    const name = `${NAME}-pseudonymise`
    const files = await unzipped(join(folder, 'sorties', `${name}.zip`))
    expect(Object.keys(files).every((path) => path.startsWith(`${name}/`))).toBe(true)
    const manifest = manifestIn(files, name)
    expect(manifest.pseudonymised).toBe(true)
    expect(manifest.files.some(({ role }) => role === 'proof')).toBe(false)
    expect(manifest.left).toHaveLength(8)
    const out = await temporaryWorkspace({})
    for (const [path, bytes] of Object.entries(files)) {
      expect(path).not.toMatch(ALL_NAMES)
      expect(Buffer.from(bytes).toString()).not.toMatch(ALL_NAMES)
      if (!path.endsWith('.pdf')) continue
      await writeFile(join(out, 'page.pdf'), bytes)
      const { stdout } = await promisify(execFile)('pdftotext', [join(out, 'page.pdf'), '-'])
      expect(stdout.length).toBeGreaterThan(100)
      expect(stdout).not.toMatch(ALL_NAMES)
    }
  }, 120_000)

  it.each([
    [['--cases', 'A-009'], 'A-009'],
    [['--measure', 'inconnue'], 'inconnue'],
    [['--obligation', 'inconnue'], 'inconnue'],
    [['--sample', '0'], '--sample'],
    [['--seed', 'x'], '--sample'],
    [['--sample', '1', '--cases', 'A-001'], '--cases'],
    [['--pseudonymise', '--with-exports'], '--with-exports'],
    [['--format', 'folder', '--sign', '--demonstration'], '--format folder'],
    [['-o', '-'], '--output'],
    [['--format', 'folder', '-o', 'un-nom'], 'un-nom/'],
  ])('refuses %j', async (argv, said) => {
    const { code, stderr } = await run('pack', '-C', await workspace(), ...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })
})
