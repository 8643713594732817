// Words of a run that waits for another one in the same folder.
import type { Io } from './io.js'

/** Says the wait on stderr. */
export function sayWaiting(io: Io): (sentence: string) => void {
  return (sentence) => io.err(`${sentence}\n`)
}

/** Runs `work` alone in the workspace, saying so where it must wait. @throws EnvironmentFailure */
export async function underLock<T>(root: string, io: Io, work: () => Promise<T>): Promise<T> {
  const { withWorkspaceLock } = await import('../app/workspace-lock.js')
  return withWorkspaceLock(root, work, { onWait: sayWaiting(io) })
}
