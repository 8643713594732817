// What AM stands for in a column of half-days. May not read files.
import { nameKey } from './name-key.js'

/** `am`, `a.m.`… without its points. */
function dayPartKey(word: string): string {
  return nameKey(word).replaceAll('.', '')
}

/** Whether a word is AM, which means the morning in English and the afternoon in French registers. */
export function isAm(word: string): boolean {
  return dayPartKey(word) === 'am'
}

/**
 * The half-day that AM stands for beside the other words of its column: the morning where PM is there too, the
 * afternoon where M is; null where neither or both are.
 */
export function meaningOfAm(words: Iterable<string>): 'matin' | 'apres-midi' | null {
  const keys = new Set([...words].map(dayPartKey))
  const [hasPm, hasM] = [keys.has('pm'), keys.has('m')]
  if (hasPm === hasM) return null
  return hasPm ? 'matin' : 'apres-midi'
}
