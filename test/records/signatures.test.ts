import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import type { Enrolment } from '../../src/records/records.js'
import { EDOF } from '../../src/records/signatures/edof.js'
import { readExport } from '../support/read-text.js'
import { workbook } from '../support/workbook.js'

const iso = (date: Enrolment['enteredOn'] | undefined) => (date == null ? null : formatIsoDate(date))

const EDOF_HEADER =
  'NUMERO_DOSSIER;CIVILITE;NOM;PRENOM;DATE_DE_NAISSANCE;COURRIEL;NUMERO_TELEPHONE_PORTABLE;INTITULE_FORMATION;NUMERO_SESSION;DATE_DEBUT_SESSION;DATE_FIN_SESSION;STATUT_DOSSIER;MOTIF_DE_SORTIE_FINAL;MONTANT_FORMATION'

describe('recognised exports', () => {
  it('reads the EDOF export, and says how', async () => {
    const { records, diagnostics } = await readExport(
      'apprenants',
      `\ufeff${EDOF_HEADER}\r\n"123";M.;Démo;Zoé;01/01/1990;zoe@exemple.test;0600000000;Anglais;S1;01/09/2025;30/11/2025;Service fait validé;;"1 200,00"\r\n"124";Mme;Essai;Ali;01/01/1990;;;Anglais;S1;01/09/2025;30/11/2025;Service fait validé;Abandon;"1 200,00"\r\n`,
    )
    expect(diagnostics.map(({ kind }) => kind.code)).toEqual(['EXPORT-RECONNU', 'COLONNES-ECARTEES'])
    expect(diagnostics[0]?.message).toContain('Mon Compte Formation')
    expect(diagnostics[1]?.seen).toBe(
      '« CIVILITE », « DATE_DE_NAISSANCE », « NUMERO_TELEPHONE_PORTABLE » et « MONTANT_FORMATION »'.replaceAll(
        /« | »/g,
        (sign) => (sign === '« ' ? '«\u00a0' : '\u00a0»'),
      ),
    )
    expect(records.enrolments).toMatchObject([
      {
        id: '123',
        lastName: 'Démo',
        email: 'zoe@exemple.test',
        phone: '',
        trainingName: 'Anglais',
        status: 'termine',
      },
      { id: '124', status: 'abandon', leftOn: null },
    ])
    expect(
      records.enrolments.map(({ enteredOn, plannedEndOn }) => [iso(enteredOn), iso(plannedEndOn)]),
    ).toEqual([
      ['2025-09-01', '2025-11-30'],
      ['2025-09-01', '2025-11-30'],
    ])
  })

  it('never takes an unknown exit reason for an end of training', async () => {
    const { records, said } = await readExport(
      'apprenants',
      `${EDOF_HEADER}\n1;M.;Démo;Zoé;;;;Anglais;S1;01/09/2025;30/11/2025;Service fait validé;Motif inconnu;\n`,
    )
    expect(said.at(-1)).toEqual({
      code: 'VALEUR-INCONNUE',
      at: '2:71',
      field: 'statut',
      seen: 'Motif inconnu',
    })
    expect(records.enrolments).toEqual([])
  })

  it('lets i12.yaml decide over the signature', async () => {
    const { records, said } = await readExport(
      'apprenants',
      `${EDOF_HEADER}\n1;M.;Démo;Zoé;;;;Anglais;S1;01/09/2025;30/11/2025;Service fait validé;Fin anticipée;\n`,
      {
        headers: new Map([['dossier', 'Numero session']]),
        values: new Map([['statut', new Map([['fin anticipee', 'abandon']])]]),
      },
    )
    expect(said.map(({ code }) => code)).toEqual(['EXPORT-RECONNU', 'COLONNES-ECARTEES'])
    expect(records.enrolments).toMatchObject([{ id: 'S1', status: 'abandon' }])
  })

  it('does not recognise a header row that lacks one of the marks', () => {
    expect(EDOF.recognises(['NUMERO_DOSSIER', 'STATUT_DOSSIER', 'NOM'])).toBe(false)
  })

  it('reads the State model for apprenticeship centres from its workbook', async () => {
    const header = [
      'nom_apprenant *',
      'prenom_apprenant *',
      'date_de_naissance_apprenant *',
      'email_contact *',
      'nir_apprenant',
      'annee_scolaire *',
      'formation_rncp *',
      'date_entree_formation *',
      'date_fin_formation *',
      'libelle_court_formation',
      'date_exclusion_formation **',
      'cause_exclusion_formation',
      'contrat_date_debut **',
      'contrat_date_rupture **',
      'contrat_date_debut_2 **',
      'contrat_date_fin_2**',
      'contrat_date_rupture_2 **',
      'contrat_date_debut_3 **',
    ]
    const row = (name: string, ...rest: (string | null)[]) => [
      name,
      'Essai',
      '2005-01-01',
      'a@exemple.test',
      null,
      '2025-2026',
      'RNCP1',
      { date: 45901 },
      '30/06/2027',
      'CAP Démo',
      ...rest,
    ]
    const { records, said } = await readExport(
      'apprenants',
      workbook({
        Modèle: [
          header,
          row('Un', null, null),
          row(
            'Deux',
            '2026-01-15',
            'cessation du travail et abandon des cours',
            '2025-09-01',
            '2025-11-03',
            '2025-12-01',
            null,
            '2026-01-10',
            null,
          ),
          row(
            'Trois',
            '2026-01-15',
            'absences répétées et injustifiées',
            '2025-09-01',
            '2025-11-03',
            '2025-12-01',
          ),
          row('Quatre', '2026-01-15', null),
        ],
      }),
      {},
      'exports/cfa.xlsx',
    )
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'EXPORT-RECONNU 1:1',
      'COLONNES-ECARTEES 1:3',
      'VALEUR-INCONNUE 5:11',
    ])
    const found = records.enrolments.map((learner) => ({
      status: learner.status,
      left: iso(learner.leftOn),
      broken: iso(learner.contractEndedOn),
      again: iso(learner.newContractOn),
    }))
    expect(found).toEqual([
      { status: 'termine', left: '2027-06-30', broken: null, again: null },
      { status: 'abandon', left: '2026-01-15', broken: '2025-11-03', again: null },
      { status: 'exclusion', left: '2026-01-15', broken: '2025-11-03', again: '2025-12-01' },
    ])
    const ids = records.enrolments.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^CFA-[0-9A-F]{8}$/)
  })

  it('reads the list of the State dashboard', async () => {
    const { records, said } = await readExport(
      'apprenants',
      'apprenant_nom,apprenant_prenom,apprenant_date_de_naissance,apprenant_statut,formation_rncp,formation_libelle_long,formation_date_debut_formation,formation_date_fin_formation\nDémo,Zoé,2005-01-01,RUPTURANT,RNCP1,BTS Démo,2025-09-01,2027-06-30\nEssai,Ali,2005-01-01,FIN_DE_FORMATION,RNCP1,BTS Démo,2023-09-01,2025-06-30\n',
    )
    expect(said.map(({ code }) => code)).toEqual(['EXPORT-RECONNU', 'COLONNES-ECARTEES'])
    expect(records.enrolments).toMatchObject([
      { status: 'rupture_contrat', leftOn: null, trainingName: 'BTS Démo' },
      { status: 'termine' },
    ])
    expect(iso(records.enrolments[1]?.leftOn)).toBe('2025-06-30')
  })

  const MOODLE = [
    'Course\tDémo',
    'Group\tAll participants',
    '',
    'Last name\tFirst name\tStudent ID\t6 Oct 2025 9.00AM All students\t\t7 Oct 2025 2.30PM All students\t\tP\tL\tE\tA\tTaken sessions\tPoints\tPercentage',
    'Démo\tZoé\tA-1\tP (2/2)\t\tA (0/2)\t\t1\t0\t0\t1\t2\t2 / 4\t50,0',
    'Essai\tAli\tA-2\tE (1/2)\tcertificat\t?\t\t0\t0\t1\t0\t1\t1 / 2\t50,0',
    'Test\tNoé\tA-3\tR\t\tL (1/2)\t\t0\t1\t0\t0\t2\t1 / 4\t25,0',
    '',
  ].join('\n')

  it('reads absences in the Moodle attendance export', async () => {
    const { records, said } = await readExport('absences', MOODLE, {}, 'exports/presences.txt')
    expect(said).toEqual([
      { code: 'EXPORT-RECONNU', at: '4:1', field: null, seen: null },
      { code: 'VALEUR-INCONNUE', at: '7:14', field: 'justifiee', seen: 'R' },
    ])
    expect(
      records.absences.map(({ enrolmentId, on, minute, isJustified }) => [
        enrolmentId,
        iso(on),
        minute,
        isJustified,
      ]),
    ).toEqual([
      ['A-1', '2025-10-07', 870, false],
      ['A-2', '2025-10-06', 540, true],
    ])
    expect(records.exports[0]).toMatchObject({ setAside: 1, table: { delimiter: '\t', rowCount: 3 } })
  })

  it('finds the learner by the Student ID wherever its column stands, the first one included', async () => {
    const idFirst = MOODLE.split('\n')
      .map((line) => {
        const [last, first, id, ...others] = line.split('\t')
        return id === undefined ? line : [id, last, first, ...others].join('\t')
      })
      .join('\n')
    const { records } = await readExport('absences', idFirst, {}, 'exports/presences.txt')
    expect(records.absences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-1', 'A-2'])
  })

  it('reads presences in the same export, and takes an acronym declared present', async () => {
    const values = new Map([['justifiee', new Map([['R', 'présent']])]])
    const absences = await readExport('absences', MOODLE, { values }, 'exports/presences.txt')
    expect(absences.said.map(({ code }) => code)).toEqual(['EXPORT-RECONNU'])
    const { records } = await readExport('presences', MOODLE, { values }, 'exports/presences.txt')
    expect(records.presences.map(({ enrolmentId }) => enrolmentId)).toEqual(['A-1', 'A-3', 'A-3'])
  })
})
