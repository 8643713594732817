// When what is counted reaches its number.
import type { LocalDate } from '../../kernel/local-date.js'

export interface Counted {
  readonly on: LocalDate
  readonly weight: number
}

/** Whether what was counted up to the last one, within the window that ends with it, makes the number. */
export function isReached(counted: readonly Counted[], wanted: number, windowDays: number | null): boolean {
  const last = counted.at(-1)
  if (last === undefined) return false
  let sum = 0
  for (let index = counted.length - 1; index >= 0; index--) {
    const { on, weight } = counted[index] as Counted
    if (windowDays !== null && last.on - on > windowDays) break
    sum += weight
    if (sum >= wanted) return true
  }
  return false
}
