// A BagIt 1.0 bag (RFC 8493) in the making: counts and hashes what goes into it, then gives its tag files. Knows
// neither the disk nor what the files say.
import { createHash } from 'node:crypto'

/** A file on its way into a pack; a large one comes as it is read, once. */
export interface PackedFile {
  /** With `/`. */
  readonly path: string
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
}

/** What went by. */
export interface Fingerprint {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

export const PAYLOAD_FOLDER = 'data/'
export const TAG_FILES = {
  declaration: 'bagit.txt',
  information: 'bag-info.txt',
  payload: 'manifest-sha256.txt',
  tags: 'tagmanifest-sha256.txt',
} as const

/** Files are hashed as they go by: nothing is read twice, nothing is kept. */
export class Bag {
  readonly #payload: Fingerprint[] = []
  readonly #tags: Fingerprint[] = []

  /** What went by under `data/`, in order. */
  get payload(): readonly Fingerprint[] {
    return this.#payload
  }

  /** Everything that went by. */
  get all(): readonly Fingerprint[] {
    return [...this.#payload, ...this.#tags]
  }

  /** The same file, hashed as it goes by. */
  file(path: string, content: PackedFile['content']): PackedFile {
    const list = path.startsWith(PAYLOAD_FOLDER) ? this.#payload : this.#tags
    const done = (size: number, sha256: string) => void list.push({ path, size, sha256 })
    if (content instanceof Uint8Array) {
      done(content.length, createHash('sha256').update(content).digest('hex'))
      return { path, content }
    }
    return { path, content: hashed(content, done) }
  }

  text(path: string, text: string): PackedFile {
    return this.file(path, Buffer.from(text, 'utf8'))
  }

  /** The tag files that end a bag, once every other file has gone by. `facts`: lines of `bag-info.txt`, in order. */
  *tagFiles(facts: readonly (readonly [label: string, value: string])[]): Generator<PackedFile> {
    const octets = this.#payload.reduce((sum, { size }) => sum + size, 0)
    const information = [...facts, ['Payload-Oxum', `${octets}.${this.#payload.length}`] as const]
    yield this.text(TAG_FILES.declaration, 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    yield this.text(
      TAG_FILES.information,
      information.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join(''),
    )
    yield this.text(TAG_FILES.payload, checksumList(this.#payload))
    yield this.text(TAG_FILES.tags, checksumList(this.#tags))
  }
}

/** What `sha256sum -c` reads, by path. */
function checksumList(files: readonly Fingerprint[]): string {
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('')
}

function oneLine(value: string): string {
  return value.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

async function* hashed(
  content: AsyncIterable<Uint8Array>,
  done: (size: number, sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of content) {
    hash.update(part)
    size += part.length
    yield part
  }
  done(size, hash.digest('hex'))
}
