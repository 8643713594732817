// Writes the generated files of docs/. `npm run docs` builds the program first.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeDocs } from './docs/make-docs.mjs'

const pages = await makeDocs((path) => import(new URL(`../dist/${path}.js`, import.meta.url)))
for (const [path, text] of pages) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
  process.stdout.write(`${path}\n`)
}
