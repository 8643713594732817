// Reports of violence of the period, counted by category. Numbers alone: no id, no day, no narrative.
import type { LocalDate } from '../kernel/local-date.js'
import type { ViolenceReport } from '../records/records.js'
import { REPORT_CATEGORIES, type ReportCategory } from '../records/values.js'
import type { Register } from '../register/register.js'

export interface ReportCounts {
  readonly received: number
  readonly acknowledged: number
  readonly answered: number
}

export interface ViolenceReportCounts {
  readonly all: ReportCounts
  /** Categories that occur, in their usual order; null where none is noted, last. */
  readonly byCategory: readonly (ReportCounts & { readonly category: ReportCategory | null })[]
  /** In no other count: their date cannot be read. */
  readonly undated: number
}

/** Those received from the first day of the period to the as-of date, with what was done of them by then. */
export function countViolenceReports({
  violenceReports,
  period,
  asOf,
}: Pick<Register, 'violenceReports' | 'period' | 'asOf'>): ViolenceReportCounts {
  const all = noReport()
  const byCategory = new Map<ReportCategory | null, ReportCounter>()
  let undated = 0
  for (const report of violenceReports) {
    if (report.on === null) undated += 1
    else if (report.on >= period.from && report.on <= asOf) {
      const ofCategory = byCategory.get(report.category) ?? noReport()
      byCategory.set(report.category, ofCategory)
      count(report, asOf, all)
      count(report, asOf, ofCategory)
    }
  }
  return {
    all,
    byCategory: [...REPORT_CATEGORIES, null].flatMap((category) => {
      const counts = byCategory.get(category)
      return counts === undefined ? [] : [{ category, ...counts }]
    }),
    undated,
  }
}

type ReportCounter = { -readonly [Key in keyof ReportCounts]: number }

function noReport(): ReportCounter {
  return { received: 0, acknowledged: 0, answered: 0 }
}

function count({ acknowledgedOn, answeredOn }: ViolenceReport, asOf: LocalDate, counts: ReportCounter): void {
  counts.received += 1
  if (acknowledgedOn !== null && acknowledgedOn <= asOf) counts.acknowledged += 1
  if (answeredOn !== null && answeredOn <= asOf) counts.answered += 1
}
