// How many acts after how many days, against the limit. May not say what is late: it draws where the limit stands.
import { scaleBand, scaleLinear } from 'd3-scale'
import type { DelayDistribution } from '../../documents/chart-models.js'
import { formatNumber } from '../../kernel/french.js'
import { drawing, line, SIZE, THIRD_WIDTH, text, toneRectangle, WIDTH } from './svg.js'
import { textWidth } from './text-width.js'

const HEIGHT = { whole: 96, third: 42 } as const

/** One column per day; in time solid, beyond the limit hatched; the limit named above its line. */
export function drawDelayDistribution(model: DelayDistribution): string {
  const last = Math.max(0, model.limit?.days ?? 0, ...model.delays.map((delay) => delay.days))
  const gatherAfter = Math.min(model.gatherAfter ?? 30, last)
  const isGathered = last > gatherAfter
  const counts = new Array<number>(gatherAfter + (isGathered ? 2 : 1)).fill(0)
  for (const delay of model.delays) {
    const column = Math.min(Math.max(0, delay.days), counts.length - 1)
    counts[column] = (counts[column] ?? 0) + delay.count
  }
  const top = 36
  const bottom = top + (model.isThird === true ? HEIGHT.third : HEIGHT.whole)
  const width = model.isThird === true ? THIRD_WIDTH : WIDTH
  const y = scaleLinear([0, Math.max(1, ...counts)], [bottom, top])
  const x = scaleBand(
    counts.map((_, i) => String(i)),
    [0, width],
  ).paddingInner(0.18)
  const wide = Math.min(x.bandwidth(), 52)
  const step = Math.max(1, Math.ceil(24 / x.step()))

  let content = ''
  for (const [days, count] of counts.entries()) {
    const start = x(String(days)) ?? 0
    const isOver = model.limit !== null && days > model.limit.days
    content += toneRectangle(start, y(count), wide, bottom - y(count), isOver ? 'late' : 'accent')
    if (count > 0 && textWidth(formatNumber(count), SIZE.small, 600) < x.step() + 2) {
      content += text(start + wide / 2, y(count) - 4, formatNumber(count), {
        size: SIZE.small,
        weight: 600,
        anchor: 'middle',
      })
    }
    const isLast = isGathered && days === counts.length - 1
    if (isLast || (days % step === 0 && !(isGathered && days > counts.length - 1 - step - 30 / x.step()))) {
      content += text(
        isLast ? start + wide : start + wide / 2,
        bottom + 13.5,
        isLast ? `${days} et +` : String(days),
        {
          size: SIZE.small,
          anchor: isLast ? 'end' : 'middle',
          fill: 'var(--soft)',
        },
      )
    }
  }
  content += line(0, bottom, width, bottom, { stroke: 'var(--rule)' })
  // A small chart names its unit in the line under it.
  if (model.isThird !== true)
    content += text(0, bottom + 28, model.unit, { size: SIZE.small, fill: 'var(--soft)' })
  if (model.limit !== null) {
    const at = (x(String(Math.min(model.limit.days, counts.length - 1))) ?? 0) + (wide + x.step()) / 2
    const isLate = at > width / 2
    content += line(at, 6, at, bottom, { stroke: 'var(--ink)', width: 1, dash: '3 2.5' })
    content += text(at + (isLate ? -6 : 6), 14, model.limit.label, {
      size: SIZE.small,
      weight: 600,
      anchor: isLate ? 'end' : 'start',
    })
  }
  return drawing(bottom + (model.isThird === true ? 18 : 33), model.description, model.title, content, width)
}
