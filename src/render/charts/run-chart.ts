// Monthly points against a median. May not apply a rule: signals are words of the model.
import { scaleLinear, scalePoint } from 'd3-scale'
import { line as linePath } from 'd3-shape'
import type { RunChartModel } from '../../documents/chart-models.js'
import { drawing, line, number, SIZE, text, toneColour, WIDTH } from './svg.js'
import { textWidth } from './text-width.js'

const HEIGHT = 92
const LEFT = 44
const TOP = 10

/** Points joined in order, hollow where they are those of the median; the median goes on, dashed, past them. */
export function drawRunChart(model: RunChartModel): string {
  const right = WIDTH - textWidth(model.median.shown, SIZE.small, 600) - 12
  const bottom = TOP + HEIGHT
  const names = model.points.map((_, index) => String(index))
  const x = scalePoint(names, [LEFT + 8, right - 8])
  const y = scaleLinear([0, model.max], [bottom, TOP])
  const place = (index: number) => x(String(index)) ?? LEFT

  let content = ''
  for (const { at, label } of model.scale) {
    content += line(LEFT, y(at), right, y(at))
    content += text(LEFT - 6, y(at) + 3.6, label, { size: SIZE.small, anchor: 'end', fill: 'var(--soft)' })
  }
  const median = y(model.median.value)
  const switchAt = model.points.findLastIndex(({ isBefore }) => isBefore)
  const edge = Math.min(right, place(switchAt) + x.step() / 2)
  const ink = 'var(--ink)'
  content += line(LEFT, median, edge, median, { stroke: ink, width: 1.1 })
  content += line(edge, median, right, median, { stroke: ink, width: 1.1, dash: '5 3' })
  content += text(right + 7, median + 3.6, model.median.shown, { size: SIZE.small, weight: 600 })
  const colour = toneColour('accent')
  const path = linePath<RunChartModel['points'][number]>()
    .x((_, index) => place(index))
    .y(({ value }) => y(value))
    .digits(2)([...model.points])
  content += `<path d="${path ?? ''}" fill="none" stroke="${colour}" stroke-width="1.1"/>`
  const every = labelEvery(model, x.step())
  for (const [index, { value, label, group, isBefore }] of model.points.entries()) {
    content += `<circle cx="${number(place(index))}" cy="${number(y(value))}" r="3.2" fill="${isBefore ? '#fff' : colour}" stroke="${colour}" stroke-width="1.3"/>`
    const soft = { size: SIZE.small, anchor: 'middle', fill: 'var(--soft)' } as const
    if (index % every === 0) content += text(place(index), bottom + 15, label, soft)
    if (group !== null) {
      content += text(place(index), bottom + 29, group, { size: SIZE.small, weight: 600, anchor: 'middle' })
    }
  }
  content += line(LEFT, bottom, right, bottom, { stroke: 'var(--rule)' })
  return drawing(bottom + 33, model.description, model.title, content)
}

/** One label out of how many, so that they do not touch. */
function labelEvery({ points }: RunChartModel, step: number): number {
  const widest = Math.max(0, ...points.map(({ label }) => textWidth(label, SIZE.small)))
  return Math.max(1, Math.ceil((widest + 4) / Math.max(1, step)))
}
