import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { DROPOUT_WORKSPACE } from '../support/dropout-workspace.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const measures = Array.from(
  { length: 40 },
  (_, index) =>
    `  - { id: m${index}, intitule: "Mesure ${index}, dite avec assez de mots pour prendre deux lignes de son tableau", categorie: prevention, depuis: 2025-09-01, preuves: [preuves/mesure-${index}.pdf] }`,
)

// A short procedure, and a long one with more measures than two pages can hold.
it.each([
  ['short', DROPOUT_WORKSPACE],
  [
    'long',
    {
      ...DROPOUT_WORKSPACE,
      'i12.yaml': `${DROPOUT_WORKSPACE['i12.yaml']}mesures: mesures.yaml\n`,
      'mesures.yaml': `mesures:\n${measures.join('\n')}\n`,
      'procedure.yaml':
        'reference: P\nintitule: Abandons\netend: [abandon-huit-etapes, parcours-par-type, apprentissage]\nobligations: []\n',
    },
  ],
])('holds on two pages: %s', async (_, files) => {
  const folder = await temporaryWorkspace(files)
  const io = memoryIo()
  expect(await main(['brief', '-C', folder, '--as-of', '2026-11-30'], io)).toBe(0)
  const bytes = await readFile(join(folder, 'sorties/fiche-entretiens-2026-11-30.pdf'))
  const pages = (await PDFDocument.load(bytes)).getPageCount()
  expect(pages).toBeGreaterThan(0)
  expect(pages).toBeLessThanOrEqual(2)
})
