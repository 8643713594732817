// The life of one case along an axis. May not choose what is shown.
import { scaleLinear } from 'd3-scale'
import type { CaseTimeline } from '../../documents/chart-models.js'
import { drawing, line, number, SIZE, text, toneColour, toneRectangle, WIDTH } from './svg.js'
import { textWidth, wrapText } from './text-width.js'

const SPAN = 13
const LANE = 15

/** Spans above the axis, dated events below it; labels never cover each other nor the lines that lead to them. */
export function drawCaseTimeline(model: CaseTimeline): string {
  const x = scaleLinear([model.from, Math.max(model.to, model.from + 1)], [5, WIDTH - 5]).clamp(true)
  const spanLanes = lanesOf(
    model.spans.map((span) => {
      const left = x(span.from)
      return { left, right: Math.max(x(span.to), left + textWidth(span.label, SIZE.small) + 8) }
    }),
  )
  const spansHeight = (Math.max(-1, ...spanLanes) + 1) * (SPAN + 15)
  let content = ''
  for (const [i, span] of model.spans.entries()) {
    const y = (spanLanes[i] ?? 0) * (SPAN + 15)
    const left = Math.min(x(span.from), WIDTH - textWidth(span.label, SIZE.small))
    content += text(Math.max(0, left), y + 10, span.label, { size: SIZE.small })
    content += toneRectangle(
      x(span.from),
      y + 14,
      Math.max(2, x(span.to) - x(span.from)),
      SPAN - 4,
      span.tone ?? 'waiting',
    )
  }
  const axis = spansHeight + 8

  const labels = model.events.map((event, i) => {
    const at = x(event.at)
    const words = `${event.day}  ${wrapText(event.label, WIDTH * 0.6, SIZE.small, 1)[0] ?? ''}`
    const wide = textWidth(words, SIZE.small) + 12
    const isFlipped = at + wide > WIDTH
    return {
      i,
      at,
      words,
      isFlipped,
      left: isFlipped ? at - wide : at - 4,
      right: isFlipped ? at + 4 : at + wide,
    }
  })
  // From the right: a label further left goes under those it meets, so that no leading line crosses a label.
  const order = [...labels].sort((a, b) => b.at - a.at || b.i - a.i)
  const lanes: { left: number; right: number }[][] = []
  const laneOf = new Map<number, number>()
  for (const label of order) {
    let lane = 0
    for (const [j, occupied] of lanes.entries()) {
      if (occupied.some((other) => label.left < other.right + 6 && other.left < label.right + 6)) lane = j + 1
    }
    if (lanes[lane] === undefined) lanes[lane] = []
    lanes[lane]?.push(label)
    laneOf.set(label.i, lane)
  }
  const eventsTop = axis + 26
  for (const label of labels) {
    const tone = model.events[label.i]?.tone ?? 'accent'
    const y = eventsTop + (laneOf.get(label.i) ?? 0) * LANE
    content += line(label.at, axis, label.at, y + 4, { stroke: 'var(--hairline)' })
    content += text(label.isFlipped ? label.at - 5 : label.at + 5, y + 8, label.words, {
      size: SIZE.small,
      anchor: label.isFlipped ? 'end' : 'start',
      fill: toneColour(tone) === 'var(--warning)' ? 'var(--warning)' : 'var(--ink)',
    })
  }
  content += line(0, axis, WIDTH, axis, { stroke: 'var(--rule)', width: 1 })
  let lastEnd = Number.NEGATIVE_INFINITY
  for (const tick of model.ticks) {
    const at = x(tick.at)
    const wide = textWidth(tick.label, SIZE.small)
    const left = Math.min(Math.max(0, at - wide / 2), WIDTH - wide)
    content += line(at, axis - 3, at, axis + 3, { stroke: 'var(--rule)' })
    if (left > lastEnd + 6) {
      content += text(left, axis + 15, tick.label, { size: SIZE.small, fill: 'var(--soft)' })
      lastEnd = left + wide
    }
  }
  for (const label of labels) {
    const tone = model.events[label.i]?.tone ?? 'accent'
    content += mark(
      label.at,
      axis,
      tone === 'failed' || tone === 'late' ? 'diamond' : 'point',
      toneColour(tone),
    )
  }
  return drawing(eventsTop + lanes.length * LANE + 2, model.description, model.title, content)
}

/** A point, or a diamond for what went wrong: form and colour say the same thing. */
function mark(x: number, y: number, form: 'point' | 'diamond', colour: string): string {
  return form === 'point'
    ? `<circle cx="${number(x)}" cy="${number(y)}" r="4" fill="${colour}" stroke="#fff"/>`
    : `<path d="M${number(x)} ${number(y - 5.2)}l5.2 5.2l-5.2 5.2l-5.2 -5.2Z" fill="${colour}" stroke="#fff"/>`
}

/** The first lane where each interval fits, in order. */
function lanesOf(intervals: readonly { left: number; right: number }[]): number[] {
  const ends: number[] = []
  return intervals.map(({ left, right }) => {
    const found = ends.findIndex((end) => end + 4 <= left)
    const lane = found < 0 ? ends.length : found
    ends[lane] = right
    return lane
  })
}
