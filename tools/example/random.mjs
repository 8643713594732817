// A seeded generator of numbers, so that the example is the same on every machine.

/** mulberry32: a function that gives numbers in [0, 1). */
export function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One element of a list. */
export function pick(random, list) {
  return list[Math.floor(random() * list.length)]
}
