// What a word or a mark says by its colour and pattern, before anything is drawn. May not know how it is drawn.

/**
 * What a mark says. Each tone has its own colour and its own pattern, so that none is told by colour alone:
 * `done` full accent · `late` hatched warning · `failed` full warning · `unproven` accent outline with dots ·
 * `waiting` pale accent · `unknown` grey dots · `neutral` grey · `accent` full accent without judgement.
 */
export type Tone = 'done' | 'late' | 'failed' | 'unproven' | 'waiting' | 'unknown' | 'neutral' | 'accent'

/** A short word with its tone, printed with its text: colour never speaks alone. */
export interface Badge {
  readonly text: string
  readonly tone: Tone
}
