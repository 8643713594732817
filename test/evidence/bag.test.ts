import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Bag } from '../../src/evidence/bag.js'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function* slowly(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

describe('a bag', () => {
  it('lists what went by, whether it came at once or in parts', async () => {
    const bag = new Bag()
    bag.text('data/b.txt', 'beta')
    const large = bag.file('data/a.txt', slowly('al', 'pha'))
    expect(bag.payload.map(({ path }) => path)).toEqual(['data/b.txt'])
    const read: Uint8Array[] = []
    for await (const part of large.content as AsyncIterable<Uint8Array>) read.push(part)
    expect(Buffer.concat(read).toString()).toBe('alpha')
    bag.text('note.txt', 'note')
    const tags = new Map(
      [...bag.tagFiles([['Source-Organization', 'Organisme\r\nInjecté: oui']])].map(({ path, content }) => [
        path,
        Buffer.from(content as Uint8Array).toString(),
      ]),
    )
    expect(tags.get('manifest-sha256.txt')).toBe(
      `${sha256('alpha')}  data/a.txt\n${sha256('beta')}  data/b.txt\n`,
    )
    expect(tags.get('bag-info.txt')).toBe('Source-Organization: Organisme Injecté: oui\nPayload-Oxum: 9.2\n')
    expect(
      tags
        .get('tagmanifest-sha256.txt')
        ?.split('\n')
        .map((line) => line.split('  ')[1]),
    ).toEqual(['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'note.txt', undefined])
  })
})
