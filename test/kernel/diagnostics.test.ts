import { expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { wholeFile } from '../../src/kernel/origin.js'

const kind = { code: 'X', severity: 'error', summary: '', explanation: '' } as const
const said = (seen: string) => ({
  kind,
  place: wholeFile('a.csv'),
  field: 'f',
  seen,
  expected: null,
  mend: '',
})

it('unsays what was reported since a mark, counts of what was cut included', () => {
  const diagnostics = new Diagnostics()
  for (let index = 0; index < 1200; index++) diagnostics.report(said(`before ${index}`))
  const before = diagnostics.all.map(({ seen, count }) => [seen, count])
  const mark = diagnostics.mark()
  for (let index = 0; index < 300; index++) diagnostics.report(said(`after ${index}`))
  expect(diagnostics.all.at(-1)?.count).toBe(501)
  diagnostics.rewind(mark)
  expect(diagnostics.all.map(({ seen, count }) => [seen, count])).toEqual(before)
  diagnostics.report({ ...said('again'), field: 'other' })
  expect(diagnostics.all).toHaveLength(1001)
})
