// A proportion with its interval, one row per group. May not compute an interval.
import { scaleLinear } from 'd3-scale'
import type { DotInterval } from '../../documents/chart-models.js'
import { formatPercent } from '../../kernel/french.js'
import { drawing, line, lines, number, SIZE, text, toneColour, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const ROW = 24

/** A thin line for the interval, a point for the figure, words at the right; a light scale below. */
export function drawDotInterval(model: DotInterval): string {
  const widest = Math.max(0, ...model.rows.map((row) => textWidth(row.label, SIZE.label)))
  const labelWidth = Math.min(WIDTH * 0.34, widest + 4)
  const left = labelWidth + 14
  const known = model.rows.filter((row) => row.value !== null)
  const shownWidth = Math.min(
    WIDTH * 0.32,
    Math.max(0, ...known.map((row) => textWidth(row.shown, SIZE.label))),
  )
  const right = WIDTH - shownWidth - 14
  const greatest = Math.max(
    0.01,
    model.reference?.value ?? 0,
    ...model.rows.map((row) => Math.max(row.value ?? 0, row.high ?? 0)),
  )
  const scale = scaleLinear([0, model.max ?? greatest], [left, right])
  if (model.max === undefined) scale.nice(5)
  const ticks = scale.ticks(5)

  const top = model.reference ? 20 : 4
  let y = top
  let rows = ''
  for (const row of model.rows) {
    const label = wrapText(row.label, labelWidth, SIZE.label, 2)
    const detail = row.detail ? wrapText(row.detail, labelWidth, SIZE.small, 1) : []
    const height = Math.max(ROW, label.length * 14.5 + detail.length * 13 + 7)
    const middle = y + 12
    rows += lines(0, middle + 4, label, 14.5)
    rows += lines(0, middle + 4 + label.length * 14, detail, 13, { size: SIZE.small, fill: 'var(--soft)' })
    if (row.value === null) {
      const words = wrapText(row.shown, WIDTH - left, SIZE.small, 2)
      const wide = Math.max(...words.map((word) => textWidth(word, SIZE.small)))
      rows += `<rect x="${number(left - 2)}" y="${number(y + 1)}" width="${number(wide + 4)}" height="${number(words.length * 13 + 4)}" fill="#fff"/>`
      rows += lines(left, middle + 4, words, 13, { size: SIZE.small, fill: 'var(--soft)' })
    } else {
      const colour = toneColour(row.tone ?? 'accent')
      if (row.low !== null && row.high !== null) {
        rows += line(scale(row.low), middle, scale(row.high), middle, { stroke: colour, width: 2 })
      }
      rows += `<circle cx="${number(scale(row.value))}" cy="${number(middle)}" r="4.6" fill="${colour}" stroke="#fff" stroke-width="1.2"/>`
      rows += text(right + 14, middle + 4, row.shown)
    }
    y += height
  }
  let content = ''
  const digits = ticks.some((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) > 1e-9) ? 1 : 0
  for (const tick of ticks) {
    content += line(scale(tick), top, scale(tick), y)
    content += text(scale(tick), y + 13, formatPercent(tick, digits), {
      size: SIZE.small,
      anchor: 'middle',
      fill: 'var(--soft)',
    })
  }
  content += rows
  if (model.reference) {
    const at = scale(model.reference.value)
    const isLate = at > WIDTH * 0.6
    content += line(at, 14, at, y, { stroke: 'var(--ink)', width: 0.9, dash: '3 2.5' })
    content += text(at, 10, model.reference.label, {
      size: SIZE.small,
      anchor: isLate ? 'end' : 'start',
      fill: 'var(--soft)',
    })
  }
  return drawing(y + 18, model.description, model.title, content)
}
