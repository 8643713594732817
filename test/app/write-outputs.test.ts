import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeOutputs } from '../../src/app/write-outputs.js'
import { Refusal } from '../../src/kernel/failure.js'

let root: string
let folder: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'i12-sorties-')))
  folder = join(root, 'sorties')
})
afterEach(() => rm(root, { recursive: true }))

const write = (files: Record<string, string>, isForced = false) =>
  writeOutputs(
    Object.entries(files).map(([path, content]) => ({ path, content })),
    { within: root, folder, isForced },
  )
const read = (path: string) => readFile(join(folder, path), 'utf8')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('writeOutputs', () => {
  it('writes files, folders and a register in order of paths', async () => {
    const written = await write({ 'rapport.pdf': 'r', 'courriers/a.pdf': 'a' })
    expect(written).toEqual([
      { path: 'rapport.pdf', sha256: sha256('r'), isPseudonymised: false },
      { path: 'courriers/a.pdf', sha256: sha256('a'), isPseudonymised: false },
    ])
    expect(await read('courriers/a.pdf')).toBe('a')
    expect(JSON.parse(await read('.i12.json'))).toEqual({
      format: 'i12/outputs/1',
      files: [
        { path: 'courriers/a.pdf', sha256: sha256('a') },
        { path: 'rapport.pdf', sha256: sha256('r') },
      ],
    })
    expect((await readdir(folder)).sort()).toEqual(['.i12.json', 'courriers', 'rapport.pdf'])
  })

  it('replaces what it wrote, keeps the rest of the register, forgets what is gone', async () => {
    await write({ 'a.pdf': '1', 'b.pdf': '1', 'c.pdf': '1' })
    await rm(join(folder, 'c.pdf'))
    await write({ 'a.pdf': '2' })
    expect(await read('a.pdf')).toBe('2')
    expect(JSON.parse(await read('.i12.json')).files).toEqual([
      { path: 'a.pdf', sha256: sha256('2') },
      { path: 'b.pdf', sha256: sha256('1') },
    ])
  })

  it('does not replace a file it did not write, and then writes none', async () => {
    await mkdir(folder)
    await writeFile(join(folder, 'b.pdf'), 'de quelqu’un')
    await expect(write({ 'a.pdf': '1', 'b.pdf': '1' })).rejects.toThrow(Refusal)
    expect(await readdir(folder)).toEqual(['b.pdf'])
    await write({ 'a.pdf': '1', 'b.pdf': '1' }, true)
    expect(await read('b.pdf')).toBe('1')
  })

  it('does not replace a file changed since', async () => {
    await write({ 'a.pdf': '1' })
    await writeFile(join(folder, 'a.pdf'), 'annoté à la main')
    await expect(write({ 'a.pdf': '2' })).rejects.toThrow(/a changé depuis/)
    expect(await read('a.pdf')).toBe('annoté à la main')
  })

  it('takes a register it cannot read for an empty one', async () => {
    await write({ 'a.pdf': '1' })
    await writeFile(join(folder, '.i12.json'), '{')
    await expect(write({ 'a.pdf': '2' })).rejects.toThrow(Refusal)
  })

  it('refuses a folder that leads outside by a link', async () => {
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'i12-dehors-')))
    await symlink(outside, folder)
    await expect(write({ 'a.pdf': '1' })).rejects.toThrow(Refusal)
    expect(await readdir(outside)).toEqual([])
    await rm(folder)
    await mkdir(folder)
    await symlink(outside, join(folder, 'courriers'))
    await expect(write({ 'courriers/a.pdf': '1' }, true)).rejects.toThrow(Refusal)
    expect(await readdir(outside)).toEqual([])
    await rm(outside, { recursive: true })
  })

  it('leaves everything as it was when the disk refuses', async () => {
    await write({ 'a.pdf': '1' })
    await writeFile(join(folder, 'fichier'), '')
    await expect(write({ 'a.pdf': '2', 'fichier/b.pdf': '2' })).rejects.toThrow()
    expect(await read('a.pdf')).toBe('1')
    expect((await readdir(folder)).sort()).toEqual(['.i12.json', 'a.pdf', 'fichier'])
  })

  it.each(['../a.pdf', '/a.pdf', ''])('never accepts the path %j', async (path) => {
    await expect(write({ [path]: '1' })).rejects.toThrow(TypeError)
  })
})

describe('a file in the way', () => {
  it('is none where it holds the same bytes', async () => {
    await mkdir(folder)
    await writeFile(join(folder, 'a.pdf'), '1')
    await write({ 'a.pdf': '1' })
    expect(JSON.parse(await read('.i12.json')).files).toEqual([{ path: 'a.pdf', sha256: sha256('1') }])
  })

  it('is a folder, which nothing replaces', async () => {
    await mkdir(join(folder, 'a.pdf'), { recursive: true })
    await expect(write({ 'a.pdf': '1' }, true)).rejects.toThrow(/est un dossier/)
  })

  it('is what stands where the folder of the outputs goes', async () => {
    await writeFile(folder, '')
    await expect(write({ 'a.pdf': '1' })).rejects.toThrow(
      /un fichier se trouve là où i12 doit faire un dossier/,
    )
  })
})

it('takes away the folder it made where the work fails', async () => {
  const failing = (async function* () {
    yield { path: 'a.pdf', content: '1' }
    throw new Error('navigateur')
  })()
  await expect(writeOutputs(failing, { within: root, folder, isForced: false })).rejects.toThrow('navigateur')
  expect(await readdir(root)).toEqual([])
})
