// A share that grows by steps from 0. May not estimate: points come from the model.
import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line as linePath } from 'd3-shape'
import type { IncidenceCurve } from '../../documents/chart-models.js'
import { formatPercent } from '../../kernel/french.js'
import { drawing, line, number, SIZE, text, toneColour, WIDTH } from './svg.js'
import { textWidth } from './text-width.js'

const HEIGHT = 150
const LEFT = 44
const TOP = 10

/** The steps, the share reached written at their end, a light scale behind. */
export function drawIncidenceCurve(model: IncidenceCurve): string {
  const last = model.steps.at(-1)
  const shown = formatPercent(last?.value ?? 0)
  const right = WIDTH - textWidth(shown, SIZE.label, 600) - 12
  const bottom = TOP + HEIGHT
  const x = scaleLinear([0, model.until], [LEFT, right]).clamp(true)
  const y = scaleLinear([0, Math.max(0.01, last?.value ?? 0)], [bottom, TOP]).nice(4)
  const ticks = y.ticks(4)
  const digits = ticks.some((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) > 1e-9) ? 1 : 0

  let content = ''
  for (const tick of ticks) {
    content += line(LEFT, y(tick), right, y(tick))
    content += text(LEFT - 6, y(tick) + 3.6, formatPercent(tick, digits), {
      size: SIZE.small,
      anchor: 'end',
      fill: 'var(--soft)',
    })
  }
  for (const { at, label } of model.ticks) {
    content += line(x(at), bottom, x(at), bottom + 4, { stroke: 'var(--rule)' })
    content += text(x(at), bottom + 15, label, { size: SIZE.small, anchor: 'middle', fill: 'var(--soft)' })
  }
  const points = [{ at: 0, value: 0 }, ...model.steps, { at: model.until, value: last?.value ?? 0 }]
  const path = linePath<{ at: number; value: number }>()
    .x(({ at }) => x(at))
    .y(({ value }) => y(value))
    .curve(curveStepAfter)
    .digits(2)(points)
  const colour = toneColour('accent')
  content += `<path d="${path ?? ''}" fill="none" stroke="${colour}" stroke-width="1.8"/>`
  content += line(LEFT, bottom, right, bottom, { stroke: 'var(--rule)' })
  content += text(right + 7, y(last?.value ?? 0) + 4, shown, { weight: 600, fill: colour })
  content += text(LEFT, bottom + 30, model.unit, { size: SIZE.small, fill: 'var(--soft)' })
  return drawing(Number(number(bottom + 34)), model.description, model.title, content)
}
