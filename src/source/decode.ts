// Bytes of a text file as UTF-8. May not know what the text says.
import { isUtf8 } from 'node:buffer'
import type { Diagnostics } from '../kernel/diagnostic.js'

export interface DecodedText {
  /** Without byte order mark. */
  readonly utf8: Buffer
  /** As WHATWG names it: `utf-8`, `windows-1252`… */
  readonly encoding: string
  /** Some accents are written apart from their letter (NFD). */
  readonly hasApartAccents: boolean
}

/** @returns null when the bytes cannot be read as text; the reason is then among the diagnostics. */
export function decode(
  _file: string,
  bytes: Buffer,
  _declared: string | null,
  _diagnostics: Diagnostics,
): DecodedText | null {
  if (isUtf8(bytes)) {
    const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return decoded(hasBom ? bytes.subarray(3) : bytes, 'utf-8')
  }
  return decoded(Buffer.from(new TextDecoder('windows-1252').decode(bytes)), 'windows-1252')
}

function decoded(utf8: Buffer, encoding: string): DecodedText {
  return { utf8, encoding, hasApartAccents: hasCombiningMarks(utf8) }
}

/** U+0300 to U+036F are CC 80 to CD AF in UTF-8. */
function hasCombiningMarks(utf8: Buffer): boolean {
  for (const lead of [0xcc, 0xcd]) {
    for (let at = utf8.indexOf(lead); at >= 0; at = utf8.indexOf(lead, at + 1)) {
      if (lead === 0xcc || (utf8[at + 1] ?? 0) < 0xb0) return true
    }
  }
  return false
}
