// What people answered to surveys, by question and year: a mean, never a rate. May not round.

import { type LocalDate, yearOf } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import type { SurveyAnswer } from '../records/records.js'

/** The mean of the marks that a question was given in a year; null where it was not asked. */
export interface MeanMark {
  readonly year: number
  readonly mean: number | null
  readonly answers: number
}

/** A question before and after a measure. */
export interface QuestionEffect {
  /** In the words of the organisation. */
  readonly question: string
  /** The best mark; null where no answer says it. */
  readonly outOf: number | null
  readonly before: MeanMark
  readonly after: MeanMark
}

/**
 * One entry a question asked in either year, in the order of the rows. Marks on different scales are different
 * questions: a mean of 4 out of 5 and of 8 out of 10 means nothing. Answers after `asOf` do not exist yet.
 */
export function compareSatisfaction(
  answers: readonly SurveyAnswer[],
  years: { readonly before: number; readonly after: number },
  asOf: LocalDate,
): readonly QuestionEffect[] {
  const questions = new Map<
    string,
    { readonly first: SurveyAnswer; readonly before: number[]; readonly after: number[] }
  >()
  for (const answer of answers) {
    if (answer.on === null || answer.on > asOf) continue
    const year = yearOf(answer.on)
    const side = year === years.before ? 'before' : year === years.after ? 'after' : null
    if (side === null) continue
    const key = `${textKey(answer.question)}\0${answer.outOf ?? ''}`
    let question = questions.get(key)
    if (question === undefined) {
      question = { first: answer, before: [], after: [] }
      questions.set(key, question)
    }
    question[side].push(answer.mark)
  }
  return [...questions.values()].map(({ first, before, after }) => ({
    question: first.question,
    outOf: first.outOf,
    before: meanOf(before, years.before),
    after: meanOf(after, years.after),
  }))
}

function meanOf(marks: readonly number[], year: number): MeanMark {
  const sum = marks.reduce((total, mark) => total + mark, 0)
  return { year, mean: marks.length === 0 ? null : sum / marks.length, answers: marks.length }
}
