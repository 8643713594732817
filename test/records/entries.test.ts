import { describe, expect, it } from 'vitest'
import { counted } from '../../src/kernel/french.js'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import type { SourceSettings } from '../../src/records/source-input.js'
import { readEntries, readExport } from '../support/read-text.js'

const words = (entries: Record<string, readonly string[]>) => new Map(Object.entries(entries))
const texts = (entries: Record<string, string>) => new Map(Object.entries(entries))
const iso = ({ on }: { on: number | null }) => on && formatIsoDate(on as Parameters<typeof formatIsoDate>[0])

const CALLS = 'dossier;date;resultat\nA-1;06/10/2026;joint\nA-2;07/10/2026;\n'

describe('constantes', () => {
  it('give one value to every row', async () => {
    const { records, said } = await readExport('relances', CALLS, {
      constants: texts({ canal: 'tél', destinataire: 'beneficiaire' }),
    })
    expect(said).toEqual([])
    expect(records.actions).toMatchObject([
      { channel: 'telephone', recipient: 'beneficiaire', result: 'joint' },
      { channel: 'telephone', recipient: 'beneficiaire', result: null },
    ])
  })

  it('fill in the name of the file', async () => {
    const { records } = await readExport(
      'apprenants',
      'dossier;nom;prenom;formation;date_entree;statut\nA-1;Démo;Zoé;F1;01/09/2026;en_cours\n',
      { constants: texts({ site: 'Site {fichier}' }) },
      'exports/nice.2026.csv',
    )
    expect(records.enrolments).toMatchObject([{ siteId: 'Site nice.2026' }])
  })

  it.each([
    [
      'a word that is not in the list',
      { canal: 'telefone', destinataire: 'beneficiaire' },
      'CONSTANTE-INCONNUE',
    ],
    [
      'a day that is none',
      { canal: 'sms', destinataire: 'beneficiaire', date: 'hier' },
      'CLES-CONTRADICTOIRES',
    ],
    [
      'a column that is there',
      { canal: 'sms', destinataire: 'beneficiaire', resultat: 'joint' },
      'CLES-CONTRADICTOIRES',
    ],
    [
      'a field that does not exist',
      { canal: 'sms', destinataire: 'beneficiaire', cannal: 'x' },
      'CHAMP-INCONNU',
    ],
    [
      'a sheet in a file without sheets',
      { canal: 'sms', destinataire: 'beneficiaire', auteur: '{feuille}' },
      'CONSTANTE-INCONNUE',
    ],
    [
      'another name between braces',
      { canal: 'sms', destinataire: 'beneficiaire', auteur: '{dossier}' },
      'CONSTANTE-INCONNUE',
    ],
  ])('refuse %s, once and at the key', async (_, constants, code) => {
    const { said, diagnostics } = await readExport('relances', CALLS, { constants: texts(constants) })
    expect(said.map((one) => one.code)).toEqual([code])
    expect(diagnostics[0]?.kind.isFatal).toBe(true)
  })

  it('are named where a column is missing', async () => {
    const { diagnostics } = await readExport('relances', CALLS)
    expect(diagnostics.map(({ mend }) => mend).join()).toContain('constantes: { canal: … }')
  })
})

const MIXED = [
  'dossier;date;Type;justifiee',
  'A-1;05/10/2026;Absence;non',
  'A-2;06/10/2026;Retard;non',
  'A-2;07/10/2026;Départ anticipé;non',
  'A-3;08/10/2026;ABSENCE ;oui',
  '',
].join('\n')

describe('garder and ecarter', () => {
  it('keep the rows of some words, compared as valeurs are', async () => {
    const { records, said } = await readExport('absences', MIXED, { kept: words({ type: ['absence'] }) })
    expect(said).toEqual([])
    expect(records.absences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-1', 'A-3'])
    expect(records.exports[0]).toMatchObject({
      setAside: 0,
      skipped: { filtered: 2 },
      table: { rowCount: 4 },
    })
  })

  it('leave the rows of others', async () => {
    const { records } = await readExport('absences', MIXED, {
      dropped: words({ Type: ['retard', 'depart-anticipe'] }),
    })
    expect(records.absences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-1', 'A-3'])
  })

  it('refuse a column that is not there, at the key', async () => {
    const { said, diagnostics } = await readExport('absences', MIXED, { kept: words({ Typ: ['absence'] }) })
    expect(said).toMatchObject([{ code: 'COLONNE-DECLAREE-ABSENTE', field: 'garder', seen: 'Typ' }])
    expect(diagnostics[0]).toMatchObject({ kind: { isFatal: true } })
    expect(diagnostics[0]?.mend).toContain('Type')
  })

  it('say a word that no row bears', async () => {
    const { said } = await readExport('absences', MIXED, { kept: words({ Type: ['absence', 'maladie'] }) })
    expect(said).toMatchObject([{ code: 'MOT-SANS-LIGNE', seen: 'maladie' }])
  })

  it('do not leave an export without a row in silence', async () => {
    const { said } = await readExport('absences', MIXED, { kept: words({ Type: ['rien'] }) })
    expect(said.map(({ code }) => code)).toEqual(['MOT-SANS-LIGNE', 'EXPORT-SANS-LIGNE'])
  })
})

describe('correspondance with several columns', () => {
  it.each([
    ['05/10/2026', '09:30', 570],
    ['05/10/2026', '9h30', 570],
    ['05/10/2026 00:00', '09:30', 570],
    ['05/10/2026', '09:30 - 12:30', 570],
    ['05/10/2026', '', null],
  ])('puts « %s » and « %s » together', async (day, time, minute) => {
    const { records, said } = await readExport(
      'absences',
      `dossier;Jour;Heure;justifiee\nA-1;${day};${time};non\n`,
      {
        composed: words({ date: ['Jour', 'Heure'] }),
      },
    )
    expect(said).toEqual([])
    expect(records.absences.map(iso)).toEqual(['2026-10-05'])
    expect(records.absences[0]?.minute).toBe(minute)
  })

  it('refuses a column that is not there, at its place in the list', async () => {
    const { said } = await readExport('absences', 'dossier;Jour;Heure;justifiee\nA-1;05/10/2026;;non\n', {
      composed: words({ date: ['Jour', 'Heur'] }),
    })
    expect(said).toMatchObject([{ code: 'COLONNE-DECLAREE-ABSENTE', field: 'date', seen: 'Heur' }])
  })
})

describe('apprenants without what others have', () => {
  const read = (text: string, settings: Partial<SourceSettings>) => readExport('apprenants', text, settings)
  const FULL = 'dossier;Stagiaire;formation;date_entree;statut\nA-1;BASALTE Capucine;F1;01/09/2026;en_cours\n'

  it('cut a name in one cell', async () => {
    const { records, said } = await read(FULL, { headers: texts({ nom_complet: 'Stagiaire' }) })
    expect(said).toEqual([])
    expect(records.enrolments).toMatchObject([{ lastName: 'BASALTE', firstName: 'Capucine' }])
  })

  it('ask for the order where nothing tells it, and lose nobody', async () => {
    const undecided = FULL.replace('BASALTE', 'Basalte')
    const headers = texts({ nom_complet: 'Stagiaire' })
    const { records, said } = await read(undecided, { headers })
    expect(said).toMatchObject([
      { code: 'NOM-INDECIS', at: '2:5', field: 'nom_complet', seen: 'B•••••• C•••••••' },
    ])
    expect(records.enrolments).toMatchObject([{ lastName: 'Basalte Capucine', firstName: '' }])
    const told = await read(undecided, { headers, nameOrder: 'nom_prenom' })
    expect(told.said).toEqual([])
    expect(told.records.enrolments).toMatchObject([{ lastName: 'Basalte', firstName: 'Capucine' }])
  })

  it('compute a number that does not move from one export to the next', async () => {
    const text = (name: string, day: string) =>
      `nom;prenom;formation;date_entree;statut\n${name};Capucine;F1;${day};en_cours\nCalcite;Denis;F1;01/09/2026;en_cours\n`
    const first = await read(text('Basalte', '01/09/2026'), { computesNumber: true })
    const second = await read(text('BASALTE', '2026-09-01'), { computesNumber: true })
    const other = await read(text('Basalte', '02/09/2026'), { computesNumber: true })
    expect(first.said).toEqual([])
    const [id, neighbour] = first.records.enrolments.map((one) => one.id)
    expect(id).toMatch(/^C-[0-9A-Z]{10}$/)
    expect(neighbour).not.toBe(id)
    expect(second.records.enrolments[0]?.id).toBe(id)
    expect(other.records.enrolments[0]?.id).not.toBe(id)
  })

  it.each([
    [
      'dossier: calcule beside a mapped number',
      { computesNumber: true, headers: texts({ dossier: 'Stagiaire' }) },
    ],
    ['ordre_nom without nom_complet', { nameOrder: 'nom_prenom' }],
    ['nom beside nom_complet', { headers: texts({ nom_complet: 'Stagiaire', nom: 'Stagiaire' }) }],
    ['annee without a grid', { gridYear: 2026, headers: texts({ nom_complet: 'Stagiaire' }) }],
    ['a grid of learners', { isGrid: true, headers: texts({ nom_complet: 'Stagiaire' }) }],
  ] as const)('refuse %s', async (_, settings) => {
    const { said, diagnostics } = await read(FULL, settings)
    expect(said.map(({ code }) => code)).toContain('CLES-CONTRADICTOIRES')
    expect(diagnostics.some(({ kind }) => kind.isFatal)).toBe(true)
  })
})

describe('grids', () => {
  const GRID = [
    'N° dossier;Nom;05/10/2026 matin;05/10/2026 après-midi;06/10/2026;Total',
    'A-1;Basalte;AI;P;P;1',
    'A-2;Calcite;P;;R;0',
    'A-3;Dolomie;P;AJ;?;1',
    '',
  ].join('\n')
  const settings: Partial<SourceSettings> = {
    isGrid: true,
    headers: texts({ dossier: 'N° dossier' }),
    values: new Map([['etat', texts({ P: 'present', AI: 'absent', AJ: 'absent_justifie', R: 'retard' })]]),
  }

  it('give one record a filled cell, with its half-day and its place', async () => {
    const { records, said } = await readExport('emargements', GRID, settings)
    expect(
      records.absences.map(({ enrolmentId, dayPart, isJustified, column }) => [
        enrolmentId,
        dayPart,
        isJustified,
        column,
      ]),
    ).toEqual([
      ['A-1', 'matin', false, 2],
      ['A-3', 'apres-midi', true, 3],
    ])
    expect(records.presences.map((one) => [one.enrolmentId, iso(one), one.dayPart, one.isLate])).toEqual([
      ['A-1', '2026-10-05', 'apres-midi', false],
      ['A-1', '2026-10-06', 'journee', false],
      ['A-2', '2026-10-05', 'matin', false],
      ['A-2', '2026-10-06', 'journee', true],
      ['A-3', '2026-10-05', 'matin', false],
    ])
    expect(said).toMatchObject([
      { code: 'COLONNES-INCONNUES' },
      { code: 'VALEUR-INCONNUE', at: '4:18', field: 'etat', seen: '?' },
    ])
    expect(records.exports[0]).toMatchObject({ setAside: 0, table: { rowCount: 3 } })
  })

  it('set aside a row whose cells are all refused, and say once that it has no number', async () => {
    const { records, said } = await readExport(
      'emargements',
      'N° dossier;05/10/2026;06/10/2026\nA-1;Z;Z\n;P;P\nA-2;P;\n',
      settings,
    )
    expect(records.exports[0]?.setAside).toBe(2)
    expect(records.presences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-2'])
    expect(said.map(({ code, at }) => [code, at])).toEqual([
      ['VALEUR-INCONNUE', '2:5'],
      ['VALEUR-INCONNUE', '2:7'],
      ['VALEUR-MANQUANTE', '3:1'],
    ])
  })

  it('count the years where the months begin again', async () => {
    const { records, said } = await readExport(
      'emargements',
      'dossier;30/11;07/12;04/01;08/02\nA-1;P;P;P;P\n',
      { ...settings, headers: new Map(), gridYear: 2026 },
    )
    expect(said).toEqual([])
    expect(records.presences.map(iso)).toEqual(['2026-11-30', '2026-12-07', '2027-01-04', '2027-02-08'])
  })

  it.each([
    ['headers without a date', 'dossier;Lundi;Mardi\nA-1;P;P\n', ['GRILLE-SANS-DATE'], true],
    ['dates without a year', 'dossier;30/11;07/12\nA-1;P;P\n', ['GRILLE-SANS-ANNEE'], true],
    ['months before days', 'dossier;10/06/2026;10/13/2026\nA-1;P;P\n', ['DATES-AMERICAINES'], true],
    ['a day that does not exist', 'dossier;31/09/2026;01/10/2026\nA-1;P;P\n', ['DATE-INEXISTANTE'], false],
  ])('say %s', async (_, text, codes, isBroken) => {
    const { records, said } = await readExport('emargements', text, { ...settings, headers: new Map() })
    expect(said.map(({ code }) => code)).toEqual(codes)
    expect(records.exports.length).toBe(isBroken ? 0 : 1)
    expect(records.presences.length).toBe(isBroken ? 0 : 1)
  })

  it.each([
    ['empty cells', 'dossier;05/10/2026;;06/10/2026;;Total\n;matin;après-midi;matin;après-midi;\n'],
    ['merged cells', 'dossier;05/10/2026;05/10/2026;06/10/2026;06/10/2026;Total\ndossier;M;AM;M;AM;Total\n'],
  ])('may have half-days on a second line of headers, beside %s', async (_, head) => {
    const { records, said } = await readExport('emargements', `${head}A-1;P;AI;;R;1\n`, {
      ...settings,
      headers: new Map(),
    })
    expect(said.map(({ code }) => code)).toEqual(['COLONNES-INCONNUES'])
    expect([...records.absences, ...records.presences].map((one) => [iso(one), one.dayPart])).toEqual([
      ['2026-10-05', 'apres-midi'],
      ['2026-10-05', 'matin'],
      ['2026-10-06', 'apres-midi'],
    ])
    expect(records.exports[0]).toMatchObject({ setAside: 0, skipped: { header: 1 }, table: { rowCount: 2 } })
  })

  it('may be a grid of absences', async () => {
    const { records, said } = await readExport(
      'absences',
      'dossier;05/10/2026;06/10/2026\nA-1;AI;\nA-2;;AJ\n',
      { isGrid: true, values: new Map([['justifiee', texts({ AI: 'non', AJ: 'oui' })]]) },
    )
    expect(said).toEqual([])
    expect(records.absences.map((one) => [one.enrolmentId, iso(one), one.isJustified])).toEqual([
      ['A-1', '2026-10-05', false],
      ['A-2', '2026-10-06', true],
    ])
  })
})

describe('rows that are no data', () => {
  it('are counted by kind and said once a kind', async () => {
    const { records, said } = await readExport(
      'absences',
      [
        'dossier;date;justifiee;motif',
        'A-1;05/10/2026;non;',
        'Sous-total A-1;;;1',
        'dossier;date;justifiee;motif',
        'Dossier ;Date;Justifiée;Motif',
        'A-2;06/10/2026;non;',
        ';Total;;2',
        ';Moyenne;;1',
        '',
      ].join('\n'),
    )
    expect(records.absences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-1', 'A-2'])
    expect(said).toMatchObject([
      { code: 'EN-TETES-REPETES', at: '4:1', seen: counted(2, 'ligne', 'lignes') },
      { code: 'LIGNES-DE-TOTAL', at: '3:1', seen: counted(3, 'ligne', 'lignes') },
    ])
    expect(records.exports[0]).toMatchObject({
      setAside: 0,
      skipped: { header: 2, total: 3 },
      table: { rowCount: 7 },
    })
  })

  it.each([
    ['a number that begins like a total', 'TOTAL-12;05/10/2026;non;'],
    ['a motive that begins like a total', 'A-1;05/10/2026;non;Total des heures'],
  ])('are not %s', async (_, row) => {
    const { records, said } = await readExport('absences', `dossier;date;justifiee;motif\n${row}\n`)
    expect(said).toEqual([])
    expect(records.absences.length).toBe(1)
  })
})

describe('columns that nothing reads', () => {
  it.each([
    ['Type', 'garder: { "Type": […] }'],
    ['Durée', 'correspondance: { heures: "Durée" }'],
    ['Heure début', 'correspondance: { date: ["Jour", "Heure début"] }'],
    ['Dernier jour', 'correspondance: { date_fin: "Dernier jour" }'],
    ['Au', 'correspondance: { date_fin: "Au" }'],
    ['État', 'garder: { "État": […] }'],
    ['Nature de l’absence', 'garder: { "Nature de l’absence": […] }'],
  ])('« %s » changes what a row means, and the key that reads it is said', async (header, key) => {
    const { said, diagnostics } = await readExport(
      'absences',
      `dossier;Jour;justifiee;${header}\nA-1;05/10/2026;non;x\n`,
      { headers: texts({ date: 'Jour' }) },
    )
    expect(said).toMatchObject([{ code: 'COLONNE-QUI-CHANGE-LE-SENS', at: '1:24', seen: header }])
    expect(diagnostics[0]?.mend).toContain(key)
  })

  it.each(['Motivation', 'Prototype', 'Auteur', 'Définition'])('« %s » does not', async (header) => {
    const { said } = await readExport('absences', `dossier;date;justifiee;${header}\nA-1;05/10/2026;non;x\n`)
    expect(said).toMatchObject([{ code: 'COLONNES-INCONNUES' }])
  })
})

describe('entries of one file', () => {
  it('may share its rows by their words', async () => {
    const { records, said } = await readEntries([
      { name: 'absences', content: MIXED, settings: { kept: words({ Type: ['absence'] }) } },
      { name: 'absences', content: MIXED, settings: { kept: words({ Type: ['retard'] }) } },
    ])
    expect(said).toEqual([])
    expect(records.absences.length).toBe(3)
    expect(records.exports.map(({ skipped }) => skipped.filtered)).toEqual([2, 3])
  })

  it('may read different columns of the same rows', async () => {
    const content = 'dossier;Relance 1;Relance 2\nA-1;05/10/2026;06/10/2026\n'
    const constants = texts({ canal: 'sms', destinataire: 'beneficiaire' })
    const { records } = await readEntries([
      { name: 'relances', content, settings: { constants, headers: texts({ date: 'Relance 1' }) } },
      { name: 'relances', content, settings: { constants, headers: texts({ date: 'Relance 2' }) } },
    ])
    expect(records.actions.map(iso)).toEqual(['2026-10-05', '2026-10-06'])
  })

  it('may not read the same rows twice', async () => {
    const twice = await readEntries([
      { name: 'absences', content: MIXED },
      { name: 'absences', content: MIXED },
    ])
    expect(twice.said.map(({ code }) => code)).toContain('FICHIER-CITE-DEUX-FOIS')
    const overlapping = await readEntries([
      { name: 'absences', content: MIXED, settings: { kept: words({ Type: ['absence'] }) } },
      { name: 'absences', content: MIXED, settings: { dropped: words({ Type: ['retard'] }) } },
    ])
    expect(overlapping.said.filter(({ code }) => code === 'LIGNE-LUE-DEUX-FOIS').map(({ at }) => at)).toEqual(
      ['2:1', '5:1'],
    )
  })

  it('may be of two sources', async () => {
    const { said } = await readEntries([
      { name: 'absences', content: MIXED, settings: { kept: words({ Type: ['absence'] }) } },
      {
        name: 'emargements',
        content: MIXED,
        settings: { kept: words({ Type: ['retard'] }), headers: texts({ etat: 'Type' }) },
      },
    ])
    expect(said.filter(({ code }) => !code.startsWith('COLONNES'))).toEqual([])
  })
})
