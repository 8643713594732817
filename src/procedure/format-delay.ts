// Delays as the French write them. May not know dates.
import { counted } from '../kernel/french.js'
import type { Delay, DelayUnit } from './delay.js'

const WORDS: Readonly<Record<DelayUnit, readonly [one: string, many: string]>> = {
  minutes: ['minute', 'minutes'],
  hours: ['heure', 'heures'],
  days: ['jour', 'jours'],
  businessDays: ['jour ouvrable', 'jours ouvrables'],
  workingDays: ['jour ouvré', 'jours ouvrés'],
  weeks: ['semaine', 'semaines'],
  months: ['mois', 'mois'],
}

/** « 2 jours ouvrés », with a no-break space after the figure. */
export function formatDelay(delay: Delay): string {
  const [one, many] = WORDS[delay.unit]
  return counted(delay.amount, one, many)
}
