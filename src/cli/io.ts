// The streams of a run, handed to commands so that tests can read them. The only file that touches process streams.
import { EventEmitter } from 'node:events'

/** 0 nothing to report, 1 findings at or above the threshold, 2 something to mend first, 3 a failure of ours. */
export type ExitCode = 0 | 1 | 2 | 3

export interface Io {
  /** Results: what a script or a pipe takes. */
  out(text: string): void
  /** Everything said about the work. */
  err(text: string): void
  /** Whether somebody sits at a terminal and may be asked. */
  readonly isInteractive: boolean
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The streams of the process. A reader that leaves early (`i12 check | head`) ends the run without a word. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream instanceof EventEmitter) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
        throw error
      })
    }
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isInteractive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    outIsTerminal: Boolean(process.stdout.isTTY),
    errIsTerminal: Boolean(process.stderr.isTTY),
    env: process.env,
  }
}
