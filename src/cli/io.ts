// The streams of a run, handed to commands so that tests can read them. The only file that touches process streams.
import { EventEmitter } from 'node:events'
import { fr } from '../kernel/french.js'
import { cleanText } from './clean-text.js'

/** 0 nothing to report, 1 findings at or above the threshold, 2 something to mend first, 3 a failure of ours, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130

export interface Io {
  /** Results: what a script or a pipe takes. Bytes are a document. */
  out(content: string | Uint8Array): void
  /** Everything said about the work. */
  err(text: string): void
  /** Shows `text` on a line of stderr that the next one replaces; null wipes it. On a terminal only. */
  redraw(text: string | null): void
  /** Whether somebody sits at a terminal and may be asked. */
  readonly isInteractive: boolean
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * The streams of the process. A reader that leaves early (`i12 check | head`) ends the run without a word; a full disk
 * behind them ends it with one, as does Ctrl-C.
 */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream instanceof EventEmitter) stream.on('error', endOn)
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      if (signal === 'SIGINT')
        process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[2K' : ''}Interrompu.\n`)
      process.exit(code)
    })
  }
  return {
    out: (content) => void process.stdout.write(content),
    err: (text) => void process.stderr.write(text),
    redraw: (text) => void process.stderr.write(`\r\u001b[2K${text ?? ''}`),
    isInteractive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    outIsTerminal: Boolean(process.stdout.isTTY),
    errIsTerminal: Boolean(process.stderr.isTTY),
    env: process.env,
  }
}

function endOn(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  const why = error.code === 'ENOSPC' ? fr`le disque est plein` : (error.code ?? '')
  process.stderr.write(
    fr`i12 : la sortie ne peut pas être écrite (${why}).\n  à faire   libérez de la place, ou choisissez une autre sortie\n`,
  )
  process.exit(3)
}

/** The same streams, where nothing that data hold reaches a terminal as a command. */
export function cleanIo(io: Io): Io {
  return {
    ...io,
    out: (content) => io.out(typeof content === 'string' ? cleanText(content, io.outIsTerminal) : content),
    err: (text) => io.err(cleanText(text, io.errIsTerminal)),
    redraw: (text) => io.redraw(text === null ? null : cleanText(text, false)),
  }
}
