// Sites beside each other without a ranking: each rate against what chance alone gives a site of its size. May not draw.
import type { Fraction } from '../intervals.js'
import { binomialLimits, type Limits } from './binomial.js'

/** Under this many, a rate says nothing of a site: it is not placed. */
export const LEAST_POPULATION = 20

const TAILS = { limits95: 0.025, limits998: 0.001 } as const

export type FunnelPosition = 'within' | 'outside95' | 'outside998'

export interface FunnelPoint extends Fraction {
  readonly site: string
  readonly value: number
  readonly limits95: Limits
  readonly limits998: Limits
  readonly position: FunnelPosition
}

export interface Funnel {
  readonly year: number
  /** All the sites together, small ones included. */
  readonly overall: Fraction & { readonly value: number }
  /** Sites of at least twenty entries, in the order given. */
  readonly points: readonly FunnelPoint[]
  /** How many points lie outside the limits at 95 %. */
  readonly outside: number
  /** The others. */
  readonly notPlaced: readonly string[]
}

/** The funnel of one cohort; null where nobody entered, or where a site withholds its counts. */
export function placeInFunnel(
  year: number,
  sites: readonly (Fraction & { readonly site: string })[],
): Funnel | null {
  const numerator = sites.reduce((sum, site) => sum + site.numerator, 0)
  const denominator = sites.reduce((sum, site) => sum + site.denominator, 0)
  if (denominator === 0) return null
  const rate = numerator / denominator
  const isPlaced = (site: Fraction) => site.denominator >= LEAST_POPULATION
  const points = sites.filter(isPlaced).map((site): FunnelPoint => {
    const value = site.numerator / site.denominator
    const { limits95, limits998 } = funnelLimits(site.denominator, rate)
    const position = isWithin(value, limits95)
      ? 'within'
      : isWithin(value, limits998)
        ? 'outside95'
        : 'outside998'
    return { ...site, value, limits95, limits998, position }
  })
  return {
    year,
    overall: { numerator, denominator, value: rate },
    points,
    outside: points.filter(({ position }) => position !== 'within').length,
    notPlaced: sites.filter((site) => !isPlaced(site)).map(({ site }) => site),
  }
}

/** Both pairs of limits for a population of `size` around the rate of all. */
export function funnelLimits(size: number, rate: number): Pick<FunnelPoint, 'limits95' | 'limits998'> {
  return {
    limits95: binomialLimits(size, rate, TAILS.limits95),
    limits998: binomialLimits(size, rate, TAILS.limits998),
  }
}

function isWithin(value: number, { low, high }: Limits): boolean {
  return value >= low && value <= high
}
