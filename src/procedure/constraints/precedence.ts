// « préalable »: before an act, another one. One verdict per guarded act and recipient, arisen and due that day.
import type { Moment } from '../../kernel/local-date.js'

/**
 * The latest of ordered matching acts that is not after the guarded one, where at least `count` of them are not; on
 * one day, an act without a time is not after. An act does not precede itself.
 */
export function latestBefore<Act extends Moment>(
  guarded: Moment,
  acts: readonly Act[],
  count: number,
): Act | null {
  const before = acts.filter((act) => act !== guarded && isNotAfter(act, guarded))
  return before.length < count ? null : (before.at(-1) ?? null)
}

function isNotAfter(act: Moment, guarded: Moment): boolean {
  if (act.on !== guarded.on) return act.on < guarded.on
  return act.minute === null || guarded.minute === null || act.minute <= guarded.minute
}
