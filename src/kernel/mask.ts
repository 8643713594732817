// Personal values as messages may show them. May not know what a value means.

/** A letter or digit with the marks that belong to it; the joiners keep an Indic or Persian word in one piece. */
const LETTER = String.raw`[\p{L}\p{N}][\p{M}\u200c\u200d]*`
const WORD = new RegExp(`(${LETTER})((?:${LETTER})+)`, 'gu')

/**
 * Personal text with every letter and digit after the first of each word replaced, character for character,
 * so that a caret drawn under it stays in its place: « Marie Dupont » gives « M•••• D••••• ».
 */
export function mask(text: string): string {
  return text.replace(WORD, (_, first: string, rest: string) => first + '•'.repeat(lengthOf(rest)))
}

/** Length in code points, without an array of them: a cell may hold 200,000. */
function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}
