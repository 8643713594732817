// A proof that is in the pack, under its number. Types only.
import type { Citation } from './citations.js'

export interface Piece {
  /** From 1, in order of first citation. */
  readonly number: number
  /** `data/pieces/0007-relance.eml`. */
  readonly path: string
  /** The ways in which it is cited: one, or several that lead to the same file. */
  readonly citations: readonly Citation[]
}
