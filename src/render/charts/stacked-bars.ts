// One bar per row cut into states. May not sum: what is said at the end of a bar is the model's.
import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import type { StackedBars } from '../../documents/chart-models.js'
import { formatNumber } from '../../kernel/french.js'
import { drawing, legend, line, lines, SIZE, text, toneInk, toneRectangle, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const BAR = 17
const STEP = 14.5
const GAP = 10
/** Beyond this many rows the chart is several drawings, so that it can go on from page to page. */
const MOST_ROWS = 10
const ROWS_TOGETHER = 4

/** The key above, in the order of the states; counts inside the parts where they fit. */
export function drawStackedBars(model: StackedBars): string {
  const widest = Math.max(0, ...model.rows.map((row) => textWidth(row.label, SIZE.label)))
  const labelWidth = Math.min(WIDTH * 0.38, widest + 4)
  const left = labelWidth + 12
  const shownWidth = Math.min(
    WIDTH * 0.25,
    Math.max(0, ...model.rows.map((row) => textWidth(row.shown, SIZE.label, 600))),
  )
  const right = WIDTH - shownWidth - 10
  const totals = model.rows.map((row) => row.values.reduce((sum, value) => sum + value, 0))
  const greatest = Math.max(1, ...totals)
  const used = model.series.map((_, i) => i).filter((i) => model.rows.some((row) => (row.values[i] ?? 0) > 0))
  const key = legend(
    0,
    0,
    WIDTH,
    used.flatMap((i) => model.series[i] ?? []),
    (label) => textWidth(label, SIZE.small),
  )

  const drawings: string[] = []
  let y = key.height + 8
  let top = y
  let content = key.svg
  const flush = (description: string): void => {
    content += line(left, top - 3, left, y - GAP + 3, { stroke: 'var(--rule)' })
    drawings.push(drawing(y - GAP + 4, description, model.title, content))
    content = ''
    y = top = 3
  }
  const isLong = model.rows.length > MOST_ROWS
  for (const [index, row] of model.rows.entries()) {
    if (isLong && index > 0 && index % ROWS_TOGETHER === 0) flush(wordsOf(model, index - ROWS_TOGETHER))
    const total = totals[index] ?? 0
    const scale = scaleLinear([0, model.scale === 'share' ? total || 1 : greatest], [left, right])
    const label = wrapText(row.label, labelWidth, SIZE.label, 2)
    const detail = row.detail ? wrapText(row.detail, labelWidth, SIZE.small, 1) : []
    const height = Math.max(BAR, label.length * STEP + detail.length * 13)
    content += lines(0, y + 12.5, label, STEP)
    content += lines(0, y + 12.5 + label.length * STEP, detail, 13, { size: SIZE.small, fill: 'var(--soft)' })
    const parts = stack<readonly number[], number>()
      .keys(model.series.map((_, i) => i))
      .value((values, i) => values[i] ?? 0)([row.values])
    let end = left
    for (const part of parts) {
      const [from, to] = part[0] ?? [0, 0]
      const series = model.series[part.key]
      if (series === undefined || to <= from) continue
      const [x1, x2] = [scale(from), scale(to)]
      content += toneRectangle(x1, y, x2 - x1 - 0.8, BAR, series.tone)
      const count = formatNumber(to - from)
      const wide = textWidth(count, SIZE.small, 600)
      if (wide + 6 < x2 - x1) {
        const middle = (x1 + x2) / 2
        if (toneInk(series.tone) !== '#fff') {
          content += `<rect x="${Math.round(middle - wide / 2 - 2)}" y="${Math.round(y + 3)}" width="${Math.round(wide + 4)}" height="11" fill="#fff" rx="2"/>`
        }
        content += text(middle, y + 12.2, count, {
          size: SIZE.small,
          weight: 600,
          anchor: 'middle',
          fill: toneInk(series.tone),
        })
      }
      end = x2
    }
    content += text(end + 6, y + 12.5, row.shown, { weight: 600 })
    y += height + GAP
  }
  flush(
    isLong
      ? wordsOf(model, Math.floor((model.rows.length - 1) / ROWS_TOGETHER) * ROWS_TOGETHER)
      : model.description,
  )
  return drawings.join('\n')
}

/** The first drawing carries the description of the whole, the others what they show. */
function wordsOf(model: StackedBars, first: number): string {
  if (first === 0) return model.description
  return model.rows
    .slice(first, first + ROWS_TOGETHER)
    .map((row) => `${row.label}\u00a0: ${row.shown}`)
    .join(' ; ')
}
