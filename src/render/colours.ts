// The two colours of an organisation and the shades drawn from them. May not know where they are used.
import { Refusal } from '../kernel/failure.js'
import { formatNumber, fr } from '../kernel/french.js'

/** `#1f5f7a`; null keeps ours. */
export interface Colours {
  readonly accent?: string | null
  readonly warning?: string | null
}

export const DEFAULT_COLOURS = { accent: '#17566e', warning: '#a3400f' } as const

type Rgb = readonly [number, number, number]

/** WCAG 2.2 AA for text of normal size. */
const LEAST_CONTRAST = 4.5

const WHITE: Rgb = [255, 255, 255]

/**
 * Custom properties for `:root`: each colour, a pale shade for grounds and a middle one for charts.
 * @throws Refusal where a colour cannot be read or is too pale on white paper; a near one that fits is proposed.
 */
export function colourVariables(colours: Colours = {}): string {
  const accent = checked('accent', colours.accent ?? DEFAULT_COLOURS.accent)
  const warning = checked('alerte', colours.warning ?? DEFAULT_COLOURS.warning)
  return [
    `--accent:${toHex(accent)}`,
    `--accent-middle:${toHex(mix(accent, WHITE, 0.55))}`,
    `--accent-pale:${toHex(mix(accent, WHITE, 0.9))}`,
    `--warning:${toHex(warning)}`,
    `--warning-middle:${toHex(mix(warning, WHITE, 0.55))}`,
    `--warning-pale:${toHex(mix(warning, WHITE, 0.91))}`,
  ].join(';')
}

/** Ratio of WCAG 2.2 between two colours, 1 to 21. */
export function contrast(first: Rgb, second: Rgb): number {
  const [high, low] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function checked(name: string, text: string): Rgb {
  const colour = parseColour(text)
  if (colour === null) {
    throw new Refusal(
      fr`La couleur « ${name} » ne peut pas être lue : « ${text} ».`,
      'écrivez-la en hexadécimal, par exemple "#17566e"',
    )
  }
  const ratio = contrast(colour, WHITE)
  if (ratio < LEAST_CONTRAST) {
    throw new Refusal(
      fr`La couleur « ${name} » (${text}) est trop claire pour être lue sur le papier : contraste de ${formatNumber(ratio, 1)} pour 1, il faut au moins 4,5 (WCAG 2.2, niveau AA).`,
      fr`prenez une couleur plus foncée, par exemple ${toHex(darkened(colour))}`,
    )
  }
  return colour
}

/** `#abc`, `#aabbcc`, with or without `#`. */
export function parseColour(text: string): Rgb | null {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())
  if (match?.[1] === undefined) return null
  const digits = match[1].length === 3 ? match[1].replace(/./g, '$&$&') : match[1]
  const value = Number.parseInt(digits, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function darkened(colour: Rgb): Rgb {
  let share = 0
  while (contrast(mix(colour, [0, 0, 0], share), WHITE) < LEAST_CONTRAST + 0.1) share += 0.02
  return mix(colour, [0, 0, 0], share)
}

/** `share` of the second colour in the first. */
function mix(first: Rgb, second: Rgb, share: number): Rgb {
  return first.map((part, i) => Math.round(part + ((second[i] ?? 0) - part) * share)) as unknown as Rgb
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function toHex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
