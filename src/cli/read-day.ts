import { quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { UsageError } from './usage-error.js'

/** The day given to an option. @throws UsageError where it cannot be read */
export function readDay(option: string, text: string): LocalDate {
  const day = parseWrittenDay(text)
  if (day === null) {
    throw new UsageError(
      `la date ${quoted(text)} de l’option ${quoted(option)} ne se lit pas.`,
      'Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA, par exemple 2026-11-30.',
    )
  }
  return day
}
