import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../../src/kernel/local-date.js'
import { hasField } from '../../../src/records/records.js'
import { readExport } from '../../support/read-text.js'

const sheet = (...rows: string[]) =>
  readExport('emargements', ['dossier;date;periode;etat;heures;motif;preuve', ...rows, ''].join('\n'))

describe('emargements', () => {
  it.each([
    ['present', 'presence', { isLate: false, hasLeftEarly: false }],
    ['retard', 'presence', { isLate: true, hasLeftEarly: false }],
    ['depart_anticipe', 'presence', { isLate: false, hasLeftEarly: true }],
    ['absent', 'absence', { isJustified: false, isAwaited: false }],
    ['absent_justifie', 'absence', { isJustified: true, isAwaited: false }],
    ['en_attente', 'absence', { isJustified: false, isAwaited: true }],
  ])('reads %s as a %s', async (state, kind, expected) => {
    const { records, said } = await sheet(`A-1;05/10/2026 09:00;matin;${state};3,5;;`)
    expect(said).toEqual([])
    const [lists, others] =
      kind === 'absence' ? [records.absences, records.presences] : [records.presences, records.absences]
    expect(lists).toMatchObject([
      { enrolmentId: 'A-1', minute: 540, dayPart: 'matin', hours: 3.5, ...expected },
    ])
    expect(others).toEqual([])
  })

  it('keeps nothing of somebody excused from the session, and sets no row aside for it', async () => {
    const { records, said } = await sheet('A-1;05/10/2026;;dispense;;;')
    expect(said).toEqual([])
    expect([...records.absences, ...records.presences]).toEqual([])
    expect(records.exports[0]).toMatchObject({ setAside: 0, table: { rowCount: 1 } })
  })

  it.each([
    ['09:30', 570],
    ['9h30', 570],
    ['09:30 - 12:30', 570],
    ['', null],
  ])('takes the time of the column heure: « %s »', async (hour, minute) => {
    const { records, said } = await readExport(
      'emargements',
      `dossier;date;heure;etat\nA-1;05/10/2026;${hour};present\n`,
    )
    expect(said).toEqual([])
    expect(records.presences.map((one) => one.minute)).toEqual([minute])
  })

  it('refuses a state that is not known and an empty one', async () => {
    const { records, said } = await sheet('A-1;05/10/2026;;Z;;;', 'A-2;05/10/2026;;;;;')
    expect(said.map(({ code, at, field }) => [code, at, field])).toEqual([
      ['VALEUR-INCONNUE', '2:17', 'etat'],
      ['VALEUR-MANQUANTE', '3:17', 'etat'],
    ])
    expect(records.exports[0]?.setAside).toBe(2)
  })

  it('stands for absences and presences, and adds to them', async () => {
    const { records } = await sheet('A-1;05/10/2026;;absent;;;')
    expect([...records.sources].sort()).toEqual(['absences', 'emargements', 'presences'])
    expect(hasField(records, 'absences', 'heures')).toBe(true)
    expect(hasField(records, 'relances', 'preuve')).toBe(false)
  })
})

describe('the three registers beside the procedure', () => {
  it('reads what the organisation says of a breach', async () => {
    const { records, said } = await readExport(
      'explications',
      'dossier;obligation;date;motif;auteur\nA-1;contact-absent;06/10/2026;Standard en panne;Iris\nA-2;;06/10/2026;x;\n',
    )
    expect(records.explanations).toMatchObject([
      { enrolmentId: 'A-1', obligationId: 'contact-absent', reason: 'Standard en panne', author: 'Iris' },
    ])
    expect(said).toMatchObject([{ code: 'VALEUR-MANQUANTE', field: 'obligation' }])
    expect(records.exports[0]?.setAside).toBe(1)
  })

  it('reads the answers of a survey, its mark being the one thing needed', async () => {
    const { records, said } = await readExport(
      'enquetes',
      'date;dossier;session;question;note;sur\n06/10/2026;;S1;Accueil;4,5;5\n06/10/2026;A-1;;Accueil;;\n',
    )
    expect(records.surveyAnswers).toMatchObject([{ enrolmentId: '', session: 'S1', mark: 4.5, outOf: 5 }])
    expect(said).toMatchObject([{ code: 'VALEUR-MANQUANTE', field: 'note' }])
  })

  it('reads the register of improvements', async () => {
    const { records, said } = await readExport(
      'ameliorations',
      'id;date;constat;action;responsable;echeance;fait_le;indicateurs\nAM-1;06/10/2026;Abandons en mars;Point à J+8;Iris;01/12/2026;;12, 26\n',
    )
    expect(said).toEqual([])
    const [improvement] = records.improvements
    expect(improvement).toMatchObject({ id: 'AM-1', owner: 'Iris', doneOn: null, indicators: ['12', '26'] })
    expect(improvement?.dueOn && formatIsoDate(improvement.dueOn)).toBe('2026-12-01')
  })

  it('reads what apprenants and certifications gain', async () => {
    const learners = await readExport(
      'apprenants',
      'dossier;nom;prenom;formation;date_entree;statut;personne;risques;temps_preparation\nA-1;Démo;Zoé;F1;01/09/2025;en_cours;P-7;mobilité | garde d’enfant;12,5\n',
    )
    expect(learners.said).toEqual([])
    expect(learners.records.enrolments).toMatchObject([
      { personNumber: 'P-7', risks: ['mobilité', 'garde d’enfant'], preparationHours: 12.5 },
    ])
    const exams = await readExport(
      'certifications',
      'dossier;date;connaissances_mobilisees;echange_mentor\nA-1;01/09/2025;oui;non\n',
    )
    expect(exams.said).toEqual([])
    expect(exams.records.certifications).toMatchObject([{ hasUsedKnowledge: true, hasTalkedToMentor: false }])
  })
})
