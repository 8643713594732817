// Changes a file the way an attacker, a broken disk or a careless export would; the same seed, the same changes.
import { unzipSync, zipSync } from 'fflate'
import { pick } from '../seeded.js'

/** What breaks readers: ends, separators, figures at the edge of a type, keys of every object, escapes. */
const PIECES = [
  ';',
  '"',
  '\n',
  '\r',
  '\0',
  '\t',
  ': ',
  '- ',
  '[',
  '{',
  '&a [*a]',
  '*a',
  '!!js/function x',
  '<<: ',
  '__proto__',
  'constructor',
  '30/02/2025',
  '9'.repeat(20),
  '-1',
  '1e999',
  'NaN',
  '\u001b[2J',
  '\u202e',
  '\ufeff',
  '=HYPERLINK("http://a.example")',
  '<script>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '&#x0;',
  '../../',
  '=?utf-8?B?',
  '\r\n\r\n',
  'RRULE:FREQ=SECONDLY',
  ' obj <<>> stream\n',
  '\xff\xff\xff\xff',
]

/** One to four changes; inside a part where the file is an archive, half of the time. */
export function damage(random: () => number, bytes: Buffer): Buffer {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' && random() < 0.5) return damagePart(random, bytes)
  let damaged = bytes
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) damaged = edit(random, damaged)
  return damaged
}

function damagePart(random: () => number, archive: Buffer): Buffer {
  const parts = unzipSync(archive)
  const name = pick(random, Object.keys(parts))
  const part = damage(random, Buffer.from(parts[name] ?? []))
  return Buffer.from(zipSync({ ...parts, [name]: part }, { mtime: '2026-11-27' }))
}

function edit(random: () => number, bytes: Buffer): Buffer {
  const at = Math.floor(random() * (bytes.length + 1))
  const width = Math.floor(random() * 60)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  switch (Math.floor(random() * 8)) {
    case 0:
      return Buffer.concat([before, Buffer.from(pick(random, PIECES), 'utf8'), after])
    case 1:
      return Buffer.concat([before, after.subarray(width)])
    case 2:
      return Buffer.concat([before, Buffer.from([Math.floor(random() * 256)]), after.subarray(1)])
    case 3: {
      const flipped = Buffer.from(bytes)
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      return flipped
    }
    case 4: {
      // A number of four bytes at the edge of its type: a count, a size or a link of a binary file.
      const edge = Buffer.from(bytes)
      if (at + 4 <= edge.length)
        edge.writeUInt32LE(pick(random, [0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff]), at)
      return edge
    }
    case 5:
      return Buffer.concat([before, bytes.subarray(at, at + width), after])
    case 6: {
      const from = Math.floor(random() * (bytes.length + 1))
      return Buffer.concat([before, bytes.subarray(from, from + width), after.subarray(width)])
    }
    default:
      return random() < 0.3 ? before : Buffer.concat([before, Buffer.alloc(width, after[0] ?? 0), after])
  }
}
