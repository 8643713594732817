// A message as Outlook keeps it (.msg, MS-OXMSG), with only the properties that are read.
import { createRequire } from 'node:module'

const { burn } = createRequire(import.meta.url)('@kenjiuno/msgreader/lib/Burner') as {
  burn(entries: readonly object[]): Uint8Array
}

const [DIRECTORY, DOCUMENT, ROOT] = [1, 2, 5]
/** Types of properties: a text in UTF-16, an integer, a time. */
const [TEXT, INTEGER, TIME] = ['001F', '0003', '0040']
/** 100-nanosecond steps from 1601 to 1970. */
const EPOCH = 116_444_736_000_000_000n

export interface OutlookFields {
  readonly from: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly subject: string
  readonly sentAt: string | null
}

interface Entry {
  readonly name: string
  readonly bytes?: Buffer
  readonly inside?: readonly Entry[]
}

export function outlookMessage({ from, to, cc = [], subject, sentAt }: OutlookFields): Buffer {
  const recipients = [
    ...to.map((address) => [address, 1] as const),
    ...cc.map((address) => [address, 2] as const),
  ]
  const time = Buffer.alloc(8)
  if (sentAt !== null) time.writeBigUInt64LE(BigInt(Date.parse(sentAt)) * 10_000n + EPOCH)
  const inside: Entry[] = [
    text('0037', subject),
    text('5D01', from),
    ...recipients.map(([address, type], index) => {
      const kind = Buffer.alloc(8)
      kind.writeUInt32LE(type)
      return {
        name: `__recip_version1.0_#${index.toString(16).padStart(8, '0').toUpperCase()}`,
        inside: [text('39FE', address), properties(8, [['0C15', INTEGER as string, kind]])],
      }
    }),
    properties(32, sentAt === null ? [] : [['0039', TIME as string, time]]),
  ]
  return Buffer.from(burn(flatten(inside)))
}

function text(tag: string, value: string): Entry {
  return { name: `__substg1.0_${tag}${TEXT}`, bytes: Buffer.from(value, 'utf16le') }
}

function properties(
  header: number,
  values: readonly (readonly [tag: string, type: string, value: Buffer])[],
): Entry {
  const entries = values.map(([tag, type, value]) => {
    const start = Buffer.alloc(8)
    start.writeUInt32LE(Number.parseInt(`${tag}${type}`, 16))
    start.writeUInt32LE(6, 4)
    return Buffer.concat([start, value])
  })
  return { name: '__properties_version1.0', bytes: Buffer.concat([Buffer.alloc(header), ...entries]) }
}

function flatten(inside: readonly Entry[]): object[] {
  const flat: { name: string; type: number; length: number; children?: number[] }[] = []
  const add = ({ name, bytes, inside: children }: Entry, type: number): number => {
    const index = flat.length
    const entry = {
      name,
      type,
      length: bytes?.length ?? 0,
      ...(bytes === undefined ? {} : { binaryProvider: () => new Uint8Array(bytes) }),
    }
    flat.push(entry)
    if (children !== undefined) {
      Object.assign(entry, {
        children: children.map((child) =>
          add(child, (child.inside === undefined ? DOCUMENT : DIRECTORY) as number),
        ),
      })
    }
    return index
  }
  add({ name: 'Root Entry', inside }, ROOT as number)
  return flat
}
