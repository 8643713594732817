// The procedure as cards and arrows. May not judge a step: what it says is in the model.
import type { ProcedureFlow } from '../../documents/chart-models.js'
import { drawing, lines, number, SIZE, text, toneColour } from './svg.js'
import { wrapText } from './text-width.js'

const START = 116
const CARD = 154.6
const GAP = 19.6
const PER_ROW = 3
/** Where arrows meet cards, from their top. */
const ARROW = 23
/** Room above cards that one event sets going together, for the line that shares it out. */
const SHARE = 15

type Step = ProcedureFlow['steps'][number]

interface Row {
  /** What stands at the left: the event, « ensuite », or the step that these follow. */
  readonly start: { readonly kind: 'event' | 'next' | 'after'; readonly text: string }
  readonly steps: readonly Step[]
  /** Whether each step follows the one before it, or all follow the start together. */
  readonly isChain: boolean
}

/**
 * One line per chain, or per three steps that one event sets going together. Every line is a drawing of its own, so
 * that a long procedure goes on from page to page; the first carries the description of the whole.
 */
export function drawProcedureFlow(model: ProcedureFlow): string {
  const rows = rowsOf(model)
  if (rows.length === 0) return drawing(2, model.description, model.title, '')
  return rows
    .map((row, i) => {
      const { svg, height } = drawRow(row)
      const words = `${row.start.text}\u00a0: ${row.steps.map((step) => step.title).join(', ')}`
      return drawing(height + 1, i === 0 ? model.description : words, model.title, svg)
    })
    .join('\n')
}

/** Follows `after` from each first step; a second child starts a line of its own. */
function rowsOf(model: ProcedureFlow): Row[] {
  const known = new Set(model.steps.map((step) => step.id))
  const children = new Map<string, Step[]>()
  const events = new Map<string, Step[]>()
  for (const step of model.steps) {
    const isFirst = step.after === null || !known.has(step.after) || step.after === step.id
    const [key, group] = isFirst ? [step.trigger ?? '', events] : [step.after ?? '', children]
    group.set(key, [...(group.get(key) ?? []), step])
  }
  const rows: Row[] = []
  const placed = new Set<string>()
  const placeChain = (first: Step, start: Row['start']): void => {
    const chain: Step[] = []
    for (let step: Step | undefined = first; step !== undefined && !placed.has(step.id); ) {
      placed.add(step.id)
      chain.push(step)
      step = children.get(step.id)?.find((child) => !placed.has(child.id))
    }
    for (let i = 0; i < chain.length; i += PER_ROW) {
      const from: Row['start'] = i === 0 ? start : { kind: 'next', text: 'ensuite' }
      rows.push({ start: from, steps: chain.slice(i, i + PER_ROW), isChain: true })
    }
    for (const step of chain)
      placeTogether(children.get(step.id) ?? [], { kind: 'after', text: `après « ${step.title} »` })
  }
  /** Steps of one start: those that nothing follows share lines, the others have their own. */
  const placeTogether = (steps: readonly Step[], start: Row['start']): void => {
    const fresh = steps.filter((step) => !placed.has(step.id))
    const alone = start.text === '' ? [] : fresh.filter((step) => !children.has(step.id))
    for (const step of alone) placed.add(step.id)
    for (let i = 0; i < alone.length; i += PER_ROW) {
      rows.push({ start, steps: alone.slice(i, i + PER_ROW), isChain: false })
    }
    for (const step of fresh) if (!placed.has(step.id)) placeChain(step, start)
  }
  for (const [trigger, steps] of events) placeTogether(steps, { kind: 'event', text: trigger })
  // Steps that follow each other in a circle have no first one: each starts its own line.
  for (const step of model.steps) {
    if (!placed.has(step.id)) placeChain(step, { kind: 'event', text: step.trigger ?? '' })
  }
  return rows
}

function drawRow(row: Row): { svg: string; height: number } {
  const isShared = !row.isChain && row.steps.length > 1
  const top = isShared ? SHARE : 0
  const cards = row.steps.map((step, i) =>
    layCard(step, row.start.kind === 'event' && (i === 0 || !row.isChain)),
  )
  const start = layStart(row.start)
  const height = Math.max(start.height, ...cards.map((card) => card.height))
  const leftOf = (i: number): number => START + GAP + i * (CARD + GAP)
  let svg = `<g transform="translate(0 ${top})">${start.draw(ARROW)}</g>`
  if (isShared) {
    const from = START + GAP / 2
    const last = leftOf(cards.length - 1) + 14
    svg +=
      `<path d="M${number(START + 2)} ${top + ARROW}H${number(from)}V4H${number(last)}" stroke="var(--soft)"` +
      ' stroke-width="1.1" fill="none"/>'
  }
  for (const [i, card] of cards.entries()) {
    const x = leftOf(i)
    svg += isShared ? arrowDown(x + 14, 4, top - 1.5) : arrow(x - GAP + 2, x - 1.5, ARROW)
    svg += `<g transform="translate(${number(x)} ${top})">${card.draw(height)}</g>`
  }
  return { svg, height: height + top }
}

function layStart(start: Row['start']): { height: number; draw: (middle: number) => string } {
  if (start.text === '') {
    return {
      height: 2 * ARROW,
      draw: (middle) =>
        `<circle cx="${number(START - 7)}" cy="${number(middle)}" r="4.5" fill="var(--accent)"/>`,
    }
  }
  if (start.kind === 'next') {
    return {
      height: 2 * ARROW,
      draw: (middle) =>
        text(START - 4, middle + 4, `… ${start.text}`, {
          size: SIZE.small,
          anchor: 'end',
          fill: 'var(--soft)',
        }),
    }
  }
  const isEvent = start.kind === 'event'
  const words = wrapText(start.text, START - 14, SIZE.small, 5, isEvent ? 600 : 400)
  const height = Math.max(2 * ARROW, words.length * 13.2 + 14)
  return {
    height: height + 1,
    draw: () =>
      `<rect x="0.5" y="0.5" width="${START - 1}" height="${number(height)}" rx="${isEvent ? 10 : 2}"` +
      ` fill="${isEvent ? 'var(--accent-pale)' : 'none'}"${isEvent ? '' : ' stroke="var(--hairline)" stroke-dasharray="3 2.5"'}/>` +
      lines(7, height / 2 - words.length * 6.6 + 10.5, words, 13.2, {
        size: SIZE.small,
        weight: isEvent ? 600 : 400,
        fill: isEvent ? 'var(--accent)' : 'var(--soft)',
      }),
  }
}

function arrowDown(x: number, from: number, to: number): string {
  return (
    `<path d="M${number(x)} ${number(from)}V${number(to - 4)}" stroke="var(--soft)" stroke-width="1.1" fill="none"/>` +
    `<path d="M${number(x - 3.5)} ${number(to - 6)}L${number(x)} ${number(to)}L${number(x + 3.5)} ${number(to - 6)}Z" fill="var(--soft)"/>`
  )
}

function arrow(from: number, to: number, y: number): string {
  return (
    `<path d="M${number(from)} ${number(y)}H${number(to - 4)}" stroke="var(--soft)" stroke-width="1.1" fill="none"/>` +
    `<path d="M${number(to - 6)} ${number(y - 3.5)}L${number(to)} ${number(y)}L${number(to - 6)} ${number(y + 3.5)}Z" fill="var(--soft)"/>`
  )
}

/** Lays out one card; the trigger is repeated on it only where the start of the row does not say it. */
function layCard(step: Step, isSaid: boolean): { height: number; draw: (height: number) => string } {
  const inner = CARD - 18
  const title = wrapText(step.title, inner, SIZE.label, 4, 600)
  const trigger = !isSaid && step.trigger ? wrapText(step.trigger, inner, SIZE.small, 2) : []
  const delay = step.delay ? wrapText(step.delay, inner, SIZE.small, 2, 600) : []
  const details = step.details.flatMap((detail) => wrapText(detail, inner, SIZE.small, 2))
  const colour = toneColour(step.tone ?? 'accent')
  const height = 12 + title.length * 14.6 + (trigger.length + delay.length + details.length) * 13.2 + 7
  return {
    height,
    draw: (tallest) => {
      let y = 18
      let svg =
        `<rect x="0.4" y="0.4" width="${CARD - 0.8}" height="${number(tallest - 0.8)}" fill="#fff" stroke="var(--hairline)" stroke-width="0.8"/>` +
        `<rect x="0" y="0" width="3" height="${number(tallest)}" fill="${colour}"/>`
      const put = (words: readonly string[], step: number, style: Parameters<typeof lines>[4]): void => {
        svg += lines(11, y, words, step, style)
        y += words.length * step
      }
      put(title, 14.6, { weight: 600 })
      put(trigger, 13.2, { size: SIZE.small, fill: 'var(--soft)' })
      put(delay, 13.2, { size: SIZE.small, weight: 600, fill: colour })
      put(details, 13.2, { size: SIZE.small, fill: 'var(--soft)' })
      return svg
    },
  }
}
