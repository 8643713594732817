// Measures the program against references in one run, as separate processes with their start-up, and says which
// targets hold. Seconds depend on the machine, ratios hold better: the reference and the program take turns.
//
//   npm run bench                    everything (some minutes, 250 MB under .cache/bench)
//   npm run bench -- --quick         without the million rows
//   npm run bench -- --strict        exit 1 where a target is missed
//   npm run bench -- --only=check    the targets whose name holds that word
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeMessages, makeNames } from './make-correspondence.mjs'
import { makeTypst } from './make-typst.mjs'
import { makeWorkbook } from './make-workbook.mjs'
import { makeWorkspace } from './make-workspace.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const I12 = here('../bin/i12.js')
const REFERENCE = here('./read-with-csv-parse.mjs')
const WORKBOOK_REFERENCE = here('./read-with-xlsx.mjs')
const MESSAGE_REFERENCE = here('./read-with-postal-mime.mjs')
const USAGE = here('./report-usage.mjs')
const TYPST_LETTERS = here('./typst-letters.py')
const cache = here('../.cache/bench')
const isQuick = process.argv.includes('--quick')
const isStrict = process.argv.includes('--strict')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? ''
const AS_OF = '2026-11-30'

const temporary = mkdtempSync(join(tmpdir(), 'i12-bench-'))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))
mkdirSync(cache, { recursive: true })

/** Runs a Node process to its end; output is thrown away. Exit codes 0 and 1 are those of a report made. */
function run(args, { isBare = false } = {}) {
  const usageFile = join(temporary, 'usage')
  const node = isBare ? args : ['--import', USAGE, ...args]
  const start = process.hrtime.bigint()
  const child = spawnSync(process.execPath, node, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', I12_BENCH_USAGE: usageFile },
    maxBuffer: 64 * 1024 * 1024,
  })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  if (child.error !== undefined || child.signal !== null || child.status === null || child.status > 1) {
    throw new Error(`node ${args.join(' ')} ended with ${child.signal ?? child.status}\n${child.stderr}`)
  }
  const { megabytes, processor } = isBare
    ? { megabytes: 0, processor: 0 }
    : JSON.parse(readFileSync(usageFile, 'utf8'))
  return { seconds, megabytes, processor }
}

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Runs several commands in turn, `rounds` times each: median of the times, highest of the peaks. */
function alternate(rounds, commands, options) {
  const runs = commands.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, args] of commands.entries()) runs[index].push(run(args, options))
  }
  return runs.map((own) => ({
    seconds: median(own.map(({ seconds }) => seconds)),
    processor: median(own.map(({ processor }) => processor)),
    megabytes: Math.max(...own.map(({ megabytes }) => megabytes)),
  }))
}

const results = []
function target(name, value, limit, unit, detail) {
  const isHeld = value <= limit
  results.push({ name, isHeld })
  const shown = `${value.toFixed(2)} ${unit}`
  const line = `${isHeld ? 'pass' : 'MISS'}  ${name.padEnd(46)} ${shown.padStart(10)}   at most ${limit} ${unit}   ${detail}`
  process.stdout.write(`${line.trimEnd()}\n`)
}
function atLeast(name, value, limit, unit, detail) {
  const isHeld = value >= limit
  results.push({ name, isHeld })
  const line = `${isHeld ? 'pass' : 'MISS'}  ${name.padEnd(46)} ${`${value.toFixed(1)} ${unit}`.padStart(10)}   at least ${limit} ${unit}  ${detail}`
  process.stdout.write(`${line.trimEnd()}\n`)
}
const note = (text) => process.stdout.write(`      ${text}\n`)
const wants = (...names) => names.some((name) => name.includes(only))
const s = (seconds) => `${seconds.toFixed(2)} s`

/** Both times, and the same ratio in processor time, which other programs on the machine disturb less. */
const compared = (reference) => (other) =>
  `${s(other.seconds)} over ${s(reference.seconds)} (processor ${(other.processor / reference.processor).toFixed(2)} ×)`

const csvFiles = (folder) =>
  ['apprenants', 'formations', 'absences', 'relances', 'abandons'].map((name) =>
    join(folder, `exports/${name}.csv`),
  )
const check = (folder, ...more) => [I12, 'check', '-C', folder, '--as-of', AS_OF, '--quiet', ...more]

if (wants('version')) {
  const rounds = isQuick ? 7 : 15
  const [bare, version] = alternate(rounds, [
    ['-e', '0'],
    [I12, '--version'],
  ])
  target(
    '--version over node -e 0',
    version.seconds / bare.seconds,
    2.5,
    '×',
    `${s(version.seconds)} over ${s(bare.seconds)}`,
  )
}

let checked = null
if (wants('check 7k', 'report')) {
  const folder = makeWorkspace(cache, { enrolments: 7000, actions: 100_000 })
  const rounds = isQuick ? 3 : 7
  const [reference, text, json] = alternate(rounds, [
    [REFERENCE, ...csvFiles(folder)],
    check(folder),
    check(folder, '--format', 'json'),
  ])
  checked = text.seconds
  const over = compared(reference)
  target('check 7k enrolments, 100k rows', text.seconds / reference.seconds, 2, '×', over(text))
  target('  the same, --format json', json.seconds / reference.seconds, 2, '×', over(json))
}

if (wants('workbook')) {
  const { workspace, workbook } = makeWorkbook(cache, 50_000)
  const rounds = isQuick ? 3 : 7
  const [reference, reading, text] = alternate(rounds, [
    [WORKBOOK_REFERENCE, workbook],
    [here('./read-with-i12.mjs'), workbook],
    check(workspace),
  ])
  target(
    'reading 50k rows of a workbook',
    reading.seconds / reference.seconds,
    1.5,
    '×',
    compared(reference)(reading),
  )
  note(`check of a workspace with that workbook: ${s(text.seconds)}`)
}

if (wants('messages')) {
  const folder = makeMessages(cache, 10_000)
  const [reference, text] = alternate(isQuick ? 3 : 7, [
    [MESSAGE_REFERENCE, join(folder, 'courriels')],
    check(folder),
  ])
  target('check of 10k messages', text.seconds / reference.seconds, 3, '×', compared(reference)(text))
}

if (wants('names')) {
  const sizes = [1_000, 10_000, 100_000]
  const folders = sizes.map((size) => makeNames(cache, size))
  const measured = alternate(
    isQuick ? 3 : 5,
    folders.map((folder) => check(folder)),
  )
  const [first, second, last] = measured.map(({ seconds }) => seconds)
  note(
    `joins by name: ${sizes.map((size, index) => `${size / 1000}k rows ${s(measured[index].seconds)}`).join(', ')}`,
  )
  target(
    'growth of joins by name, 10k to 100k (linear is 11)',
    (last - first) / (second - first),
    13,
    '×',
    'start-up taken off',
  )
}

if (wants('report')) {
  const folder = makeWorkspace(cache, { enrolments: 7000, actions: 100_000 })
  const output = join(temporary, 'sorties')
  const args = [I12, 'report', '-C', folder, '--as-of', AS_OF, '--quiet', '--force', '-o', output]
  const [report] = alternate(isQuick ? 1 : 3, [args])
  target(
    'report over check, seconds',
    report.seconds - checked,
    3.5,
    's',
    `${s(report.seconds)} − ${s(checked)}`,
  )
  target('report, peak of the Node process', report.megabytes, 600, 'MB', '')
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const bytes = readFileSync(join(output, `rapport-indicateur-12-${AS_OF}.pdf`))
  const { length } = (await PDFDocument.load(bytes, { updateMetadata: false })).getPages()
  target('report, pages', length, 60, 'p.', `${(bytes.length / 1024).toFixed(0)} kB`)
}

if (wants('check 100k', 'linear') && !isQuick) {
  const sizes = [
    { enrolments: 1000, actions: 10_000, rounds: 5 },
    { enrolments: 10_000, actions: 100_000, rounds: 5 },
    { enrolments: 100_000, actions: 1_000_000, rounds: 3 },
  ]
  const measured = sizes.map(({ rounds, ...size }) => {
    const folder = makeWorkspace(cache, size)
    const [reference, text] = alternate(rounds, [[REFERENCE, ...csvFiles(folder)], check(folder)])
    return { folder, reference, text }
  })
  const last = measured.at(-1)
  target(
    'check 100k enrolments, 1M rows',
    last.text.seconds / last.reference.seconds,
    2.5,
    '×',
    compared(last.reference)(last.text),
  )
  target('  the same, peak of the Node process', last.text.megabytes / 1024, 2, 'GB', '')
  const json = run(check(last.folder, '--format', 'json'))
  target(
    '  the same, --format json',
    json.seconds / last.reference.seconds,
    2.5,
    '×',
    compared(last.reference)(json),
  )
  target('  the same, --format json, peak', json.megabytes / 1024, 2, 'GB', '')
  note(
    `growth: ${measured.map(({ text: { seconds } }, index) => `${sizes[index].actions / 1000}k rows ${s(seconds)}`).join(', ')}`,
  )
  // Ten times the rows cost at most twelve times the time: the line, and what a larger heap costs.
  const growth =
    (last.text.seconds - measured[0].text.seconds) / (measured[1].text.seconds - measured[0].text.seconds)
  target('growth from 100k to 1M rows (linear is 11)', growth, 13, '×', 'start-up taken off')
}

if (wants('attestations')) {
  const ATTESTATIONS = here('./attestations.mjs')
  const resultOf = (program, args) => {
    const child = spawnSync(program, args, { encoding: 'utf8' })
    if (child.status !== 0) throw new Error(`${args.join(' ')} ended with ${child.status}\n${child.stderr}`)
    return JSON.parse(child.stdout)
  }
  const make = (way, count, flags = []) =>
    resultOf(process.execPath, [...flags, ATTESTATIONS, way, String(count)])
  const count = isQuick ? 200 : 600
  const each = make('browser-each', isQuick ? 6 : 12)
  const rate = ({ perSecond }) => `${perSecond.toFixed(0)}/s`
  const plain = make('batch', count)
  atLeast(
    'attestations over a browser for each',
    plain.perSecond / each.perSecond,
    20,
    '×',
    `${rate(plain)} over ${each.perSecond.toFixed(1)}/s`,
  )
  // Both make PDF/A and PDF/UA of the same letter; Typst seals none.
  const python = makeTypst(cache)
  const typst = python === null ? null : resultOf(python, [TYPST_LETTERS, String(count)])
  for (const way of ['rsa-2048', 'p-256', 'rsa-3072']) {
    const sealed = make(way, count)
    const share = `${rate(sealed)}, sealing ${((100 * sealed.sealing) / sealed.seconds).toFixed(0)} % of the time`
    if (way === 'rsa-3072') {
      note(`attestations sealed (${way}): ${share}`)
      continue
    }
    if (way === 'rsa-2048') {
      const name = `attestations sealed (${way}) over the same`
      atLeast(name, sealed.perSecond / each.perSecond, 10, '×', share)
    }
    atLeast(`attestations sealed (${way}), a second`, sealed.perSecond, 200, '/s', share)
    if (typst === null) note(`absent: attestations sealed (${way}) over Typst, which cannot be had here`)
    else {
      const name = `attestations sealed (${way}) over Typst`
      atLeast(name, sealed.perSecond / typst.perSecond, 1.5, '×', `${rate(sealed)} over ${rate(typst)}`)
    }
  }
  if (!isQuick) {
    // Left to itself the collector lets garbage stand while memory is free: what must be kept shows under a bound.
    const bound = ['--max-old-space-size=128', '--max-semi-space-size=8']
    const [few, many] = [make('batch', 100, bound), make('batch', 5000, bound)]
    target(
      'attestations, peak of 5,000 over that of 100',
      many.peak / few.peak,
      1.5,
      '×',
      `${many.peak.toFixed(0)} MB over ${few.peak.toFixed(0)} MB`,
    )
  }
}

const missed = results.filter(({ isHeld }) => !isHeld)
process.stdout.write(`${results.length - missed.length} targets held, ${missed.length} missed\n`)
process.exitCode = isStrict && missed.length > 0 ? 1 : 0
