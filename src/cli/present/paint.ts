// Colours of the terminal, always beside a word or a sign that says the same. The one door of chalk.
import { Chalk } from 'chalk'

/** The few that every terminal has. */
type Style = 'bold' | 'green' | 'red' | 'yellow'

export type Paint = (style: Style, text: string) => string

// Whether colours are wanted is decided with the command line, not by chalk.
const chalk = new Chalk({ level: 1 })

/** Paints, or leaves the text as it is where colours are not wanted. */
export function paintFor(hasColor: boolean): Paint {
  return hasColor ? (style, text) => chalk[style](text) : (_, text) => text
}
