// Numbers of attestations: a year, then a rank within it. Given once, never again.

const NUMBER = /^(\d{4})-(\d{3,})$/

/** `2026-001` after nothing, `2026-013` after `2026-012`; numbers of other years do not count. */
export function nextNumber(year: number, given: Iterable<string>): string {
  let rank = 0
  for (const number of given) {
    const match = NUMBER.exec(number)
    if (match !== null && Number(match[1]) === year) rank = Math.max(rank, Number(match[2]))
  }
  return `${year}-${String(rank + 1).padStart(3, '0')}`
}
