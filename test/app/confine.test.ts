import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confine, relativePath } from '../../src/app/confine.js'
import { lookUpEvidence } from '../../src/app/look-up-evidence.js'

let folder: string
let root: string

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'i12-confine-')))
  root = join(folder, 'espace')
  await mkdir(join(root, 'preuves/dossier'), { recursive: true })
  await mkdir(join(folder, 'espace-voisin'))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'espace-voisin/secret.txt'), 'secret')
  await writeFile(join(root, 'preuves/ok.pdf'), 'x')
  await writeFile(join(root, 'preuves/vide.pdf'), '')
  await writeFile(join(root, 'preuves/e\u0301te\u0301.pdf'), 'x')
  await symlink('ok.pdf', join(root, 'preuves/lien-interne.pdf'))
  await symlink('../../secret.txt', join(root, 'preuves/lien-externe.pdf'))
  await symlink('../../nulle-part.txt', join(root, 'preuves/lien-mort.pdf'))
  await symlink('lien-boucle.pdf', join(root, 'preuves/lien-boucle.pdf'))
  await symlink('../../espace-voisin', join(root, 'preuves/dossier-externe'))
})

afterAll(() => rm(folder, { recursive: true }))

const attacks = [
  ['../secret.txt', 'parent'],
  ['preuves/../../secret.txt', 'parent'],
  ['preuves/../preuves/ok.pdf', 'parent'],
  ['..\\secret.txt', 'parent'],
  ['/etc/passwd', 'absolute'],
  ['\\\\serveur\\partage\\x.pdf', 'absolute'],
  ['C:\\x.pdf', 'absolute'],
  ['file:///etc/passwd', 'absolute'],
  ['preuves/ok.pdf\0.txt', 'malformed'],
  ['preuves/lien-externe.pdf', 'link'],
  ['preuves/lien-mort.pdf', 'link'],
  ['preuves/lien-boucle.pdf', 'link'],
  ['preuves/dossier-externe/secret.txt', 'link'],
] as const

describe('confine', () => {
  it.each(attacks)('keeps %j out (%s)', async (path, because) => {
    expect(await confine(root, path)).toEqual({ kind: 'outside', because })
  })

  it.each([
    ['preuves/ok.pdf', 'preuves/ok.pdf', 'preuves/ok.pdf'],
    ['./preuves//ok.pdf', 'preuves/ok.pdf', 'preuves/ok.pdf'],
    ['preuves\\ok.pdf', 'preuves/ok.pdf', 'preuves/ok.pdf'],
    ['preuves/lien-interne.pdf', 'preuves/lien-interne.pdf', 'preuves/ok.pdf'],
    ['preuves/\u00e9t\u00e9.pdf', 'preuves/\u00e9t\u00e9.pdf', 'preuves/e\u0301te\u0301.pdf'],
  ])('finds %j', async (path, relative, real) => {
    expect(await confine(root, path)).toEqual({ kind: 'inside', relative, real: join(root, real) })
  })

  it('says what is missing', async () => {
    expect(await confine(root, 'preuves/absent.pdf')).toEqual({
      kind: 'missing',
      relative: 'preuves/absent.pdf',
    })
  })

  it('does not take a neighbour whose name begins alike for the workspace', () => {
    expect(relativePath('../espace-voisin/secret.txt')).toEqual({ because: 'parent' })
  })
})

describe('lookUpEvidence', () => {
  it.each([
    ['preuves/ok.pdf', 'present'],
    ['preuves/lien-interne.pdf', 'present'],
    ['preuves/\u00e9t\u00e9.pdf', 'present'],
    ['preuves/vide.pdf', 'empty'],
    ['preuves/absent.pdf', 'missing'],
    ['preuves/ok.pdf/x', 'missing'],
    ['preuves', 'notAFile'],
    ['.', 'notAFile'],
    ['preuves/lien-mort.pdf', 'missing'],
    ['preuves/lien-externe.pdf', 'outside'],
    ['preuves/dossier-externe/secret.txt', 'outside'],
    ['../secret.txt', 'outside'],
    ['/etc/passwd', 'outside'],
  ])('finds %j %s', (path, state) => {
    expect(lookUpEvidence(root, null, [path, path, '']).table.get(path)).toBe(state)
  })
})
