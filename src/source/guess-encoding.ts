// Which encoding of one byte a character a French text is in, by how its letters sit among their neighbours.
// A guess is only given as sure when no other encoding reads nearly as well. May not know what the text says.
import { highCharacters, SINGLE_BYTE, type SingleByteEncoding } from './encodings.js'

export interface Guess {
  readonly encoding: SingleByteEncoding
  /** Every other encoding reads clearly worse where it reads otherwise. */
  readonly isSure: boolean
  /** Nothing like text in any of them. */
  readonly isHopeless: boolean
}

const FRENCH_SMALL = 'àâæçéèêëîïôœùûüÿ'
/** Small letters that make a word by themselves. */
const ALONE = 'àô'
const FRENCH_CAPITAL = 'ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ'
/** Letters of other languages that names bring. */
const FOREIGN = /\p{L}/u
const OPENING = '«“‘„¡¿'
const CLOSING = '»”’…'
const BETWEEN = '–—·•°º²³½¼¾×€£©®™§µ±\u00a0\u00ad¶†‰'

/** Cost of a character between two neighbours (ASCII or decoded): 0 as expected in French, 10 out of place. */
function costOf(character: string, before: string, after: string): number {
  const isAfterSmall = /\p{Ll}/u.test(before)
  const isAfterLetter = /\p{L}/u.test(before)
  const isBeforeLetter = /\p{L}/u.test(after)
  if (character === '\ufffd' || /\p{Cc}/u.test(character)) return 100
  if (FRENCH_SMALL.includes(character))
    return isAfterLetter || isBeforeLetter || ALONE.includes(character) ? 0 : 4
  if (FRENCH_CAPITAL.includes(character)) return isAfterSmall ? 10 : 0
  if (character === '’' && isAfterLetter) return 0
  if (OPENING.includes(character)) return isAfterLetter ? 10 : 0
  if (CLOSING.includes(character)) return isBeforeLetter && character !== '’' ? 10 : 0
  if (FOREIGN.test(character)) return isAfterSmall && /\p{Lu}/u.test(character) ? 10 : 2
  if (BETWEEN.includes(character)) return isAfterLetter && isBeforeLetter ? 10 : 0
  return isAfterLetter && isBeforeLetter ? 10 : 4
}

/** Mean difference of cost, over the characters that two encodings read otherwise, that leaves no doubt. */
const CLEAR = 2

export function guessEncoding(bytes: Buffer): Guess {
  const spots = highSpots(bytes)
  const readings = SINGLE_BYTE.map((encoding) => readAs(encoding, bytes, spots)).sort(
    (a, b) => a.total - b.total,
  )
  const [best, ...rivals] = readings
  if (best === undefined) throw new Error('no encoding to guess')
  const mean = best.total / Math.max(1, spots.length)
  return {
    encoding: best.encoding,
    isSure: mean < 1 && rivals.every((rival) => isClearlyWorse(rival, best)),
    isHopeless: mean >= 8,
  }
}

interface Reading {
  readonly encoding: SingleByteEncoding
  readonly characters: readonly string[]
  readonly costs: readonly number[]
  readonly total: number
}

function readAs(encoding: SingleByteEncoding, bytes: Buffer, spots: readonly number[]): Reading {
  const table = highCharacters(encoding)
  const at = (offset: number) => {
    const byte = bytes[offset]
    return byte === undefined ? '' : byte < 128 ? String.fromCharCode(byte) : (table[byte - 128] ?? '')
  }
  const characters = spots.map(at)
  const costs = spots.map((spot) => costOf(at(spot), at(spot - 1), at(spot + 1)))
  return { encoding, characters, costs, total: costs.reduce((sum, cost) => sum + cost, 0) }
}

/** Only what the two read otherwise tells them apart: one œ does, among a thousand é that are the same in both. */
function isClearlyWorse(rival: Reading, best: Reading): boolean {
  let differing = 0
  let difference = 0
  for (const [index, character] of rival.characters.entries()) {
    if (character === best.characters[index]) continue
    differing++
    difference += (rival.costs[index] ?? 0) - (best.costs[index] ?? 0)
  }
  return differing === 0 || difference / differing >= CLEAR
}

/** Where a high byte stands between two neighbours for the first time in the file. */
function highSpots(bytes: Buffer): number[] {
  const spots: number[] = []
  const seen = new Uint8Array(1 << 24)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 128) continue
    const key = ((bytes[at - 1] ?? 0) << 16) | (byte << 8) | (bytes[at + 1] ?? 0)
    if (seen[key] === 1) continue
    seen[key] = 1
    spots.push(at)
  }
  return spots
}
