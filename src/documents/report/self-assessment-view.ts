// The indicative self-assessment as a part of the report, each answer with the pages that show it. May not assess.
import { fr, listed, plural, quoted, typographic } from '../../kernel/french.js'
import type { Quotation } from '../../procedure/referentials/referential.js'
import { assessOneself, type Coverage, type SelfAssessment } from '../../procedure/self-assessment.js'
import type { Badge, Tone } from '../../words/tone.js'
import type { SectionHead } from '../section.js'
import type { ReportInputs } from './report-inputs.js'

export interface SelfAssessmentView extends SectionHead {
  /** What the grading rests on, or null. */
  readonly basis: string | null
  readonly answers: readonly {
    /** « a. Des mesures… ? ». */
    readonly heading: string
    readonly state: Badge
    readonly figures: readonly string[]
    /** « Partie 3, page », with its page number put at printing. */
    readonly pages: readonly { readonly anchor: string; readonly label: string }[]
  }[]
  /** What partial or missing is graded as, said once for all the questions concerned. */
  readonly gradings: readonly {
    /** « Questions b, d et e ». */
    readonly questions: string
    /** The référentiel's own words between guillemets, with their source. */
    readonly words: string
  }[]
}

const TONES: Readonly<Record<Coverage, Tone>> = {
  couvert: 'done',
  partiel: 'late',
  manquant: 'failed',
  'sans objet': 'neutral',
}

/** `parts` are the parts of the report to which an answer may send. */
export function selfAssessmentView(
  inputs: ReportInputs,
  number: string,
  parts: readonly SectionHead[],
): SelfAssessmentView {
  const { disclaimer, gradingBasis, answers } = assessOneself({
    ...inputs,
    referential: inputs.referential.referential,
  })
  return {
    anchor: 'auto-evaluation',
    number,
    title: 'Auto-évaluation indicative',
    lead: disclaimer,
    isBrief: false,
    basis: gradingBasis,
    gradings: gradingsOf(answers),
    answers: answers.map(({ letter, question, coverage, figures, anchors }) => ({
      heading: `${letter}. ${question}`,
      state: { text: coverage, tone: TONES[coverage] },
      figures,
      pages: parts
        .filter(({ anchor }) => anchors.includes(anchor))
        .map(({ anchor, number: part }) => ({ anchor, label: fr`Partie ${part}, page` })),
    })),
  }
}

function gradingsOf(answers: SelfAssessment['answers']): SelfAssessmentView['gradings'] {
  const letters = new Map<string, string[]>()
  for (const { letter, coverage, grading, gradingNote } of answers) {
    const words = grading === null ? gradingNote : gradingWords(coverage, grading)
    if (words !== null) letters.set(words, [...(letters.get(words) ?? []), letter])
  }
  return [...letters].map(([words, concerned]) => ({
    questions: `${plural(concerned.length, 'Question', 'Questions')} ${listed(concerned)}`,
    words,
  }))
}

function gradingWords(coverage: Coverage, { text, source }: Quotation): string {
  const words = fr`selon ces mots : ${quoted(typographic(text))} (${source}).`
  return coverage === 'partiel'
    ? fr`Ce qui n’est que partiel est gradué ${quoted('mineure')}, ${words}`
    : fr`Ce qui manque tout à fait est gradué ${quoted('majeure')}, ${words}`
}
