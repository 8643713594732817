import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { DROPOUT_WORKSPACE } from '../support/dropout-workspace.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

/** Without no-break spaces, so that the words can be read here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function letters(folder: string, ...argv: string[]) {
  const io = memoryIo()
  const code = await main(['letters', '-C', folder, '--as-of', '2026-11-30', ...argv], io)
  return { code, stdout: plain(io.stdout), stderr: plain(io.stderr) }
}

const rowsOf = async (path: string) =>
  (await readFile(path, 'utf8')).replace('\uFEFF', '').trimEnd().split('\r\n').slice(1)

it('prepares a letter for each due obligation that calls for one, and says that nothing was sent', async () => {
  const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
  const { code, stderr } = await letters(folder, '--prepare-log')
  expect(code).toBe(0)
  expect((await readdir(join(folder, 'sorties/courriers'))).filter((name) => name.endsWith('.pdf'))).toEqual([
    'A-1-contact-absent-beneficiaire.pdf',
    'A-1-contact-absent-entreprise.pdf',
    'A-2-motifs.pdf',
    'A-3-motifs.pdf',
    'A-4-motifs.pdf',
  ])
  // Three calls by telephone are due: no letter stands for a call.
  expect(stderr).toContain('5 courriers préparés, dont 1 sans adresse électronique')
  expect(stderr).toContain('3 obligations dues ne demandent pas de courrier. Rien n’a été envoyé.')

  const pdf = await readFile(join(folder, 'sorties/courriers/A-2-motifs.pdf'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const draft = await readFile(join(folder, 'sorties/courriers/A-1-contact-absent-entreprise.eml'), 'latin1')
  expect(draft).toContain('X-Unsent: 1')
  expect(draft).toContain('To: rh@example.org')
  const text = Buffer.from(/base64\r\n\r\n([\s\S]+?)\r\n--/.exec(draft)?.[1] ?? '', 'base64').toString('utf8')
  expect(text).toContain(
    'Des absences ont été relevées les 3\u00a0novembre\u00a02026 et 4\u00a0novembre\u00a02026',
  )
  // A mail, and not the letter pasted: its own greeting and end, no postal block.
  expect(text.startsWith('Bonjour,\n')).toBe(true)
  expect(text).toMatch(/Cordialement,\n\n\S/)
  expect(text).not.toMatch(/Madame, Monsieur|salutations|considération|Objet/)
  // The absence has no reason in the letter, and the obligation still stands: a letter made is not a letter sent.
  const again = memoryIo()
  await main(['check', '-C', folder, '--as-of', '2026-11-30'], again)
  expect(again.stdout).toMatch(/contact-absent +4 +0 +0 +4/)
})

it('records a sending once, on the day a person confirms, in a log of its own', async () => {
  const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
  await letters(folder, '--prepare-log', '--case', 'A-1')
  const prepared = join(folder, 'sorties/relances-preparees.csv')
  expect(await rowsOf(prepared)).toHaveLength(2)

  const first = await letters(folder, '--sent', prepared, '--on', '2026-11-30')
  expect(first.code).toBe(0)
  expect(first.stderr).toContain('2 lignes portées au journal')
  expect(first.stderr).toContain('ajoutez « exports/relances-i12.csv » à « sources.relances »')
  const log = join(folder, 'exports/relances-i12.csv')
  expect(await rowsOf(log)).toEqual([
    expect.stringMatching(/^A-1;30\/11\/2026;relance;email;beneficiaire;Claire Martin;;Courrier préparé/),
    expect.stringMatching(/^A-1;30\/11\/2026;relance;email;entreprise;/),
  ])
  expect(await rowsOf(prepared)).toEqual([])
  expect(await readFile(join(folder, 'exports/relances.csv'), 'utf8')).toBe(
    DROPOUT_WORKSPACE['exports/relances.csv'],
  )
})

it('does not record the same sending twice', async () => {
  const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
  await letters(folder, '--prepare-log', '--case', 'A-1')
  const copy = join(folder, 'envoyes.csv')
  const { writeFile } = await import('node:fs/promises')
  await writeFile(copy, await readFile(join(folder, 'sorties/relances-preparees.csv')))
  await letters(folder, '--sent', copy, '--on', '2026-11-30')
  const second = await letters(folder, '--sent', copy, '--on', '2026-12-01')
  expect(second.stderr).toContain('0 ligne portée au journal')
  expect(second.stderr).toContain('2 y étaient déjà')
  expect(await rowsOf(join(folder, 'exports/relances-i12.csv'))).toHaveLength(2)
})

it.each([
  [['--sent', 'x.csv'], 'demande le jour de l’envoi'],
  [['--sent', 'absent.csv', '--on', '2026-11-30'], 'n’existe pas'],
  [['--on', '2026-11-30'], 'va avec'],
])('explains %s', async (argv, words) => {
  const { code, stderr } = await letters(await temporaryWorkspace(DROPOUT_WORKSPACE), ...argv)
  expect(code).toBe(2)
  expect(stderr).toContain(words)
})

it('refuses a file that is no prepared log', async () => {
  const folder = await temporaryWorkspace(DROPOUT_WORKSPACE)
  const { code, stderr } = await letters(
    folder,
    '--sent',
    join(folder, 'exports/relances.csv'),
    '--on',
    '2026-11-30',
  )
  expect(code).toBe(2)
  expect(stderr).toContain('ne sont pas celles d’un journal de relances préparé par i12')
})

it('leaves an interview due where its invitation alone was sent, and says which letter cannot be made', async () => {
  const folder = await temporaryWorkspace({
    ...DROPOUT_WORKSPACE,
    'procedure.yaml': `${DROPOUT_WORKSPACE['procedure.yaml']}  - id: entretien
    intitule: Recevoir le participant absent
    quand: { absence: injustifiee }
    faire: { types: [entretien], destinataires: [beneficiaire] }
    delai: 2 jours ouvrés
  - id: decider
    intitule: Décider de l’abandon
    quand: { abandon: declare }
    faire: { types: [decision], destinataires: [beneficiaire] }
    delai: 1 mois
`,
  })
  const { stderr } = await letters(folder, '--prepare-log')
  expect(stderr).toContain('2 courriers dus ne sont pas faits')
  expect(stderr).toContain('  A-3, decider (bénéficiaire) : aucune décision n’est consignée.')
  const prepared = join(folder, 'sorties/relances-preparees.csv')
  const types = (await rowsOf(prepared)).map((row) => row.split(';')).map(([id, , type]) => `${id} ${type}`)
  expect(types).toContain('A-1 information')
  expect(types).not.toContain('A-1 entretien')
  expect(types).toContain('A-2 decision')
  await letters(folder, '--sent', prepared, '--on', '2026-11-30')
  const { readFile: read, writeFile } = await import('node:fs/promises')
  const configuration = await read(join(folder, 'i12.yaml'), 'utf8')
  await writeFile(
    join(folder, 'i12.yaml'),
    configuration.replace(
      'relances: exports/relances.csv',
      'relances: [exports/relances.csv, exports/relances-i12.csv]',
    ),
  )
  const after = memoryIo()
  await main(['check', '-C', folder, '--as-of', '2026-11-30', '--format', 'json'], after)
  const { verdicts } = JSON.parse(after.stdout) as {
    verdicts: { obligation: string; enrolment: string; status: string }[]
  }
  const statusOf = (id: string, enrolment: string) =>
    verdicts.filter((one) => one.obligation === id && one.enrolment === enrolment).map(({ status }) => status)
  expect(statusOf('entretien', 'A-1')).toEqual(['missing', 'missing'])
  expect(statusOf('decider', 'A-2')).toEqual(['met'])
  expect(statusOf('decider', 'A-3')).toEqual(['pending'])
})
