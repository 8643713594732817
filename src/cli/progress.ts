// How far long work has come: on a terminal only, on one line that is wiped at the end.
import { formatPercent, fr } from '../kernel/french.js'
import type { Invocation } from './command.js'
import type { Io } from './io.js'

export interface Progress {
  readonly show: (done: number, all: number) => void
  end(): void
}

/** Steps between two lines where nothing may be redrawn, in percent. */
const STEP = 10

export function progressOn(io: Io, { isQuiet }: Pick<Invocation, 'isQuiet'>, what: string): Progress {
  if (isQuiet || !io.errIsTerminal) return { show: () => {}, end: () => {} }
  if (io.env.I12_ACCESSIBLE === '1') return inLines(io, what)
  let isShown = false
  return {
    show: (done, all) => {
      isShown = true
      io.redraw(`${what} ${done}/${all}`)
    },
    end: () => {
      if (isShown) io.redraw(null)
    },
  }
}

/** For screen readers: a line for every tenth of the work, and nothing that moves. */
function inLines(io: Io, what: string): Progress {
  let said = 0
  return {
    show: (done, all) => {
      const percent = Math.floor((done * 100) / Math.max(all, 1) / STEP) * STEP
      if (percent <= said) return
      said = percent
      io.err(fr`${what} : ${formatPercent(percent / 100, 0)}\n`)
    },
    end: () => {},
  }
}
