// A ZIP made as it is asked for: fixed times and rights, in the order given. The one door of yazl.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { PackedFile } from './bag.js'

/** The first day that a ZIP can tell; the as-of date stands in the documents. In local time: a ZIP knows no other. */
const NO_DAY = new Date(1980, 0, 1)
const RIGHTS = 0o100644

/**
 * The bytes of the archive. Files are let go of one after the other: memory does not grow with them.
 * @param stored a first file without compression, whose bytes stand readable in the archive; null for none
 */
export async function* zipOf(
  files: AsyncIterable<PackedFile>,
  stored: (PackedFile & { readonly content: Uint8Array }) | null = null,
): AsyncGenerator<Uint8Array> {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const options = { mtime: NO_DAY, mode: RIGHTS, forceDosTimestamp: true }
  const fill = async (): Promise<void> => {
    if (stored !== null)
      zip.addBuffer(Buffer.from(stored.content), stored.path, { ...options, compress: false })
    for await (const { path, content } of files) {
      const stream = Readable.from(content instanceof Uint8Array ? [content] : content, { objectMode: false })
      // Proofs are compressed already: more effort gains nothing. Not stored: a length that follows stored bytes is
      // refused by readers that read as they go (Java).
      zip.addReadStream(stream, path, { ...options, compressionLevel: 1 })
      await once(stream, 'end')
    }
    zip.end()
  }
  const filling = fill().catch((error: unknown) => {
    output.destroy(error as Error)
  })
  for await (const part of output) yield part as Buffer
  await filling
}
