// One run at a time where files are read, changed and written back. A small file of ours: the libraries that do this
// know a dead holder only by its age, and keep the next run waiting after every kill.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { readFile, readlink, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { codeOf, isAbsence } from './confine.js'
import { OUTPUTS, recoverFiles, STAGING_FOLDER } from './replace-files.js'

/** Stands in the folder for as long as a run works there. */
export const LOCK_FILE = '.i12.lock'

/** How long a second run waits before it gives up, in milliseconds. */
const PATIENCE = 60_000
/** A wait shorter than this is not worth a word. */
const UNNOTICED = 500
const STEP = 100
/** The holder touches its lock this often; one on another machine is taken for dead after six times that. */
const HEARTBEAT = 5_000
const SILENCE = 6 * HEARTBEAT

export interface LockOptions {
  /** Told once, where somebody else works there and this run waits. */
  readonly onWait?: ((sentence: string) => void) | undefined
  readonly patience?: number
}

interface Holder {
  readonly pid: number
  /** Machine and, on Linux, its space of process numbers: a container's are its own. */
  readonly place: string
  /** When the process began, so that a number used again is not taken for it; null where the system does not say. */
  readonly began: string | null
  readonly token: string
}

/** Folders held by the calls that led here: what works under a lock may ask for it again. */
const heldHere = new AsyncLocalStorage<ReadonlySet<string>>()
/** Lock file → token, for the whole process. */
const heldByProcess = new Map<string, string>()

// Ctrl-C and a failure of Node leave no lock behind; after a kill it is known as stale.
process.on('exit', () => {
  for (const path of heldByProcess.keys()) rmSync(path, { force: true })
})

/**
 * Runs `work` while no other run of i12 does the same in `root`: every read–change–write of a file of the workspace
 * goes through here. What a killed run left unfinished there is finished first.
 * @param root folder that exists
 * @throws EnvironmentFailure where another run still works there once patience is over
 */
export async function withWorkspaceLock<T>(
  root: string,
  work: () => Promise<T>,
  { onWait, patience = PATIENCE }: LockOptions = {},
): Promise<T> {
  const folder = await realpath(root).catch((error: unknown) => {
    if (!isAbsence(error)) throw error
    throw new Refusal(fr`le dossier ${quoted(root)} n’existe pas.`, 'corrigez son chemin')
  })
  const outer = heldHere.getStore()
  if (outer?.has(folder)) return work()
  const path = join(folder, LOCK_FILE)
  const me: Holder = {
    pid: process.pid,
    place: await placeOfProcess(),
    began: await beginningOf(process.pid),
    token: randomUUID(),
  }
  await acquire(path, me, { onWait, patience })
  heldByProcess.set(path, me.token)
  const heartbeat = setInterval(() => {
    const now = performance.timeOrigin / 1000 + performance.now() / 1000
    utimes(path, now, now).catch(() => {})
  }, HEARTBEAT).unref()
  try {
    return await heldHere.run(new Set([...(outer ?? []), folder]), async () => {
      await recoverFiles(folder)
      // A killed run may have left its outputs unfinished, and this one perhaps writes none.
      const outputs = join(folder, OUTPUTS)
      const left = [LOCK_FILE, STAGING_FOLDER].map((name) => join(outputs, name))
      if (left.some((path) => existsSync(path)))
        await withWorkspaceLock(outputs, async () => {}, { onWait, patience })
      return work()
    })
  } finally {
    clearInterval(heartbeat)
    heldByProcess.delete(path)
    if ((await holderOf(path))?.token === me.token) await rm(path, { force: true })
  }
}

async function acquire(
  path: string,
  me: Holder,
  { onWait, patience }: LockOptions & { readonly patience: number },
): Promise<void> {
  const begun = performance.now()
  let isSaid = false
  let lastTouch = { at: -1, seen: begun }
  while (!(await create(path, me))) {
    const touched = await stat(path).then(({ mtimeMs }) => mtimeMs, nothingIfAbsent)
    if (touched === null) continue
    const waited = performance.now() - begun
    if (touched !== lastTouch.at) lastTouch = { at: touched, seen: performance.now() }
    const holder = await holderOf(path)
    // Seen untouched for so long by our own clock: those of two machines need not agree.
    const isSilent = performance.now() - lastTouch.seen > SILENCE
    if (holder?.place === me.place ? await isDead(holder) : isSilent) {
      await clear(path, holder, me)
      continue
    }
    if (waited > patience) throw stillHeld(path, holder)
    if (waited > UNNOTICED && !isSaid) {
      isSaid = true
      onWait?.(fr`i12 travaille déjà dans ce dossier${processWords(holder)} : attente de la fin…`)
    }
    await pause(STEP)
  }
}

/** Whether the lock was free and is now ours. */
async function create(path: string, me: Holder): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify(me)}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return false
  }
}

/**
 * Takes a dead holder's lock away. Of several runs that see it one does so, and only if it is still that holder's:
 * else the second would take away the lock that the first has just made.
 */
async function clear(path: string, dead: Holder | null, me: Holder): Promise<void> {
  const guard = `${path}.reprise`
  if (!(await create(guard, me))) {
    const other = await holderOf(guard)
    if (other === null || (other.place === me.place && (await isDead(other))))
      await rm(guard, { force: true })
    return pause(STEP)
  }
  try {
    if ((await holderOf(path))?.token === dead?.token) await rm(path, { force: true })
  } finally {
    await rm(guard, { force: true })
  }
}

function stillHeld(path: string, holder: Holder | null): EnvironmentFailure {
  return new EnvironmentFailure(
    fr`un autre i12 travaille encore dans ce dossier${processWords(holder)} ; rien n’a été changé.`,
    fr`attendez qu’il finisse, puis recommencez ; si aucun ne tourne, supprimez ${quoted(path)}`,
  )
}

function processWords(holder: Holder | null): string {
  return holder === null ? '' : fr` (processus ${String(holder.pid)})`
}

async function holderOf(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(nothingIfAbsent)
  try {
    const { pid, place, began, token } = JSON.parse(text ?? '') as Partial<Holder>
    if (!Number.isInteger(pid) || typeof place !== 'string' || typeof token !== 'string') return null
    return { pid: pid as number, place, began: began ?? null, token }
  } catch {
    return null
  }
}

/** Whether no process of this machine holds it any more. */
async function isDead({ pid, began, token }: Holder): Promise<boolean> {
  if (pid === process.pid) return ![...heldByProcess.values()].includes(token)
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
  const beginning = await beginningOf(pid)
  return beginning !== null && began !== null && beginning !== began
}

/** Linux: field 22 of /proc/PID/stat, ticks since the machine started (proc_pid_stat(5)). */
async function beginningOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

async function placeOfProcess(): Promise<string> {
  const space = await readlink('/proc/self/ns/pid').catch(() => '')
  return `${hostname()} ${space}`.trim()
}

function nothingIfAbsent(error: unknown): null {
  if (isAbsence(error)) return null
  throw error
}
