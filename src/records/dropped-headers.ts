// Columns that nothing needs and that are better not exported: never read, never kept (data minimisation).
import { textKey } from '../kernel/text-key.js'

/** Held against the header in small letters, without accents, words apart. */
const DROPPED = [
  /\bnir\b|\bsecurite sociale\b|\bn° ?(?:de )?secu\b|\bnum(?:ero)? (?:de )?secu\b/,
  /\bine\b/,
  /\bip\b|\bip address\b/,
  /\bnaissance\b|\bbirth ?(?:date|day|place)?\b|\bdate of birth\b/,
  /\bsexe\b|\bcivilite\b|\bgenre\b|\bgender\b/,
  /\bnationalite\b|\bnationality\b/,
  /\bmontant|\bprix\b|\btarif\b|\bfactur|\babondement\b|\bcout\b|\bsolde\b/,
  /\biban\b|\bbic\b|\brib\b/,
  /\bsalaire\b|\bremuneration\b|\bsituation familiale\b/,
]

export function isDroppedHeader(header: string): boolean {
  const words = textKey(header)
  // The official name of the family name.
  if (
    /^(?:nom(?: de famille)?|name)(?: de| a la)? (?:naissance|birth)$|^birth name$|^nom patronymique$/.test(
      words,
    )
  )
    return false
  return DROPPED.some((pattern) => pattern.test(words))
}
