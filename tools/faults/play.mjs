// Plays what may happen to a run: killed at each call to the disk, a full disk at each of them, two at once. After
// each the same command is run again, and what it leaves must be what an undisturbed run leaves.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../bin/i12.js', import.meta.url))
const BREAKER = pathToFileURL(fileURLToPath(new URL('./break-disk.mjs', import.meta.url))).href

/** Names that no run may leave behind. */
const LEFTOVERS = /(?:^|\/)\.i12(?:-en-cours|\.lock)/

/**
 * Runs the program.
 * @returns {Promise<{ code: number | null, out: string, err: string }>} code null where it was killed
 */
export function run(args, environment = {}, breaks = false) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...(breaks ? ['--import', BREAKER] : []), PROGRAM, ...args], {
      env: { ...process.env, NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { out: '', err: '' }
    child.stdout.on('data', (data) => {
      said.out += data
    })
    child.stderr.on('data', (data) => {
      said.err += data
    })
    child.on('close', (code) => resolve({ code, ...said }))
  })
}

/** Every file of a folder with its hash. */
export function snapshot(folder) {
  const files = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const absolute = join(entry.parentPath, entry.name)
    const path = relative(folder, absolute).replaceAll('\\', '/')
    if (entry.isFile()) files.set(path, createHash('sha256').update(readFileSync(absolute)).digest('hex'))
    else if (LEFTOVERS.test(path)) files.set(path, 'folder')
  }
  return files
}

/** What differs between two snapshots, one a line; empty where they are the same. */
export function differences(found, expected) {
  const paths = new Set([...found.keys(), ...expected.keys()])
  return [...paths].filter((path) => found.get(path) !== expected.get(path)).sort()
}

/** A scratch folder for the time of `work`. */
export async function inScratch(work) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'i12-pannes-')))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Plays one kind of fault at each call to the disk of one command.
 * @param {object} scenario
 * @param {(folder: string) => Promise<void> | void} scenario.prepare fills an empty folder
 * @param {(folder: string) => string[]} scenario.command
 * @param {string} [scenario.saysDone] how the command refuses to do again what the recovery has just finished
 * @param {(path: string) => boolean} [scenario.isRandom] files whose bytes differ at each making
 * @param {'kill' | 'full'} kind
 * @param {(name: string, problems: string[]) => void} judge called once a call to the disk
 * @param {number} [every] only one call in so many
 */
export async function playAtEachCall(
  { name, prepare, command, saysDone, isRandom = () => false },
  kind,
  judge,
  every = 1,
) {
  await inScratch(async (scratch) => {
    const fresh = join(scratch, 'fresh')
    await prepare(fresh)
    const work = join(scratch, 'work')
    const renew = () => {
      rmSync(work, { recursive: true, force: true })
      if (existsSync(fresh)) cpSync(fresh, work, { recursive: true })
    }
    const seen = () => (existsSync(work) ? snapshot(work) : new Map())
    const settled = (files) => new Map([...files].filter(([path]) => !isRandom(path)))

    renew()
    const before = seen()
    const countFile = join(scratch, 'count.json')
    const environment = { FAULT_UNDER: work, FAULT_KIND: kind }
    const whole = await run(command(work), { ...environment, FAULT_COUNT: countFile }, true)
    const after = seen()
    const { count, calls } = JSON.parse(readFileSync(countFile, 'utf8'))
    if (whole.code !== 0 || count < 3) {
      judge(`${name}, undisturbed`, [`code ${whole.code}, ${count} calls`, whole.err])
      return
    }
    for (let at = 1; at <= count; at += every) {
      renew()
      const struck = await run(command(work), { ...environment, FAULT_AT: String(at) }, true)
      const problems = []
      if (kind === 'kill' && struck.code !== null) problems.push(`not killed: code ${struck.code}`)
      if (kind === 'full' && (struck.code !== 3 || !struck.err.includes('le disque est plein'))) {
        problems.push(`code ${struck.code}: ${struck.err}`)
      }
      for (const [path, hash] of seen()) {
        if (LEFTOVERS.test(path) || isRandom(path)) continue
        if (hash !== before.get(path) && hash !== after.get(path)) problems.push(`written by half: ${path}`)
      }
      const again = await run(command(work))
      if (again.code !== 0 && !(saysDone !== undefined && again.err.includes(saysDone))) {
        problems.push(`run again: code ${again.code}: ${again.err}`)
      }
      for (const path of differences(settled(seen()), settled(after))) problems.push(`differs after: ${path}`)
      judge(`${name}, ${kind} at ${at} of ${count}: ${(calls[at - 1] ?? '').replaceAll(work, '')}`, problems)
    }
  })
}
