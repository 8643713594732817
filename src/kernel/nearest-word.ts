import { distance } from 'fastest-levenshtein'
import { textKey } from './text-key.js'

/** The candidate a typing slip away from `word`, or null when none is near enough to be worth suggesting. */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  const key = textKey(word)
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(key.length / 3)) + 1
  for (const candidate of candidates) {
    const candidateDistance = slips(key, textKey(candidate))
    // As near as the best one: the beginning of a word is typed rightly more often than its end.
    const isNearer =
      candidateDistance < bestDistance ||
      (candidateDistance === bestDistance &&
        best !== null &&
        commonStart(key, textKey(candidate)) > commonStart(key, textKey(best)))
    if (isNearer) {
      best = candidate
      bestDistance = candidateDistance
    }
  }
  return best
}

function commonStart(word: string, candidate: string): number {
  let length = 0
  while (length < word.length && word[length] === candidate[length]) length++
  return length
}

/** Edit distance, two neighbouring letters that changed places counting as one slip. */
function slips(word: string, candidate: string): number {
  const edits = distance(word, candidate)
  return edits === 2 && isSwapped(word, candidate) ? 1 : edits
}

function isSwapped(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false
  let first = 0
  while (word[first] === candidate[first]) first++
  return (
    word[first] === candidate[first + 1] &&
    word[first + 1] === candidate[first] &&
    word.slice(first + 2) === candidate.slice(first + 2)
  )
}
