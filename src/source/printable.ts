// Text of a file made fit for a terminal: what it holds may have been written to deceive.
import { formatNumber, fr } from '../kernel/french.js'

/** Controls (a terminal would obey them) and marks that turn the direction of writing. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Longest value quoted in a message, in code points. */
const SEEN_WIDTH = 60

/** The same number of code points, with a space instead of each control or direction mark. */
export function printable(text: string): string {
  return text.replace(UNSAFE, ' ')
}

/**
 * A value as messages quote it: on one line, cut when it is long.
 * @param disguise masks what is shown of a personal value
 */
export function seenValue(text: string, disguise: (shown: string) => string = (shown) => shown): string {
  // Twice the width in UTF-16 units holds as many code points, whatever the length of the cell.
  const points = [...text.slice(0, SEEN_WIDTH * 2 + 2)]
  if (points.length <= SEEN_WIDTH && text.length <= SEEN_WIDTH * 2) return disguise(printable(text))
  const shown = disguise(printable(points.slice(0, SEEN_WIDTH).join('')))
  return fr`${shown}… (${formatNumber(text.length)} caractères)`
}
