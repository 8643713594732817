import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'
import { type TestCell, workbook } from '../support/workbook.js'

const PROCEDURE = `reference: PR
intitule: Procédure
obligations:
  - id: accueil
    intitule: Accueillir
    quand: { entree: oui }
    faire: { types: [entretien] }
    delai: 5 jours
`

const LEARNERS: readonly (readonly TestCell[])[] = [
  ['dossier', 'nom', 'prenom', 'formation', 'date_entree', 'date_fin_prevue', 'statut'],
]
const learner = (id: string): readonly TestCell[] => [
  id,
  'Genêt',
  'Rose',
  'F1',
  '01/01/2026',
  '31/12/2026',
  'en_cours',
]
const ABSENCES = ['dossier', 'date', 'justifiee']

const BOOK = workbook({
  Nice: [...LEARNERS, learner('N-1'), learner('N-2')],
  Strasbourg: [...LEARNERS, learner('S-1')],
  Absences: [ABSENCES, ['N-1', '05/10/2026', 'non'], ['S-1', '06/10/2026', 'oui']],
  Vide: [],
})

async function check(sources: string, files: Record<string, string | Buffer> = {}) {
  const folder = await temporaryWorkspace({
    'i12.yaml': `organisme: { nom: Exemple Formation }\naudit: {}\nprocedure: procedure.yaml\nsources:\n${sources}${sources.includes('relances:') ? '' : '  relances: actes.csv\n'}`,
    'procedure.yaml': PROCEDURE,
    'actes.csv': 'dossier;date;canal;destinataire\nN-1;02/01/2026;sms;beneficiaire\n',
    'suivi.xlsx': BOOK,
    ...files,
  })
  const { result, dossier } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
  return {
    result,
    dossier,
    said: result.diagnostics.map(({ kind, place, seen }) => [
      kind.code,
      `${place.file}:${place.locate().line}`,
      seen,
    ]),
    tables: result.sources.flatMap(({ name, sheet, rows }) =>
      name === 'relances' ? [] : [[name, sheet, rows]],
    ),
  }
}

describe('sheets', () => {
  it('are entries of their own: by name, number or list, of one source or several', async () => {
    const found = await check(
      `  apprenants: { fichier: suivi.xlsx, feuille: [Nice, 2], constantes: { site: "{feuille}" } }\n  absences: { fichier: suivi.xlsx, feuille: absences }\n`,
    )
    expect(found.tables).toEqual([
      ['apprenants', 'Nice', 2],
      ['apprenants', 'Strasbourg', 1],
      ['absences', 'Absences', 2],
    ])
    expect(found.dossier?.register.cases.map(({ enrolment }) => enrolment.siteId)).toEqual([
      'Nice',
      'Nice',
      'Strasbourg',
    ])
    expect(found.said.map(([code]) => code)).not.toContain('FEUILLE-NON-LUE')
  })

  it('that no entry reads are said with their rows, even where nothing can be judged', async () => {
    const read = `  apprenants: { fichier: suivi.xlsx, feuille: Nice }\n`
    const judged = await check(read)
    expect(judged.said.filter(([code]) => code === 'FEUILLE-NON-LUE').length).toBe(2)
    expect(judged.dossier).not.toBeNull()
    const refused = await check(`${read}  relances: relances.csv\n`, {
      'relances.csv': 'dossier;date\nN-1;05/10/2026\n',
    })
    expect(refused.dossier).toBeNull()
    const [strasbourg, absences] = refused.result.diagnostics.filter(
      ({ kind }) => kind.code === 'FEUILLE-NON-LUE',
    )
    expect([strasbourg?.message, absences?.message].map((text) => text?.replace(/\s/gu, ' '))).toEqual([
      'La feuille « Strasbourg » contient 1 ligne que rien ne lit.',
      'La feuille « Absences » contient 2 lignes que rien ne lit.',
    ])
  })

  it.each([
    ['a sheet that does not exist', 'feuille: Lyon', 'FEUILLE-INTROUVABLE'],
    ['a number beyond the last', 'feuille: 9', 'FEUILLE-INTROUVABLE'],
  ])('refuse %s at its key', async (_, setting, code) => {
    const { said, dossier } = await check(`  apprenants:\n    fichier: suivi.xlsx\n    ${setting}\n`)
    expect(said.map(([first, at]) => [first, at])).toContainEqual([code, 'i12.yaml:7'])
    expect(dossier).toBeNull()
  })

  it('are not asked of a file that has none', async () => {
    const { said, dossier } = await check(`  apprenants:\n    fichier: a.csv\n    feuille: Nice\n`, {
      'a.csv': 'dossier;nom;prenom;formation;date_entree;statut\nA-1;G;R;F1;01/01/2026;en_cours\n',
    })
    expect(said.map(([code, at]) => [code, at])).toContainEqual(['CLES-CONTRADICTOIRES', 'i12.yaml:7'])
    expect(dossier).toBeNull()
  })

  it('read by two entries are refused', async () => {
    const { said } = await check(
      `  apprenants:\n    - { fichier: suivi.xlsx, feuille: Nice }\n    - { fichier: suivi.xlsx, feuille: [Nice, Strasbourg] }\n`,
    )
    expect(said.map(([code, at]) => [code, at])).toContainEqual(['FICHIER-CITE-DEUX-FOIS', 'i12.yaml:7'])
  })

  it('of a grid are found by the dates of their headers', async () => {
    const grid = (mark: string): readonly (readonly TestCell[])[] => [
      ['Feuille de présence'],
      ['dossier', '05/10/2026 matin', '05/10/2026 après-midi'],
      ['N-1', mark, 'P'],
    ]
    const { tables, dossier } = await check(
      `  apprenants: { fichier: suivi.xlsx, feuille: Nice }\n  emargements:\n    fichier: grille.xlsx\n    feuille: toutes\n    grille: oui\n    valeurs: { etat: { P: present, A: absent } }\n`,
      {
        'grille.xlsx': workbook({
          'Mode d’emploi': [['P : présent'], ['A : absent']],
          Octobre: grid('A'),
          'Octobre bis': grid('P'),
        }),
      },
    )
    expect(tables.slice(1)).toEqual([
      ['emargements', 'Octobre', 1],
      ['emargements', 'Octobre bis', 1],
    ])
    expect(dossier?.register.cases[0]?.absences.length).toBe(1)
    expect(dossier?.register.cases[0]?.presences.length).toBe(3)
  })

  it('leave out what a spreadsheet keeps beside an open workbook', async () => {
    const { said, tables } = await check(`  apprenants: "exports/*.csv"\n`, {
      'exports/a.csv': 'dossier;nom;prenom;formation;date_entree;statut\nA-1;G;R;F1;01/01/2026;en_cours\n',
      'exports/~$a.csv': 'verrou',
      'exports/.~lock.a.csv': 'verrou',
    })
    expect(tables).toEqual([['apprenants', null, 1]])
    expect(said.map(([, at]) => at).join()).not.toContain('~$')
  })
})
