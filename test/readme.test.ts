// Both READMEs name the commands there are, and no other.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { COMMANDS } from '../src/cli/command-table.js'

const languages = [
  { file: 'README.md', heading: '## Commands', names: COMMANDS.map(({ name }) => name) },
  { file: 'README.fr.md', heading: '## Commandes', names: COMMANDS.map(({ name, alias }) => alias ?? name) },
]

it.each(languages)('$file names every command', ({ file, heading, names }) => {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  const section = text.slice(text.indexOf(heading)).split('\n## ')[0] ?? ''
  const named = [...section.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z]+)`/g)].map(([, name = '']) => name),
  )
  expect(named.toSorted()).toEqual(names.toSorted())
})
