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

/** Masks what tells of a person in a text that is otherwise shown, letter for letter. */
export interface Disguise {
  /** What a row holds: addresses, numbers, names, words of health. */
  value(text: string): string
  /** What names a column or a setting: the same, but « handicap » is then no news of anybody. */
  heading(text: string): string
}

export interface Personal {
  /** Names of people, whole; their words are hidden wherever they stand. */
  readonly names: Iterable<string>
  /** Whether a wording tells of somebody's health. */
  isHealth(wording: string): boolean
}

const EMAIL = /[^\s;,|<>"«»()[\]:]+@[^\s;,|<>"«»()[\]]+/g
/** A French number, in pairs or in one piece, or one that begins with + and its country. */
const PHONE =
  /(?<![\p{L}\p{N}+])(?:0[1-9](?:\d{8}|([ .\-\u00a0\u202f])\d{2}(?:\1\d{2}){3})|\+\d{1,3}(?:[ .\-\u00a0\u202f]?\d){7,12})(?![\p{L}\p{N}])/gu
/** The fifteen figures of social security; the last two are a check. */
const SOCIAL_SECURITY = /(?<!\d)[12](?: ?\d{2}){2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\d)/gi
const NAME = /[\p{L}\p{M}]+/gu
/** What separates the cells of a line. */
const PIECE = /[^;\t|]+/g
/** Words of names that are words of the language first. */
const PARTICLES = new Set(['des', 'les', 'del', 'dos', 'van', 'von', 'der', 'den', 'ben', 'dit'])

/** Hides by the shape of values, whatever their column. The names are only looked at where there is something to hide. */
export function makeDisguise({ names, isHealth }: Personal): Disguise {
  let words: ReadonlySet<string> | null = null
  const hideName = (word: string) => {
    words ??= wordsOf(names)
    return words.has(nameWord(word)) ? mask(word) : word
  }
  const hideHealth = (piece: string) => {
    if (!isHealth(piece)) return piece
    const hidden = piece.replace(NAME, (word) => (isHealth(word) ? mask(word) : word))
    return isHealth(hidden) ? mask(piece) : hidden
  }
  const heading = (text: string) =>
    text
      .replace(EMAIL, mask)
      .replace(PHONE, mask)
      .replace(SOCIAL_SECURITY, (found) => (isSocialSecurity(found) ? mask(found) : found))
      .replace(NAME, hideName)
  return { heading, value: (text) => heading(text).replace(PIECE, hideHealth) }
}

function wordsOf(names: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>()
  for (const name of new Set(names)) {
    for (const [word] of name.matchAll(NAME)) {
      const plain = nameWord(word)
      // A name of two letters of another script is whole; of ours, it is most often a particle.
      if ((plain.length > 2 || !/^[a-z]*$/.test(plain)) && !PARTICLES.has(plain)) words.add(plain)
    }
  }
  return words
}

function nameWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The check of a social security number: a file number of fifteen figures passes it once in 97. */
function isSocialSecurity(text: string): boolean {
  const figures = text.replaceAll(' ', '').toUpperCase().replace('2A', '19').replace('2B', '18')
  return 97 - Number(BigInt(figures.slice(0, 13)) % 97n) === Number(figures.slice(13))
}
