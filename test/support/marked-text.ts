/** A text with `▶` before each place where something is expected: the text without the marks, and their places. */
export function markedText(marked: string): { text: string; places: readonly string[] } {
  const places: string[] = []
  let line = 1
  let column = 1
  let text = ''
  for (const character of marked) {
    if (character === '▶') {
      places.push(`${line}:${column}`)
      continue
    }
    text += character
    column++
    if (character === '\n') {
      line++
      column = 1
    }
  }
  return { text, places }
}
