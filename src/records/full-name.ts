// A name and a first name in one cell. May not read files.
import type { NameOrder } from './source-input.js'

export interface SplitName {
  readonly lastName: string
  readonly firstName: string
}

const CIVILITY = /^(?:m\.|mr\.?|mme\.?|mlle\.?|monsieur|madame|mademoiselle)\s+(?=\S)/i
const PARTICLES = new Set([
  'de',
  'du',
  'des',
  'd’',
  "d'",
  'la',
  'le',
  'les',
  'van',
  'von',
  'der',
  'den',
  'el',
  'al',
  'ben',
  'bin',
  'da',
  'dos',
])

/**
 * Tells the family name from the first name: by a comma, by its capitals, else by the order declared.
 * @returns null where nothing says which is which
 */
export function splitName(text: string, order: NameOrder | null): SplitName | null {
  const name = text.replace(/\s+/gu, ' ').trim().replace(CIVILITY, '')
  const comma = /^([^,]+),\s*([^,]*)$/u.exec(name)
  if (comma !== null) return { lastName: comma[1]?.trim() ?? '', firstName: comma[2]?.trim() ?? '' }
  const words = name.split(' ')
  if (words.length < 2) return { lastName: name, firstName: '' }
  const leading = words.findIndex((word) => !isCapital(word))
  if (leading > 0) return cut(words, leading, 'nom_prenom')
  const trailing = words.findLastIndex((word) => !isCapital(word)) + 1
  if (leading === 0 && trailing < words.length)
    return cut(words, withParticles(words, trailing), 'prenom_nom')
  if (order === 'nom_prenom') return cut(words, afterParticles(words), order)
  if (order === 'prenom_nom') return cut(words, withParticles(words, words.length - 1), order)
  return null
}

function cut(words: readonly string[], at: number, order: NameOrder): SplitName {
  const [before, after] = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
  return order === 'nom_prenom'
    ? { lastName: before, firstName: after }
    : { lastName: after, firstName: before }
}

/** An initial (« J. ») tells nothing. */
function isCapital(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && !/\p{Ll}/u.test(word)
}

/** Where the family name begins once its particles are counted in: « Marie de la Fontaine ». */
function withParticles(words: readonly string[], at: number): number {
  let begin = at
  while (begin > 1 && PARTICLES.has(words[begin - 1] ?? '')) begin--
  return begin
}

/** Where the family name ends: « de la Fontaine Marie ». */
function afterParticles(words: readonly string[]): number {
  let end = 0
  while (end < words.length - 2 && PARTICLES.has((words[end] ?? '').toLowerCase())) end++
  return end + 1
}
