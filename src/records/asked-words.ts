// Which words of an unknown export a proposal may repeat.

/** Addresses, numbers, names of people and sentences are no words of a list, and are shown to nobody. */
export function mayBeAsked(word: string): boolean {
  if (word.length > 40 || word.includes('@') || /\d{4,}/.test(word.replace(/[ .\-/]/g, ''))) return false
  if (/^(?:m|mr|mme|mlle|dr)\.? /i.test(word)) return false
  // « DURAND Zoé », « Zoé DURAND », « Zoé Durand ».
  return !/^\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+$/u.test(word)
}
