// Several words in one cell.

/** The words of a text between its separators, without empty ones; the shared empty list for most cells. */
export function listOf(text: string, separator: RegExp): readonly string[] {
  if (text === '') return NOTHING
  return text
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

const NOTHING: readonly string[] = []
