// Writes DER (X.690): the few kinds of values that a signature is made of. May not read any.

/** A value under a tag: its length in front, in as few bytes as it takes. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const size = contents.reduce((sum, { length }) => sum + length, 0)
  const head = [tag]
  if (size < 0x80) head.push(size)
  else {
    const bytes: number[] = []
    for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff)
    head.push(0x80 | bytes.length, ...bytes)
  }
  return Buffer.concat([Buffer.from(head), ...contents])
}

export const sequence = (...contents: readonly Uint8Array[]): Uint8Array => der(0x30, ...contents)
export const octets = (content: Uint8Array): Uint8Array => der(0x04, content)
export const NULL: Uint8Array = der(0x05)

/** The members of a SET OF stand in the order of their encodings (X.690, 11.6). */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return der(0x31, ...members.toSorted((a, b) => Buffer.compare(a, b)))
}

/** A number from 0 to 127. */
export const smallInteger = (value: number): Uint8Array => der(0x02, Buffer.from([value]))

/** `1.2.840.113549.1.7.2`. */
export function identifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part & 0x7f]
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift(0x80 | (left & 0x7f))
    }
    return digits
  })
  return der(0x06, Buffer.from(bytes))
}

/** The second of an instant, as RFC 5652 (11.3) wants it before 2050. */
export function utcTime(milliseconds: number): Uint8Array {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`, 'latin1'))
}
