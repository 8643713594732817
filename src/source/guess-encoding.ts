// Which encoding of one byte a character a French text is in, by how its letters sit among their neighbours.
// A guess is only given as sure when no other encoding reads nearly as well. May not know what the text says.
import { highCharacters, SINGLE_BYTE, type SingleByteEncoding } from './encodings.js'

export interface Guess {
  readonly encoding: SingleByteEncoding
  /** No other encoding gives another text that reads nearly as well. */
  readonly isSure: boolean
  /** Nothing like text in any of them. */
  readonly isHopeless: boolean
}

/** High bytes looked at. */
const SAMPLE = 20_000

const FRENCH_SMALL = 'àâæçéèêëîïôœùûüÿ'
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
  if (FRENCH_SMALL.includes(character)) return 0
  if (FRENCH_CAPITAL.includes(character)) return isAfterSmall ? 10 : 0
  if (character === '’' && isAfterLetter) return 0
  if (OPENING.includes(character)) return isAfterLetter ? 10 : 0
  if (CLOSING.includes(character)) return isBeforeLetter && character !== '’' ? 10 : 0
  if (FOREIGN.test(character)) return isAfterSmall && /\p{Lu}/u.test(character) ? 10 : 2
  if (BETWEEN.includes(character)) return isAfterLetter && isBeforeLetter ? 10 : 0
  return isAfterLetter && isBeforeLetter ? 10 : 4
}

export function guessEncoding(bytes: Buffer): Guess {
  const spots = highSpots(bytes)
  const readings = SINGLE_BYTE.map((encoding) => {
    const table = highCharacters(encoding)
    const at = (offset: number) => {
      const byte = bytes[offset]
      return byte === undefined ? '' : byte < 128 ? String.fromCharCode(byte) : (table[byte - 128] ?? '')
    }
    let cost = 0
    let text = ''
    for (const spot of spots) {
      const character = at(spot)
      cost += costOf(character, at(spot - 1), at(spot + 1))
      text += character
    }
    return { encoding, cost: cost / Math.max(1, spots.length), text }
  }).sort((a, b) => a.cost - b.cost)
  const [best] = readings
  if (best === undefined) throw new Error('no encoding to guess')
  const rival = readings.find(({ text }) => text !== best.text)
  return {
    encoding: best.encoding,
    isSure: best.cost < 1 && (rival === undefined || rival.cost - best.cost >= 0.5),
    isHopeless: best.cost >= 8,
  }
}

function highSpots(bytes: Buffer): number[] {
  const spots: number[] = []
  for (let at = 0; at < bytes.length && spots.length < SAMPLE; at++)
    if ((bytes[at] ?? 0) >= 128) spots.push(at)
  return spots
}
