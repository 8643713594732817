import { distance } from 'fastest-levenshtein'
import { textKey } from './text-key.js'

/** The candidate a typing slip away from `word`, or null when none is near enough to be worth suggesting. */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  const key = textKey(word)
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(key.length / 3)) + 1
  for (const candidate of candidates) {
    const candidateDistance = distance(key, textKey(candidate))
    if (candidateDistance < bestDistance) {
      best = candidate
      bestDistance = candidateDistance
    }
  }
  return best
}
