// What `i12 init` finds in a folder that a killed run has left.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookAtFolder } from '../../src/app/init-workspace.js'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'i12-init-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('lookAtFolder', () => {
  it('sweeps what a killed run left, and takes a folder of empty folders for an empty one', async () => {
    mkdirSync(join(folder, 'exports'))
    mkdirSync(join(folder, '.i12-en-cours'))
    writeFileSync(join(folder, '.i12-en-cours/00001'), 'moitié')
    const { isEmpty } = await lookAtFolder(folder, {})
    expect(isEmpty).toBe(true)
    expect(readdirSync(folder)).toEqual(['exports'])
  })

  it('finds a folder that holds a file of nobody not empty', async () => {
    mkdirSync(join(folder, 'notes'))
    writeFileSync(join(folder, 'notes/a.bin'), 'x')
    expect((await lookAtFolder(folder, {})).isEmpty).toBe(false)
  })
})
