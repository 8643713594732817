// Columns along time. May not fill gaps: every month is in the model.
import { scaleBand, scaleLinear } from 'd3-scale'
import type { MonthColumns } from '../../documents/chart-models.js'
import { formatNumber } from '../../kernel/french.js'
import { drawing, legend, line, SIZE, text, toneRectangle, WIDTH } from './svg.js'
import { textWidth } from './text-width.js'

const HEIGHT = 118

/** Stacked columns with their sum above; the key is left out where there is one series. */
export function drawMonthColumns(model: MonthColumns): string {
  const key =
    model.series.length < 2
      ? { svg: '', height: 0 }
      : legend(0, 0, WIDTH, model.series, (label) => textWidth(label, SIZE.small))
  const top = key.height + 18
  const bottom = top + HEIGHT
  const sums = model.columns.map((column) => column.values.reduce((sum, value) => sum + value, 0))
  const y = scaleLinear([0, Math.max(1, ...sums)], [bottom, top])
  const x = scaleBand(
    model.columns.map((_, i) => String(i)),
    [0, WIDTH],
  )
    .paddingInner(0.32)
    .paddingOuter(0.12)
  const wide = Math.min(x.bandwidth(), 44)

  let content = key.svg
  const step = labelStep(model, x.step())
  for (const [index, column] of model.columns.entries()) {
    const left = (x(String(index)) ?? 0) + (x.bandwidth() - wide) / 2
    const middle = left + wide / 2
    let base = 0
    for (const [i, value] of column.values.entries()) {
      const tone = model.series[i]?.tone ?? 'accent'
      content += toneRectangle(left, y(base + value), wide, y(base) - y(base + value), tone)
      base += value
    }
    const shown = column.shown ?? formatNumber(base)
    if (textWidth(shown, SIZE.small, 600) < x.step() + 2) {
      content += text(middle, y(base) - 4.5, shown, {
        size: SIZE.small,
        weight: 600,
        anchor: 'middle',
        fill: base === 0 ? 'var(--soft)' : 'var(--ink)',
      })
    }
    if (index % step === 0) {
      content += text(middle, bottom + 13.5, column.label, {
        size: SIZE.small,
        anchor: 'middle',
        fill: 'var(--soft)',
      })
    }
    if (column.group) {
      const start = Math.max(0, x(String(index)) ?? 0)
      if (index > 0) {
        const edge = start - (x.step() - x.bandwidth()) / 2
        content += line(edge, bottom, edge, bottom + 30)
      }
      content += text(start, bottom + 28, column.group, { size: SIZE.small, weight: 600 })
    }
  }
  content += line(0, bottom, WIDTH, bottom, { stroke: 'var(--rule)' })
  const hasGroups = model.columns.some((column) => column.group)
  return drawing(bottom + (hasGroups ? 33 : 18), model.description, model.title, content)
}

/** One label out of how many, so that they do not touch. */
function labelStep(model: MonthColumns, step: number): number {
  const widest = Math.max(0, ...model.columns.map((column) => textWidth(column.label, SIZE.small)))
  return Math.max(1, Math.ceil((widest + 3) / step))
}
