// A version of the référentiel, as dated and sourced data. Its texts are quoted word for word, never rewritten.
import type { LocalDate } from '../../kernel/local-date.js'

/** Words of the référentiel or its guide, exactly as their source prints them, without guillemets. */
export interface Quotation {
  readonly text: string
  /** « Guide de lecture V9, 8 janvier 2024, indicateur 12 ». */
  readonly source: string
  readonly address: string | null
}

export type ReferentialId = 'rnq-2019-v7' | 'rnq-2019-v9' | 'rnq-2026'

export interface Referential {
  readonly id: ReferentialId
  /** « Référentiel national qualité de 2019, guide de lecture V9 ». */
  readonly title: string
  /** First day of audits that it governs; null where the first day is not established. */
  readonly auditsFrom: LocalDate | null
  /** Last day of audits that it governs; null while open. */
  readonly auditsTo: LocalDate | null
  /** Wording of indicator 12. */
  readonly statement: Quotation
  /** « Niveau attendu ». */
  readonly expectedLevel: Quotation
  /** Precisions of the guide: scope, tools. */
  readonly precisions: readonly Quotation[]
  readonly examples: readonly Quotation[]
  /** What a centre de formation d'apprentis owes besides. */
  readonly apprenticeship: Quotation
  readonly grading: {
    /** Partial implementation. */
    readonly minor: Quotation
    /** Nothing of what is expected. */
    readonly major: Quotation
  }
  readonly guide: {
    /** Version whose explanations are quoted. */
    readonly version: string
    readonly publishedOn: LocalDate
    /** Whether a guide written for this référentiel was published when this version of i12 was. */
    readonly isPublished: boolean
    /** French sentence where it was not, else null. */
    readonly note: string | null
  }
  /** Whether the wording asks for the prevention and handling of violence, harassment and discrimination. */
  readonly asksForViolenceReports: boolean
}
