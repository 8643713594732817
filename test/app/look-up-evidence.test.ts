// A proof is found under the name that the data write, in the folder of proofs, or under a name that differs only by
// case or accents; never outside the workspace, and never where two files can be meant.
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookUpEvidence } from '../../src/app/look-up-evidence.js'

let folder: string
let root: string

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'i12-preuves-')))
  root = join(folder, 'espace')
  const files = {
    'preuves/appel.pdf': 'x',
    'preuves/2026/basalte.pdf': 'x',
    'preuves/2026/Été.PDF': 'x',
    'preuves/2025/double.pdf': 'x',
    'preuves/2026/double.pdf': 'x',
    'preuves/2025/unique.pdf': 'x',
    'preuves/2026/UNIQUE.pdf': 'x',
    'preuves/vide.pdf': '',
    'appel-racine.pdf': 'x',
    'preuves/appel-racine.pdf': 'x',
    '../voisin/secret.pdf': 'x',
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  await symlink('../../voisin', join(root, 'preuves/lien'))
})

afterAll(() => rm(folder, { recursive: true }))

it.each([
  ['preuves/appel.pdf', 'present', 'preuves/appel.pdf', false],
  ['preuves\\2026\\basalte.pdf', 'present', 'preuves/2026/basalte.pdf', false],
  ['Preuves\\2026\\BASALTE.PDF', 'present', 'preuves/2026/basalte.pdf', true],
  ['preuves/2026/ete.pdf', 'present', 'preuves/2026/Été.PDF', true],
  ['appel.pdf', 'present', 'preuves/appel.pdf', false],
  ['basalte.pdf', 'present', 'preuves/2026/basalte.pdf', false],
  ['Basalte.PDF', 'present', 'preuves/2026/basalte.pdf', true],
  ['appel-racine.pdf', 'present', 'appel-racine.pdf', false],
  ['VIDE.pdf', 'empty', 'preuves/vide.pdf', true],
  // Two files bear the name: choosing one would be guessing.
  ['double.pdf', 'missing', undefined, false],
  ['preuves/2024/double.pdf', 'missing', undefined, false],
  // Letter for letter first.
  ['unique.pdf', 'present', 'preuves/2025/unique.pdf', false],
  ['Unique.pdf', 'missing', undefined, false],
  ['secret.pdf', 'missing', undefined, false],
  ['preuves/LIEN/secret.pdf', 'missing', undefined, false],
  ['preuves/lien/SECRET.pdf', 'missing', undefined, false],
  ['autre/appel.pdf', 'missing', undefined, false],
])('%j is %s', (path, state, file, isAlike) => {
  const { table, files, alike } = lookUpEvidence(root, 'preuves', [path, path])
  expect(table.get(path)).toBe(state)
  expect(files.get(path)).toBe(file)
  if (state === 'present' || state === 'empty') expect(alike.has(path)).toBe(isAlike)
})

it('looks nowhere else where there is no folder of proofs', () => {
  expect(lookUpEvidence(root, null, ['basalte.pdf']).table.get('basalte.pdf')).toBe('missing')
  expect(lookUpEvidence(root, 'absent', ['basalte.pdf']).table.get('basalte.pdf')).toBe('missing')
})
