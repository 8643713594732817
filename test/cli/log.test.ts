import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import type { Question } from '../../src/cli/ask.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const { asked, answers } = vi.hoisted(() => ({
  asked: [] as Question[],
  answers: {} as Record<string, string>,
}))
vi.mock('../../src/cli/ask.js', () => ({
  ask: async (questions: readonly Question[]) => {
    asked.push(...questions)
    return Object.fromEntries(questions.map(({ name }) => [name, answers[name] ?? '']))
  },
}))
beforeEach(() => {
  asked.length = 0
  for (const name of Object.keys(answers)) delete answers[name]
})

const LOG = 'exports/relances-i12.csv'
const FILES = {
  'i12.yaml': `# notre organisme
organisme: { nom: Essai }
audit: {}
procedure: procedure.yaml
preuves: preuves/
sources:
  apprenants: exports/apprenants.csv
  absences: exports/absences.csv
  # le journal du service
  relances: exports/relances.csv # tenu à la main
`,
  'procedure.yaml': `reference: P
intitule: Essai
obligations:
  - id: contact
    quand: { absence: injustifiee }
    faire: { types: [relance], destinataires: [beneficiaire], canaux: [telephone] }
    delai: 2 jours ouvrés
    preuve: conseillee
`,
  'exports/apprenants.csv':
    'dossier;nom;prenom;formation;date_entree;statut\nA-1;Orme;Zoé;F;01/09/2025;en_cours\nA-2;Frêne;Ali;F;01/09/2025;en_cours\n',
  'exports/absences.csv': 'dossier;date;justifiee\nA-1;06/10/2025;non\n',
  'exports/relances.csv': 'dossier;date;canal;destinataire\nA-2;02/10/2025;email;beneficiaire\n',
  'preuves/appel.txt': 'noté',
}
const ACT = '--case A-1 --date 2025-10-07 --channel telephone --recipient beneficiaire --result joint'.split(
  ' ',
)

async function run(folder: string, words: readonly string[], isInteractive = false) {
  const io = memoryIo({ isInteractive })
  const code = await main([...words, '-C', folder, '--as-of', '2025-11-05'], io)
  return { code, out: io.stdout, err: io.stderr }
}
const log = (folder: string, ...words: string[]) => run(folder, ['log', ...words])
const rowsOf = async (folder: string) =>
  (await readFile(join(folder, LOG), 'utf8')).replace('\uFEFF', '').split('\r\n').slice(1, -1)
const isLogThere = (folder: string) =>
  readFile(join(folder, LOG)).then(
    () => true,
    () => false,
  )

describe('i12 log', () => {
  it('adds an act that check then counts, and has i12.yaml name the log, the rest as it was', async () => {
    const folder = await temporaryWorkspace(FILES)
    const { code, out, err } = await log(folder, ...ACT, '--proof', 'appel.txt', '--author', 'M. Tilleul')
    expect({ code, out }).toEqual({ code: 0, out: `${LOG}:2\n` })
    expect(err).toContain('relance par téléphone, bénéficiaire, le 07/10/2025')
    expect(await rowsOf(folder)).toEqual([
      'A-1;07/10/2025;relance;telephone;beneficiaire;M. Tilleul;joint;;preuves/appel.txt;',
    ])
    const configuration = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(parse(configuration).sources.relances).toEqual(['exports/relances.csv', LOG])
    expect(configuration).toContain('# notre organisme')
    expect(configuration).toContain('# le journal du service')
    expect(configuration).toContain('# tenu à la main')
    const check = await run(folder, ['check', '--format', 'json'])
    const { verdicts } = JSON.parse(check.out)
    expect(verdicts).toMatchObject([{ status: 'met', evidence: 'present', doneOn: '2025-10-07' }])
  })

  it.each([
    ['no entry at all', '', LOG],
    ['a pattern that takes it', '  relances: exports/relances*.csv\n', 'exports/relances*.csv'],
    ['its own path, the file still to come', `  relances: ./${LOG}\n`, `./${LOG}`],
    [
      'an entry with keys',
      '  relances:\n    fichier: exports/relances.csv\n    separateur: ";"\n',
      [{ fichier: 'exports/relances.csv', separateur: ';' }, LOG],
    ],
    ['a list', '  relances: [exports/relances.csv]\n', ['exports/relances.csv', LOG]],
  ])('names the log where no entry does: %s', async (_, entry, expected) => {
    const text = FILES['i12.yaml'].replace(/ {2}# le journal[\s\S]*$/, entry)
    const folder = await temporaryWorkspace({ ...FILES, 'i12.yaml': text })
    expect((await log(folder, ...ACT)).code).toBe(0)
    const once = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(parse(once).sources.relances).toEqual(expected)
    expect((await log(folder, ...ACT)).code).toBe(0)
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe(once)
    expect(await rowsOf(folder)).toHaveLength(2)
    expect(JSON.parse((await run(folder, ['check', '--format', 'json'])).out).ledger.met).toBe(1)
  })

  it('loses no act of several runs at once', async () => {
    const folder = await temporaryWorkspace(FILES)
    const runs = Array.from({ length: 8 }, (_, index) => log(folder, ...ACT, '--ticket', `T-${index}`))
    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual(Array(8).fill(0))
    const tickets = (await rowsOf(folder)).map((row) => row.split(';').at(-1))
    expect(tickets.sort()).toEqual(Array.from({ length: 8 }, (_, index) => `T-${index}`))
  })

  it.each([
    ['an unknown case', ['--case', 'A-3'], 'vouliez-vous dire'],
    ['an unknown channel', ['--channel', 'pigeon'], 'telephone, email, sms'],
    ['a near channel', ['--channel', 'telefone'], 'Vouliez-vous dire «\u00a0telephone\u00a0»'],
    ['an unknown recipient', ['--recipient', 'voisin'], 'beneficiaire'],
    ['an unknown type', ['--type', 'menace'], 'relance, entretien'],
    ['an unknown result', ['--result', 'ravi'], 'joint, message'],
    ['a day that does not exist', ['--date', '2025-02-30'], 'n’existe pas dans le calendrier'],
    ['a month first', ['--date', '10/31/2025'], 'n’existe pas dans le calendrier'],
    ['two digits for the year', ['--date', '07/10/25'], 'deux chiffres'],
    ['a time that does not exist', ['--date', '2025-10-07 25:00'], 'heure qui n’existe pas'],
    ['no day', ['--date', 'hier'], 'ne se lit pas'],
    ['an empty day', ['--date', ''], 'ne se lit pas'],
    ['a proof outside', ['--proof', '../appel.txt'], 'hors du dossier de travail'],
    ['a proof that is a folder', ['--proof', 'preuves'], 'n’est pas un fichier'],
  ])('refuses %s and writes nothing', async (_, words, said) => {
    const folder = await temporaryWorkspace(FILES)
    const { code, err } = await log(folder, ...ACT, ...words)
    expect(err).toContain(said)
    expect(code).toBe(2)
    expect(await isLogThere(folder)).toBe(false)
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe(FILES['i12.yaml'])
  })

  it('says what is missing where nobody may be asked', async () => {
    const folder = await temporaryWorkspace(FILES)
    const { code, err } = await log(folder, '--case', 'A-1', '--channel', 'sms')
    expect(code).toBe(2)
    expect(err).toContain('il manque «\u00a0--date\u00a0» et «\u00a0--recipient\u00a0»')
    expect(asked).toEqual([])
  })

  it('asks at a terminal for what was not typed, and only then', async () => {
    const folder = await temporaryWorkspace(FILES)
    Object.assign(answers, {
      date: '07/10/2025 14:30',
      type: 'entretien',
      recipient: 'entreprise',
      result: '',
    })
    const { code } = await run(folder, ['log', '--case', 'A-1', '--channel', 'sms'], true)
    expect(code).toBe(0)
    expect(asked.map(({ name }) => name)).toEqual(
      'date type recipient result author comment proof ticket'.split(' '),
    )
    expect(await rowsOf(folder)).toEqual(['A-1;07/10/2025 14:30;entretien;sms;entreprise;;;;;'])
    asked.length = 0
    expect((await run(folder, ['log', ...ACT], true)).code).toBe(0)
    expect((await run(folder, ['log', '--no-input', '--case', 'A-1'], true)).code).toBe(2)
    expect(asked).toEqual([])
  })

  it('puts a question again where the answer is no case and no day', async () => {
    const folder = await temporaryWorkspace(FILES)
    Object.assign(answers, { case: 'A-1', date: '07/10/2025', channel: 'sms', recipient: 'entreprise' })
    await run(folder, ['log'], true)
    const validate = (name: string, text: string) => {
      const question = asked.find((candidate) => candidate.name === name)
      return question?.type === 'input' ? question.validate?.(text) : undefined
    }
    expect(validate('case', 'A-9')).toContain('aucun dossier ne porte')
    expect(validate('case', ' A-2 ')).toBe(true)
    expect(validate('date', '31/02/2025')).toContain('n’existe pas')
    expect(validate('date', '28/02/2025 9h05')).toBe(true)
  })

  it('reads words as exports do, and texts come back whole', async () => {
    const folder = await temporaryWorkspace(FILES)
    const comment = '=1+1 ; dit « oui »\net "non"'
    const words = ['--channel', 'Mail', '--recipient', 'Stagiaire', '--comment', comment]
    expect((await log(folder, ...ACT, ...words)).code).toBe(0)
    expect((await log(folder, ...ACT)).code).toBe(0)
    const text = await readFile(join(folder, LOG), 'utf8')
    expect(text).toContain(`;email;beneficiaire;;joint;"'=1+1 ; dit « oui »\net ""non""";;`)
    expect(text.match(/A-1;/g)).toHaveLength(2)
  })

  it('warns of a proof and of a day still to come, and writes the act', async () => {
    const folder = await temporaryWorkspace(FILES)
    const { code, err } = await log(
      folder,
      ...ACT,
      '--date',
      '2025-12-01',
      '--proof',
      'preuves/plus-tard.pdf',
    )
    expect(code).toBe(0)
    expect(err).toContain('«\u00a0preuves/plus-tard.pdf\u00a0» n’est pas encore dans le dossier')
    expect(err).toContain('le 01/12/2025 est à venir')
    expect(await rowsOf(folder)).toHaveLength(1)
  })

  it('takes a proof typed from the current folder', async () => {
    const folder = await temporaryWorkspace(FILES)
    await log(folder, ...ACT, '--proof', join(folder, 'preuves/appel.txt'))
    expect((await rowsOf(folder))[0]).toContain(';preuves/appel.txt;')
  })

  it('touches neither a log with other columns nor one that leads outside', async () => {
    const other = await temporaryWorkspace({ ...FILES, [LOG]: 'dossier;date;quoi\nA-1;07/10/2025;x\n' })
    const { code, err } = await log(other, ...ACT)
    expect(code).toBe(2)
    expect(err).toContain('ne sont pas celles d’un journal')
    expect(await readFile(join(other, LOG), 'utf8')).toContain('A-1;07/10/2025;x\n')
    const outside = await temporaryWorkspace({ 'ailleurs.csv': 'x' })
    const linked = await temporaryWorkspace(FILES)
    await symlink(join(outside, 'ailleurs.csv'), join(linked, LOG))
    expect((await log(linked, ...ACT)).code).toBe(2)
    expect(await readFile(join(outside, 'ailleurs.csv'), 'utf8')).toBe('x')
  })

  it('keeps what people added with a spreadsheet', async () => {
    const header = 'dossier;date;type;canal;destinataire;auteur;resultat;commentaire;preuve;ticket'
    const saved = Buffer.from(
      `${header}\nA-2;03/10/2025;relance;courrier;beneficiaire;H\xe9l\xe8ne;;;;\n`,
      'latin1',
    )
    const folder = await temporaryWorkspace({ ...FILES, [LOG]: saved })
    expect((await log(folder, ...ACT)).code).toBe(0)
    expect(await rowsOf(folder)).toEqual([
      'A-2;03/10/2025;relance;courrier;beneficiaire;Hélène;;;;',
      'A-1;07/10/2025;relance;telephone;beneficiaire;;joint;;;',
    ])
  })

  it('works while another export is damaged, not while i12.yaml is', async () => {
    const damaged = await temporaryWorkspace({ ...FILES, 'exports/absences.csv': 'rien\n' })
    expect((await log(damaged, ...ACT)).code).toBe(0)
    const unreadable = await temporaryWorkspace({ ...FILES, 'i12.yaml': 'sources: [' })
    const { code, err } = await log(unreadable, ...ACT)
    expect(code).toBe(2)
    expect(err).toContain('i12.yaml')
  })
})
