// The few SVG pieces that all charts share: numbers, text, patterns of the tones. May not know any chart.
import type { Tone } from '../../words/tone.js'

/** Width of every chart, in its own units: the width of the text on an A4 page, 1 unit a little under 1 px. */
export const WIDTH = 640
/** Width of a chart that shares the page with two others, less the gaps between them. */
export const THIRD_WIDTH = (WIDTH - 54) / 3
/** Sizes of type, in chart units: the page's own small sizes. */
export const SIZE = { label: 12.2, small: 10.6 } as const

/** Two decimals at most, so that bytes are the same everywhere. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Text for the content or an attribute of an SVG element. */
export function escapeSvg(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

interface TextStyle {
  readonly size?: number
  readonly weight?: 400 | 600
  readonly anchor?: 'start' | 'middle' | 'end'
  /** A CSS colour; ink where absent. */
  readonly fill?: string
}

/** One line of text on its base line. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const attributes = [
    `x="${number(x)}"`,
    `y="${number(y)}"`,
    `font-size="${number(style.size ?? SIZE.label)}"`,
    style.weight === 600 ? 'font-weight="600"' : '',
    style.anchor && style.anchor !== 'start' ? `text-anchor="${style.anchor}"` : '',
    `fill="${style.fill ?? 'var(--ink)'}"`,
  ]
  return `<text ${attributes.filter(Boolean).join(' ')}>${escapeSvg(content)}</text>`
}

/** Lines of text, one under the other, the first on base line `y`. */
export function lines(
  x: number,
  y: number,
  contents: readonly string[],
  step: number,
  style: TextStyle = {},
): string {
  return contents.map((content, i) => text(x, y + i * step, content, style)).join('')
}

interface LineStyle {
  readonly stroke?: string
  readonly width?: number
  readonly dash?: string
}

/** A straight line; a hairline where no style is given. */
export function line(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): string {
  return (
    `<line x1="${number(x1)}" y1="${number(y1)}" x2="${number(x2)}" y2="${number(y2)}"` +
    ` stroke="${style.stroke ?? 'var(--hairline)'}" stroke-width="${number(style.width ?? 0.75)}"` +
    `${style.dash ? ` stroke-dasharray="${style.dash}"` : ''}/>`
  )
}

interface ToneStyle {
  readonly fill: string
  readonly stroke: string | null
  readonly mark: 'hatch' | 'dots' | null
  readonly markColour: string
  /** Colour of a figure written on it. */
  readonly ink: string
}

const TONES: Readonly<Record<Tone, ToneStyle>> = {
  done: { fill: 'var(--accent)', stroke: null, mark: null, markColour: '', ink: '#fff' },
  accent: { fill: 'var(--accent)', stroke: null, mark: null, markColour: '', ink: '#fff' },
  late: {
    fill: 'var(--warning-pale)',
    stroke: 'var(--warning)',
    mark: 'hatch',
    markColour: 'var(--warning-middle)',
    ink: 'var(--ink)',
  },
  failed: { fill: 'var(--warning)', stroke: null, mark: null, markColour: '', ink: '#fff' },
  unproven: {
    fill: '#fff',
    stroke: 'var(--accent)',
    mark: 'dots',
    markColour: 'var(--accent)',
    ink: 'var(--ink)',
  },
  waiting: {
    fill: 'var(--accent-pale)',
    stroke: 'var(--accent-middle)',
    mark: null,
    markColour: '',
    ink: 'var(--ink)',
  },
  unknown: {
    fill: '#fff',
    stroke: 'var(--grey)',
    mark: 'dots',
    markColour: 'var(--grey)',
    ink: 'var(--ink)',
  },
  neutral: { fill: 'var(--grey)', stroke: null, mark: null, markColour: '', ink: '#fff' },
}

/** Colour of a figure written on a tone, and of lines drawn in it. */
export function toneInk(tone: Tone): string {
  return TONES[tone].ink
}

/** The strong colour of a tone, for lines, points and text. */
export function toneColour(tone: Tone): string {
  if (tone === 'late' || tone === 'failed') return 'var(--warning)'
  return tone === 'unknown' || tone === 'neutral' ? 'var(--grey)' : 'var(--accent)'
}

/**
 * A bar in a tone. Patterns are drawn as lines and points of their own: a PDF viewer may blur an SVG pattern, and
 * patterns need names that would have to differ from chart to chart.
 */
export function toneRectangle(x: number, y: number, width: number, height: number, tone: Tone): string {
  if (width <= 0 || height <= 0) return ''
  const style = TONES[tone]
  const inset = style.stroke === null ? 0 : Math.min(0.4, width / 2)
  const rectangle =
    `<rect x="${number(x + inset)}" y="${number(y + inset)}" width="${number(Math.max(0.2, width - 2 * inset))}"` +
    ` height="${number(height - 2 * inset)}" fill="${style.fill}"` +
    `${style.stroke === null ? '' : ` stroke="${style.stroke}" stroke-width="0.8"`}/>`
  if (style.mark === 'hatch') return rectangle + hatch(x, y, width, height, style.markColour)
  if (style.mark === 'dots') return rectangle + dots(x, y, width, height, style.markColour)
  return rectangle
}

/** Lines rising to the right at 45°, cut at the rectangle. */
function hatch(x: number, y: number, width: number, height: number, colour: string): string {
  let path = ''
  for (let offset = 4; offset < width + height; offset += 4) {
    const [x1, y1] = offset <= height ? [x, y + offset] : [x + offset - height, y + height]
    const [x2, y2] = offset <= width ? [x + offset, y] : [x + width, y + offset - width]
    path += `M${number(x1)} ${number(y1)}L${number(x2)} ${number(y2)}`
  }
  return path === '' ? '' : `<path d="${path}" stroke="${colour}" stroke-width="0.9" fill="none"/>`
}

function dots(x: number, y: number, width: number, height: number, colour: string): string {
  let path = ''
  for (let row = 0, cy = y + 3; cy <= y + height - 2; cy += 3.2, row++) {
    for (let cx = x + (row % 2 === 0 ? 3 : 5); cx <= x + width - 2; cx += 4) {
      path += `M${number(cx - 0.6)} ${number(cy)}h1.2`
    }
  }
  return path === '' ? '' : `<path d="${path}" stroke="${colour}" stroke-width="1.1" fill="none"/>`
}

/** A row of swatches with their words, wrapped to the width; gives what to draw and the height taken. */
export function legend(
  x: number,
  y: number,
  width: number,
  entries: readonly { readonly label: string; readonly tone: Tone }[],
  measure: (label: string) => number,
): { svg: string; height: number } {
  let svg = ''
  let [left, top] = [x, y]
  for (const entry of entries) {
    const wide = 18 + measure(entry.label)
    if (left > x && left + wide > x + width) [left, top] = [x, top + 17]
    svg += toneRectangle(left, top, 12, 10, entry.tone)
    svg += text(left + 17, top + 9, entry.label, { size: SIZE.small })
    left += wide + 18
  }
  return { svg, height: top - y + 17 }
}

/**
 * The whole drawing. `description` is what a screen reader says; the title stands beside the chart as text.
 * Fonts and colours come from the page.
 */
export function drawing(
  height: number,
  description: string,
  title: string,
  content: string,
  width: number = WIDTH,
): string {
  const words = description.trim() === '' ? title : description
  return (
    `<svg class="graphique" role="img" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}"` +
    ` height="${number(height)}" aria-label="${escapeSvg(words)}" xmlns="http://www.w3.org/2000/svg">` +
    `<title>${escapeSvg(title)}</title><desc>${escapeSvg(words)}</desc>${content}</svg>`
  )
}
