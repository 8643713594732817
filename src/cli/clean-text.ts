// What data may say to a terminal: nothing. Everything printed goes through here once, whoever wrote it.

/** Controls (a terminal would obey them) and marks that turn the direction of writing. */
const UNSAFE = /(?!\r\n)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
const HAS_UNSAFE = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** Select Graphic Rendition as we paint: bold, dim, colours and their ends. No hiding, no moving. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is a control character
const COLOUR = /\u001b\[(?:0|1|2|22|3|23|4|24|3[0-79]|9[0-7])m/y

/** The text without what would move the cursor, change the terminal or turn the line: U+FFFD stands there. */
export function cleanText(text: string, keepsColour: boolean): string {
  if (!HAS_UNSAFE.test(text)) return text
  return text.replace(UNSAFE, (character, offset: number) => {
    if (character === '\n' || character === '\t') return character
    if (keepsColour && character === '\u001b') {
      COLOUR.lastIndex = offset
      if (COLOUR.test(text)) return character
    }
    return '\uFFFD'
  })
}

/** The same for JSON, where a character can be written as a number: nothing is lost. */
export function cleanJson(text: string): string {
  if (!HAS_UNSAFE.test(text)) return text
  return text.replace(UNSAFE, (character) =>
    /[\n\r\t]/.test(character)
      ? character
      : `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`,
  )
}
