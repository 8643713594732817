// What each file of this folder gives: the keys of one trigger, how they are read, and when it fires. Types, and the
// keys that several triggers share.
import { z } from 'zod'
import type { SourceName } from '../../records/export-file.js'
import { YES_NO } from '../../source/yaml-pieces.js'
import type { Delay } from '../delay.js'
import type { Firing, TriggerContext } from '../firing.js'

export const DELAY = z
  .string()
  .meta({ examples: ['2 jours ouvrés', '48 h', '6 mois', 'sans délai', 'J+3', 'à fixer'] })

/** Keys that say how the events of some triggers are counted. */
export const MODIFIERS = {
  nombre: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'Avec absence ou retard : le nombre qui déclenche (1 par défaut). Les absences se comptent en « unite ».',
    ),
  unite: z
    .enum(['jours', 'demi_journees', 'heures'])
    .optional()
    .describe(
      'Avec absence : ce que « nombre » compte, en jours par défaut. Les heures demandent la colonne « heures ».',
    ),
  consecutives: YES_NO.optional().describe(
    'Avec absence : les absences se suivent, sans jour ouvré (ou sans séance, si les présences sont lues) entre elles.',
  ),
  fenetre: DELAY.optional().describe(
    'Avec absence ou retard : la durée, en jours ou semaines calendaires, dans laquelle ils sont comptés.',
  ),
  sur: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Avec assiduite : le nombre de demi-journées connues à partir duquel la part est jugée.'),
} as const
export type ModifierKey = keyof typeof MODIFIERS
export type Modifiers = { readonly [Key in ModifierKey]?: z.output<(typeof MODIFIERS)[Key]> }

/** What a trigger may ask of the obligation that it is read from. */
export interface TriggerReading {
  /** A delay under `quand`; null where it cannot be read, and that has been said. */
  delayAt(key: string): Delay | 'toDecide' | null
  /** A width in calendar days under `quand`; null where it is not written, or cannot be read. */
  windowAt(key: ModifierKey): number | null
  /** Says that a key under `quand` cannot stand (exit code 2). */
  refuse(
    key: string,
    words: {
      readonly message: string
      readonly expected: string
      readonly mend: string
      readonly with?: string
    },
  ): void
}

export interface TriggerKind<
  Keys extends Readonly<Record<string, z.ZodType>>,
  Read extends { readonly kind: string },
> {
  /** The key that names it under `quand`, with its schema. */
  readonly keys: Keys
  readonly modifiers: readonly ModifierKey[]
  /** Sources without which it never fires. */
  readonly sources: readonly SourceName[]
  /** A column of absences without which it never fires, for triggers of that form. */
  columnOf?(trigger: Read): string | null
  read(
    when: Modifiers & { readonly [Key in keyof Keys]?: z.output<Keys[Key]> },
    reading: TriggerReading,
  ): Read
  fire(trigger: Read, context: TriggerContext): readonly Firing[]
}

/** Keeps the types of one trigger together. */
export function triggerKind<
  Keys extends Readonly<Record<string, z.ZodType>>,
  Read extends { readonly kind: string },
>(kind: TriggerKind<Keys, Read>): TriggerKind<Keys, Read> {
  return kind
}
