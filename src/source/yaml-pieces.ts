// Pieces that the schemas of several files written by people share. May not know what a key means.
import { z } from 'zod'
import { fr } from '../kernel/french.js'
import { parseWrittenDay } from '../kernel/written-day.js'

export const TEXT = z.string().min(1)
export const YES_NO = z.enum(['oui', 'non'])
/** A key that only says yes. */
export const YES = z.enum(['oui'])
export const DAY = z
  .string()
  .refine((text) => parseWrittenDay(text) !== null, fr`un jour qui existe, AAAA-MM-JJ`)
  .meta({ format: 'date' })

/** One value, or a list of them. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.union([item, z.array(item)])
}
