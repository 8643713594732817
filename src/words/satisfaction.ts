// What is said of the marks of a survey before and after a measure. May not count.
import { counted, formatNumber, fr, quoted, typographic } from '../kernel/french.js'
import type { MeanMark, QuestionEffect } from '../statistics/satisfaction.js'

/** « 4,2 sur 5 en 2025 (38 réponses) ». */
export function meanWords({ year, mean, answers }: MeanMark, outOf: number | null): string {
  if (mean === null) return fr`aucune réponse en ${year}`
  const scale = outOf === null ? '' : fr` sur ${formatNumber(outOf, Number.isInteger(outOf) ? 0 : 1)}`
  return fr`${formatNumber(mean, 1)}${scale} en ${year} (${counted(answers, 'réponse', 'réponses')})`
}

/** « « Recommanderiez-vous la formation ? » : 4,0 sur 5 en 2025 (38 réponses), 4,2 sur 5 en 2026 (41 réponses) ». */
export function questionWords({ question, outOf, before, after }: QuestionEffect): string {
  const asked = question === '' ? 'Satisfaction' : quoted(typographic(question))
  return fr`${asked} : ${meanWords(before, outOf)}, ${meanWords(after, outOf)}`
}
