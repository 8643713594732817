// Kaplan–Meier curves with their intervals. May not estimate: points come from the model.
import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line as linePath } from 'd3-shape'
import type { SurvivalCurve } from '../../documents/chart-models.js'
import { formatNumber, formatPercent } from '../../kernel/french.js'
import { drawing, line, number, SIZE, text, toneColour, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const HEIGHT = 190
const LEFT = 44
const DASHES = ['', '6 3', '2 2.5', '8 3 2 3']

interface Point {
  readonly time: number
  readonly survival: number
  readonly low: number | null
  readonly high: number | null
}

/** Steps from 100 %; each curve has its own dash and its name at its end; numbers still observed below. */
export function drawSurvivalCurve(model: SurvivalCurve): string {
  const nameWidth = Math.min(
    150,
    Math.max(0, ...model.curves.map((curve) => textWidth(curve.label, SIZE.small, 600))) + 10,
  )
  const right = WIDTH - nameWidth
  const top = (model.marks?.length ?? 0) > 0 ? 22 : 8
  const bottom = top + HEIGHT
  const lowest = Math.min(
    1,
    ...model.curves.flatMap((curve) => curve.points.map((point) => point.low ?? point.survival)),
  )
  const floor = Math.max(0, Math.floor((lowest - 0.02) * 10) / 10)
  const x = scaleLinear([0, model.until], [LEFT, right]).clamp(true)
  const y = scaleLinear([floor, 1], [bottom, top])

  let content = ''
  for (const tick of y.ticks(5)) {
    content += line(LEFT, y(tick), right, y(tick), { stroke: 'var(--hairline)' })
    content += text(LEFT - 6, y(tick) + 3.6, formatPercent(tick, 0), {
      size: SIZE.small,
      anchor: 'end',
      fill: 'var(--soft)',
    })
  }
  for (const tick of model.ticks) {
    content += line(x(tick.at), bottom, x(tick.at), bottom + 4, { stroke: 'var(--rule)' })
    content += text(x(tick.at), bottom + 15, tick.label, {
      size: SIZE.small,
      anchor: 'middle',
      fill: 'var(--soft)',
    })
  }
  for (const mark of model.marks ?? []) {
    const isLate = x(mark.at) > WIDTH * 0.6
    content += line(x(mark.at), 14, x(mark.at), bottom, { stroke: 'var(--ink)', dash: '3 2.5', width: 0.9 })
    content += text(x(mark.at), 10, mark.label, {
      size: SIZE.small,
      anchor: isLate ? 'end' : 'start',
      fill: 'var(--soft)',
    })
  }
  const names: { y: number; label: string; colour: string }[] = []
  for (const [i, curve] of model.curves.entries()) {
    const colour = toneColour(curve.tone ?? (i === 0 ? 'accent' : 'neutral'))
    const points: Point[] = [{ time: 0, survival: 1, low: 1, high: 1 }]
    points.push(...curve.points.filter((point) => point.time <= model.until))
    const end = points.at(-1)
    if (end !== undefined && end.time < model.until) points.push({ ...end, time: model.until })
    const band = area<Point>()
      .defined((point) => point.low !== null && point.high !== null)
      .x((point) => x(point.time))
      .y0((point) => y(Math.max(floor, point.low ?? 0)))
      .y1((point) => y(point.high ?? 0))
      .curve(curveStepAfter)
      .digits(2)(points)
    const steps = linePath<Point>()
      .x((point) => x(point.time))
      .y((point) => y(point.survival))
      .curve(curveStepAfter)
      .digits(2)(points)
    content += `<path d="${band ?? ''}" fill="${colour}" fill-opacity="0.13"/>`
    content += `<path d="${steps ?? ''}" fill="none" stroke="${colour}" stroke-width="1.8"${DASHES[i % 4] ? ` stroke-dasharray="${DASHES[i % 4]}"` : ''}/>`
    for (const time of curve.censored ?? []) {
      const level = survivalAt(points, time)
      content += line(x(time), y(level) - 3.5, x(time), y(level) + 3.5, { stroke: colour, width: 0.9 })
    }
    names.push({ y: y(points.at(-1)?.survival ?? 1), label: curve.label, colour })
  }
  content += line(LEFT, bottom, right, bottom, { stroke: 'var(--rule)' })
  let previous = -Infinity
  for (const name of names.sort((a, b) => a.y - b.y)) {
    const at = Math.max(name.y + 4, previous + 14)
    const words = wrapText(name.label, nameWidth - 8, SIZE.small, 1, 600)[0] ?? ''
    content += text(right + 7, at, words, { size: SIZE.small, weight: 600, fill: name.colour })
    previous = at
  }
  content += text(LEFT, bottom + 30, model.unit, { size: SIZE.small, fill: 'var(--soft)' })
  let height = bottom + 34
  if (model.atRisk && model.atRisk.length > 0) {
    content += text(LEFT, height + 13, 'encore observés', {
      size: SIZE.small,
      weight: 600,
      fill: 'var(--soft)',
    })
    for (const row of model.atRisk) {
      height += 15
      for (const count of row.counts) {
        content += text(x(count.at), height + 13, formatNumber(count.count), {
          size: SIZE.small,
          anchor: 'middle',
        })
      }
      const words = wrapText(row.label, nameWidth - 17, SIZE.small, 1)[0] ?? ''
      content += text(right + 16, height + 13, words, { size: SIZE.small, fill: 'var(--soft)' })
    }
    height += 20
  }
  return drawing(Number(number(height)), model.description, model.title, content)
}

function survivalAt(points: readonly Point[], time: number): number {
  let level = 1
  for (const point of points) if (point.time <= time) level = point.survival
  return level
}
