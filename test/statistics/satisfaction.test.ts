import { describe, expect, it } from 'vitest'
import type { SurveyAnswer } from '../../src/records/records.js'
import { compareSatisfaction } from '../../src/statistics/satisfaction.js'
import { questionWords } from '../../src/words/satisfaction.js'
import { day } from '../support/a-dossier.js'

function answer(on: string, question: string, mark: number, outOf: number | null = 5): SurveyAnswer {
  return { on: day(on), enrolmentId: '', session: '', question, mark, outOf } as unknown as SurveyAnswer
}

const YEARS = { before: 2025, after: 2026 }
const ANSWERS = [
  answer('2025-03-01', 'Recommandez-vous la formation ?', 3),
  answer('2025-04-01', 'recommandez-vous la formation ?', 4),
  answer('2026-03-01', 'Recommandez-vous la formation ?', 5),
  answer('2026-12-01', 'Recommandez-vous la formation ?', 1),
  answer('2024-03-01', 'Recommandez-vous la formation ?', 1),
  answer('2025-03-01', 'Recommandez-vous la formation ?', 8, 10),
  answer('2026-03-01', 'Le rythme vous convient-il ?', 4),
]

describe('compareSatisfaction', () => {
  it('gives the mean of each question and year, on one scale, and nothing after the as-of date', () => {
    const found = compareSatisfaction(ANSWERS, YEARS, day('2026-11-30'))
    expect(found).toEqual([
      {
        question: 'Recommandez-vous la formation ?',
        outOf: 5,
        before: { year: 2025, mean: 3.5, answers: 2 },
        after: { year: 2026, mean: 5, answers: 1 },
      },
      {
        question: 'Recommandez-vous la formation ?',
        outOf: 10,
        before: { year: 2025, mean: 8, answers: 1 },
        after: { year: 2026, mean: null, answers: 0 },
      },
      {
        question: 'Le rythme vous convient-il ?',
        outOf: 5,
        before: { year: 2025, mean: null, answers: 0 },
        after: { year: 2026, mean: 4, answers: 1 },
      },
    ])
  })

  it('is said with its scale and its number of answers', () => {
    const [first] = compareSatisfaction(ANSWERS, YEARS, day('2026-11-30'))
    if (first === undefined) throw new Error('no question')
    expect(questionWords(first).replace(/[\u00a0\u202f]/g, ' ')).toBe(
      '« Recommandez-vous la formation ? » : 3,5 sur 5 en 2025 (2 réponses), 5,0 sur 5 en 2026 (1 réponse)',
    )
  })
})
