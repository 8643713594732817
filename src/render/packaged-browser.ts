// The Chromium for Linux that travels inside an npm package: unpacks it once. May not start it, nor use the network.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'

const PACKAGE = '@sparticuz/chromium'

/** Changes with what is put into the folder beside the browser. */
const LAYOUT = 2

/** A browser unpacked in the cache folder. */
export interface PackagedBrowser {
  readonly executable: string
  /** libnss3, libnspr4 and libexpat, for systems that lack them: `LD_LIBRARY_PATH` of the browser process only. */
  readonly libraries: string
  /** Names one font beside those of the system, without any the browser dies: `FONTCONFIG_FILE` of its process. */
  readonly fontConfiguration: string
}

/**
 * The packaged browser, unpacked on first use (1 to 3 s, 190 MB), or null where the package is not installed or
 * does not fit this machine. Safe when several processes do it at once: the folder appears whole or not at all.
 */
export async function unpackBrowser(): Promise<PackagedBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const found = locatePackage()
  if (found === null) return null
  let refused: unknown = null
  for (const cache of cacheFolders()) {
    const folder = join(cache, `chromium-${found.version}-${process.arch}-${LAYOUT}`)
    const browser = {
      executable: join(folder, 'chromium'),
      libraries: join(folder, 'lib'),
      fontConfiguration: join(folder, 'fonts.conf'),
    }
    if (await isOurs(browser.executable)) return browser
    try {
      await unpackInto(folder, found.archives)
      return browser
    } catch (error) {
      refused = error
    }
  }
  throw refused
}

/** A file of this user that nobody else may have put there: the temporary folder belongs to everybody. */
async function isOurs(path: string): Promise<boolean> {
  try {
    const { uid, mode } = await stat(path)
    return uid === (process.getuid?.() ?? uid) && (mode & 0o022) === 0
  } catch {
    return false
  }
}

function locatePackage(): { version: string; archives: string } | null {
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(PACKAGE)
  } catch {
    return null
  }
  let folder = dirname(entry)
  while (basename(folder) !== 'chromium') folder = dirname(folder)
  const manifest = createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string }
  return { version: manifest.version, archives: join(folder, 'bin') }
}

/** The user's cache, else a folder of this user under the system's temporary folder (read-only homes). */
function cacheFolders(): string[] {
  const user = process.getuid?.() ?? 0
  return [
    join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'i12'),
    join(tmpdir(), `i12-cache-${user}`),
  ]
}

async function unpackInto(folder: string, archives: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  const draft = await mkdtemp(`${folder}.`)
  try {
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      await unpackTar(brotliDecompressSync(await readFile(join(archives, archive))), draft)
    }
    await writeFile(join(draft, 'fonts.conf'), fontConfiguration(folder))
    await pipeline(
      createReadStream(join(archives, 'chromium.br'), { highWaterMark: 1 << 22 }),
      createBrotliDecompress({ chunkSize: 1 << 21 }),
      createWriteStream(join(draft, 'chromium'), { mode: 0o700 }),
    )
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await isOurs(join(folder, 'chromium')))) throw error
  }
}

/** The fonts of the system where it has any, then the one unpacked here. */
function fontConfiguration(folder: string): string {
  const path = folder.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${path}/fonts</dir>`,
    `<cachedir>${path}/fonts-cache</cachedir>`,
    '</fontconfig>\n',
  ].join('\n')
}

/** Plain ustar; files go to the folder of the archive that holds them, `lib/x` or `fonts/…/x`, without deeper folders. */
async function unpackTar(archive: Uint8Array, folder: string): Promise<void> {
  const field = (at: number, length: number): string =>
    Buffer.from(archive.subarray(at, at + length))
      .toString('latin1')
      .replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= archive.length; ) {
    const name = field(at, 100)
    if (name === '') break
    const size = Number.parseInt(field(at + 124, 12), 8)
    const isFile = ['', '0'].includes(field(at + 156, 1))
    const [top = '', ...rest] = name.split('/')
    if (isFile && rest.length > 0 && ['lib', 'fonts'].includes(top)) {
      await mkdir(join(folder, top), { recursive: true })
      const content = archive.subarray(at + 512, at + 512 + size)
      await writeFile(join(folder, top, basename(name)), content, { mode: 0o700 })
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
}
