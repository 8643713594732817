/**
 * How many rounds a test of random data runs: few in `npm test`, enough to find a fault that is there; many in
 * `npm run test:long`, enough to find one that hides. Whatever calls it is run by both.
 */
export function rounds(few: number, many: number): number {
  return process.env.I12_LONG === '1' ? many : few
}
