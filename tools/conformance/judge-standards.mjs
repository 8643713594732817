// Submits files to veraPDF: PDF/A-3a and PDF/UA-1, every file in one run a standard. veraPDF is fetched from Maven.
import { join } from 'node:path'
import { fetchFromMaven } from './fetch-from-maven.mjs'

const VERAPDF = '1.28.2'
const STANDARDS = [
  ['PDF/A-3a', '3a'],
  ['PDF/UA-1', 'ua1'],
]
/** Files of one run: an address line has an end, and one Java machine judges hundreds. */
const LOT = 200

/**
 * @param documents `{ kind, file }` each; a kind passes a standard where every file of it does
 * @param tolerated rules, by kind, that other programs break in files that were ours
 * @returns rows of the table kind × standard: `{ kind, standard, files, broken }`
 */
export function judgeStandards(documents, tolerated, { judge, absent, run, cache }) {
  const jars = fetchFromMaven(run, cache, {
    name: `verapdf-${VERAPDF}`,
    dependencies: [['org.verapdf.apps', 'greenfield-apps', VERAPDF]],
  })
  const kinds = byKind(documents)
  const table = []
  for (const [standard, flavour] of STANDARDS) {
    if (jars === null) {
      absent(`veraPDF (${standard})`)
      continue
    }
    const broken = brokenRules(run, jars, flavour, documents)
    for (const [kind, own] of kinds) {
      const allowed = tolerated.get(kind) ?? []
      const problems = own
        .flatMap(({ file }) => broken.get(file) ?? ['not judged'])
        .filter((rule) => !allowed.some((name) => rule.startsWith(`${name} `)))
      judge(`${kind} (${own.length}): veraPDF ${standard}`, [...new Set(problems)])
      table.push({ kind, standard, files: own.length, broken: problems.length, isLost: allowed.length > 0 })
    }
  }
  return table
}

/** Entries by their kind, in the order of first mention. */
export function byKind(entries) {
  const groups = new Map()
  for (const entry of entries) groups.set(entry.kind, [...(groups.get(entry.kind) ?? []), entry])
  return groups
}

/** Rules broken by each file. */
function brokenRules(run, jars, flavour, documents) {
  const found = new Map()
  for (let at = 0; at < documents.length; at += LOT) {
    const files = documents.slice(at, at + LOT).map(({ file }) => file)
    const { out, err } = run('java', [
      '-cp',
      join(jars, '*'),
      'org.verapdf.apps.GreenfieldCliWrapper',
      '-f',
      flavour,
      '--format',
      'json',
      ...files,
    ])
    let jobs
    try {
      jobs = JSON.parse(out.slice(out.indexOf('{'))).report.jobs
    } catch {
      for (const file of files) found.set(file, [`no answer: ${err.trim().split('\n').at(-1)}`])
      continue
    }
    for (const job of jobs) {
      const [result] = [job.validationResult].flat()
      found.set(
        job.itemDetails.name,
        result === undefined
          ? [`not validated: ${job.taskException?.exceptionMessage ?? 'no result'}`]
          : result.details.ruleSummaries
              .filter(({ ruleStatus }) => ruleStatus === 'FAILED')
              .map(({ clause, testNumber, description }) => `${clause}-${testNumber}  ${description}`),
      )
    }
  }
  return found
}
