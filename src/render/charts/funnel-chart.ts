// A funnel: proportions against the size of their group, between limits. May not compute a limit.
import { scaleLinear } from 'd3-scale'
import { line as linePath } from 'd3-shape'
import type { FunnelChart } from '../../documents/chart-models.js'
import { formatNumber, formatPercent } from '../../kernel/french.js'
import { drawing, line, number, SIZE, text, toneColour, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const HEIGHT = 250
const LEFT = 46
const TOP = 10
const NAME_WIDTH = 130
/** Inner limits dashed, outer ones full: no line is told by colour alone. */
const DASHES = ['5 3', '']

/** Points between curves that close in on the rate of all; those that are named have their name beside them. */
export function drawFunnelChart(model: FunnelChart): string {
  const right = WIDTH - 64
  const bottom = TOP + HEIGHT
  const largest = Math.max(1, ...model.points.map(({ size }) => size))
  const highest = Math.max(
    0.01,
    model.overall.value,
    ...model.points.map(({ value }) => value),
    ...model.limits.flatMap(({ high }) => high.map(({ value }) => value)),
  )
  // Room at the right for the name of the largest.
  const x = scaleLinear([0, largest * 1.06], [LEFT, right])
  const y = scaleLinear([0, Math.min(1, highest)], [bottom, TOP]).nice(5)

  let content = ''
  for (const tick of y.ticks(5)) {
    content += line(LEFT, y(tick), right, y(tick))
    content += text(LEFT - 6, y(tick) + 3.6, formatPercent(tick, 0), {
      size: SIZE.small,
      anchor: 'end',
      fill: 'var(--soft)',
    })
  }
  for (const tick of x.ticks(6)) {
    content += line(x(tick), bottom, x(tick), bottom + 4, { stroke: 'var(--rule)' })
    content += text(x(tick), bottom + 15, formatNumber(tick), {
      size: SIZE.small,
      anchor: 'middle',
      fill: 'var(--soft)',
    })
  }
  content += line(LEFT, bottom, right, bottom, { stroke: 'var(--rule)' })
  content += line(LEFT, y(model.overall.value), right, y(model.overall.value), {
    stroke: 'var(--ink)',
    width: 0.9,
  })
  for (const [index, limits] of model.limits.entries()) {
    for (const side of [limits.low, limits.high]) {
      const path = linePath<{ readonly size: number; readonly value: number }>()
        .x(({ size }) => x(size))
        .y(({ value }) => y(value))
        .digits(2)(side)
      const dash = DASHES[index % DASHES.length]
      content += `<path d="${path ?? ''}" fill="none" stroke="var(--grey)" stroke-width="1.1"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`
    }
  }
  content += endLabels(model, right, y)
  content += points(model, x, y, right)
  content += text(LEFT, bottom + 30, model.unit, { size: SIZE.small, fill: 'var(--soft)' })
  return drawing(bottom + 36, model.description, model.title, content)
}

/** The name of each curve at its right end, and of the line of all above it; moved apart where they meet. */
function endLabels(model: FunnelChart, right: number, y: (value: number) => number): string {
  const ends = model.limits.flatMap(({ label, low, high }) =>
    [high.at(-1), low.at(-1)].flatMap((end) => (end === undefined ? [] : [{ label, at: y(end.value) }])),
  )
  let previous = -Infinity
  let content = ''
  for (const { label, at } of ends.sort((a, b) => a.at - b.at)) {
    const base = Math.max(at + 3.6, previous + 12)
    content += text(right + 6, base, label, { size: SIZE.small, fill: 'var(--soft)' })
    previous = base
  }
  content += text(LEFT + 6, y(model.overall.value) - 5, model.overall.label, {
    size: SIZE.small,
    weight: 600,
  })
  return content
}

function points(
  model: FunnelChart,
  x: (size: number) => number,
  y: (value: number) => number,
  right: number,
): string {
  let content = ''
  const taken: { left: number; right: number; base: number }[] = []
  for (const { label, size, value, isNamed, tone } of model.points) {
    const colour = toneColour(tone)
    const [cx, cy] = [x(size), y(value)]
    // Outside the limits: a square, so that the mark is not told by its colour alone.
    content +=
      colour === 'var(--warning)'
        ? `<rect x="${number(cx - 4.2)}" y="${number(cy - 4.2)}" width="8.4" height="8.4" fill="${colour}" stroke="#fff" stroke-width="1"/>`
        : `<circle cx="${number(cx)}" cy="${number(cy)}" r="4" fill="${colour}" stroke="#fff" stroke-width="1"/>`
    if (!isNamed) continue
    const words = wrapText(label, NAME_WIDTH, SIZE.small, 1)[0] ?? ''
    const wide = textWidth(words, SIZE.small)
    const isLate = cx + 8 + wide > right
    const left = isLate ? cx - 8 - wide : cx + 8
    const base = freeBase(cy + 3.6, left, left + wide, taken)
    taken.push({ left, right: left + wide, base })
    content += text(left, base, words, { size: SIZE.small })
  }
  return content
}

/** The nearest base line where a name does not cross another. */
function freeBase(
  wanted: number,
  left: number,
  right: number,
  taken: readonly { left: number; right: number; base: number }[],
): number {
  for (const shift of [0, -12, 12, -24, 24, -36, 36]) {
    const base = wanted + shift
    const isFree = taken.every(
      (other) => Math.abs(other.base - base) >= 11 || other.left > right || other.right < left,
    )
    if (isFree) return base
  }
  return wanted
}
