// What the colours of a page mean: an ICC profile for sRGB, written from its definition. May not know a page.

/** sRGB primaries and white seen under D50, and how white was brought there (IEC 61966-2-1; ICC.1:2004-10, annex E). */
const WHITE = [0.9642, 1, 0.8249]
const RED = [0.4360747, 0.2225045, 0.0139322]
const GREEN = [0.3850649, 0.7168786, 0.0971045]
const BLUE = [0.1430804, 0.0606169, 0.7141733]
const ADAPTATION = [
  1.0478112, 0.0228866, -0.050127, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316,
]
/** ((a·x + b)^g above d, c·x under it; parametric curve of type 3. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]

/** Numbers as s15Fixed16. */
function fixed(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [i, number] of numbers.entries()) bytes.writeInt32BE(Math.round(number * 65536), i * 4)
  return bytes
}

function tag(signature: string, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.alloc(4), ...content])
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

/** One text in English (multiLocalizedUnicodeType). */
function text(words: string): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt32BE(1, 0)
  head.writeUInt32BE(12, 4)
  head.write('enUS', 8, 'latin1')
  head.writeUInt32BE(words.length * 2, 12)
  head.writeUInt32BE(28, 16)
  return tag('mluc', head, Buffer.from(words, 'utf16le').swap16())
}

/** An ICC profile of version 4.2 for a display, about half a kilobyte, always the same bytes. */
export function srgbProfile(): Buffer {
  const curve = tag('para', Buffer.from([0, 3, 0, 0]), fixed(CURVE))
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', text('sRGB')],
    ['cprt', text('No copyright')],
    ['wtpt', tag('XYZ ', fixed(WHITE))],
    ['chad', tag('sf32', fixed(ADAPTATION))],
    ['rXYZ', tag('XYZ ', fixed(RED))],
    ['gXYZ', tag('XYZ ', fixed(GREEN))],
    ['bXYZ', tag('XYZ ', fixed(BLUE))],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  const offsets = new Map<Buffer, number>()
  const contents: Buffer[] = []
  let end = 128 + table.length
  for (const [i, [name, content]] of tags.entries()) {
    let offset = offsets.get(content)
    if (offset === undefined) {
      offset = end
      offsets.set(content, offset)
      contents.push(content)
      end += content.length
    }
    table.write(name, 4 + i * 12, 'latin1')
    table.writeUInt32BE(offset, 8 + i * 12)
    table.writeUInt32BE(content.length, 12 + i * 12)
  }
  const header = Buffer.alloc(128)
  header.writeUInt32BE(end, 0)
  header.writeUInt32BE(0x04200000, 8)
  header.write('mntrRGB XYZ ', 12, 'latin1')
  // A date is asked for; that of the definition of sRGB never changes.
  header.writeUInt16BE(1999, 24)
  header.writeUInt16BE(10, 26)
  header.writeUInt16BE(1, 28)
  header.write('acsp', 36, 'latin1')
  fixed(WHITE).copy(header, 68)
  return Buffer.concat([header, table, ...contents])
}
