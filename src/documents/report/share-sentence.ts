// A share said as a French sentence begins with it. May not compute what is shared.
import { counted, fr, NBSP } from '../../kernel/french.js'
import { capitalised, spelled } from '../words.js'

/**
 * « Neuf obligations sur dix », « Près de neuf obligations sur dix », « Les 4 obligations », « Aucune obligation »:
 * exact below seventeen, in tenths above; never rounded up to all nor down to none.
 * The noun is feminine (obligation, relance, preuve).
 */
export function feminineShare(part: number, whole: number, one: string, many: string): string {
  if (part === 0) return `Aucune ${one}`
  if (part === whole) return whole === 1 ? `L’unique ${one}` : `Les ${counted(whole, one, many)}`
  if (whole <= 16) {
    return capitalised(`${spelledFeminine(part)} ${part === 1 ? one : many} sur ${spelled(whole)}`)
  }
  const tenths = (part / whole) * 10
  const nearest = Math.round(tenths)
  const gap = tenths - nearest
  if (nearest === 0) return fr`Moins d’une ${one} sur dix`
  if (nearest === 10) return fr`Plus de neuf ${many} sur dix`
  const words = `${spelledFeminine(nearest)} ${nearest === 1 ? one : many} sur dix`
  if (gap < -0.05) return nearest === 1 ? `Un peu moins d’${words}` : `Près de ${words}`
  if (gap > 0.05) return nearest === 1 ? `Un peu plus d’${words}` : `Plus de ${words}`
  return capitalised(words)
}

function spelledFeminine(count: number): string {
  return count === 1 ? 'une' : spelled(count)
}

/** « 184 sur 200 ». */
export function outOf(part: number, whole: number): string {
  return `${counted(part, '', '').trim()}${NBSP}sur${NBSP}${counted(whole, '', '').trim()}`
}
