// Makes the pictures of the READMEs, docs/*.png, from the example's report: `npm run screenshots` builds first.
// Needs pdftotext and pdftoppm (poppler-utils).
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Picture → heading of the page that it shows, and the templates that it is made with; ours where none are named. */
const PICTURES = {
  'rapport-synthese': { heading: 'Synthèse' },
  'rapport-synthese-sobre': { heading: 'Synthèse', templates: here('../examples/modeles-sobres') },
  'rapport-ecarts': { heading: 'Écarts à la procédure' },
}

const folder = mkdtempSync(join(tmpdir(), 'i12-images-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Path of the report of the example, made once a theme. */
function reportWith(templates) {
  const workspace = join(folder, templates === undefined ? 'shipped' : basename(templates))
  if (!existsSync(workspace)) {
    cpSync(here('../examples/horizon-formation'), workspace, {
      recursive: true,
      filter: (path) => !/sorties$/.test(path),
    })
    if (templates !== undefined) {
      cpSync(templates, join(workspace, 'modeles'), { recursive: true })
      appendFileSync(join(workspace, 'i12.yaml'), '\npresentation:\n  modeles: modeles/\n')
    }
    execFileSync(
      process.execPath,
      [here('../bin/i12.js'), 'report', '-C', workspace, '--as-of', '2026-11-30', '--quiet'],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
  }
  const made = readdirSync(join(workspace, 'sorties')).find((name) => name.endsWith('.pdf'))
  return join(workspace, 'sorties', made ?? 'rapport.pdf')
}

for (const [picture, { heading, templates }] of Object.entries(PICTURES)) {
  const report = reportWith(templates)
  /** Words of each page, in order. */
  const pages = execFileSync('pdftotext', ['-layout', report, '-'], { encoding: 'utf8' }).split('\f')
  const isChapter = new RegExp(`^ *\\d+ +${heading} *$`, 'm')
  const number = 1 + pages.findIndex((text) => isChapter.test(text))
  if (number === 0) throw new Error(`No chapter « ${heading} » in the example's report`)
  const page = String(number)
  const target = here(`../docs/${picture}`)
  execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', '-f', page, '-l', page, report, target])
  process.stdout.write(`docs/${picture}.png: page ${page}\n`)
}
