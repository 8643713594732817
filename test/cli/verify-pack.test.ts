import { appendFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { verifyDetachedCms } from '../../src/seal/verify-cms.js'
import { archiveOf, bagFiles, PACK_NAME, packArchive, sha256 } from '../support/a-pack.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

async function verify(...argv: string[]) {
  const io = memoryIo()
  const code = await main(['verify', ...argv], io)
  return { code, out: io.stdout, err: io.stderr }
}

async function verifyJson(path: string) {
  const { code, out } = await verify('--format', 'json', path)
  return { code, ...JSON.parse(out) } as {
    code: number
    added: string[]
    missing: string[]
    changed: string[]
    isReadable: boolean
    seal: { isIntact: boolean; faults: string[] } | null
  }
}

/** Entries in order, as they stand in the archive. */
async function entriesOf(archive: Buffer): Promise<[string, Uint8Array][]> {
  return Object.entries(unzipSync(archive))
}

async function folderOf(files = bagFiles()): Promise<string> {
  const root = await temporaryWorkspace({})
  for (const { path, content } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content as Uint8Array)
  }
  return join(root, PACK_NAME)
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const root = await temporaryWorkspace({ 'pack.zip': bytes })
  return join(root, 'pack.zip')
}

let plain: Buffer
let sealed: Buffer
beforeAll(async () => {
  plain = await packArchive({ isSealed: false })
  sealed = await packArchive({ isSealed: true })
})

describe('i12 verify on an intact pack', () => {
  it.each(['plain', 'sealed'] as const)('passes the archive: %s', async (kind) => {
    const result = await verifyJson(await fileOf(kind === 'plain' ? plain : sealed))
    expect(result).toMatchObject({ code: 0, added: [], missing: [], changed: [], isReadable: true })
    expect(result.seal?.isIntact ?? null).toBe(kind === 'plain' ? null : true)
  })

  it('passes the folder and its manifest', async () => {
    const folder = await folderOf()
    expect((await verify(folder)).code).toBe(0)
    expect((await verify(join(folder, 'manifeste.json'))).code).toBe(0)
  })

  it('says that a pack without a seal shows only that it is coherent', async () => {
    expect((await verify(await fileOf(plain))).out).toContain('non qui l’a fait')
  })
})

const names = bagFiles().map(({ path }) => path.slice(PACK_NAME.length + 1))

describe('i12 verify names every file', () => {
  it.each(names)('that changed in a folder: %s', async (name) => {
    const folder = await folderOf()
    await appendFile(join(folder, name), ' ')
    const { code, out } = await verify(folder)
    expect(code).toBe(1)
    expect(out).toContain(name)
  })

  it.each(names)('that is missing from a folder: %s', async (name) => {
    const folder = await folderOf()
    await rm(join(folder, name))
    const { code, missing } = await verifyJson(folder)
    expect([code, missing]).toEqual([1, [name]])
  })

  it.each([
    'data/pieces/0002-autre.pdf',
    'data/autre/a.txt',
    'note.txt',
    '.cache',
    'META-INF/x',
  ])('that was added to a folder: %s', async (name) => {
    const folder = await folderOf()
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), 'x')
    const { code, added } = await verifyJson(folder)
    expect([code, added]).toEqual([1, [name]])
  })

  it('that was renamed, and a link in place of a file', async () => {
    const folder = await folderOf()
    await rename(join(folder, 'data/rapport.pdf'), join(folder, 'data/rapport-2.pdf'))
    expect(await verifyJson(folder)).toMatchObject({
      code: 1,
      added: ['data/rapport-2.pdf'],
      missing: ['data/rapport.pdf'],
    })
    await symlink(join(folder, 'data/rapport-2.pdf'), join(folder, 'data/rapport.pdf'))
    expect((await verifyJson(folder)).changed).toContain('data/rapport.pdf')
  })

  it('that changed, even where the lists of the bag were written anew', async () => {
    const files = new Map(bagFiles().map(({ path, content }) => [path, content as Uint8Array]))
    const text = (name: string) => Buffer.from(files.get(`${PACK_NAME}/${name}`) ?? []).toString()
    const put = (name: string, content: string) => files.set(`${PACK_NAME}/${name}`, Buffer.from(content))
    const before = sha256(text('data/pieces/0001-café.eml'))
    put('data/pieces/0001-café.eml', 'Subject: essai\r\n\r\nbonsoir')
    put(
      'manifest-sha256.txt',
      text('manifest-sha256.txt').replace(before, sha256('Subject: essai\r\n\r\nbonsoir')),
    )
    const folder = await folderOf([...files].map(([path, content]) => ({ path, content })))
    const { code, changed } = await verifyJson(folder)
    expect(code).toBe(1)
    expect(changed).toEqual(['data/pieces/0001-café.eml', 'manifest-sha256.txt'])
  })

  it('of a sealed archive: each one in turn, changed, taken away', async () => {
    const entries = await entriesOf(sealed)
    for (const [index, [name]] of entries.entries()) {
      const shown = name.replace(`${PACK_NAME}/`, '')
      const altered = entries.map(([path, bytes], at): [string, Uint8Array] =>
        at === index ? [path, Buffer.concat([bytes, Buffer.from(' ')])] : [path, bytes],
      )
      const changed = await verify(await fileOf(await archiveOf(altered)))
      expect([name, changed.code]).toEqual([name, 1])
      if (!name.endsWith('.p7s')) expect(changed.out).toContain(shown)
      const removed = await verify(await fileOf(await archiveOf(entries.filter((_, at) => at !== index))))
      expect([name, removed.code]).toEqual([name, 1])
      expect(removed.out).toContain(shown)
    }
  })

  it.each([
    'LISEZMOI-2.txt',
    'META-INF/autre.xml',
    `${PACK_NAME}/data/x`,
    'autre/data/x',
  ])('that a seal does not cover: %s', async (name) => {
    const archive = await archiveOf([...(await entriesOf(sealed)), [name, Buffer.from('x')]])
    const { code, added } = await verifyJson(await fileOf(archive))
    expect([code, added]).toEqual([1, [name.replace(`${PACK_NAME}/`, '')]])
  })

  it('of a seal that was taken off', async () => {
    const entries = (await entriesOf(sealed)).filter(([path]) => path.startsWith(PACK_NAME))
    const { code, missing } = await verifyJson(await fileOf(await archiveOf(entries)))
    expect(code).toBe(1)
    expect(missing).toEqual(['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s', 'mimetype'])
  })

  it('of which the same name stands twice', async () => {
    const entries = await entriesOf(plain)
    const { code, added } = await verifyJson(
      await fileOf(await archiveOf([...entries, entries[0] as [string, Uint8Array]])),
    )
    expect([code, added]).toEqual([1, ['data/rapport.pdf']])
  })
})

describe('i12 verify on a hostile archive', () => {
  it.each([20, 200, 1_000])('cut after %i bytes, says that it is damaged', async (size) => {
    const { code, out } = await verify(await fileOf(sealed.subarray(0, size)))
    expect(code).toBe(1)
    expect(out).toContain('abîmée')
  })

  it('does not trust a name beside the bytes that differs from the list', async () => {
    const altered = Buffer.from(plain)
    const at = altered.indexOf(`${PACK_NAME}/data/rapport.pdf`)
    altered.write('X', at + PACK_NAME.length + 6)
    expect((await verifyJson(await fileOf(altered))).changed).toContain('data/rapport.pdf')
  })

  it('names entries that lead elsewhere, and writes nothing', async () => {
    const archive = await archiveOf([...(await entriesOf(plain)), ['aaaaaaaaaa', Buffer.from('x')]])
    const hostile = Buffer.from(archive.toString('latin1').replaceAll('aaaaaaaaaa', '../../../x'), 'latin1')
    const { code, added } = await verifyJson(await fileOf(hostile))
    expect([code, added]).toEqual([1, ['../../../x']])
  })

  it('hashes as it goes what would fill a disk', async () => {
    const bomb = Buffer.alloc(80 * 1024 * 1024)
    const { code, out } = await verify(
      await fileOf(await archiveOf([...(await entriesOf(plain)), [`${PACK_NAME}/data/bombe.bin`, bomb]])),
    )
    expect(code).toBe(1)
    expect(out).toContain('data/bombe.bin')
  })

  it('refuses entries that lie over one another and unfold to more than their bytes can hold', async () => {
    const altered = Buffer.from(plain)
    // The size in the central directory of each entry (APPNOTE 4.3.12).
    for (
      let at = altered.indexOf('PK\u0001\u0002');
      at >= 0;
      at = altered.indexOf('PK\u0001\u0002', at + 4)
    ) {
      altered.writeUInt32LE(0xfffffff0, at + 24)
    }
    const { code, out } = await verify(await fileOf(altered))
    expect([code, out]).toEqual([1, expect.stringContaining('abîmée')])
  })

  it('refuses what is no pack', async () => {
    const none = await verify(await fileOf(await archiveOf([['word/document.xml', Buffer.from('<x/>')]])))
    expect(none.code).toBe(2)
    const folder = await verify(await temporaryWorkspace({ 'a.txt': 'a' }))
    expect(folder.code).toBe(2)
  })
})

it('pins who sealed a pack', async () => {
  const archive = await fileOf(sealed)
  const stranger = fileURLToPath(new URL('../seal/fixtures/ca.crt', import.meta.url))
  expect((await verify('--certificate', stranger, archive)).code).toBe(1)
  const signature = Buffer.from(unzipSync(sealed)['META-INF/signature001.p7s'] ?? [])
  const signer = verifyDetachedCms(signature, []).signer?.der ?? new Uint8Array()
  const root = await temporaryWorkspace({ 'signataire.der': signer })
  expect((await verify('--certificate', join(root, 'signataire.der'), archive)).code).toBe(0)
  expect((await verify('--certificate', join(root, 'signataire.der'), await fileOf(plain))).code).toBe(1)
})
