// Other encodings turned into UTF-8, a block at a time: no string of the whole file is ever made.
import { highCharacters, type SingleByteEncoding } from './encodings.js'

/** Each byte from 128 up is replaced by the UTF-8 of its character. */
export function transcodeSingleByte(bytes: Buffer, encoding: SingleByteEncoding): Buffer {
  const replacements = highCharacters(encoding).map((character) => Buffer.from(character))
  let length = bytes.length
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte >= 128) length += (replacements[byte - 128]?.length ?? 1) - 1
  }
  const utf8 = Buffer.allocUnsafe(length)
  let to = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 128) {
      utf8[to++] = byte
      continue
    }
    for (const part of replacements[byte - 128] ?? []) utf8[to++] = part
  }
  return utf8
}

const BLOCK = 1 << 20

/** UTF-16 without its byte order mark; halves of characters that stand alone become U+FFFD. */
export function transcodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const decoder = new TextDecoder(encoding)
  const blocks: Buffer[] = []
  for (let from = 0; from < bytes.length; from += BLOCK) {
    blocks.push(Buffer.from(decoder.decode(bytes.subarray(from, from + BLOCK), { stream: true })))
  }
  blocks.push(Buffer.from(decoder.decode()))
  return Buffer.concat(blocks)
}

/** Text made of two encodings, and where each of them was met, as offsets in the UTF-8 made of both. */
export interface Mixture {
  readonly utf8: Buffer
  /** Letters that were UTF-8. */
  readonly sequences: readonly number[]
  /** Letters that were one byte of Windows-1252. */
  readonly singles: readonly number[]
}

/** Sequences of UTF-8 kept as they are, every other high byte read as Windows-1252. */
export function transcodeMixture(bytes: Buffer): Mixture {
  const replacements = highCharacters('windows-1252').map((character) => Buffer.from(character))
  const sequences: number[] = []
  const singles: number[] = []
  const utf8 = Buffer.allocUnsafe(bytes.length * 3)
  let to = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const length = byte < 128 ? 1 : utf8LengthAt(bytes, at)
    if (length === 0) {
      singles.push(to)
      for (const part of replacements[byte - 128] ?? []) utf8[to++] = part
      at++
      continue
    }
    if (length > 1) sequences.push(to)
    for (const end = at + length; at < end; at++) utf8[to++] = bytes[at] ?? 0
  }
  return { utf8: Buffer.from(utf8.subarray(0, to)), sequences, singles }
}

/** Letters and signs that French text has beyond ASCII; other sequences of two high bytes are chance. */
const EXPECTED = new Set('àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸáãåíñóõøúšžßÁÅÍÑÓÖØÚŠŽ«»“”‘’–—…•°€\u00a0\u202f')

/** Whether bytes hold both UTF-8 letters and bytes that are no UTF-8, in numbers that are not chance. */
export function isMixture(bytes: Buffer): boolean {
  const { expected, singles } = countSequences(bytes)
  return expected > 0 && singles > 0 && expected * 200 >= singles
}

/** Whether well-formed UTF-8 says French letters, not the rare bytes of another encoding that happen to fit. */
export function saysFrench(bytes: Buffer): boolean {
  const { expected, sequences } = countSequences(bytes)
  return expected * 2 > sequences
}

function countSequences(bytes: Buffer) {
  let sequences = 0
  let expected = 0
  let singles = 0
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] ?? 0) < 128 ? 1 : utf8LengthAt(bytes, at)
    if (length === 0) singles++
    if (length > 1) {
      sequences++
      if (EXPECTED.has(bytes.toString('utf8', at, at + length))) expected++
    }
    at += Math.max(1, length)
  }
  return { sequences, expected, singles }
}

/** Bytes of the well-formed UTF-8 sequence of several bytes at an offset; 0 where there is none. */
function utf8LengthAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}
