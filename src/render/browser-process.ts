// One run of a browser: its process group, its profile, its end. May not choose which browser runs.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, LaunchOptions } from 'puppeteer'
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import { loadPuppeteer } from './load-puppeteer.js'

export interface BrowserProcess {
  readonly puppeteer: Browser
  /** Ends it and takes its profile away; by force where it does not answer. */
  close(): Promise<void>
}

/** A browser that was started and says nothing: asking it again, otherwise, would only wait again. */
export class SilentBrowser extends Error {}

/** A quiet machine takes a tenth of a second, a very busy one some seconds. */
export const LONGEST_START = 30_000
const LONGEST_END = 5_000

/** @throws SilentBrowser where it does not answer in time; Error with its own words where it does not start. */
export async function startProcess(
  options: Pick<LaunchOptions, 'executablePath' | 'headless' | 'args' | 'env'>,
  longestStart = LONGEST_START,
): Promise<BrowserProcess> {
  const puppeteer = loadPuppeteer()
  const profile = makeProfile()
  // Its abortion kills the whole group, a wrapper and what it has started: puppeteer gives the browser its own.
  const kill = new AbortController()
  const endAtOnce = (): void => {
    kill.abort()
    removeNow(profile)
  }
  // The one place that every end goes through, Ctrl-C included.
  process.once('exit', endAtOnce)
  const forget = (): void => {
    process.off('exit', endAtOnce)
    kill.abort()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  try {
    const browser = await inTime(
      puppeteer.launch({
        ...options,
        userDataDir: profile,
        // A pipe instead of a port: no other program can drive it, and it ends when we end.
        pipe: true,
        signal: kill.signal,
        timeout: longestStart,
        protocolTimeout: 120_000,
      }),
      longestStart,
    )
    const child = browser.process()
    browser.once('disconnected', () => {
      if (child?.exitCode === null && child.signalCode === null) child.once('exit', forget)
      else forget()
    })
    return {
      puppeteer: browser,
      close: async () => {
        await inTime(browser.close(), LONGEST_END).catch(() => {})
        forget()
      },
    }
  } catch (error) {
    forget()
    throw error
  }
}

/** A folder for the browser's own files. @throws EnvironmentFailure where the temporary folder cannot be written */
function makeProfile(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'i12-navigateur-'))
  } catch (error) {
    throw new EnvironmentFailure(
      fr`Le dossier temporaire « ${tmpdir()} » ne peut pas être écrit.`,
      fr`corrigez la variable TMPDIR (TEMP sous Windows), ou faites de la place dans ce dossier`,
      { cause: error },
    )
  }
}

async function inTime<Value>(waiting: Promise<Value>, longest: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SilentBrowser(`no answer in ${Math.round(longest / 1000)} s`)),
      longest,
    )
  })
  // Once it is killed, what it was asked fails too, and nobody waits for that any more.
  waiting.catch(() => {})
  try {
    return await Promise.race([waiting, late])
  } finally {
    clearTimeout(timer)
  }
}

/** While the program ends nothing can be awaited: processes that are dying may still write for a moment. */
function removeNow(folder: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Written to while it was emptied: once more.
    }
    Atomics.wait(pause, 0, 0, 25)
    if (!existsSync(folder)) return
  }
}

/** What the browser says when it cannot even tell its version (a missing library), or null when it can. */
export async function complaintOf(executable: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      executable,
      ['--version', '--headless', '--no-sandbox'],
      { env, timeout: 20_000, killSignal: 'SIGKILL' },
      (error, _, said) => resolve(error === null ? null : said.trim() || error.message),
    )
  })
}
