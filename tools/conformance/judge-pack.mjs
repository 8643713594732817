// Submits a sealed pack to judges that are not ours: bagit, sha256sum, OpenSSL, EU DSS. They see what any auditor's
// tools see; `i12 verify` is held to them, and to what they let pass.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchFromMaven } from './fetch-from-maven.mjs'

const DSS = '6.2'
const MODULES = ['dss-asic-cades', 'dss-validation', 'dss-utils-apache-commons', 'dss-policy-jaxb']
const JUDGE = fileURLToPath(new URL('./ValidateContainer.java', import.meta.url))
const I12 = fileURLToPath(new URL('../../bin/i12.js', import.meta.url))

/** @param judges the functions of conformance.mjs, and where the example is */
export function judgePack({ judge, absent, run, keep, example, cache, temporary, asOf }) {
  const archive = join(temporary, 'pack.zip')
  const i12 = (...args) => run(process.execPath, [I12, ...args])
  const made = i12(
    'pack',
    '-C',
    example,
    '--as-of',
    asOf,
    '--sign',
    '--demonstration',
    '-o',
    archive,
    '--quiet',
  )
  judge('pack --sign', failures(made))
  if (made.code !== 0) return
  const folder = join(temporary, 'pack')
  mkdirSync(folder)
  const unfolded = run('unzip', ['-q', archive, '-d', folder])
  if (unfolded === null) return absent('unzip')
  judge('pack: unzip', failures(unfolded))
  const bag = join(folder, `preuves-indicateur-12-${asOf}`)
  keep(
    'pack',
    ['rapport', 'statistiques', 'annexes'].map((name) => join(bag, `data/${name}.pdf`)),
  )
  judge('pack: i12 verify', [...failures(i12('verify', archive)), ...failures(i12('verify', bag))])
  ask('pack: bagit', 'python3', ['-m', 'bagit', '--validate', '--quiet', bag], {}, /No module named bagit/)
  for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    ask(`pack: sha256sum -c ${list}`, 'sha256sum', ['-c', '--quiet', list], { cwd: bag })
  }
  ask(
    'pack: OpenSSL on the seal',
    'openssl',
    [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'META-INF/signature001.p7s',
      '-content',
      'META-INF/ASiCManifest001.xml',
      '-noverify',
      '-out',
      '/dev/null',
    ],
    { cwd: folder },
  )
  judgeWithDss()
  writeFileSync(join(bag, 'ajout.txt'), 'x')
  judge(
    'pack: a file that bagit lets pass is named by i12 verify',
    /ajout\.txt/.test(i12('verify', bag).out) ? [] : ['not named'],
  )

  function judgeWithDss() {
    const jars = fetchFromMaven(run, cache, {
      name: `dss-asic-${DSS}`,
      dependencies: [
        ...MODULES.map((module) => ['eu.europa.ec.joinup.sd-dss', module, DSS]),
        ['org.slf4j', 'slf4j-nop', '2.0.16'],
      ],
    })
    if (jars === null) return absent('EU DSS (container)')
    const { out, err } = run('java', ['-cp', join(jars, '*'), JUDGE, archive])
    const [container, format, isIntact, isValid] = out.trim().split('\t')
    const found = [container, format, isIntact, isValid].join(' ')
    judge(
      'pack: EU DSS says ASiC-E, CAdES-BASELINE-B, intact',
      found === 'ASiC-E CAdES-BASELINE-B true true' ? [] : [found, err.trim().split('\n').at(-1) ?? ''],
    )
  }

  function ask(name, program, args, options = {}, missing = null) {
    const answer = run(program, args, options)
    if (answer === null || missing?.test(answer.err)) absent(name)
    else judge(name, failures(answer))
  }
}

const failures = ({ code, out, err }) =>
  code === 0 ? [] : [`exit ${code}`, ...`${out}\n${err}`.trim().split('\n')]
