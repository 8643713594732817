// The procedure as cards and arrows. May not judge a step: what it says is in the model.
import type { ProcedureFlow } from '../../documents/chart-models.js'
import { drawing, lines, number, SIZE, text, toneColour } from './svg.js'
import { wrapText } from './text-width.js'

const START = 116
const CARD = 154.6
const GAP = 19.6
const ROW_GAP = 20
const PER_ROW = 3
/** A drawing cannot be cut between two pages: beyond this height the flow goes on in another one, which may follow it. */
const TALLEST = 330
/** Room above cards that start side by side, for the line that joins them. */
const RAIL = 9

type Step = ProcedureFlow['steps'][number]

interface Row {
  /** What stands at the left: the event, « ensuite », or the step that this one follows. */
  readonly start: { readonly kind: 'event' | 'next' | 'after'; readonly text: string }
  readonly steps: readonly Step[]
  /** Steps that the same event starts, none after another: joined by a line above them, not by arrows. */
  readonly isParallel: boolean
}

/** One line per chain: the event at the left, then at most three cards; chains that are longer go on below. */
export function drawProcedureFlow(model: ProcedureFlow): string {
  const rows = rowsOf(model)
  const drawn = rows.map(drawRow)
  const pages: { svg: string; height: number }[] = []
  for (const row of drawn) {
    const page = pages.at(-1)
    if (page === undefined || page.height + ROW_GAP + row.height > TALLEST)
      pages.push({ svg: row.svg, height: row.height })
    else {
      page.svg += `<g transform="translate(0 ${number(page.height + ROW_GAP)})">${row.svg}</g>`
      page.height += ROW_GAP + row.height
    }
  }
  return pages
    .map((page, i) =>
      drawing(
        page.height + 2,
        i === 0 ? model.description : `${model.title} (suite ${i + 1} sur ${pages.length})`,
        model.title,
        page.svg,
      ),
    )
    .join('\n')
}

/** Follows `after` from each first step; a second child starts a line of its own. */
function rowsOf(model: ProcedureFlow): Row[] {
  const known = new Map(model.steps.map((step) => [step.id, step]))
  const children = new Map<string, Step[]>()
  const roots: Step[] = []
  for (const step of model.steps) {
    if (step.after === null || !known.has(step.after) || step.after === step.id) roots.push(step)
    else children.set(step.after, [...(children.get(step.after) ?? []), step])
  }
  const rows: Row[] = []
  const placed = new Set<string>()
  const place = (first: Step, start: Row['start']): void => {
    const chain: Step[] = []
    for (let step: Step | undefined = first; step !== undefined && !placed.has(step.id); ) {
      placed.add(step.id)
      chain.push(step)
      step = children.get(step.id)?.find((child) => !placed.has(child.id))
    }
    for (let i = 0; i < chain.length; i += PER_ROW) {
      rows.push({
        start: i === 0 ? start : { kind: 'next', text: 'ensuite' },
        steps: chain.slice(i, i + PER_ROW),
        isParallel: false,
      })
    }
    for (const step of chain) {
      for (const child of children.get(step.id) ?? []) {
        if (!placed.has(child.id)) place(child, { kind: 'after', text: `après « ${step.title} »` })
      }
    }
  }
  const alone = new Map<string, Step[]>()
  for (const root of roots) {
    const event = root.trigger ?? ''
    if (event !== '' && !children.has(root.id)) alone.set(event, [...(alone.get(event) ?? []), root])
  }
  for (const root of roots) {
    const event = root.trigger ?? ''
    const together = alone.get(event) ?? []
    if (placed.has(root.id)) continue
    if (together.length < 2 || !together.includes(root)) {
      place(root, { kind: 'event', text: event })
      continue
    }
    for (const step of together) placed.add(step.id)
    for (let i = 0; i < together.length; i += PER_ROW) {
      rows.push({
        start: i === 0 ? { kind: 'event', text: event } : { kind: 'next', text: '' },
        steps: together.slice(i, i + PER_ROW),
        isParallel: true,
      })
    }
  }
  // Steps that follow each other in a circle have no first one: each starts its own line.
  for (const step of model.steps)
    if (!placed.has(step.id)) place(step, { kind: 'event', text: step.trigger ?? '' })
  return rows
}

function drawRow(row: Row): { svg: string; height: number } {
  const cards = row.steps.map((step, i) =>
    layCard(step, row.isParallel || (i === 0 && row.start.kind === 'event')),
  )
  const height = Math.max(46, ...cards.map((card) => card.height))
  const arrowAt = 23
  const top = row.isParallel ? RAIL : 0
  let svg = row.isParallel && row.start.text === '' ? '' : drawStart(row.start, arrowAt)
  for (const [i, card] of cards.entries()) {
    const x = START + GAP + i * (CARD + GAP)
    if (!row.isParallel) svg += arrow(x - GAP + 2, x - 1.5, arrowAt)
    svg += `<g transform="translate(${number(x)} ${top})">${card.draw(height)}</g>`
  }
  if (row.isParallel) svg += rail(cards.length, row.start.text === '')
  return { svg, height: height + top }
}

/** From the event, a line above the cards and a stroke down to each; a second row goes on from the first. */
function rail(count: number, isContinued: boolean): string {
  const from = START + GAP / 2
  const xOf = (i: number) => START + GAP + i * (CARD + GAP) + 14
  const start = isContinued ? `M${number(from)} ${-ROW_GAP}V1` : `M${START + 2} 23H${number(from)}V1`
  const drops = Array.from({ length: count }, (_, i) => `M${number(xOf(i))} 1V${RAIL}`).join('')
  return `<path d="${start}H${number(xOf(count - 1))}${drops}" stroke="var(--soft)" stroke-width="1.1" fill="none"/>`
}

function drawStart(start: Row['start'], middle: number): string {
  if (start.text === '') {
    return `<circle cx="${number(START - 7)}" cy="${number(middle)}" r="4.5" fill="var(--accent)"/>`
  }
  if (start.kind === 'next')
    return text(START - 4, middle + 4, '… ensuite', { size: SIZE.small, anchor: 'end', fill: 'var(--soft)' })
  const words = wrapText(start.text, START - 14, SIZE.small, 5, start.kind === 'event' ? 600 : 400)
  const tall = words.length * 13.2 + 14
  const isEvent = start.kind === 'event'
  return (
    `<rect x="0.5" y="0.5" width="${START - 1}" height="${number(Math.max(46, tall))}" rx="${isEvent ? 10 : 2}"` +
    ` fill="${isEvent ? 'var(--accent-pale)' : 'none'}"${isEvent ? '' : ' stroke="var(--hairline)" stroke-dasharray="3 2.5"'}/>` +
    lines(7, Math.max(tall, 46) / 2 - words.length * 6.6 + 10.5, words, 13.2, {
      size: SIZE.small,
      weight: isEvent ? 600 : 400,
      fill: isEvent ? 'var(--accent)' : 'var(--soft)',
    })
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
