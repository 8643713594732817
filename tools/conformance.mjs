// Renders the documents of the example and submits them to judges that are not ours: qpdf, poppler, veraPDF,
// OpenSSL, pyHanko.
// A judge that runs and refuses fails; one that cannot be had is said `absent: NAME` and not counted. veraPDF is
// fetched from Maven into .cache/ where Maven is there; nothing is fetched otherwise.
//
//   npm run conformance -- --json FILE   writes { passed, failed, absent } to FILE
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeSignatures } from './conformance/judge-signatures.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const EXAMPLE = here('../examples/horizon-formation')
const CACHE = here('../.cache')
const AS_OF = '2026-11-30'
const VERAPDF = '1.28.2'

const temporary = mkdtempSync(join(tmpdir(), 'i12-conformance-'))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))

const counts = { passed: 0, failed: 0, absent: 0 }
function judge(name, problems) {
  if (problems.length === 0) counts.passed += 1
  else counts.failed += 1
  process.stdout.write(`${problems.length === 0 ? 'pass' : 'FAIL'}  ${name}\n`)
  for (const problem of problems.slice(0, 12)) process.stdout.write(`      ${problem}\n`)
}
function absent(name) {
  counts.absent += 1
  process.stdout.write(`absent: ${name}\n`)
}

/** Output and exit code of a program, or null where it is not installed. */
function run(program, args, options = {}) {
  const child = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
    ...options,
  })
  if (child.error?.code === 'ENOENT') return null
  return { code: child.status ?? -1, out: child.stdout ?? '', err: child.stderr ?? String(child.error ?? '') }
}

/** What `check` finds wrong in the answer of a program, judged under `name`. */
function ask(name, program, args, check) {
  const answer = run(program, args)
  if (answer === null) absent(name)
  else judge(name, check(answer))
}

const expectZero = ({ code, out, err }) =>
  code === 0 ? [] : [`exit ${code}`, ...`${out}\n${err}`.trim().split('\n')]

/** The folder of veraPDF's jars, fetched once, or null where neither Java nor Maven can give it. */
function veraPdfFolder() {
  const folder = join(CACHE, `verapdf-${VERAPDF}`)
  if (run('java', ['-version']) === null) return null
  if (existsSync(join(folder, '.complete'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>judges</groupId><artifactId>verapdf</artifactId><version>1</version><packaging>pom</packaging><dependencies><dependency><groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>${VERAPDF}</version></dependency></dependencies></project>`,
  )
  const fetched = run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], {
    cwd: folder,
    timeout: 300_000,
  })
  if (fetched === null || fetched.code !== 0) return null
  writeFileSync(join(folder, '.complete'), '')
  return folder
}

/** Rules of PDF/UA-1 that a machine can check and the file breaks. */
function brokenAccessibilityRules(folder, file) {
  const { code, out, err } = run('java', [
    '-cp',
    join(folder, 'jars/*'),
    'org.verapdf.apps.GreenfieldCliWrapper',
    '-f',
    'ua1',
    '--format',
    'json',
    file,
  ])
  let job
  try {
    job = JSON.parse(out.slice(out.indexOf('{'))).report.jobs[0]
  } catch {
    return [`no answer (exit ${code})`, ...err.trim().split('\n').slice(-3)]
  }
  const [result] = [job.validationResult].flat()
  if (result === undefined) return [`not validated: ${job.taskException?.exceptionMessage ?? 'no result'}`]
  return result.details.ruleSummaries
    .filter(({ ruleStatus }) => ruleStatus === 'FAILED')
    .map(
      ({ clause, testNumber, failedChecks, description }) =>
        `${clause}-${testNumber} × ${failedChecks}  ${description}`,
    )
}

function judgePdf(label, file, vera) {
  ask(`${label}: qpdf --check`, 'qpdf', ['--check', file], expectZero)
  ask(`${label}: pdfinfo (tagged, A4, title)`, 'pdfinfo', [file], (answer) => {
    const field = (name) => new RegExp(`^${name}: +(.*)$`, 'm').exec(answer.out)?.[1] ?? ''
    return [
      ...expectZero(answer),
      ...(field('Tagged') === 'yes' ? [] : ['not tagged']),
      ...(field('Page size').includes('A4') ? [] : [`page size ${field('Page size')}`]),
      ...(field('Title') === '' ? ['no title'] : []),
    ]
  })
  ask(`${label}: pdffonts (embedded, no Type 3)`, 'pdffonts', [file], (answer) => {
    const lines = answer.out.trim().split('\n')
    const starts = (word) => lines[0].indexOf(word)
    const fonts = lines.slice(2)
    return [
      ...expectZero(answer),
      ...(fonts.length === 0 ? ['no font'] : []),
      ...fonts.filter((line) => line.includes('Type 3')).map((line) => `Type 3: ${line}`),
      ...fonts
        .filter((line) => line.slice(starts('emb'), starts('emb') + 3).trim() !== 'yes')
        .map((line) => `not embedded: ${line}`),
    ]
  })
  ask(`${label}: pdftotext (words come out)`, 'pdftotext', ['-enc', 'UTF-8', file, '-'], (answer) => [
    ...expectZero(answer),
    ...(answer.out.length < 200 ? ['hardly any text'] : []),
    ...(answer.out.includes('Horizon Formation') ? [] : ['the name of the organisation does not come out']),
    ...['undefined', '[object', 'NaN', '{{', '\ufffd']
      .filter((rubbish) => answer.out.includes(rubbish))
      .map((rubbish) => `holds « ${rubbish} »`),
  ])
  const claim = readFileSync(file).includes('pdfuaid')
  if (!claim) return
  if (vera === null) absent(`${label}: veraPDF (PDF/UA-1)`)
  else judge(`${label}: veraPDF (PDF/UA-1)`, brokenAccessibilityRules(vera, file))
}

/** Runs the program on the example and gives the PDF files it wrote, or null where it refused. */
function produce(label, output, args) {
  const answer = run(process.execPath, [
    here('../bin/i12.js'),
    ...args,
    '-C',
    EXAMPLE,
    '--as-of',
    AS_OF,
    '-o',
    output,
    '--force',
    '--quiet',
  ])
  if (answer.code !== 0) {
    judge(`${label}: written`, expectZero(answer))
    return null
  }
  if (output.endsWith('.pdf')) return [output]
  return readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(output, name))
}

const vera = veraPdfFolder()

const [report] = produce('report', `${join(temporary, 'report')}/`, ['report']) ?? []
if (report !== undefined) {
  judgePdf('report', report, vera)
  ask('report: bookmarks', 'qpdf', ['--json', '--json-key=outlines', report], ({ code, out }) =>
    code === 0 && JSON.parse(out).outlines.length >= 5 ? [] : ['fewer than five bookmarks'],
  )
  const [again] = produce('report', `${join(temporary, 'again')}/`, ['report']) ?? []
  judge(
    'report: the same bytes a second time',
    again !== undefined && readFileSync(report).equals(readFileSync(again)) ? [] : ['the bytes differ'],
  )
}

const [statistics] =
  produce('statistics', join(temporary, 'statistics.pdf'), ['stats', '--format', 'pdf']) ?? []
if (statistics !== undefined) judgePdf('statistics', statistics, vera)
const [oneCase] = produce('one case', `${join(temporary, 'case')}/`, ['report', '--case', 'HF-26-044']) ?? []
if (oneCase !== undefined) judgePdf('one case', oneCase, vera)

await judgeSignatures({ judge, absent, run, example: EXAMPLE, cache: CACHE, temporary })

process.stdout.write(
  `conformance: ${counts.passed} passed, ${counts.failed} failed, ${counts.absent} absent\n`,
)
const wanted = process.argv.indexOf('--json')
if (wanted > 0) writeFileSync(process.argv[wanted + 1], JSON.stringify(counts))
process.exitCode = counts.failed > 0 ? 1 : 0
