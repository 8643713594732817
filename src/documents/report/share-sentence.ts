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
  if (tenths < 1) return fr`Moins d’une ${one} sur dix`
  if (tenths > 9.7) return fr`Plus de neuf ${many} sur dix`
  const above = Math.ceil(tenths)
  const below = Math.floor(tenths)
  const words = (count: number) => `${spelledFeminine(count)} ${count === 1 ? one : many} sur dix`
  if (tenths - below < 0.05) return capitalised(words(below))
  if (above - tenths < 0.05) return capitalised(words(above))
  if (above - tenths < 0.3) return `Près de ${words(above)}`
  return below === 1 ? `Plus d’${words(below)}` : `Plus de ${words(below)}`
}

function spelledFeminine(count: number): string {
  return count === 1 ? 'une' : spelled(count)
}

/** « 184 sur 200 ». */
export function outOf(part: number, whole: number): string {
  return `${counted(part, '', '').trim()}${NBSP}sur${NBSP}${counted(whole, '', '').trim()}`
}
