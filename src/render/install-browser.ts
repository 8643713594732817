// Fetches a browser on request, into the cache where puppeteer looks for one. Never called by itself.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { EnvironmentFailure } from '../kernel/failure.js'

export interface InstalledBrowser {
  readonly executable: string
  /** `147.0.7727.24`. */
  readonly version: string
}

/** Downloads the current stable Chrome for Testing. @throws EnvironmentFailure without network or for an unknown system. */
export async function installBrowser(
  onProgress: (doneBytes: number, allBytes: number) => void = () => {},
): Promise<InstalledBrowser> {
  const { Browser, computeExecutablePath, detectBrowserPlatform, install, resolveBuildId } = await import(
    '@puppeteer/browsers'
  )
  const platform = detectBrowserPlatform()
  if (platform === undefined) {
    throw new EnvironmentFailure(
      'Aucun navigateur n’est proposé au téléchargement pour ce système.',
      'installez Chrome, Edge ou Chromium par les moyens de votre système',
    )
  }
  const cacheDir = process.env.PUPPETEER_CACHE_DIR || join(homedir(), '.cache', 'puppeteer')
  const browser = Browser.CHROMEHEADLESSSHELL
  try {
    const buildId = await resolveBuildId(browser, platform, 'stable')
    await install({ browser, buildId, platform, cacheDir, downloadProgressCallback: onProgress })
    return { executable: computeExecutablePath({ browser, buildId, platform, cacheDir }), version: buildId }
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new EnvironmentFailure(
      `Le navigateur n’a pas pu être téléchargé (${said}).`,
      'vérifiez l’accès à storage.googleapis.com, ou installez Chrome, Edge ou Chromium vous-même',
      { cause: error },
    )
  }
}
