import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readApart } from '../../src/source/read-apart.js'
import { WorkbookTrouble } from '../../src/source/sheet.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

async function readWith(code: string) {
  const folder = await temporaryWorkspace({ 'reader.cjs': code })
  return readApart(Buffer.alloc(10), {}, join(folder, 'reader.cjs')).catch((error) => error)
}

it('stops a reader that never ends', async () => {
  expect(await readWith('exports.CFB = { read() { for (;;); } }')).toBeInstanceOf(WorkbookTrouble)
})

it('passes on what a reader throws', async () => {
  expect((await readWith("exports.CFB = { read() { throw new Error('password') } }")).message).toBe(
    'password',
  )
})
