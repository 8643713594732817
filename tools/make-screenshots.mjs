// Makes the pictures of the READMEs, docs/*.png, from the example's report: `npm run screenshots` builds first.
// Needs pdftotext and pdftoppm (poppler-utils).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Picture → heading of the page that it shows. */
const PAGES = { 'rapport-synthese': 'Synthèse', 'rapport-ecarts': 'Écarts à la procédure' }

const folder = mkdtempSync(join(tmpdir(), 'i12-images-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const exampleReport = ['report', '-C', here('../examples/horizon-formation'), '--as-of', '2026-11-30']
execFileSync(process.execPath, [here('../bin/i12.js'), ...exampleReport, '-o', `${folder}/`, '--quiet'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
const report = join(folder, readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? 'rapport.pdf')

/** Words of each page, in order. */
const pages = execFileSync('pdftotext', ['-layout', report, '-'], { encoding: 'utf8' }).split('\f')

for (const [picture, heading] of Object.entries(PAGES)) {
  const isChapter = new RegExp(`^ *\\d+ +${heading} *$`, 'm')
  const number = 1 + pages.findIndex((text) => isChapter.test(text))
  if (number === 0) throw new Error(`No chapter « ${heading} » in the example's report`)
  const page = String(number)
  const target = here(`../docs/${picture}`)
  execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', '-f', page, '-l', page, report, target])
  process.stdout.write(`docs/${picture}.png: page ${page}\n`)
}
