import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LOCK_FILE, withWorkspaceLock } from '../../src/app/workspace-lock.js'
import { EnvironmentFailure, Refusal } from '../../src/kernel/failure.js'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'i12-verrou-')))
})
afterEach(() => rm(root, { recursive: true }))

const path = () => join(root, LOCK_FILE)

/** A lock as another run would have left it. */
async function leave(changes: Readonly<Record<string, unknown>>): Promise<void> {
  let holder: Record<string, unknown> = {}
  await withWorkspaceLock(root, async () => {
    holder = JSON.parse(await readFile(path(), 'utf8'))
  })
  await writeFile(path(), JSON.stringify({ ...holder, token: 'autre', ...changes }))
}

/** A number that no process has. */
async function deadProcess(): Promise<number> {
  const { spawnSync } = await import('node:child_process')
  return spawnSync(process.execPath, ['--version']).pid
}

it('lets one after the other in, so that no line is lost', async () => {
  const log = join(root, 'journal.txt')
  await writeFile(log, '')
  const add = (line: number) =>
    withWorkspaceLock(root, async () => {
      const text = await readFile(log, 'utf8')
      await pause(5)
      await writeFile(log, `${text}${line}\n`)
    })
  await Promise.all(Array.from({ length: 8 }, (_, line) => add(line)))
  expect((await readFile(log, 'utf8')).trim().split('\n').sort()).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
  ])
  expect(await readdir(root)).toEqual(['journal.txt'])
})

it('may be asked for again by what works under it', async () => {
  expect(await withWorkspaceLock(root, () => withWorkspaceLock(root, async () => 'dedans'))).toBe('dedans')
})

it('is given back when the work fails', async () => {
  await expect(withWorkspaceLock(root, () => Promise.reject(new Error('panne')))).rejects.toThrow('panne')
  expect(await readdir(root)).toEqual([])
})

it.each([
  ['a process that is gone', async () => ({ pid: await deadProcess() })],
  ['a number that another process has since', async () => ({ pid: process.ppid, began: '1' })],
  ['our own number in an earlier life', async () => ({ pid: process.pid })],
])('is taken over at once from %s', async (_, changes) => {
  const left = await changes()
  if ('began' in left && process.platform !== 'linux') return
  await leave(left)
  expect(await withWorkspaceLock(root, async () => 'repris', { patience: 2_000 })).toBe('repris')
  expect(await readdir(root)).toEqual([])
})

it.each([
  ['alive here', { pid: process.ppid, began: null }],
  ['on another machine', { pid: 1, place: `ailleurs-${hostname()}` }],
])('is waited for, said once, then refused where its holder is %s', async (_, changes) => {
  await leave(changes)
  const said: string[] = []
  const before = await readFile(path(), 'utf8')
  const late = withWorkspaceLock(root, async () => 'jamais', {
    patience: 900,
    onWait: (sentence) => said.push(sentence),
  })
  await expect(late).rejects.toThrow(EnvironmentFailure)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('i12 travaille déjà dans ce dossier')
  expect(await readFile(path(), 'utf8')).toBe(before)
})

it('is let go by a holder that ends while somebody waits', async () => {
  await leave({ pid: process.ppid, began: null })
  setTimeout(() => rm(path()), 300)
  expect(await withWorkspaceLock(root, async () => 'enfin')).toBe('enfin')
})

it('asks for a folder that exists', async () => {
  await expect(withWorkspaceLock(join(root, 'absent'), async () => {})).rejects.toThrow(Refusal)
})
