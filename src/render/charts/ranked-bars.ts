// Horizontal bars with their figures. May not sort: the order is the model's.
import { scaleLinear } from 'd3-scale'
import type { RankedBars } from '../../documents/chart-models.js'
import { drawing, line, lines, number, SIZE, text, toneRectangle, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const BAR = 14
const STEP = 14.5
const GAP = 9

/** Labels at the left in a column as wide as they need, at most two fifths; figures at the end of the bars. */
export function drawRankedBars(model: RankedBars): string {
  const widest = Math.max(0, ...model.bars.map((bar) => textWidth(bar.label, SIZE.label)))
  const labelWidth = Math.min(WIDTH * 0.4, widest + 4)
  const left = labelWidth + 12
  const shownWidth = Math.min(
    WIDTH * 0.3,
    Math.max(0, ...model.bars.map((bar) => textWidth(bar.shown, SIZE.label, 600))),
  )
  const greatest = Math.max(
    0,
    model.reference?.value ?? 0,
    ...model.bars.map((bar) => Math.max(bar.value ?? 0, bar.interval?.high ?? 0)),
  )
  const scale = scaleLinear([0, model.max ?? (greatest || 1)], [left, WIDTH - shownWidth - 10]).clamp(true)

  const top = model.reference ? 20 : 2
  let y = top
  let content = ''
  for (const bar of model.bars) {
    const label = wrapText(bar.label, labelWidth, SIZE.label, 2)
    const detail = bar.detail ? wrapText(bar.detail, labelWidth, SIZE.small, 1) : []
    const height = Math.max(BAR, label.length * STEP + detail.length * 13)
    content += lines(0, y + 11.2, label, STEP)
    content += lines(0, y + 11 + label.length * STEP, detail, 13, { size: SIZE.small, fill: 'var(--soft)' })
    if (bar.value === null) {
      content += lines(left, y + 11.2, wrapText(bar.shown, WIDTH - left, SIZE.small, 2), 13, {
        size: SIZE.small,
        fill: 'var(--soft)',
      })
    } else {
      const end = scale(bar.value)
      content += toneRectangle(left, y, end - left, BAR, bar.tone ?? 'accent')
      let shownAt = end
      if (bar.interval) {
        const [low, high] = [scale(bar.interval.low), scale(bar.interval.high)]
        const middle = y + BAR / 2
        content += line(low, middle, high, middle, { stroke: 'var(--ink)', width: 1 })
        content += line(low, middle - 3, low, middle + 3, { stroke: 'var(--ink)', width: 1 })
        content += line(high, middle - 3, high, middle + 3, { stroke: 'var(--ink)', width: 1 })
        shownAt = Math.max(end, high)
      }
      content += text(shownAt + 6, y + 11.2, bar.shown, { weight: 600 })
    }
    y += height + GAP
  }
  const bottom = y - GAP + 2
  content = line(left, top - 3, left, bottom, { stroke: 'var(--rule)' }) + content
  if (model.reference) {
    const at = scale(model.reference.value)
    const isLate = at > WIDTH * 0.7
    content += line(at, 14, at, bottom, { stroke: 'var(--ink)', dash: '3 2.5', width: 0.9 })
    content += text(at + (isLate ? 3 : -3), 10, model.reference.label, {
      size: SIZE.small,
      anchor: isLate ? 'end' : 'start',
      fill: 'var(--soft)',
    })
  }
  return drawing(Math.max(10, Number(number(bottom))), model.description, model.title, content)
}
