import { describe, expect, it } from 'vitest'
import { proposeEntry } from '../../src/records/propose-entry.js'

function table(text: string) {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(';').map((cell) => cell.trim()))
  return { header, rows }
}

const LEARNERS = table(`
Stagiaire;Action;Début;Situation;Courriel
DURAND Zoé;Anglais;09/15/2025;en cours;zoe@exemple.fr
MARTIN Ali;Anglais;10/02/2025;parti;ali@exemple.fr
`)

describe('proposeEntry', () => {
  it('makes a number where there is none, keeps whole names whole, and reads months before days', () => {
    const entry = proposeEntry(LEARNERS, null, 'stagiaires.xls')
    expect(entry).toMatchObject({
      source: 'apprenants',
      isSourceSure: true,
      computesNumber: true,
      nameOrder: null,
      dateFormat: 'MM/JJ/AAAA',
      missing: [],
      constants: [],
    })
    expect(entry.words).toEqual([{ field: 'statut', word: 'parti', count: 1, guess: null, value: null }])
  })

  it('asks for the order of names that capitals do not tell, unless the header does', () => {
    const named = (header: string) =>
      proposeEntry(
        table(`${header};Action;Début;Situation\nDurand Zoé;Anglais;15/09/2025;en cours`),
        null,
        'stagiaires.csv',
      ).nameOrder
    expect(named('Stagiaire')).toBe('unknown')
    expect(named('Nom et prénom')).toBe('nom_prenom')
    expect(named('Prénom Nom')).toBe('prenom_nom')
  })

  it('joins what has no number by what names the person, the surest first', () => {
    const entry = proposeEntry(
      table(`
Jour;Heure;Mail;Tél;Moyen;Auprès de
15/09/2025;09:30;zoe@exemple.fr;06 00 00 00 00;appel;stagiaire
`),
      null,
      'appels.csv',
    )
    expect(entry).toMatchObject({
      source: 'relances',
      rapprocher: ['email', 'telephone'],
      missing: [],
      dateFormat: null,
    })
    expect(entry.fields).toContainEqual({ field: 'date', headers: ['Jour', 'Heure'], isSure: true })
    expect(entry.fields).toContainEqual({ field: 'email', headers: ['Mail'], isSure: true })
  })

  it('asks for what no column says, with what the file makes likely', () => {
    const entry = proposeEntry(
      table(`Date appel;Mail;Suite\n15/09/2025;zoe@exemple.fr;joint`),
      null,
      'appels.csv',
    )
    expect(entry.constants).toEqual([
      { field: 'canal', value: null, guess: 'telephone' },
      { field: 'destinataire', value: null, guess: 'beneficiaire' },
    ])
  })

  it('keeps the absences of a list that mixes them with others', () => {
    const entry = proposeEntry(
      table(`
N° dossier;Date;Type;Justifiée
A-1;15/09/2025;Absence;non
A-2;15/09/2025;Retard;non
`),
      null,
      'absences.csv',
    )
    expect(entry.source).toBe('absences')
    expect([...entry.kept]).toEqual([['Type', ['Absence']]])
  })

  it('sees a grid by its headers, and asks for its year only where nothing says it', () => {
    const grid = table(`
Dossier;12/10;13/10;14/10
A-1;P;A;AJ
`)
    expect(proposeEntry(grid, null, 'feuilles.xlsx')).toMatchObject({
      source: 'emargements',
      grid: { year: 'unknown' },
      missing: [],
    })
    expect(proposeEntry(grid, null, 'feuilles 2026.xlsx').grid).toEqual({ year: 2026 })
    expect(proposeEntry(grid, null, 'feuilles.xlsx').words.map(({ word }) => word)).toEqual(['P', 'A', 'AJ'])
  })

  it.each([
    ['15/09/25', '02/10/25', 'JJ/MM/AA'],
    ['20250915', '20251002', 'AAAAMMJJ'],
    ['09.15.2025', '10.02.2025', 'MM.JJ.AAAA'],
    ['15/09/2025', '02/10/2025', null],
    ['15/09/2025', '09/15/2025', null],
  ])('reads the form of %s and %s as %s', (first, second, expected) => {
    const entry = proposeEntry(
      table(`Dossier;Date absence;Justifiée\nA-1;${first};non\nA-2;${second};oui`),
      null,
      'absences.csv',
    )
    expect(entry.dateFormat).toBe(expected)
  })

  it('asks about no word that names somebody', () => {
    const entry = proposeEntry(
      table(`
Dossier;Date;Moyen;Contact
A-1;15/09/2025;appel;Mme Durand
A-2;15/09/2025;Tél pro;Zoé Durand
A-3;15/09/2025;appel;stagiaire
`),
      null,
      'relances.csv',
    )
    expect(entry.words).toEqual([
      { field: 'canal', word: 'Tél pro', count: 1, guess: 'telephone', value: null },
    ])
  })

  it('is not sure of what two columns alone say', () => {
    expect(proposeEntry(table('Dossier;Date;Réf\nA-1;15/09/2025;12'), null, 'export.csv').isSourceSure).toBe(
      false,
    )
  })
})
