// Lets words that no line can hold break, and only those: a table whose every word may break anywhere makes its columns
// too narrow for ordinary words. May not touch tags, drawings or styles.

/** Longest run of characters without a break that a column is expected to hold. */
const LONGEST = 24
/** A long word may break every so many characters. */
const STEP = 10

const TEXT_WITH_LONG_WORD = /(<svg[\s\S]*?<\/svg>|<style[\s\S]*?<\/style>|<[^>]*>)|([^<]{25,})/g
/** Characters of one word; an entity counts as one. Hyphens let a line break already. */
const WORD = /(?:&[#\w]+;|[^\s&<-])+/g

/** HTML where `<wbr>` stands in words of more than 24 characters. */
export function withBreaksInLongWords(html: string): string {
  return html.replace(TEXT_WITH_LONG_WORD, (whole, markup: string | undefined) =>
    markup === undefined ? whole.replace(WORD, breakWord) : whole,
  )
}

function breakWord(word: string): string {
  if (word.length <= LONGEST) return word
  const characters = word.match(/&[#\w]+;|[\s\S]/gu) ?? []
  if (characters.length <= LONGEST) return word
  const parts: string[] = []
  for (let i = 0; i < characters.length; i += STEP) parts.push(characters.slice(i, i + STEP).join(''))
  return parts.join('<wbr>')
}
