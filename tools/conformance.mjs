// Renders the documents of the example and submits them to judges that are not ours: qpdf, poppler, veraPDF,
// OpenSSL, pyHanko, EU DSS.
// A judge that runs and refuses fails; one that cannot be had is said `absent: NAME` and not counted. Those written in
// Java are fetched from Maven into .cache/ where Maven is there; nothing is fetched otherwise.
//
//   npm run conformance -- --json FILE   writes { passed, failed, absent, table } to FILE
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeIncidence } from './conformance/judge-incidence.mjs'
import { judgePack } from './conformance/judge-pack.mjs'
import { judgeSignatures, TOLERATED } from './conformance/judge-signatures.mjs'
import { byKind, judgeStandards } from './conformance/judge-standards.mjs'
import { makeBatchWorkspace } from './conformance/make-batch-workspace.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const EXAMPLE = here('../examples/horizon-formation')
const CACHE = here('../.cache')
const AS_OF = '2026-11-30'

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

/** Every file that the program wrote, by kind: what the standards are judged on. */
const documents = []
const keep = (kind, files) => documents.push(...files.map((file) => ({ kind, file })))

function judgePdf(label, file) {
  keep(label, [file])
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
}

/** Runs the program on the example and gives the PDF files it wrote, or null where it refused. */
function produce(label, output, args, workspace = EXAMPLE) {
  const answer = run(process.execPath, [
    here('../bin/i12.js'),
    ...args,
    '-C',
    workspace,
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
  return output.endsWith('.pdf') ? [output] : pdfsIn(output)
}

function pdfsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(folder, name))
}

const [report] = produce('report', `${join(temporary, 'report')}/`, ['report']) ?? []
if (report !== undefined) {
  judgePdf('report', report)
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
if (statistics !== undefined) judgePdf('statistics', statistics)
const [oneCase] = produce('one case', `${join(temporary, 'case')}/`, ['report', '--case', 'HF-26-044']) ?? []
if (oneCase !== undefined) judgePdf('one case', oneCase)

for (const [label, args] of [
  ['statistics by exit year', ['stats', '--format', 'pdf', '--by', 'site,formation,mois']],
  ['statistics for the public', ['stats', '--format', 'pdf', '--public']],
]) {
  const [file] = produce(label, join(temporary, `${label}.pdf`), args) ?? []
  if (file !== undefined) judgePdf(label, file)
}
for (const name of ['plan', 'brief']) {
  const [file] = produce(name, join(temporary, `${name}.pdf`), [name]) ?? []
  if (file !== undefined) judgePdf(name, file)
}
const pseudonymised = workspaceCopy('pseudonymised')
const [codes] =
  produce('report with codes', `${join(temporary, 'codes')}/`, ['report', '--pseudonymise'], pseudonymised) ??
  []
if (codes !== undefined) judgePdf('report with codes', codes)

judgeBatch()
judgeIncidence({ judge, absent })
await judgeSignatures({ judge, absent, run, keep, example: EXAMPLE, cache: CACHE, temporary })
judgePack({
  judge,
  absent,
  run,
  keep,
  example: workspaceCopy('pack-example'),
  cache: CACHE,
  temporary,
  asOf: AS_OF,
})
const table = judgeStandards(documents, TOLERATED, { judge, absent, run, cache: CACHE })

/** The example, to write into. */
function workspaceCopy(name) {
  const folder = join(temporary, name)
  cpSync(EXAMPLE, folder, {
    recursive: true,
    filter: (source) => !/(?:sorties|attestations\.csv)$/.test(source),
  })
  return folder
}

/** Letters and papers made together, for awkward names. */
function judgeBatch() {
  const workspace = makeBatchWorkspace(join(CACHE, 'bench'), join(temporary, 'batch'))
  const sorties = join(workspace, 'sorties')
  for (const [kind, args, folder] of [
    ['letters, batch of awkward names', ['letters'], 'courriers'],
    ['papers, batch of awkward names', ['attest'], 'attestations'],
  ]) {
    const answer = run(process.execPath, [
      here('../bin/i12.js'),
      ...args,
      '-C',
      workspace,
      '--as-of',
      AS_OF,
      '--quiet',
    ])
    judge(`${kind}: written`, expectZero(answer))
    const made = existsSync(join(sorties, folder)) ? pdfsIn(join(sorties, folder)) : []
    judge(`${kind}: more than one lot`, made.length > 50 ? [] : [`${made.length} files`])
    keep(kind, made)
  }
}

process.stdout.write('\nfiles  PDF/A-3a  PDF/UA-1  kind\n')
for (const [kind, rows] of byKind(table)) {
  const cells = rows.map(({ broken, isLost }) => (broken > 0 ? 'FAIL' : isLost ? 'lost' : 'pass').padEnd(8))
  process.stdout.write(`${String(rows[0].files).padStart(5)}  ${cells.join('  ')}  ${kind}\n`)
}
process.stdout.write(
  `conformance: ${counts.passed} passed, ${counts.failed} failed, ${counts.absent} absent\n`,
)
const wanted = process.argv.indexOf('--json')
if (wanted > 0) writeFileSync(process.argv[wanted + 1], JSON.stringify({ ...counts, table }))
process.exitCode = counts.failed > 0 ? 1 : 0
