const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/**
 * Personal text with every letter and digit after the first of each word replaced, character for character,
 * so that a caret drawn under it stays in its place: « Marie Dupont » gives « M•••• D••••• ».
 */
export function mask(text: string): string {
  let masked = ''
  let isFirst = true
  for (const { segment } of segmenter.segment(text)) {
    if (/^[\p{L}\p{N}]/u.test(segment)) {
      masked += isFirst ? segment : '•'.repeat([...segment].length)
      isFirst = false
    } else {
      masked += segment
      isFirst = true
    }
  }
  return masked
}
