// A sample of cases that anybody can draw again. May not read files, print or take chance from the machine.
import { createHash } from 'node:crypto'
import { fr } from '../kernel/french.js'
import type { Case } from '../register/register.js'

/** How a sample is drawn, for those who draw it again. */
export const SAMPLE_METHOD = fr`les dossiers dans le champ sont rangés selon SHA-256(graine, saut de ligne, numéro de dossier) ; les premiers sont retenus`

export interface Sample {
  readonly seed: string
  /** Cases in scope, among which the sample is drawn. */
  readonly population: number
  /** These cases, in the order of the register. */
  readonly members: readonly Case[]
  /** In the order of the draw. */
  readonly cases: readonly Case[]
}

/**
 * Draws `size` cases in scope. Each gets the rank of SHA-256(seed, line feed, file number): the draw depends on the
 * seed and the file numbers alone, not on the order of the rows, and one more case moves at most one other out.
 */
export function drawSample(all: readonly Case[], size: number, seed: string): Sample {
  const population = all.filter(({ outOfScope }) => outOfScope === null)
  const ranked = population
    .map((drawn) => ({ drawn, rank: rankOf(seed, drawn.enrolment.id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
  const cases = ranked.slice(0, size).map(({ drawn }) => drawn)
  return { seed, population: population.length, members: population, cases }
}

function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}\n${id}`).digest('hex')
}
