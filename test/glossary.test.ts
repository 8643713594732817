// The table of docs/glossaire.md is where identifiers come from: each must be in use.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const glossary = readFileSync(join(root, 'docs/glossaire.md'), 'utf8')
const identifiers = [...glossary.matchAll(/^\| [^|]+ \| `(\w+)` \|/gm)].map(
  ([, identifier = '']) => identifier,
)
const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n')
  .toLowerCase()

it('reads the table', () => {
  expect(identifiers.length).toBeGreaterThan(30)
  expect(new Set(identifiers).size).toBe(identifiers.length)
})

it.each(identifiers)('%s is a word of the code', (identifier) => {
  expect(code).toContain(identifier.toLowerCase())
})
