// Colours of the terminal, always beside a word or a sign that says the same.
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

export type Paint = (style: Style, text: string) => string

/** Paints, or leaves the text as it is where colours are not wanted. */
export function paintFor(hasColor: boolean): Paint {
  return hasColor ? (style, text) => styleText(style, text) : (_, text) => text
}
