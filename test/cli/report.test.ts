import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const SOUND = fileURLToPath(new URL('../scenarios/socle/entrees', import.meta.url))

async function workspace(): Promise<string> {
  const folder = await temporaryWorkspace({})
  await cp(SOUND, folder, { recursive: true })
  return folder
}

async function run(...argv: string[]) {
  const io = memoryIo()
  return { code: await main([...argv, '--as-of', '2026-11-30'], io), stdout: io.stdout, stderr: io.stderr }
}

const listingOf = async (folder: string) => (await readdir(folder)).sort()
const NAMES = /Fictif|Modèle|Témoin|Alice|Bruno|Chloé|exemple\.invalid/

describe('i12 report', () => {
  it('writes the report and its listings, says where on stdout and the counts on stderr', async () => {
    const folder = await workspace()
    const { code, stdout, stderr } = await run('rapport', '-C', folder, '--format', 'html')
    const name = 'rapport-indicateur-12-2026-11-30.html'
    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toBe(join(folder, 'sorties', name))
    expect(stderr).toContain('Rien à signaler')
    expect(await listingOf(join(folder, 'sorties'))).toEqual(
      ['.i12.json', 'ecarts.csv', 'listing-relances.csv', name].sort(),
    )
    expect(await readFile(join(folder, 'sorties', name), 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('gives the same bytes twice', async () => {
    const folder = await workspace()
    const made = async () => {
      expect((await run('report', '-C', folder, '--format', 'html')).code).toBe(0)
      return readFile(join(folder, 'sorties/.i12.json'), 'utf8')
    }
    expect(await made()).toBe(await made())
  })

  it('does not write over what it did not write, unless told to', async () => {
    const folder = await workspace()
    await mkdir(join(folder, 'sorties'))
    await writeFile(join(folder, 'sorties/ecarts.csv'), 'à moi')
    const { code, stdout, stderr } = await run('report', '-C', folder, '--format', 'html')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('--force')
    expect(await listingOf(join(folder, 'sorties'))).toEqual(['ecarts.csv'])
    expect((await run('report', '-C', folder, '--format', 'html', '--force')).code).toBe(0)
  })

  it('writes nothing where the data cannot be trusted', async () => {
    const folder = await workspace()
    await writeFile(join(folder, 'exports/absences.csv'), '')
    const { code, stdout, stderr } = await run('report', '-C', folder, '--format', 'html')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('FICHIER-VIDE')
    expect(await listingOf(folder)).not.toContain('sorties')
  })

  it('names nobody when pseudonymised, and keeps one key', async () => {
    const folder = await workspace()
    const first = await run('report', '-C', folder, '--format', 'html', '--pseudonymise')
    expect(first.code).toBe(0)
    const key = await readFile(join(folder, 'cle-pseudonymes.txt'), 'utf8')
    expect(first.stderr).toContain('cle-pseudonymes.txt')
    const made = await listingOf(join(folder, 'sorties'))
    expect(made.filter((name) => !name.includes('-pseudonymise'))).toEqual(['.i12.json'])
    for (const name of made) {
      expect(await readFile(join(folder, 'sorties', name), 'utf8')).not.toMatch(NAMES)
    }
    expect(await listingOf(join(folder, 'sorties'))).toEqual([
      '.i12.json',
      'ecarts-pseudonymise.csv',
      'listing-relances-pseudonymise.csv',
      'rapport-indicateur-12-2026-11-30-pseudonymise.html',
    ])
    const html = join(folder, 'sorties/rapport-indicateur-12-2026-11-30-pseudonymise.html')
    expect(await readFile(html, 'utf8')).toContain('ecarts-pseudonymise.csv')
    expect(await readFile(html, 'utf8')).toMatch(/<title>[^<]*pseudonymisé<\/title>/)
    expect(await readFile(html, 'utf8')).not.toMatch(/(?:ecarts|listing-relances)\.csv/)
    const before = await readFile(html, 'utf8')
    const second = await run('report', '-C', folder, '--format', 'html', '--pseudonymise')
    expect(second.stderr).not.toContain('cle-pseudonymes.txt')
    expect(await readFile(join(folder, 'cle-pseudonymes.txt'), 'utf8')).toBe(key)
    expect(await readFile(html, 'utf8')).toBe(before)
  })

  it('never puts one rendering in the place of the other under a name that a person gives', async () => {
    const folder = await workspace()
    const file = join(await temporaryWorkspace({}), 'rapport.html')
    const page = ['report', '-C', folder, '--format', 'html', '-o', file]
    expect((await run(...page)).code).toBe(0)
    const nominative = await readFile(file, 'utf8')
    const refused = await run(...page, '--pseudonymise')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('est l’autre version')
    expect(await readFile(file, 'utf8')).toBe(nominative)
    expect((await run(...page, '--pseudonymise', '--force')).code).toBe(0)
    expect((await run(...page)).code).toBe(2)
  })

  it('refuses a key that is none', async () => {
    const folder = await workspace()
    await writeFile(join(folder, 'cle-pseudonymes.txt'), 'secret\n')
    const { code, stderr } = await run('report', '-C', folder, '--format', 'html', '--pseudonymise')
    expect(code).toBe(2)
    expect(stderr).toContain('64 chiffres')
  })

  it('takes templates and colours of the organisation, and says which template is wrong', async () => {
    const folder = await workspace()
    const configuration = await readFile(join(folder, 'i12.yaml'), 'utf8')
    await writeFile(
      join(folder, 'i12.yaml'),
      `${configuration}presentation: { modeles: modeles/, couleurs: { accent: "#123456" } }\n`,
    )
    await mkdir(join(folder, 'modeles/report'), { recursive: true })
    await writeFile(join(folder, 'modeles/report/rapport.hbs'), '<h1>{{cover.organisation}}</h1>\n')
    const { code, stderr } = await run('report', '-C', folder, '--format', 'html')
    expect(stderr).not.toContain('à faire')
    expect(code).toBe(0)
    const html = await readFile(join(folder, 'sorties/rapport-indicateur-12-2026-11-30.html'), 'utf8')
    expect(html).toContain('<h1>Organisme Exemple</h1>')
    expect(html).toContain('#123456')

    await writeFile(join(folder, 'modeles/report/rapport.hbs'), '<h1>{{cover.truc}}</h1>\n')
    const wrong = await run('report', '-C', folder, '--format', 'html')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('modeles/report/rapport.hbs')
  })

  it('writes where it is told: a folder, or a file with its listings beside it', async () => {
    const folder = await workspace()
    const target = join(await temporaryWorkspace({}), 'envoi')
    expect((await run('report', '-C', folder, '--format', 'json', '-o', `${target}/`)).code).toBe(0)
    expect(await listingOf(target)).toContain('rapport-indicateur-12-2026-11-30.json')
    expect(
      (await run('report', '-C', folder, '--format', 'json', '-o', join(target, 'mien.json'))).code,
    ).toBe(0)
    expect(JSON.parse(await readFile(join(target, 'mien.json'), 'utf8')).format).toBe('i12/report/1')
    expect(await listingOf(folder)).not.toContain('sorties')
  })

  it('does not take a file name for a folder', async () => {
    const { code, stderr } = await run('report', '-C', await workspace(), '-o', 'rapport.html')
    expect(code).toBe(2)
    expect(stderr).toContain('--format html')
  })

  it('shows the page alone with preview', async () => {
    const folder = await workspace()
    const { code, stdout } = await run('apercu', '-C', folder)
    expect(code).toBe(0)
    expect(stdout).toBe(`${join(folder, 'sorties/apercu.html')}\n`)
    expect(await listingOf(join(folder, 'sorties'))).toEqual(['.i12.json', 'apercu.html'])
  })

  it('ends with code 3 and a sentence where no browser starts', async () => {
    const folder = await workspace()
    const { code, stdout, stderr } = await run('report', '-C', folder, '--browser', join(folder, 'chrome'))
    expect(code).toBe(3)
    expect(stdout).toBe('')
    expect(stderr).toContain('--browser')
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(await listingOf(folder)).not.toContain('sorties')
  })
})
