// What the organisation says of a breach, beside it. May not change what it is: no verdict and no count knows of it.
import { formatDate, fr, quoted, typographic } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Explanation } from '../../records/records.js'
import { causeLabelOutside } from '../../statistics/cause-taxonomy.js'
import type { ReportInputs } from './report-inputs.js'

/**
 * « Explication du 12/03/2026 : « … » », for the explanations of that case and obligation that were written once the
 * breach had arisen and by the as-of date; null where there is none. Free text may name a person: the rendering with
 * codes says that it exists, and no reason of health leaves the house.
 */
export function explanationWords(inputs: ReportInputs, verdict: Verdict): string | null {
  const { register, naming } = inputs
  const words = register.records.explanations
    .filter((explanation) => concerns(explanation, verdict, register.asOf))
    .map(({ on, reason, author }) => {
      const day = on === null ? '' : fr` du ${formatDate(on)}`
      if (naming.isPseudonymised) return fr`Explication${day} consignée par l’organisme`
      const by = author === '' ? '' : ` (${naming.authorName(author)})`
      return fr`Explication${day}${by} : ${quoted(typographic(causeLabelOutside(reason)))}`
    })
  return words.length === 0 ? null : `${words.join('. ')}.`
}

function concerns(
  { enrolmentId, obligationId, on }: Explanation,
  { case: subject, obligation, arisenOn }: Verdict,
  asOf: LocalDate,
): boolean {
  if (subject?.enrolment.id !== enrolmentId || obligation.id !== obligationId) return false
  return on === null || (on <= asOf && (arisenOn === null || on >= arisenOn))
}
