// An image as PNG (ISO/IEC 15948): grey where the page is, colours else. What PNG asks beside the compression of Node is
// forty lines.
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** @param pixels four bytes each: red, green, blue, opacity (left out: a page is on paper) */
export function writePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const isGrey = isWithoutColour(pixels)
  const channels = isGrey ? 1 : 3
  const lines = Buffer.alloc((width * channels + 1) * height)
  let to = 0
  let from = 0
  for (let y = 0; y < height; y++) {
    // Each line begins with its filter: none, which suits pages of text.
    to += 1
    for (let x = 0; x < width; x++, from += 4) {
      lines[to++] = pixels[from] as number
      if (isGrey) continue
      lines[to++] = pixels[from + 1] as number
      lines[to++] = pixels[from + 2] as number
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, isGrey ? 0 : 2, 0, 0, 0], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND')])
}

function isWithoutColour(pixels: Uint8Array): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false
  }
  return true
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
