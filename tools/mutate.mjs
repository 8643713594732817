// Changes lines at random in a copy of the project, one at a time, and says which changes no test notices.
//
//   npm run mutate -- --count 60 --seed 1 --minutes 20 [--files src/procedure,src/seal]
//
// A change is one token of one line: a comparison, a sign, a bound, a boolean, a condition. The tests run are those
// that import the file changed (vitest related), the random ones included. Exit code 1 where something survives.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
    files: { type: 'string', default: 'src/procedure,src/statistics,src/records,src/seal' },
  },
})

/** What may be changed → what it becomes. */
const CHANGES = [
  [/ <= /, ' < '],
  [/ >= /, ' > '],
  [/ < /, ' <= '],
  [/ > /, ' >= '],
  [/ === /, ' !== '],
  [/ !== /, ' === '],
  [/ && /, ' || '],
  [/ \|\| /, ' && '],
  [/ \+ 1\b/, ' + 0'],
  [/ - 1\b/, ' - 0'],
  [/\btrue\b/, 'false'],
  [/\bfalse\b/, 'true'],
  [/\.some\(/, '.every('],
  [/\.every\(/, '.some('],
  [/\bMath\.min\b/, 'Math.max'],
  [/\bMath\.max\b/, 'Math.min'],
  [/\.find\(/, '.findLast('],
  [/\.at\(-1\)/, '.at(0)'],
  [/if \((?!.*=>)(.+)\)( \{| return| continue| break)/, 'if (!($1))$2'],
]

/** Numbers in [0, 1) from a seed (mulberry32). */
function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lines of code that one of the changes fits. Types, imports, comments and texts are left alone. */
function changesOf(file) {
  return readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (/^\s*(\/\/|\/?\*|import |export (type|interface)|type |interface |readonly )/.test(line)) return []
      return CHANGES.filter(([pattern]) => pattern.test(line.replace(/'[^']*'/g, ''))).flatMap(
        ([pattern, becomes]) => {
          const changed = line.replace(pattern, becomes)
          return changed === line ? [] : [{ file, index, line, changed }]
        },
      )
    })
}

const files = values.files
  .split(',')
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  .sort()
const random = seeded(Number(values.seed))
const possible = files.flatMap(changesOf)
const drawn = Array.from({ length: Math.min(Number(values.count), possible.length) }, () =>
  possible.splice(Math.floor(random() * possible.length), 1),
).flat()

const copy = mkdtempSync(join(tmpdir(), 'i12-mutants-'))
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const name of readdirSync(ROOT)) {
  if (name === 'node_modules') symlinkSync(join(ROOT, name), join(copy, name))
  else if (name !== '.git' && name !== 'coverage')
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
}

/** True where a test fails; a test that never ends counts as one. */
function isNoticed(file) {
  const command = ['vitest', 'related', '--run', '--bail', '1', '--reporter=dot', file]
  const exclude = ['--exclude', 'test/{cli,render}/**', '--exclude', 'test/docs.test.ts']
  const { status } = spawnSync('npx', ['--no-install', ...command, ...exclude], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 180_000,
    env: { ...process.env, CI: 'true' },
  })
  return status !== 0
}

const end = Date.now() + Number(values.minutes) * 60_000
const survivors = []
let tried = 0
for (const { file, index, line, changed } of drawn) {
  if (Date.now() > end) break
  const path = join(copy, file)
  const sound = readFileSync(path, 'utf8')
  const lines = sound.split('\n')
  lines[index] = changed
  writeFileSync(path, lines.join('\n'))
  const wasNoticed = isNoticed(file)
  writeFileSync(path, sound)
  tried += 1
  if (!wasNoticed) {
    survivors.push(file)
    process.stdout.write(`unnoticed  ${file}:${index + 1}\n  - ${line.trim()}\n  + ${changed.trim()}\n`)
  }
}
const left = drawn.length - tried
process.stdout.write(
  `${tried} changes, ${tried - survivors.length} noticed, ${survivors.length} not${left === 0 ? '' : `; ${left} left for want of time`} (seed ${values.seed})\n`,
)
process.exitCode = survivors.length === 0 ? 0 : 1
