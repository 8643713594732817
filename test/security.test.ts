// Each threat that docs/securite.md calls defended names the tests that hold it, by file and title.
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const page = readFileSync(new URL('docs/securite.md', root), 'utf8')
const defended = page.slice(page.indexOf('## Ce qui est défendu'), page.indexOf('## Ce qui ne l'))
const lines = defended
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.slice(2, -2).split(' | '))

it('reads the table', () => {
  expect(lines.length).toBeGreaterThan(20)
})

it.each(lines)('%s', (...[, , tests = '']) => {
  const named = tests.split(' ; ').map((one) => [...one.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  for (const [file = '', ...titles] of named) {
    expect(file).toMatch(/^test\/.+\.test\.ts$/)
    expect(existsSync(new URL(file, root)), file).toBe(true)
    expect(titles, file).not.toEqual([])
    const text = readFileSync(new URL(file, root), 'utf8')
    for (const title of titles) expect(text, file).toContain(title)
  }
})
