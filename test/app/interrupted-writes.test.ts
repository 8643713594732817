// What may happen between two calls to the disk: the process is killed, or the disk is full. The calls are counted
// and struck one after the other; `npm run faults` does the same to the real program.
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { replaceKeptFiles, writeNewFiles, writeOutputs } from '../../src/app/write-outputs.js'

const disk = vi.hoisted(() => ({
  kind: 'none' as 'none' | 'kill' | 'full',
  at: 0,
  count: 0,
  isDead: false,
}))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const needsRoom = new Set(['open', 'writeFile', 'mkdir', 'rename', 'copyFile', 'write'])
  const struck = async (name: string, half: () => Promise<unknown> = async () => {}) => {
    if (disk.kind === 'none') return
    // A dead process does nothing more: neither its `catch` nor its `finally` reaches the disk.
    if (disk.isDead) throw new Error('dead')
    if (disk.kind === 'full' && !needsRoom.has(name)) return
    disk.count += 1
    if (disk.count !== disk.at) return
    await half()
    disk.isDead = disk.kind === 'kill'
    throw Object.assign(new Error(name), { code: disk.kind === 'full' ? 'ENOSPC' : 'DEAD' })
  }
  const wrapped = Object.fromEntries(
    (['writeFile', 'mkdir', 'rename', 'copyFile', 'rm', 'rmdir', 'utimes'] as const).map((name) => [
      name,
      async (...args: unknown[]) => {
        await struck(name)
        return (real[name] as (...args: unknown[]) => Promise<unknown>)(...args)
      },
    ]),
  )
  const open: typeof real.open = async (...args) => {
    await struck('open')
    const handle = await real.open(...args)
    const write = handle.writeFile.bind(handle)
    handle.writeFile = async (content) => {
      await struck('write', () => write((content as string | Buffer).slice(0, 2)))
      return write(content)
    }
    return handle
  }
  return { ...real, ...wrapped, open }
})

let root: string
const quiet = () => Object.assign(disk, { kind: 'none', at: 0, count: 0, isDead: false })

beforeEach(async () => {
  quiet()
  root = await realpath(await mkdtemp(join(tmpdir(), 'i12-pannes-')))
})
afterEach(async () => {
  quiet()
  await rm(root, { recursive: true })
})

async function files(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const absolute = join(entry.parentPath, entry.name)
    const path = relative(root, absolute)
    if (entry.isFile()) found[path] = await readFile(absolute, 'utf8')
    else if (entry.name.startsWith('.i12')) found[path] = 'folder'
  }
  return found
}

const outputs = (content: string) =>
  writeOutputs(
    ['a.pdf', 'courriers/b.pdf', 'c.csv'].map((path) => ({ path, content: `${content} ${path}` })),
    { within: root, folder: join(root, 'sorties'), isForced: false },
  )

const WRITES: Readonly<Record<string, (content: string) => Promise<unknown>>> = {
  'documents and their register': outputs,
  'two files kept for the person': (content) =>
    replaceKeptFiles(root, [
      { path: 'attestations.csv', content },
      { path: 'exports/relances-i12.csv', content: `${content} ${content}` },
    ]),
  'a new workspace': (content) =>
    writeNewFiles(
      join(root, 'neuf'),
      [
        { path: 'i12.yaml', content },
        { path: 'exports/a.csv', content },
      ],
      true,
    ),
}

describe.each(Object.entries(WRITES))('%s', (_, write) => {
  it.each([
    'kill',
    'full',
  ] as const)('are whole whatever call a %s strikes, and as they should be after the next run', async (kind) => {
    let calls = Number.POSITIVE_INFINITY
    for (let at = 1; at <= calls; at++) {
      quiet()
      await rm(root, { recursive: true })
      await mkdir(root)
      await write('avant')
      const before = await files()
      Object.assign(disk, { kind, at })
      const end = await write('après').then(
        () => 'done',
        (error: NodeJS.ErrnoException) => error.code,
      )
      const { count } = disk
      quiet()
      const left = await files()
      for (const [path, content] of Object.entries(left)) {
        if (!path.includes('.i12'))
          expect([before[path], before[path]?.replaceAll('avant', 'après')]).toContain(content)
      }
      if (end === 'done') {
        // Past the last call: everything was counted.
        expect(at).toBeGreaterThan(4)
        expect(count).toBeLessThan(at)
        calls = at
        continue
      }
      if (kind === 'full') expect(end).toBe('ENOSPC')
      await write('après')
      const after = await files()
      for (const [path, content] of Object.entries(after)) {
        if (!path.endsWith('.i12.json')) expect(content).toBe(before[path]?.replaceAll('avant', 'après'))
      }
      expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
    }
  })
})

it('finishes the outputs of a killed run even where the next one writes none', async () => {
  await outputs('avant')
  for (let at = 1; disk.kind === 'none'; at++) {
    Object.assign(disk, { kind: 'kill', at, count: 0 })
    await outputs('après').catch(() => {})
    quiet()
    const names = await readdir(join(root, 'sorties'))
    const isDecided =
      names.includes('.i12-en-cours') &&
      (await readdir(join(root, 'sorties/.i12-en-cours'))).includes('journal.json')
    if (isDecided) break
  }
  await replaceKeptFiles(root, [{ path: 'attestations.csv', content: '' }])
  expect(await readFile(join(root, 'sorties/c.csv'), 'utf8')).toBe('après c.csv')
  expect(await readdir(join(root, 'sorties'))).toEqual(['.i12.json', 'a.pdf', 'c.csv', 'courriers'])
})

it('leaves alone what somebody wrote after the kill, and what a journal would move outside', async () => {
  const staging = join(root, 'sorties/.i12-en-cours')
  await mkdir(staging, { recursive: true })
  const { createHash } = await import('node:crypto')
  const entry = (staged: string, path: string) => ({
    staged,
    path,
    sha256: createHash('sha256').update('ancien').digest('hex'),
  })
  await writeFile(join(staging, '00001'), 'ancien')
  await writeFile(join(staging, '00002'), 'ancien')
  await writeFile(
    join(staging, 'journal.json'),
    JSON.stringify({ files: [entry('00001', 'a.pdf'), entry('00002', '../../dehors.txt')] }),
  )
  await new Promise((resolve) => setTimeout(resolve, 20))
  await writeFile(join(root, 'sorties/a.pdf'), 'repris à la main')
  await expect(outputs('après')).rejects.toThrow(/n’a pas été écrit par i12/)
  expect(await readFile(join(root, 'sorties/a.pdf'), 'utf8')).toBe('repris à la main')
  expect(Object.keys(await files())).toEqual(['sorties/a.pdf'])
})
