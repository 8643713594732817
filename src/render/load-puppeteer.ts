// The one door of puppeteer. May not start a browser.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { PuppeteerNode } from 'puppeteer'

/** Where i12 is installed: `.puppeteerrc.cjs` lies there. */
const HOME = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Loads puppeteer. As it loads, it looks for a configuration from the current folder upwards and runs the one it
 * finds: a folder of exports could then have its own program run. So it is loaded from our folder, where it finds
 * ours and stops; in one breath, so that nothing else sees the folder change.
 */
export function loadPuppeteer(): PuppeteerNode {
  const here = process.cwd()
  process.chdir(HOME)
  try {
    return createRequire(import.meta.url)('puppeteer').default
  } finally {
    process.chdir(here)
  }
}
