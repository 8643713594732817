// One form under which two spellings of the same word meet. May not know the domain.

const cache = new Map<string, string>()

/**
 * The text without case, accents, punctuation dashes, underscores, curly apostrophes or repeated spaces:
 * « Numéro de  dossier* » and `numero_de_dossier` give the same key.
 */
export function textKey(text: string): string {
  const known = cache.get(text)
  if (known !== undefined) return known
  const key = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[\s\u00a0\u202f_\-‐‑‒–—/]+/g, ' ')
    .replace(/^\s*\*+\s*|\s*\*+\s*$/g, '')
    .trim()
  // Values typed by people repeat themselves; a bound keeps a column of unique names from filling the memory.
  if (cache.size < 20_000) cache.set(text, key)
  return key
}
