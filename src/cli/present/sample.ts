// A sample of cases, in words and as JSON. Cases are called by their number.
import { TOOL } from '../../app/tool-version.js'
import { counted, formatLongDate, formatNumber, fr, quoted } from '../../kernel/french.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import { isBreach, type Verdict } from '../../procedure/ledger.js'
import type { Case } from '../../register/register.js'
import { SAMPLE_METHOD, type Sample } from '../../statistics/draw-sample.js'
import { STATUS_WORDS } from '../../words/values.js'
import { alignedRows } from './aligned-rows.js'

export interface DrawnSample {
  readonly asOf: LocalDate
  /** Asked for; fewer are drawn where fewer are in scope. */
  readonly size: number
  readonly drawn: Sample
  readonly verdicts: readonly Verdict[]
}

export function sampleText({ asOf, drawn, verdicts }: DrawnSample): string {
  const { cases, population, seed } = drawn
  const counts = countsOf(verdicts)
  const rows = cases.map((item) => {
    const { due, breaches } = counts.get(item) ?? NO_COUNTS
    return [
      item.enrolment.id,
      item.site.name,
      item.training.title,
      STATUS_WORDS[item.state.status],
      counted(due, 'obligation', 'obligations'),
      breaches === 0 ? '' : counted(breaches, 'écart', 'écarts'),
    ]
  })
  return [
    fr`${counted(cases.length, 'dossier tiré', 'dossiers tirés')} parmi ${formatNumber(population)}, au ${formatLongDate(asOf)}\n\n`,
    alignedRows(rows),
    fr`\nTirage à refaire avec --seed ${quoted(seed)} : ${SAMPLE_METHOD}.\n`,
  ].join('')
}

export function sampleJson({ asOf, size, drawn, verdicts }: DrawnSample): string {
  const counts = countsOf(verdicts)
  const { seed, population, cases } = drawn
  const content = {
    format: 'i12/sample/1',
    tool: TOOL,
    asOf: formatIsoDate(asOf),
    seed,
    size,
    population,
    method: SAMPLE_METHOD,
    cases: cases.map((item) => {
      const { due, breaches } = counts.get(item) ?? NO_COUNTS
      return {
        enrolment: item.enrolment.id,
        site: item.site.id,
        training: item.training.code,
        status: item.state.status,
        obligations: due,
        breaches,
      }
    }),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

const NO_COUNTS = { due: 0, breaches: 0 }

function countsOf(verdicts: readonly Verdict[]): ReadonlyMap<Case, typeof NO_COUNTS> {
  const counts = new Map<Case, typeof NO_COUNTS>()
  for (const verdict of verdicts) {
    if (verdict.case === null) continue
    const { due, breaches } = counts.get(verdict.case) ?? NO_COUNTS
    counts.set(verdict.case, { due: due + 1, breaches: breaches + (isBreach(verdict) ? 1 : 0) })
  }
  return counts
}
