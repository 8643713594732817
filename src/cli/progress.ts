// How far long work has come: on a terminal only, on one line that is wiped at the end.
import type { Invocation } from './command.js'
import type { Io } from './io.js'

export interface Progress {
  readonly show: (done: number, all: number) => void
  end(): void
}

export function progressOn(io: Io, { isQuiet }: Pick<Invocation, 'isQuiet'>, what: string): Progress {
  if (isQuiet || !io.errIsTerminal) return { show: () => {}, end: () => {} }
  let isShown = false
  return {
    show: (done, all) => {
      isShown = true
      io.err(`\r\u001b[2K${what} ${done}/${all}`)
    },
    end: () => {
      if (isShown) io.err('\r\u001b[2K')
    },
  }
}
