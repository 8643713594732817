// The same enrolments in 1, 30 and 300 sites: a check a site, two at a time as `make -j2` does, then the consolidation.
//
//   node bench/network.mjs                      30,000 enrolments and 300,000 acts in all (some minutes)
//   node bench/network.mjs --enrolments=1000000 ten acts for each, some 1.2 GB under .cache/bench
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeWorkspace } from './make-workspace.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const I12 = here('../bin/i12.js')
const USAGE = here('./report-usage.mjs')
const cache = here('../.cache/bench')
const AS_OF = '2026-11-30'
const AT_A_TIME = 2
const ACTS_EACH = 10
const enrolments = Number(
  process.argv.find((word) => word.startsWith('--enrolments='))?.split('=')[1] ?? 30_000,
)

const temporary = mkdtempSync(join(tmpdir(), 'i12-network-'))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))
mkdirSync(cache, { recursive: true })
let last = 0

/** Runs the program to its end. Exit codes 0 and 1 are those of a check made. */
function run(args) {
  const usage = join(temporary, `usage-${++last}`)
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: '1', I12_BENCH_USAGE: usage }
    execFile(process.execPath, ['--import', USAGE, I12, ...args], { env }, (error, _, stderr) => {
      if (error !== null && error.code !== 1) reject(new Error(`i12 ${args.join(' ')}\n${stderr}`))
      else resolve(JSON.parse(readFileSync(usage, 'utf8')))
    })
  })
}

async function measure(count) {
  const each = Math.floor(enrolments / count)
  const sites = Array.from({ length: count }, (_, index) => `s${String(index + 1).padStart(3, '0')}`)
  const folders = sites.map((site) =>
    makeWorkspace(cache, { enrolments: each, actions: each * ACTS_EACH, site }),
  )
  const out = join(temporary, String(count))
  mkdirSync(out)
  const start = process.hrtime.bigint()
  const queue = folders.map((folder, index) => [folder, join(out, `${sites[index]}.json`)])
  const used = []
  const worker = async () => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      used.push(await run(['check', job[0], '--as-of', AS_OF, '--format', 'site', '-o', job[1], '--force']))
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  const checked = Number(process.hrtime.bigint() - start) / 1e9
  const consolidated = await run([
    ...['consolidate', ...sites.map((site) => join(out, `${site}.json`))],
    ...['--format', 'json', '-o', join(out, 'reseau.json')],
  ])
  return {
    checked,
    processor: used.reduce((sum, { processor }) => sum + processor, 0),
    megabytes: Math.max(...used.map(({ megabytes }) => megabytes)),
    consolidated,
  }
}

process.stdout.write(
  `${enrolments} enrolments, ${enrolments * ACTS_EACH} acts in all, ${AT_A_TIME} checks at a time\n`,
)
process.stdout.write('sites   checks   processor   largest check   consolidation\n')
for (const count of [1, 30, 300]) {
  const { checked, processor, megabytes, consolidated } = await measure(count)
  const cells = [
    String(count).padStart(5),
    `${checked.toFixed(1)} s`.padStart(8),
    `${processor.toFixed(1)} s`.padStart(11),
    `${megabytes.toFixed(0)} MB`.padStart(15),
    `${consolidated.processor.toFixed(1)} s, ${consolidated.megabytes.toFixed(0)} MB`.padStart(15),
  ]
  process.stdout.write(`${cells.join('')}\n`)
}
