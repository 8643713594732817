// A browser that starts while the ledger is computed: 0.4 s of its start are then not waited for.
import type { OpenBrowser } from '../render/browser.js'

export interface AheadBrowser {
  /** @throws EnvironmentFailure as `openBrowser`, and only here: a run that prints nothing needs no browser. */
  take(): Promise<OpenBrowser>
  close(): Promise<void>
}

/** @param browser `--browser` */
export function openAhead(browser: string | null): AheadBrowser {
  const opening = import('../render/browser.js').then(({ openBrowser }) => openBrowser({ browser }))
  // Met by whoever takes it.
  opening.catch(() => {})
  return {
    take: () => opening,
    close: async () => {
      const opened = await opening.catch(() => null)
      await opened?.close()
    },
  }
}
