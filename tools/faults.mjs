// Plays faults against the program: killed at each call to the disk, a full disk, two runs at once, a full or closed
// output, Ctrl-C in the middle of a print. Counts `N passed, N failed`; `-- --quick` leaves out the slow part.
import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { differences, inScratch, playAtEachCall, run, snapshot } from './faults/play.mjs'
import { beginning, logOf, mapping, page, papers, recording, sending } from './faults/scenarios.mjs'

const isQuick = process.argv.includes('--quick')
const PROGRAM = fileURLToPath(new URL('../bin/i12.js', import.meta.url))

let passed = 0
let failed = 0

/** One judgement: no problem is a pass. */
function judge(name, problems) {
  if (problems.length === 0) passed += 1
  else {
    failed += 1
    console.log(`FAILED ${name}\n${problems.map((problem) => `  ${problem.trim()}`).join('\n')}`)
  }
}

const expecting = (isHeld, problem) => (isHeld ? [] : [problem])

for (const scenario of [beginning, mapping, recording, sending]) {
  await playAtEachCall(scenario, 'kill', judge, isQuick ? 4 : 1)
  await playAtEachCall(scenario, 'full', judge, isQuick ? 4 : 1)
}
if (!isQuick) {
  await playAtEachCall(page, 'kill', judge)
  await playAtEachCall(papers, 'kill', judge)
  await playAtEachCall(papers, 'full', judge)
}

await inScratch(async (scratch) => {
  const folder = join(scratch, 'two')
  sending.prepare(folder)
  const cases = ['HF-26-010', 'HF-26-011', 'HF-26-012', 'HF-26-013']
  const ends = await Promise.all(
    cases.map((one) => {
      const file = join(scratch, `${one}.csv`)
      writeFileSync(file, logOf([one]))
      return run(['letters', '-C', folder, '--sent', file, '--on', '2026-11-30'])
    }),
  )
  const log = readFileSync(join(folder, 'exports/relances-i12.csv'), 'utf8')
  judge('four sendings at once: every line is there', [
    ...ends.flatMap(({ code, err }) => expecting(code === 0, `code ${code}: ${err}`)),
    ...cases.flatMap((one) => expecting(log.includes(one), `lost: ${one}`)),
  ])
})

await inScratch(async (scratch) => {
  const folder = join(scratch, 'keys')
  page.prepare(folder)
  const ends = await Promise.all(
    ['un', 'deux'].map((name) => run([...page.command(folder), '-o', join(scratch, `${name}.html`)])),
  )
  const [one, two] = ['un', 'deux'].map((name) => readFileSync(join(scratch, `${name}.html`)))
  judge('two pseudonymised reports at once: one key', [
    ...ends.flatMap(({ code, err }) => expecting(code === 0, `code ${code}: ${err}`)),
    ...expecting(one.equals(two), 'two keys were made'),
  ])
})

await inScratch(async (scratch) => {
  const folder = join(scratch, 'streams')
  page.prepare(folder)
  const check = ['check', '-C', folder, '--as-of', '2026-11-30']
  if (existsSync('/dev/full')) {
    const full = await endOf(check, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] })
    judge('stdout full: code 3 and a sentence', [
      ...expecting(full.code === 3, `code ${full.code}`),
      ...expecting(full.err.includes('ne peut pas être écrite') && !/\n\s+at /.test(full.err), full.err),
    ])
  }
  const closed = await endOf(check, { stdio: ['ignore', 'pipe', 'pipe'] }, (child) => child.stdout.destroy())
  judge('stdout closed: quiet', [
    ...expecting(closed.err === '', closed.err),
    ...expecting(closed.code !== 3, 'code 3'),
  ])
})

await inScratch(async (scratch) => {
  const folder = join(scratch, 'interrupted')
  papers.prepare(folder)
  const before = snapshot(folder)
  const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith('i12-navigateur-'))
  const known = new Set(profiles())
  const ended = await endOf(papers.command(folder), { stdio: ['ignore', 'pipe', 'pipe'] }, async (child) => {
    while (profiles().every((name) => known.has(name)))
      await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
  })
  judge('Ctrl-C in the middle of a print: code 130, one line, nothing left', [
    ...expecting(ended.code === 130, `code ${ended.code}`),
    ...expecting(ended.err === 'Interrompu.\n', ended.err),
    ...differences(snapshot(folder), before).map((path) => `left: ${path}`),
    ...expecting(!existsSync(join(folder, 'sorties')), 'left: sorties/'),
    ...profiles().flatMap((name) => expecting(known.has(name), `left: ${name}`)),
  ])
})

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

/** Runs the program with streams of its own. */
function endOf(args, options, meanwhile = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], options)
    let err = ''
    child.stderr?.on('data', (data) => {
      err += data
    })
    child.on('close', (code) => resolve({ code, err }))
    void meanwhile(child)
  })
}
