// File numbers that spreadsheets, web pages and programs changed: tidied and said, or refused and joined to nobody.
import { describe, expect, it } from 'vitest'
import { damageOf, tidyFileNumber } from '../../src/records/file-number.js'
import { Chance } from '../support/chance.js'
import { readExport } from '../support/read-text.js'

describe('tidyFileNumber', () => {
  it.each([
    ['A-001', 'A-001'],
    ['A\u2011001', 'A-001'],
    ['A\u2013001', 'A-001'],
    ['A\u2212001', 'A-001'],
    ['\u200bA-001', 'A-001'],
    ['\ufeffA-001\u00a0', 'A-001'],
    ['20\u202f260\u00a0011', '20260011'],
    ['\u001fA-001', 'A-001'],
    ['\tA-001', 'A-001'],
    ['A\u00ad-001', 'A-001'],
    ['20260011.0', '20260011'],
    ['20260011.10', '20260011.10'],
    ['DOS 12', 'DOS 12'],
    ['2026/0042', '2026/0042'],
  ])('%j is %j', (text, number) => {
    expect(tidyFileNumber(text)).toBe(number)
  })
})

describe('damageOf', () => {
  it.each([
    '2,026E+13',
    '2.026E+13',
    '2E+13',
    '2.02600112e+13',
    '1,5E-07',
    '2.026E13',
  ])('sees scientific notation in %s', (number) => expect(damageOf(number)).toBe('scientific'))
  it.each([
    '12/10/2026',
    '2026-10-12',
    '2026-10-12 00:00',
    '10/13/2026',
    '10-mars',
    'oct.-26',
    'mars-26',
    '03-oct',
  ])('sees a date in %s', (number) => expect(damageOf(number)).toBe('date'))
  it.each([
    '20260011234563',
    'A-001',
    '12E3',
    'E-12',
    '2026-13-45',
    '2026/0042',
    'MARS-26',
    '31/02/2026',
    '2026-10',
    'PR-12-01',
  ])('leaves %s alone', (number) => expect(damageOf(number)).toBe(null))
})

describe('a column of file numbers', () => {
  it.each([
    ['absences', 'dossier;date;justifiee', 'NUM;06/10/2026;non'],
    ['presences', 'dossier;date', 'NUM;06/10/2026'],
    ['relances', 'dossier;date;canal;destinataire', 'NUM;06/10/2026;sms;beneficiaire'],
    ['abandons', 'dossier;date', 'NUM;06/10/2026'],
    ['certifications', 'dossier;date', 'NUM;06/10/2026'],
    ['activites', 'dossier;date', 'NUM;06/10/2026'],
    [
      'apprenants',
      'dossier;nom;prenom;formation;date_entree;statut',
      'NUM;Genêt;Rose;DEV;06/10/2026;en_cours',
    ],
  ] as const)('is tidied, said once and damaged for good in %s', async (name, header, line) => {
    const lines = ['A\u2011001', 'A-002\u00a0', 'A-003', '2,026E+13', '12/10/2026'].map((number) =>
      line.replace('NUM', number),
    )
    const { records, said, diagnostics } = await readExport(name, `${[header, ...lines].join('\n')}\n`)
    expect(said.map(({ code, field, at }) => `${code} ${field} ${at.split(':')[0]}`)).toEqual([
      'NUMERO-ABIME dossier 5',
      'NUMERO-ABIME dossier 6',
      'NUMEROS-NETTOYES dossier 2',
    ])
    expect(diagnostics.at(-1)?.count).toBe(2)
    const read = [
      ...records.enrolments.map(({ id }) => id),
      ...[
        records.absences,
        records.presences,
        records.actions,
        records.dropouts,
        records.certifications,
        records.activities,
      ].flatMap((list) => list.map(({ enrolmentId }) => enrolmentId)),
    ]
    expect(read).toEqual(['A-001', 'A-002', 'A-003'])
    expect(records.exports[0]?.setAside).toBe(2)
  })

  it('names the cause', async () => {
    const { diagnostics } = await readExport(
      'absences',
      'dossier;date;justifiee\n2,026E+13;06/10/2026;non\n10-mars;06/10/2026;non\n',
    )
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('notation scientifique'),
      expect.stringContaining('date'),
    ])
  })

  it('of successors is tidied alike, and a damaged one keeps the row', async () => {
    const { records, said } = await readExport(
      'apprenants',
      'dossier;nom;prenom;formation;date_entree;statut;remplace_par\nA-1;Genêt;Rose;DEV;06/10/2026;transfert;A\u20112\nA-3;Lis;Luc;DEV;06/10/2026;transfert;2E+13\n',
    )
    expect(records.enrolments.map(({ replacedBy }) => replacedBy)).toEqual(['A-2', ''])
    expect(said.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'NUMERO-ABIME remplace_par',
      'NUMEROS-NETTOYES remplace_par',
    ])
  })

  it('joins whatever was strewn over it, in 200 numbers by chance', () => {
    const chance = new Chance(4)
    const strewn = ['\u200b', '\u00a0', '\u202f', '\ufeff', '\t', '\u001f', '\u00ad', '\u2060']
    for (let round = 0; round < 200; round++) {
      const number = `${chance.one(['A-', 'DOS-', '', '2026-A-'])}${chance.whole(1, 99_999)}`
      const letters = [...number].map((letter) =>
        letter === '-' ? chance.one(['-', '\u2010', '\u2011', '\u2013', '\u2014', '\u2212']) : letter,
      )
      for (let count = chance.whole(0, 4); count > 0; count--)
        letters.splice(chance.whole(0, letters.length), 0, chance.one(strewn))
      expect(tidyFileNumber(letters.join('')), JSON.stringify(letters.join(''))).toBe(number)
    }
  })
})
