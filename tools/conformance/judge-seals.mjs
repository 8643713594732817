// Submits sealed files to EU DSS, the reference of the European Commission, in one run. Fetched from Maven.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchFromMaven } from './fetch-from-maven.mjs'

const DSS = '6.2'
const GROUP = 'eu.europa.ec.joinup.sd-dss'
const PROGRAM = fileURLToPath(new URL('JudgeSeals.java', import.meta.url))

/**
 * @param sealed `{ label, file, levels, isStamped }` each: the levels of its signatures in their order, and whether another
 *   program drew on it
 * @param trusted certificates of the signers and of the time-stamping authority
 */
export function judgeSeals(sealed, trusted, { judge, absent, run, cache }) {
  const jars = fetchFromMaven(run, cache, {
    name: `dss-${DSS}`,
    dependencies: [
      ...['dss-pades-pdfbox', 'dss-utils-google-guava', 'dss-policy-jaxb', 'dss-validation'].map(
        (artifact) => [GROUP, artifact, DSS],
      ),
      ['org.slf4j', 'slf4j-nop', '2.0.16'],
    ],
  })
  if (jars === null) return absent('EU DSS')
  const files = sealed.map(({ file }) => file)
  const { out, err } = run('java', ['-cp', join(jars, '*'), PROGRAM, trusted.join(','), ...files])
  for (const { label, file, levels, isStamped } of sealed) {
    const found = out
      .split('\n')
      .filter((line) => line.startsWith(`${file}\t`))
      .map((line) => line.split('\t').slice(1))
    const problems = found.flatMap(([level, indication, sub, ...said], at) => [
      ...(level === levels[at] ? [] : [`${level} instead of ${levels[at]}`]),
      ...(indication === 'TOTAL_PASSED' ? [] : [`${indication} ${sub}`]),
      ...said.filter((sentence) => !(isStamped && sentence.startsWith('warning'))),
    ])
    if (found.length !== levels.length)
      problems.push(`${found.length} signatures of ${levels.length}`, err.trim())
    judge(`${label}: EU DSS`, problems)
  }
}
