import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { gatherMessages } from '../../../src/documents/report/gather-messages.js'
import type { SourceSummary } from '../../../src/documents/report/report-inputs.js'

const source = (file: string, unmatched = 0): SourceSummary => ({
  name: 'relances',
  file,
  sha256: createHash('sha256').update(file).digest('hex'),
  encoding: file.endsWith('.csv') ? 'utf-8' : null,
  sheet: null,
  rows: 1,
  setAside: 0,
  skipped: { filtered: 0 },
  joined: { uncertain: 0, unmatched },
})

it('puts many messages of one folder in one line, with the fingerprint of their list', () => {
  const messages = Array.from({ length: 12 }, (_, index) => source(`courriels/${11 - index}.eml`, index % 2))
  const few = Array.from({ length: 3 }, (_, index) => source(`autres/${index}.eml`))
  const [first, ...rest] = gatherMessages([source('appels.csv'), ...messages, ...few])
  expect(first).toMatchObject({ file: 'appels.csv', files: null })
  const list = messages
    .map(({ file, sha256 }) => `${sha256}  ${file}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    .join('')
  expect(rest.map(({ file, files }) => [file, files])).toEqual([
    ['courriels/*.eml', '12\u00a0messages'],
    ['autres/0.eml', null],
    ['autres/1.eml', null],
    ['autres/2.eml', null],
  ])
  expect(rest[0]).toMatchObject({
    rows: 12,
    joined: { uncertain: 0, unmatched: 6 },
    sha256: createHash('sha256').update(list).digest('hex'),
  })
})
