import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WorkspaceFiles } from '../../src/app/find-files.js'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { wholeFile } from '../../src/kernel/origin.js'

const held = vi.hoisted(() => ({ path: '' }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    readFile: async (path: string) => {
      if (held.path !== '' && String(path).endsWith(held.path))
        throw Object.assign(new Error('held'), { code: 'EBUSY' })
      return real.readFile(path)
    },
  }
})

async function folderWith(names: readonly string[]): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'i12-files-')))
  await mkdir(join(root, 'exports'))
  for (const name of names) await writeFile(join(root, 'exports', name), 'dossier;date\n')
  return root
}

describe('files of a workspace', () => {
  let root = ''
  afterEach(async () => {
    held.path = ''
    await rm(root, { recursive: true, force: true })
  })
  const written = (path: string) => ({ path, place: wholeFile('i12.yaml'), field: 'absences' })

  it('are not those that a spreadsheet leaves while it has a file open', async () => {
    root = await folderWith(['a.csv', '~$a.csv', '.~lock.a.csv#', '~$b.xlsx'])
    const diagnostics = new Diagnostics()
    const files = new WorkspaceFiles(root, diagnostics)
    expect((await files.readAll(written('exports/{,.}*'))).map(({ file }) => file)).toEqual(['exports/a.csv'])
    expect(await files.readAll(written('exports/~$*.xlsx'))).toEqual([])
    expect(diagnostics.all.map(({ kind }) => kind.code)).toEqual(['MOTIF-SANS-FICHIER'])
  })

  it('that another program holds are said to be held', async () => {
    root = await folderWith(['a.csv'])
    held.path = 'a.csv'
    const diagnostics = new Diagnostics()
    expect(await new WorkspaceFiles(root, diagnostics).readAll(written('exports/a.csv'))).toEqual([])
    expect(diagnostics.all.map(({ kind }) => kind.code)).toEqual(['FICHIER-RETENU'])
  })
})
