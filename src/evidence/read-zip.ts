// What a ZIP holds, from its list of entries; nothing is ever unfolded on the disk. The one door of yauzl.
import type { Entry, ZipFile } from 'yauzl'
import type { FoundFile } from './verify-bag.js'

export interface ArchivedFile extends FoundFile {
  readonly isStored: boolean
}

/** Beyond this many entries an archive is made to harm whoever opens it. */
const MOST_ENTRIES = 200_000
/** Deflate makes nothing smaller than this (RFC 1951): what unfolds to more has entries that lie over one another. */
const LARGEST_RATIO = 1_032

/** An archive that cannot be read as one; the message is for nobody: the caller has its own words. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive'
}

/**
 * Works on the files of the archive at `path`, in the order of its list. Entries keep their names as they are, twice
 * where they stand twice: nobody may write them anywhere.
 * @throws BrokenArchive where the list cannot be read
 */
export async function withZip<T>(
  path: string,
  work: (files: readonly ArchivedFile[]) => Promise<T>,
): Promise<T> {
  const yauzl = await import('yauzl')
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false })
    .catch((error: unknown) => {
      throw new BrokenArchive(String(error))
    })
  try {
    return await work(await listEntries(zip))
  } finally {
    zip.close()
  }
}

async function listEntries(zip: ZipFile): Promise<readonly ArchivedFile[]> {
  if (zip.entryCount > MOST_ENTRIES) throw new BrokenArchive('too many entries')
  const files: ArchivedFile[] = []
  let unfolded = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = nameOf(entry)
      unfolded += entry.uncompressedSize
      // A folder is no file; one that holds bytes is something else.
      if (path.endsWith('/') && entry.uncompressedSize === 0) continue
      files.push(fileOf(zip, entry, path))
    }
  } catch (error) {
    throw new BrokenArchive(String(error))
  }
  if (unfolded > zip.fileSize * LARGEST_RATIO) throw new BrokenArchive('entries over one another')
  return files
}

function nameOf(entry: Entry): string {
  const bytes = entry.fileName as unknown as Uint8Array
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

function fileOf(zip: ZipFile, entry: Entry, path: string): ArchivedFile {
  return {
    path,
    size: entry.uncompressedSize,
    isStored: entry.compressionMethod === 0,
    read: entry.isEncrypted() ? null : () => streamOf(zip, entry),
  }
}

async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  // A reader that reads as it goes sees the name written beside the bytes, not that of the list.
  const { fileName } = await zip.readLocalFileHeaderPromise(entry)
  if (Buffer.compare(fileName, entry.fileName as unknown as Uint8Array) !== 0) {
    throw new BrokenArchive('an entry bears two names')
  }
  for await (const part of await zip.openReadStreamPromise(entry)) yield part as Buffer
}
