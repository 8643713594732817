// Which browser prints: the one asked for, one that is installed, one that puppeteer keeps. May not start it.
import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Word given to `--browser` or `I12_BROWSER` that asks for the packaged browser, whatever is installed. */
export const PACKAGED = 'integre'

/** Installed Chrome, Edge or Chromium, in that order; null when there is none. */
export async function findInstalledBrowser(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  return firstExecutable(installedCandidates(platform, environment))
}

function installedCandidates(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const applications = ['/Applications', join(homedir(), 'Applications')]
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      applications.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  if (platform === 'win32') {
    const roots = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    return [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'Chromium/Application/chrome.exe',
    ].flatMap((path) => roots.flatMap((root) => (root ? [join(root, path)] : [])))
  }
  const folders = [...(environment.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(
    (folder) => folder !== '',
  )
  return [
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
  ].flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The newest browser in puppeteer's own cache, or null. */
export async function findPuppeteerBrowser(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const cache = environment.PUPPETEER_CACHE_DIR || join(homedir(), '.cache', 'puppeteer')
  for (const product of ['chrome', 'chrome-headless-shell']) {
    const versions = await listFolder(join(cache, product))
    for (const version of versions.sort(byNewestVersion)) {
      const platforms = await listFolder(join(cache, product, version))
      const found = await firstExecutable(
        platforms.flatMap((platform) =>
          [
            product,
            `${product}.exe`,
            'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
          ].map((name) => join(cache, product, version, platform, name)),
        ),
      )
      if (found !== null) return found
    }
  }
  return null
}

/** `linux-147.0.7727.24` before `linux-99.0.1.2`. */
function byNewestVersion(left: string, right: string): number {
  const numbers = (name: string): number[] => (name.match(/\d+/g) ?? []).map(Number)
  const [first, second] = [numbers(left), numbers(right)]
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const difference = (second[i] ?? 0) - (first[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

async function firstExecutable(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate
  }
  return null
}

/** Whether the file is there and may be run by this user. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
