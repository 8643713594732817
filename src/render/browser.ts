// Finds, starts and closes the browser that prints. May not know what is printed.
import { userInfo } from 'node:os'
import type { Browser } from 'puppeteer'
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import {
  type BrowserProcess,
  complaintOf,
  LONGEST_START,
  SilentBrowser,
  startProcess,
} from './browser-process.js'
import { findInstalledBrowser, findPuppeteerBrowser, isExecutable, PACKAGED } from './find-browser.js'
import { type PackagedBrowser, unpackBrowser } from './packaged-browser.js'

export interface BrowserOptions {
  /** A path, or `integre` for the packaged one; what `--browser` or `I12_BROWSER` says. Null: search. */
  readonly browser?: string | null
  /** Milliseconds after which a browser that says nothing is ended. */
  readonly longestStart?: number
}

/** A browser that can be started: where it is and how it was found. */
interface Candidate {
  readonly executable: string
  readonly origin: 'asked' | 'installed' | 'puppeteer' | 'packaged'
  /** Tried only when the system lacks libraries. */
  readonly libraries: string | null
  readonly fontConfiguration: string | null
}

/** A browser kept open for a whole run. Close it in a `finally`; Ctrl-C and a failure of Node close it too. */
export interface OpenBrowser {
  readonly executable: string
  readonly origin: Candidate['origin']
  /** « Chrome/147.0.7727.24 ». */
  readonly version: string
  /** What a document says of it: « Chromium 147.0.7727.24 ». Layout and bytes follow it. */
  readonly producer: string
  /** False as root, and where the system refuses user namespaces. */
  readonly isSandboxed: boolean
  readonly puppeteer: Browser
  close(): Promise<void>
}

/** Where a browser is looked for. */
export interface BrowserSearch {
  installed(): Promise<string | null>
  keptByPuppeteer(): Promise<string | null>
  packaged(): Promise<PackagedBrowser | null>
}

const MACHINE: BrowserSearch = {
  installed: () => findInstalledBrowser(),
  keptByPuppeteer: () => findPuppeteerBrowser(),
  packaged: () => unpackBrowser(),
}

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-webgl',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  // No name is ever resolved: a second wall behind the refusal of every request.
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

const HOW_TO_GET_ONE = fr`installez Chrome, Edge ou Chromium, ou indiquez le vôtre avec --browser CHEMIN (ou la variable I12_BROWSER) ; « i12 doctor » dit ce qui a été cherché`

/**
 * Starts the first browser that works: the one asked for, else the packaged one, so that bytes do not depend on the
 * machine, else an installed Chrome, Edge or Chromium, else puppeteer's own.
 * @throws EnvironmentFailure when none is found or none starts.
 */
export async function openBrowser(
  options: BrowserOptions = {},
  search: BrowserSearch = MACHINE,
): Promise<OpenBrowser> {
  const failures: string[] = []
  const asked = options.browser || process.env.I12_BROWSER || null
  for await (const candidate of candidates(asked, search, failures)) {
    try {
      const browser = await start(candidate, options.longestStart ?? LONGEST_START)
      if (isRecentEnough(browser.version)) return browser
      await browser.close()
      failures.push(
        fr`${candidate.executable} : ${browser.version}, il faut la version ${LEAST_VERSION} au moins`,
      )
    } catch (error) {
      if (error instanceof EnvironmentFailure) throw error
      failures.push(fr`${candidate.executable} : ${firstLines(error)}`)
    }
  }
  if (failures.length > 0) {
    throw new EnvironmentFailure(
      fr`Aucun navigateur ne peut imprimer les documents (${failures.join(' ; ')}).`,
      HOW_TO_GET_ONE,
    )
  }
  throw new EnvironmentFailure(
    fr`Aucun navigateur n’a été trouvé pour imprimer les documents : ni Chrome, ni Edge, ni Chromium installé, ni celui qui accompagne i12 (paquet @sparticuz/chromium, Linux x64 seulement).`,
    HOW_TO_GET_ONE,
  )
}

/** The first version that prints what stands in the margins of a page: page numbers, running header. */
const LEAST_VERSION = 131

/** From what a browser says of itself: « HeadlessChrome/147.0.7727.0 ». */
export function isRecentEnough(version: string): boolean {
  return Number(/\/(\d+)\./.exec(version)?.[1] ?? 0) >= LEAST_VERSION
}

/** @param failures what is said of those that cannot even be offered */
async function* candidates(
  asked: string | null,
  search: BrowserSearch,
  failures: string[],
): AsyncGenerator<Candidate> {
  if (asked !== null && asked !== PACKAGED) {
    if (!(await isExecutable(asked))) {
      throw new EnvironmentFailure(
        fr`Le navigateur demandé n’existe pas ou ne peut pas être exécuté : ${asked}`,
        'corrigez le chemin donné à --browser ou à I12_BROWSER, ou retirez-le pour laisser i12 chercher',
      )
    }
    yield { executable: asked, origin: 'asked', libraries: null, fontConfiguration: null }
    return
  }
  const packaged = await search.packaged().catch((error: unknown) => {
    failures.push(
      fr`celui qui accompagne i12 n’a pas pu être déballé, il lui faut 200 Mo dans le dossier de cache (${firstLines(error)})`,
    )
    return null
  })
  if (packaged !== null) yield { ...packaged, origin: 'packaged' }
  if (asked === PACKAGED) return
  const installed = await search.installed()
  if (installed !== null)
    yield { executable: installed, origin: 'installed', libraries: null, fontConfiguration: null }
  const kept = await search.keptByPuppeteer()
  if (kept !== null) yield { executable: kept, origin: 'puppeteer', libraries: null, fontConfiguration: null }
}

async function start(candidate: Candidate, longestStart: number): Promise<OpenBrowser> {
  let withSandbox = process.getuid?.() !== 0
  let withLibraries = false
  for (;;) {
    try {
      const opened = await launch(candidate, withSandbox, withLibraries, longestStart)
      const { puppeteer } = opened
      const version = await puppeteer.version()
      return {
        executable: candidate.executable,
        origin: candidate.origin,
        version,
        producer: `Chromium ${version.replace(/^.*\//, '')}`,
        isSandboxed: withSandbox,
        puppeteer,
        close: opened.close,
      }
    } catch (error) {
      if (error instanceof SilentBrowser) throw new Error(fr`il ne répond pas (${error.message})`)
      // Over a pipe the browser's own words are lost: ask it again, alone, what it lacks.
      const complaint = await complaintOf(candidate.executable, environmentOf(candidate, withLibraries))
      if (complaint !== null && candidate.libraries !== null && !withLibraries) withLibraries = true
      else if (complaint === null && withSandbox) withSandbox = false
      else throw complaint === null ? error : new Error(complaint)
    }
  }
}

function environmentOf(candidate: Candidate, withLibraries: boolean): NodeJS.ProcessEnv {
  const libraries = [candidate.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  // Our own variables, the passphrase of a certificate among them, are no business of the browser.
  const inherited = Object.entries(process.env).filter(([name]) => !/^I12_/i.test(name))
  return {
    ...Object.fromEntries(inherited),
    HOME: process.env.HOME || userInfo().homedir,
    ...(withLibraries ? { LD_LIBRARY_PATH: libraries } : {}),
    ...(candidate.fontConfiguration === null ? {} : { FONTCONFIG_FILE: candidate.fontConfiguration }),
  }
}

async function launch(
  candidate: Candidate,
  withSandbox: boolean,
  withLibraries: boolean,
  longestStart: number,
): Promise<BrowserProcess> {
  const isShell = candidate.origin === 'packaged' || /headless.?shell/i.test(candidate.executable)
  return startProcess(
    {
      executablePath: candidate.executable,
      headless: isShell ? 'shell' : true,
      args: withSandbox ? ARGUMENTS : [...ARGUMENTS, '--no-sandbox', '--disable-setuid-sandbox'],
      env: environmentOf(candidate, withLibraries),
    },
    longestStart,
  )
}

function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('TROUBLESHOOTING'))
    .slice(0, 3)
    .join(' ')
}
