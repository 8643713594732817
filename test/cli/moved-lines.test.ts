// Nobody watches a continuous integration: what it says is new must be new. Every line of every export moves and one
// breach is mended; one alert goes, in every form, and none comes.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { Chance } from '../support/chance.js'
import { memoryIo } from '../support/memory-io.js'
import { type Files, randomNetwork } from '../support/random-network.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const DAY = '2026-09-30'

interface Breach {
  readonly obligation: string
  readonly enrolment: string
  readonly recipient: string | null
  readonly status: string
  readonly arisenOn: string
}

async function run(...words: string[]) {
  const io = memoryIo()
  const code = await main(words, io)
  return { code, out: io.stdout, err: io.stderr }
}

const check = (folder: string, format: string, ...more: string[]) =>
  run('check', folder, '--au', DAY, '--format', format, ...more)

/** The rows of every export in another order. */
function moved(files: Files, seed: number): Files {
  const chance = new Chance(seed)
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      if (!path.endsWith('.csv')) return [path, text]
      const [header, ...rows] = text.trimEnd().split('\n')
      return [path, `${[header, ...chance.shuffled(rows)].join('\n')}\n`]
    }),
  )
}

/** The act that discharges a breach is written at the end of the log. */
function mended(files: Files, { enrolment, arisenOn }: Breach): Files {
  const act = `${enrolment};${arisenOn};proposition;email;beneficiaire;joint;`
  return { ...files, 'relances.csv': `${files['relances.csv']}${act}\n` }
}

function alertsOf(format: string, text: string): readonly string[] {
  switch (format) {
    case 'sarif':
      return JSON.parse(text).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints['i12/v1'],
      )
    case 'gitlab':
      return JSON.parse(text).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
    case 'github':
      return text
        .trimEnd()
        .split('\n')
        .map((line) => /title=([^:]*)::/.exec(line)?.[1] ?? '')
    default: {
      const cases = [...text.matchAll(/<testcase classname="[^"]*" name="([^"]*)"(\/>|>\s*<(\w+))/g)]
      return cases
        .filter(([, , , inside]) => inside === 'failure' || inside === 'error')
        .map((found) => found[1] ?? '')
    }
  }
}

describe('lines that move', () => {
  it.each([2, 3, 9])('change no alert, and a mended breach takes one away (network %i)', async (seed) => {
    // Networks in which some proposal has its effect already: that none has is a finding of its own.
    const files = randomNetwork(seed, ['nice'], 60).whole
    const before = await temporaryWorkspace(files)
    const first = JSON.parse((await check(before, 'json')).out)
    const breach = first.verdicts.find(
      ({ obligation, status }: Breach) => obligation === 'proposition' && status === 'missing',
    )
    expect(breach).toBeDefined()
    const after = await temporaryWorkspace(moved(mended(files, breach), seed))
    for (const format of ['sarif', 'gitlab', 'github', 'junit']) {
      const one = alertsOf(format, (await check(before, format)).out)
      const other = alertsOf(format, (await check(after, format)).out)
      expect(new Set(one).size, format).toBe(one.length)
      expect(new Set(other).size, format).toBe(other.length)
      expect(
        other.filter((alert) => !one.includes(alert)),
        format,
      ).toEqual([])
      expect(
        one.filter((alert) => !other.includes(alert)),
        format,
      ).toHaveLength(1)
    }
    await writeFile(join(after, 'avant.json'), (await check(before, 'json')).out)
    const compared = await check(after, 'json', '--baseline', join(after, 'avant.json'))
    expect(JSON.parse(compared.out).baseline).toMatchObject({ new: 0, solved: 1 })
    expect(compared.code).toBe(0)
    await writeFile(join(after, 'apres.json'), compared.out)
    const difference = await run(
      'diff',
      join(after, 'avant.json'),
      join(after, 'apres.json'),
      '--format',
      'json',
    )
    expect(difference.code).toBe(0)
    expect(JSON.parse(difference.out)).toMatchObject({
      format: 'i12/diff/1',
      new: [],
      solved: [{ obligation: 'proposition', enrolment: breach.enrolment }],
      moved: [],
    })
  })

  it('keep every test name of a report', async () => {
    const files = randomNetwork(4, ['nice'], 40).whole
    const names = async (folder: string) =>
      [...(await check(folder, 'junit')).out.matchAll(/ name="([^"]*)"/g)].map(([, name]) => name).sort()
    expect(await names(await temporaryWorkspace(moved(files, 4)))).toEqual(
      await names(await temporaryWorkspace(files)),
    )
  })
})

describe('a baseline', () => {
  it('lists everything, looks at what is new alone, and is pruned on request', async () => {
    const files = randomNetwork(5, ['nice'], 30).whole
    const folder = await temporaryWorkspace(files)
    const plain = await check(folder, 'json')
    expect(plain.code).toBe(1)
    const whole = JSON.parse(plain.out)
    const isBreach = ({ status, evidence }: { status: string; evidence: string }) =>
      status === 'late' || status === 'missing' || evidence === 'absent'
    const breaches = whole.verdicts.filter(isBreach)
    const errors = whole.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')
    const path = join(folder, 'base.json')

    // One breach less is known, one more than there is.
    const [taken] = breaches
    const stale = { ...taken, arisenOn: '2024-01-02' }
    await writeFile(
      path,
      JSON.stringify({
        ...whole,
        verdicts: [...whole.verdicts.filter((one: unknown) => one !== taken), stale],
      }),
    )
    const compared = await check(folder, 'json', '--baseline', path)
    expect(compared.code).toBe(1)
    const found = JSON.parse(compared.out)
    expect(found.baseline).toEqual({ new: 1, known: breaches.length + errors.length - 1, solved: 1 })
    expect(found.verdicts).toHaveLength(whole.verdicts.length)
    const fresh = found.verdicts.filter(({ isNew }: { isNew?: boolean }) => isNew === true)
    expect(fresh).toMatchObject([{ obligation: taken.obligation, enrolment: taken.enrolment }])
    expect(
      found.verdicts.filter((one: never) => !isBreach(one)).every((one: object) => !('isNew' in one)),
    ).toBe(true)
    expect(found.diagnostics.every(({ isNew }: { isNew: boolean }) => !isNew)).toBe(true)
    expect(compared.err).toContain('--prune')
    expect((await check(folder, 'json', '--baseline', path, '--fail-on', 'never')).code).toBe(0)

    const sarif = JSON.parse((await check(folder, 'sarif', '--baseline', path)).out).runs[0]
    const states = sarif.results.map(({ baselineState }: { baselineState: string }) => baselineState)
    expect(states.filter((state: string) => state === 'new')).toHaveLength(1)
    expect(states.every((state: string) => state === 'new' || state === 'unchanged')).toBe(true)

    await check(folder, 'json', '--baseline', path, '--prune')
    const pruned = JSON.parse(await readFile(path, 'utf8'))
    expect(pruned.verdicts).toHaveLength(whole.verdicts.length - 1)
    expect(pruned.verdicts.some(({ arisenOn }: Breach) => arisenOn === '2024-01-02')).toBe(false)
    const again = JSON.parse((await check(folder, 'json', '--baseline', path)).out)
    expect(again.baseline).toMatchObject({ new: 1, solved: 0 })
  })

  it('gives code 0 where nothing is new, and refuses what is no check', async () => {
    const folder = await temporaryWorkspace(randomNetwork(6, ['nice'], 20).whole)
    const path = join(folder, 'base.json')
    await writeFile(path, (await check(folder, 'json')).out)
    expect((await check(folder, 'text', '--baseline', path)).code).toBe(0)
    for (const text of ['', '{}', '[]', '{"format":"i12/site/1"}']) {
      await writeFile(path, text)
      const refused = await check(folder, 'json', '--baseline', path)
      expect(refused).toMatchObject({ code: 2, out: '' })
    }
    expect((await check(folder, 'json', '--prune')).code).toBe(2)
    expect((await run('diff', path, path)).code).toBe(2)
    expect((await run('diff', path)).code).toBe(2)
  })
})

describe('diff', () => {
  it('says what is new, solved and moved, and exits 1 at the threshold', async () => {
    const verdict = {
      obligation: 'contact',
      enrolment: 'A-1',
      recipient: 'beneficiaire',
      status: 'missing',
      gravity: 'alerte',
      evidence: 'notRequired',
      arisenOn: '2026-01-05',
    }
    const file = (verdicts: object[]) =>
      JSON.stringify({ format: 'i12/check/1', asOf: DAY, diagnostics: [], verdicts })
    const folder = await temporaryWorkspace({
      'a.json': file([verdict, { ...verdict, enrolment: 'A-2' }]),
      'b.json': file([
        { ...verdict, status: 'late', origin: { file: 'x.csv', line: 9 } },
        { ...verdict, enrolment: 'A-3' },
        { ...verdict, enrolment: 'A-4', status: 'met' },
      ]),
    })
    const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')]
    const { code, out } = await run('diff', a, b, '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      new: [{ kind: 'breach', enrolment: 'A-3' }],
      solved: [{ kind: 'breach', enrolment: 'A-2' }],
      moved: [{ enrolment: 'A-1', from: { status: 'missing' }, to: { status: 'late' } }],
    })
    expect((await run('diff', a, b, '--fail-on', 'alerte')).code).toBe(1)
    const text = (await run('diff', a, b)).out
    expect(text).toMatch(/Nouveau\n {2}contact, A-3/)
    expect(text).toMatch(/Résolu\n {2}contact, A-2/)
    expect(text).toMatch(/Changé\n {2}contact, A-1/)
  })
})

describe('forges', () => {
  it('know files by their path in the repository', async () => {
    const files = randomNetwork(7, ['nice'], 20).whole
    const root = await temporaryWorkspace(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`sites/nice/${path}`, text])),
    )
    const place = async (format: string) => (await check(join(root, 'sites/nice'), format)).out
    const paths = async () =>
      new Set(
        JSON.parse(await place('gitlab')).map(
          ({ location }: { location: { path: string } }) => location.path,
        ),
      )
    expect(await paths()).toContain('absences.csv')
    await mkdir(join(root, '.git'))
    expect(await paths()).toContain('sites/nice/absences.csv')
    expect(await place('github')).toContain('file=sites/nice/absences.csv,line=')
    const sarif = JSON.parse(await place('sarif')).runs[0]
    expect(sarif.automationDetails).toEqual({ id: 'i12/nice/' })
    expect(sarif.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^sites\/nice\//)
    expect(JSON.stringify(sarif)).not.toContain('primaryLocationLineHash')
  })

  it('get breaches first and 5,000 findings at most, and the cut is said', async () => {
    const learners = Array.from({ length: 5_100 }, (_, index) => `A-${index}`)
    const files = randomNetwork(8, ['nice'], 3).whole
    const folder = await temporaryWorkspace({
      ...files,
      'apprenants.csv': [
        'dossier;nom;prenom;formation;site;date_entree;statut',
        ...learners.map((id) => `${id};Fictif;Camille;L;nice;2026-01-05;en_cours`),
        '',
      ].join('\n'),
      'absences.csv': ['dossier;date;justifiee', ...learners.map((id) => `${id};2026-02-02;non`), ''].join(
        '\n',
      ),
      'relances.csv': 'dossier;date;canal;destinataire\nX-1;31/02/2026;email;beneficiaire\n',
      'abandons.csv': 'dossier;date\n',
    })
    for (const format of ['sarif', 'gitlab', 'github']) {
      const { out, err } = await check(folder, format)
      expect(err).toContain('5\u202f000')
      const alerts = alertsOf(format, out).filter((alert) => alert !== '' && alert !== 'i12')
      expect(alerts).toHaveLength(5_000)
    }
    const sarif = JSON.parse((await check(folder, 'sarif')).out).runs[0]
    expect(sarif.invocations[0].toolExecutionNotifications[0].message.text).toContain('5\u202f000')
    expect(new Set(sarif.results.map(({ ruleId }: { ruleId: string }) => ruleId))).toEqual(
      new Set(['contact-absent']),
    )
  })
})
