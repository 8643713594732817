// The words that people typed, as a rendering may show them. May not touch a figure.
import type { Breakdowns, Statistics } from '../../statistics/statistics.js'
import type { Naming } from '../naming.js'

/** The same statistics, each typed label as it is or by a code where it holds somebody's name. */
export function withShownLabels(statistics: Statistics, { organisationText }: Naming): Statistics {
  const relabelled = <T extends { readonly label: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, label: organisationText(row.label) }))
  const { causes, breakdowns, certification, measures } = statistics
  return {
    ...statistics,
    causes: relabelled(causes),
    breakdowns: Object.fromEntries(
      Object.entries(breakdowns).map(([dimension, rows]) => [dimension, relabelled(rows)]),
    ) as Breakdowns,
    certification: { ...certification, failureReasons: relabelled(certification.failureReasons) },
    measures: measures.map((effect) => ({
      ...effect,
      measure: { ...effect.measure, title: organisationText(effect.measure.title) },
    })),
  }
}
