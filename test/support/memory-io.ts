import type { Io } from '../../src/cli/io.js'

export interface MemoryIo extends Io {
  readonly stdout: string
  readonly stderr: string
}

/** Streams that a test reads afterwards; no terminal, no colour. */
export function memoryIo(
  changes: Partial<Pick<Io, 'env' | 'isInteractive' | 'outIsTerminal'>> = {},
): MemoryIo {
  const out: string[] = []
  const err: string[] = []
  return {
    out: (content) =>
      void out.push(typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
    err: (text) => void err.push(text),
    redraw: () => {},
    isInteractive: false,
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    ...changes,
    get stdout() {
      return out.join('')
    },
    get stderr() {
      return err.join('')
    },
  }
}
