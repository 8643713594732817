// Submits sealed attestations to judges that are not ours: pdfsig, qpdf, OpenSSL, pyHanko, EU DSS. The learner's form is
// filled by pypdf and signed by pyHanko, then read back and countersigned; time stamps come from `openssl ts`.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { judgeSeals } from './judge-seals.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const FIXTURES = here('../../test/seal/fixtures/')
const PYHANKO = 'pyhanko==0.38.0'
const CLI = 'pyhanko-cli==0.6.0'
const PYPDF = 'pypdf==7.1.0'
const AS_OF = '2026-11-30'
/** pyHanko draws its stamp with a font that is not in the file, and so takes it out of the standards. */
const STAMPED = 'declaration stamped by pyHanko'
export const TOLERATED = new Map([[STAMPED, ['6.2.11.4.1-1', '7.21.4.1-1']]])
const PASSPHRASE = 'demonstration'
const CASE = 'HF-25-013'

/**
 * @param judges the functions of conformance.mjs: `judge(name, problems)`, `absent(name)`, `run(program, args, options)`,
 *   `keep(kind, files)` for what the standards are judged on
 */
export async function judgeSignatures({ judge, absent, run, keep, example, cache, temporary }) {
  const python = pythonFolder(run, cache)
  /** What EU DSS judges in the end, and whom it trusts. */
  const sealed = []
  const trustedSigners = [join(FIXTURES, 'ca.crt')]
  const B = 'PAdES-BASELINE-B'
  const attest = (workspace, more, env = {}) =>
    i12(['attest', '-C', workspace, '--as-of', AS_OF, ...more], { I12_P12_PASSPHRASE: PASSPHRASE, ...env })

  for (const kind of ['rsa', 'p256', 'legacy', 'chained']) {
    const workspace = copyOf(example, join(temporary, `sealed-${kind}`))
    const answer = await attest(workspace, [
      '--case',
      CASE,
      '--sign',
      '--certificate',
      join(FIXTURES, `${kind}.p12`),
    ])
    judge(`attest --sign (${kind})`, expectZero(answer))
    trustedSigners.push(...certificateOf(kind))
    const papers = pdfsIn(join(workspace, 'sorties/attestations'))
    for (const file of papers) sealed.push({ label: `paper sealed (${kind})`, file, levels: [B] })
    keep(`papers sealed (${kind})`, papers)
    const [, attestation] = papers
    if (attestation === undefined) continue
    judgeSeal(`sealed attestation (${kind})`, attestation, { isChained: kind === 'chained' })
    if (kind === 'chained') judgeWithPython(`sealed attestation (${kind})`, attestation, [])
  }

  const unsealed = copyOf(example, join(temporary, 'unsealed'))
  judge('attest', expectZero(await attest(unsealed, [])))
  keep('papers without seal', pdfsIn(join(unsealed, 'sorties/attestations')))
  judge('letters', expectZero(await i12(['letters', '-C', unsealed, '--as-of', AS_OF])))
  keep('letters', pdfsIn(join(unsealed, 'sorties/courriers')))

  await judgeDoubleSignature()
  await judgeTimestamp()
  judgeSeals(sealed, trustedSigners, { judge, absent, run, cache })

  /** The signer's certificate, trusted as it is: fixtures have no revocation lists. */
  function certificateOf(kind) {
    const file = join(temporary, `${kind}.crt`)
    const options = kind === 'legacy' ? ['-legacy'] : []
    const written = run('openssl', [
      'pkcs12',
      '-in',
      join(FIXTURES, `${kind}.p12`),
      '-passin',
      `pass:${PASSPHRASE}`,
      ...['-nokeys', '-clcerts', '-out', file],
      ...options,
    ])
    return written?.code === 0 ? [file] : []
  }

  function judgeSeal(label, file, { count = 1, isChained = true } = {}) {
    const signatures = run('pdfsig', ['-nocert', file])
    if (signatures === null) absent(`${label}: pdfsig`)
    else {
      const valid = signatures.out.match(/Signature Validation: Signature is Valid\./g)?.length ?? 0
      const whole = signatures.out.match(/Total document signed/g)?.length ?? 0
      judge(`${label}: pdfsig`, [
        ...(valid === count ? [] : [`${valid} valid of ${count}`, signatures.out.trim()]),
        ...(whole >= 1 ? [] : ['no signature covers the whole file']),
      ])
    }
    const checked = run('qpdf', ['--check', file])
    if (checked === null) absent(`${label}: qpdf`)
    else judge(`${label}: qpdf`, expectZero(checked))
    // The other fixtures are self-signed: OpenSSL has nobody to trust for them.
    if (isChained) judgeWithOpenssl(label, file)
  }

  function judgeWithOpenssl(label, file) {
    const { cms, signed } = firstSignature(readFileSync(file))
    const cmsFile = join(temporary, 'signature.der')
    const signedFile = join(temporary, 'signed.bin')
    writeFileSync(cmsFile, cms)
    writeFileSync(signedFile, signed)
    const answer = run('openssl', [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      cmsFile,
      '-content',
      signedFile,
      '-CAfile',
      join(FIXTURES, 'ca.crt'),
      '-purpose',
      'any',
      '-out',
      join(temporary, 'out.bin'),
    ])
    if (answer === null) absent(`${label}: openssl cms -cades`)
    else judge(`${label}: openssl cms -cades`, expectZero(answer))
  }

  function judgeWithPython(label, file, trusted) {
    if (python === null) return absent(`${label}: pyHanko`)
    const trust = [join(FIXTURES, 'ca.crt'), ...trusted].flatMap((path) => ['--trust', path])
    const answer = run(join(python, 'bin/pyhanko'), [
      'sign',
      'validate',
      '--pretty-print',
      '--no-revocation-check',
      ...trust,
      file,
    ])
    const judged = answer?.out.match(/The signature is judged (\w+)/g) ?? []
    judge(`${label}: pyHanko`, [
      ...(judged.length > 0 && judged.every((line) => line.endsWith(' VALID'))
        ? []
        : [...judged, ...`${answer?.out}\n${answer?.err}`.trim().split('\n').slice(-12)]),
    ])
  }

  /** The learner signs with another program, the organisation countersigns; then the other order. */
  async function judgeDoubleSignature() {
    for (const [order, sealing] of [
      ['learner then organisation', []],
      ['organisation then learner', ['--sign', '--certificate', join(FIXTURES, 'chained.p12')]],
    ]) {
      const label = `double signature, ${order}`
      if (python === null) {
        absent(`${label}: pyHanko`)
        continue
      }
      const workspace = copyOf(example, join(temporary, `double-${sealing.length}`))
      await attest(workspace, ['--case', CASE, '--nature', 'declaration', ...sealing])
      const [form] = pdfsIn(join(workspace, 'sorties/attestations'))
      const received = join(temporary, `received-${sealing.length}`)
      mkdirSync(received)
      const filled = join(temporary, `filled-${sealing.length}.pdf`)
      const passfile = join(temporary, 'passphrase.txt')
      writeFileSync(passfile, PASSPHRASE)
      const filling = run(join(python, 'bin/python'), [here('fill-form.py'), form, filled])
      judge(`${label}: filled in by pypdf`, expectZero(filling))
      keep('declaration, form', [form])
      keep('declaration filled in by pypdf', [filled])
      const signing = run(join(python, 'bin/pyhanko'), [
        'sign',
        'addsig',
        '--use-pades',
        '--field',
        'signature-apprenant',
        'pkcs12',
        '--passfile',
        passfile,
        filled,
        join(received, 'recu.pdf'),
        join(FIXTURES, 'chained.p12'),
      ])
      judge(`${label}: signed by pyHanko`, expectZero(signing))
      const countersigning =
        sealing.length === 0 ? ['--sign', '--certificate', join(FIXTURES, 'chained.p12')] : []
      const collected = await attest(workspace, ['--collect', received, '--on', AS_OF, ...countersigning])
      judge(`${label}: read back`, [
        ...expectZero(collected),
        ...['signé par l’apprenant', 'Manque de temps']
          .filter((words) => !collected.out.includes(words))
          .map((words) => `« ${words} » is not in: ${collected.out.trim()}`),
      ])
      const [both] = pdfsIn(join(workspace, 'attestations-recues'))
      if (both === undefined) continue
      keep(STAMPED, [both])
      // Its stamp changes the page, which is its right: DSS warns, and does not refuse.
      sealed.push({ label, file: both, levels: [B, B], isStamped: true })
      judgeSeal(label, both, { count: 2 })
      judgeWithPython(label, both, [])
      judge(`${label}: i12 verify`, expectZero(await i12(['verify', both])))
    }
  }

  async function judgeTimestamp() {
    const label = 'time-stamped attestation'
    const authority = timestampAuthority(run, temporary)
    if (authority === null) return absent(`${label}: openssl ts`)
    const server = createServer((request, response) => {
      const parts = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        const answer = authority.answer(Buffer.concat(parts))
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer)
      })
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const workspace = copyOf(example, join(temporary, 'stamped'))
      const answer = await attest(workspace, [
        '--case',
        CASE,
        '--nature',
        'heures',
        '--sign',
        '--certificate',
        join(FIXTURES, 'chained.p12'),
        '--tsa',
        `http://127.0.0.1:${server.address().port}/`,
      ])
      judge(`${label}: openssl ts answers`, expectZero(answer))
      const [stamped] = pdfsIn(join(workspace, 'sorties/attestations'))
      if (stamped === undefined) return
      keep('paper sealed and time-stamped', [stamped])
      trustedSigners.push(authority.certificate)
      sealed.push({ label, file: stamped, levels: ['PAdES-BASELINE-T'] })
      judgeSeal(label, stamped)
      judgeWithPython(label, stamped, [authority.certificate])
      const verified = await i12(['verify', '--format', 'json', stamped])
      judge(`${label}: i12 verify says B-T`, verified.out.includes('"level": "B-T"') ? [] : [verified.out])
    } finally {
      server.close()
    }
  }
}

/** The first signature of a file: its CMS, and the bytes it covers. */
function firstSignature(bytes) {
  const text = bytes.toString('latin1')
  const [, start, end, length] = /\/ByteRange \[ ?0 (\d+) (\d+) (\d+) *\]/.exec(text).map(Number)
  const hex = text.slice(start + 1, end - 1)
  const padded = Buffer.from(hex, 'hex')
  const size = 4 + padded.readUInt16BE(2)
  return {
    cms: padded.subarray(0, size),
    signed: Buffer.concat([bytes.subarray(0, start), bytes.subarray(end, end + length)]),
  }
}

function timestampAuthority(run, temporary) {
  const path = (name) => join(temporary, name)
  const made = run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=DEMONSTRATION horodatage',
    '-keyout',
    path('tsa.key'),
    '-out',
    path('tsa.crt'),
    '-addext',
    'extendedKeyUsage=critical,timeStamping',
    '-addext',
    'keyUsage=critical,digitalSignature',
  ])
  if (made === null || made.code !== 0) return null
  writeFileSync(path('tsa.serial'), '01\n')
  writeFileSync(
    path('tsa.cnf'),
    `[tsa]\ndefault_tsa = t\n[t]\nserial = ${path('tsa.serial')}\ncrypto_device = builtin\nsigner_cert = ${path('tsa.crt')}\ncerts = ${path('tsa.crt')}\nsigner_key = ${path('tsa.key')}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n`,
  )
  return {
    certificate: path('tsa.crt'),
    answer(query) {
      writeFileSync(path('query.tsq'), query)
      run('openssl', [
        'ts',
        '-reply',
        '-queryfile',
        path('query.tsq'),
        '-config',
        path('tsa.cnf'),
        '-out',
        path('reply.tsr'),
      ])
      return readFileSync(path('reply.tsr'))
    },
  }
}

/** A virtual environment with pyHanko and pypdf, made once in the cache; null where Python or PyPI cannot be had. */
function pythonFolder(run, cache) {
  const folder = join(cache, 'python')
  if (existsSync(join(folder, '.complete'))) return folder
  const made = run('python3', ['-m', 'venv', folder])
  if (made === null || made.code !== 0) return null
  const installed = run(join(folder, 'bin/pip'), ['install', '-q', PYHANKO, CLI, PYPDF], { timeout: 300_000 })
  if (installed === null || installed.code !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  writeFileSync(join(folder, '.complete'), '')
  return folder
}

/** The example without what runs left in it. */
function copyOf(example, folder) {
  cpSync(example, folder, {
    recursive: true,
    filter: (source) => !/(?:sorties|attestations\.csv)$/.test(source),
  })
  return folder
}

function pdfsIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(folder, name))
}

/** Asynchronous, so that a server of this process can answer the program meanwhile. */
function i12(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [here('../../bin/i12.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    const said = { out: '', err: '' }
    child.stdout.on('data', (part) => {
      said.out += part
    })
    child.stderr.on('data', (part) => {
      said.err += part
    })
    child.on('close', (code) => resolve({ code: code ?? -1, ...said }))
  })
}

function expectZero({ code, out, err }) {
  return code === 0 ? [] : [`exit ${code}`, ...`${out}\n${err}`.trim().split('\n').slice(-8)]
}
