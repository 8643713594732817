// What programs and people write where a value is absent. May not know the columns.

/** Dashes of every kind, `NULL`, `N/A`, `n.c.`, `néant`. `NA` is no sure one: it is also « non acquis ». */
const WORD = /^(?:[-\u2010-\u2015\u2212]{1,2}|null|n\/a|n\.c\.?|n[ée]ant)$/i
/** The zero of databases and the first days of spreadsheets, with or without a time that is zero too. */
const DAY = /^(?:0000-00-00|00\/00\/0000|01\/01\/1900|1900-01-0[01]|1899-12-3[01])(?:[ T]0?0:00(?::00)?)?$/

/** Whether a trimmed text stands for an absent value. */
export function isPlaceholder(text: string): boolean {
  return text.length <= 7 && WORD.test(text)
}

/** Whether a trimmed text stands for an absent day. */
export function isPlaceholderDay(text: string): boolean {
  return isPlaceholder(text) || (text.length >= 10 && DAY.test(text))
}

/** First characters of placeholders: the others are told by one look. */
export function mayBePlaceholder(first: number): boolean {
  return (
    first === 0x2d || first === 0x4e || first === 0x6e || first === 0x30 || first === 0x31 || first >= 0x2010
  )
}
