// A share said as a French sentence begins with it. May not compute what is shared.
import { counted, formatNumber, fr, NBSP } from '../kernel/french.js'
import { capitalised, spelled } from './values.js'

/** A share as a sentence begins with it, and whether its verb is plural. */
export interface ShareWords {
  readonly words: string
  readonly isPlural: boolean
}

/**
 * « Neuf obligations sur dix », « Près de neuf obligations sur dix », « Les 4 obligations », « Aucune obligation »:
 * exact below seventeen, in tenths above; never rounded up to all nor down to none.
 * The noun is feminine (obligation, relance, preuve).
 */
export function feminineShare(part: number, whole: number, one: string, many: string): ShareWords {
  const singular = (words: string): ShareWords => ({ words: capitalised(words), isPlural: false })
  const several = (words: string): ShareWords => ({ words: capitalised(words), isPlural: true })
  if (part === 0) return singular(`aucune ${one}`)
  if (part === whole)
    return whole === 1 ? singular(`l’unique ${one}`) : several(`les ${counted(whole, one, many)}`)
  if (whole <= 16) {
    const words = `${spelledFeminine(part)} ${part === 1 ? one : many} sur ${spelled(whole)}`
    return part === 1 ? singular(words) : several(words)
  }
  const tenths = (part / whole) * 10
  if (tenths < 0.95) return singular(`moins d’une ${one} sur dix`)
  if (tenths > 9.7) return several(`plus de neuf ${many} sur dix`)
  const above = Math.ceil(tenths)
  const below = Math.floor(tenths)
  const words = (count: number) => `${spelledFeminine(count)} ${count === 1 ? one : many} sur dix`
  const exactly = (count: number) => (count === 1 ? singular(words(count)) : several(words(count)))
  if (tenths - below < 0.05) return exactly(below)
  if (above - tenths < 0.05) return exactly(above)
  if (above - tenths < 0.3) return several(`près de ${words(above)}`)
  return below === 1 ? singular(`plus d’${words(below)}`) : several(`plus de ${words(below)}`)
}

function spelledFeminine(count: number): string {
  return count === 1 ? 'une' : spelled(count)
}

/** « 184 sur 200 ». */
export function outOf(part: number, whole: number): string {
  return `${counted(part, '', '').trim()}${NBSP}sur${NBSP}${counted(whole, '', '').trim()}`
}

/** « Aucune décision n’est consignée », « Une décision est consignée dans 3 cas sur 10 », « … dans les 10 cas ». */
export function inCases(
  part: number,
  whole: number,
  { none, some }: { readonly none: string; readonly some: string },
): string {
  if (part === 0) return none
  if (part < whole) return fr`${some} dans ${formatNumber(part)} cas sur ${formatNumber(whole)}`
  return whole === 1 ? some : fr`${some} dans les ${formatNumber(whole)} cas`
}
