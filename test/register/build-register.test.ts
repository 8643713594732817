import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import type { Case, Register } from '../../src/register/register.js'
import { aDossier, type DossierOptions } from '../support/a-dossier.js'
import type { RawRow } from '../support/records-from.js'

function codesOf(dossier: ReturnType<typeof aDossier>, options?: DossierOptions): string[] {
  return dossier
    .register(options)
    .diagnostics.all.map(
      ({ kind, place, count }) =>
        `${kind.code} ${place.locate().file.slice(8, -4)}:${place.locate().line}${count === undefined ? '' : ` ×${count}`}`,
    )
}

function only(register: Register): Case {
  const [kase] = register.cases
  if (kase === undefined) throw new Error('no case')
  return kase
}

function stateOf(learner: RawRow, asOf = '2026-11-30', dropout?: string) {
  const dossier = aDossier().learner('A-1', learner)
  if (dropout !== undefined) dossier.droppedOut('A-1', dropout)
  const { state, hasEntered, enteredOn, leftOn } = only(dossier.register({ asOf }).register)
  const days = [enteredOn, leftOn].map((date) => (date === null ? '-' : formatIsoDate(date))).join(' ')
  expect(state.reason).toMatch(/\.$/)
  return `${state.status} ${hasEntered ? 'entered' : 'never'} ${days}`
}

describe('state of a case at the as-of date', () => {
  it.each<[RawRow, string, string]>([
    [{}, '2026-11-30', 'en_cours entered 2025-09-01 -'],
    [{}, '2025-09-01', 'en_cours entered 2025-09-01 -'],
    [{}, '2025-08-31', 'inscrit never - -'],
    [{ statut: 'termine', date_sortie: '2026-06-30' }, '2026-06-30', 'termine entered 2025-09-01 2026-06-30'],
    [{ statut: 'termine', date_sortie: '2026-06-30' }, '2026-06-29', 'en_cours entered 2025-09-01 -'],
    [{ statut: 'termine' }, '2026-11-30', 'termine entered 2025-09-01 -'],
    [{ statut: 'inscrit' }, '2026-11-30', 'en_cours entered 2025-09-01 -'],
    [{ statut: 'inscrit', date_entree: '' }, '2026-11-30', 'inscrit never - -'],
    [{ statut: 'non_presentation', date_entree: '' }, '2026-11-30', 'non_presentation never - -'],
    [{ statut: 'annulation' }, '2026-11-30', 'annulation never - -'],
    [{ statut: 'annulation', date_sortie: '2025-08-01' }, '2025-07-31', 'inscrit never - -'],
    [{ statut: 'annulation', date_sortie: '2025-10-01' }, '2025-09-30', 'en_cours entered 2025-09-01 -'],
    [
      { statut: 'non_presentation', date_entree: '', date_sortie: '2025-10-01' },
      '2025-09-30',
      'inscrit never - -',
    ],
    [{ statut: 'abandon', date_sortie: '2025-10-01' }, '2026-11-30', 'abandon entered 2025-09-01 2025-10-01'],
    [{ statut: 'abandon', date_sortie: '2025-10-01' }, '2025-09-30', 'en_cours entered 2025-09-01 -'],
    [{ statut: 'abandon', date_sortie: '2025-09-01' }, '2026-11-30', 'abandon entered 2025-09-01 2025-09-01'],
    [{ statut: 'abandon', date_sortie: '2025-08-31' }, '2026-11-30', 'annulation never - 2025-08-31'],
    [
      { statut: 'abandon', date_entree: '', date_sortie: '2025-10-01' },
      '2026-11-30',
      'annulation never - 2025-10-01',
    ],
    [{ statut: 'abandon', date_entree: '', date_sortie: '2025-10-01' }, '2025-09-30', 'inscrit never - -'],
    [{ statut: 'abandon' }, '2026-11-30', 'abandon entered 2025-09-01 -'],
    [
      { statut: 'exclusion', date_entree: '', date_entree_prevue: '2025-09-08' },
      '2026-11-30',
      'exclusion entered 2025-09-08 -',
    ],
    [{ statut: 'en_cours', date_entree: '' }, '2026-11-30', 'en_cours entered - -'],
    [
      { statut: 'abandon', date_entree: '31/02/2025', date_entree_prevue: '2025-09-08' },
      '2026-11-30',
      'abandon entered - -',
    ],
    [
      { statut: 'rupture_contrat', date_rupture: '2025-12-01' },
      '2026-11-30',
      'rupture_contrat entered 2025-09-01 2025-12-01',
    ],
    [{ statut: 'erreur' }, '2026-11-30', 'erreur never - -'],
  ])('%j on %s is %s', (learner, asOf, expected) => {
    expect(stateOf(learner, asOf)).toBe(expected)
  })

  it('takes the exit of a dropout from its row where date_sortie is empty', () => {
    expect(stateOf({ statut: 'abandon' }, '2026-11-30', '2025-10-05')).toBe(
      'abandon entered 2025-09-01 2025-10-05',
    )
    expect(stateOf({ statut: 'abandon' }, '2025-10-04', '2025-10-05')).toBe('en_cours entered 2025-09-01 -')
  })
})

describe('joins', () => {
  it('orders a timeline by day, time and row, and leaves out what is after the as-of date', () => {
    const { register } = aDossier()
      .learner('A-1')
      .acted('A-1', '2025-10-08')
      .acted('A-1', '2025-10-07')
      .acted('A-1', '2025-10-07 09:00')
      .acted('A-1', '31/02/2025')
      .acted('A-1', '2025-10-07 08:00')
      .acted('A-1', '2025-12-01')
      .droppedOut('A-1', '2025-10-01', { date_decision: '2025-10-07', date_attestation: '2025-12-01' })
      .register({ asOf: '2025-11-30' })
    expect(
      only(register).actions.map(
        ({ on, minute, type }) => `${on === null ? '-' : formatIsoDate(on)} ${minute} ${type}`,
      ),
    ).toEqual([
      '2025-10-07 480 relance',
      '2025-10-07 540 relance',
      '2025-10-07 null relance',
      '2025-10-07 null decision',
      '2025-10-08 null relance',
      '- null relance',
    ])
  })

  it('says unknown and repeated file numbers at their places, and keeps the rest', () => {
    const dossier = aDossier()
      .learner('A-0042')
      .learner('B-1')
      .learner('A-0042')
      .acted('a-42', '2025-10-07')
      .acted('B-1', '2025-10-07')
      .absent('C-9', '2025-10-07')
    expect(codesOf(dossier)).toEqual([
      'DOSSIER-EN-DOUBLE apprenants:4',
      'DOSSIER-INCONNU absences:2',
      'DOSSIER-INCONNU relances:2',
    ])
    const { register, diagnostics } = dossier.register()
    expect(register.cases.map(({ enrolment }) => enrolment.row)).toEqual([0, 1])
    expect(diagnostics.all[2]?.related?.map((place) => place.locate().line)).toEqual([2])
    expect([...register.setAside].map(([file, { rows }]) => `${file.name} ${rows}`)).toEqual([
      'apprenants 1',
      'absences 1',
      'relances 1',
    ])
  })

  it('finds a training by code, else by title, else makes it from its name and says so once', () => {
    const dossier = aDossier()
      .training('F-1', { intitule: 'Cuisine du monde', jours: 1 })
      .learner('A-1', { formation: 'F-1' })
      .learner('A-2', { formation: 'cuisine du MONDE' })
      .learner('A-3', { formation: 'Cuisine du mondes' })
      .learner('A-4', { formation: 'Cuisine du mondes' })
    expect(codesOf(dossier)).toEqual(['FORMATION-INCONNUE apprenants:4 ×2'])
    const { register } = dossier.register()
    expect(register.cases.map(({ training }) => training.days)).toEqual([1, 1, null, null])
    expect(register.cases[2]?.training).toBe(register.cases[3]?.training)
  })

  it('says once that no export describes trainings', () => {
    const dossier = aDossier().learner('A-1').learner('A-2', { formation: 'M' }).without('formations')
    expect(codesOf(dossier)).toEqual(['FORMATIONS-SANS-EXPORT apprenants:2 ×2'])
  })

  it('warns of an unknown duration and keeps it in scope', () => {
    const dossier = aDossier().training('X', { jours: '' }).learner('A-1', { formation: 'X' })
    expect(codesOf(dossier)).toEqual(['DUREE-INCONNUE formations:3'])
    expect(only(dossier.register().register).outOfScope).toBe(null)
  })

  it('gives the only site to a learner without one, and warns of a site nobody declared', () => {
    const sites = [{ id: 'strasbourg', zone: 'alsace-moselle' as const }]
    const dossier = aDossier().learner('A-1').learner('A-2', { site: 'Strasbourgh' })
    const { register } = dossier.register({ sites })
    expect(register.cases.map(({ site }) => site.id)).toEqual(['strasbourg', 'Strasbourgh'])
    expect(codesOf(dossier, { sites })).toEqual(['SITE-INCONNU apprenants:3 ×1'])
  })
})

describe('scope', () => {
  const period = { from: '2025-06-12', to: '2026-06-11' }
  it.each<[string, RawRow, RawRow, string | null]>([
    ['2 days', {}, { jours: 2 }, 'short'],
    ['2.5 days', {}, { jours: 2.5 }, null],
    ['subcontracted', {}, { sous_traitance: 'oui' }, 'subcontracted'],
    ['short and subcontracted', {}, { jours: 1, sous_traitance: 'oui' }, 'short'],
    ['left before', { statut: 'termine', date_sortie: '2025-06-11' }, {}, 'outsidePeriod'],
    [
      'left on its first day',
      { date_entree: '2025-01-06', statut: 'termine', date_sortie: '2025-06-12' },
      {},
      null,
    ],
    ['entered on its last day', { date_entree: '2026-06-11' }, {}, null],
    ['entered after', { date_entree: '2026-06-12' }, {}, 'outsidePeriod'],
    [
      'planned after',
      { statut: 'inscrit', date_entree: '', date_entree_prevue: '2026-06-12' },
      {},
      'outsidePeriod',
    ],
    ['planned end before', { date_entree: '2025-01-06', date_fin_prevue: '2025-06-11' }, {}, 'outsidePeriod'],
    ['no date', { date_entree: '', date_fin_prevue: '' }, {}, null],
    ['error', { statut: 'erreur' }, {}, 'error'],
  ])('%s', (_, learner, training, expected) => {
    const { register } = aDossier()
      .training('X', training)
      .learner('A-1', { formation: 'X', ...learner })
      .register({ asOf: '2026-06-30', period })
    expect(only(register).outOfScope).toBe(expected)
  })
})

describe('links', () => {
  it('follows remplace_par both ways', () => {
    const { register } = aDossier().learner('A-1', { remplace_par: 'A-2' }).learner('A-2').register()
    expect(register.cases[0]?.successor).toBe(register.cases[1])
    expect(register.cases[1]?.predecessor).toBe(register.cases[0])
  })

  it('leaves out links that lead nowhere, in a circle, or to a file already taken', () => {
    const dossier = aDossier()
      .learner('A-1', { remplace_par: 'Z-1' })
      .learner('B-1', { remplace_par: 'B-2' })
      .learner('B-2', { remplace_par: 'B-3' })
      .learner('B-3', { remplace_par: 'B-2' })
      .learner('C-1', { remplace_par: 'C-1' })
      .learner('D-1', { remplace_par: 'D-3' })
      .learner('D-2', { remplace_par: 'D-3' })
      .learner('D-3')
    expect(codesOf(dossier)).toEqual([
      'SUITE-INTROUVABLE apprenants:2',
      'SUITE-EN-BOUCLE apprenants:4',
      'SUITE-EN-BOUCLE apprenants:5',
      'SUITE-EN-BOUCLE apprenants:6',
      'SUITE-EN-DOUBLE apprenants:8',
    ])
    const { register } = dossier.register()
    expect(
      register.cases.filter(({ successor }) => successor !== null).map(({ enrolment }) => enrolment.id),
    ).toEqual(['B-1', 'D-1'])
  })
})

describe('contradictions', () => {
  it.each<[string, (dossier: ReturnType<typeof aDossier>) => void, string[]]>([
    [
      'an exit without date',
      (d) => d.learner('A-1', { statut: 'exclusion' }),
      ['SORTIE-SANS-DATE apprenants:2'],
    ],
    [
      'a dropout dated by its row',
      (d) => d.learner('A-1', { statut: 'abandon' }).droppedOut('A-1', '2025-10-01'),
      [],
    ],
    [
      'a dropout without cause',
      (d) => d.learner('A-1', { statut: 'abandon' }).droppedOut('A-1', '2025-10-01', { cause: '' }),
      ['SORTIE-SANS-CAUSE abandons:2'],
    ],
    [
      'a dropout without a row',
      (d) => d.learner('A-1', { statut: 'abandon', date_sortie: '2025-10-01' }).source('abandons'),
      ['STATUT-ET-ABANDONS apprenants:2'],
    ],
    [
      'a row without dropout',
      (d) => d.learner('A-1').droppedOut('A-1', '2025-10-01'),
      ['STATUT-ET-ABANDONS abandons:2'],
    ],
    [
      'a dropout that was refused',
      (d) => d.learner('A-1').droppedOut('A-1', '2025-10-01', { decision: 'invalide' }),
      [],
    ],
    ['a row still to come', (d) => d.learner('A-1').droppedOut('A-1', '2026-12-01'), []],
    [
      'no entry',
      (d) => d.learner('A-1', { date_entree: '', date_entree_prevue: '2025-09-01' }),
      ['ENTREE-MANQUANTE apprenants:2'],
    ],
    [
      'dropouts who never entered, said once',
      (d) => {
        d.learner('A-1', {
          statut: 'abandon',
          date_entree: '',
          date_entree_prevue: '2025-09-01',
          date_sortie: '2025-10-01',
        })
        d.learner('A-2', { statut: 'abandon', date_sortie: '2025-08-01' })
      },
      ['ABANDON-SANS-ENTREE apprenants:2 ×2'],
    ],
    [
      'files without any entry date, said once',
      (d) => {
        d.learner('A-1', { statut: 'annulation', date_entree: '' })
        d.learner('A-2', { statut: 'inscrit', date_entree: '' })
        d.learner('A-3', { statut: 'inscrit', date_entree: '', date_entree_prevue: '2027-01-04' })
        d.learner('A-4', { statut: 'erreur', date_entree: '' })
      },
      ['COHORTE-INCONNUE apprenants:2 ×2'],
    ],
    [
      'an exit before the entry',
      (d) => d.learner('A-1', { statut: 'termine', date_sortie: '2025-08-01' }),
      ['SORTIE-AVANT-ENTREE apprenants:2'],
    ],
    [
      'a past exit while in progress',
      (d) => d.learner('A-1', { date_sortie: '2025-12-01' }),
      ['SORTIE-EN-COURS apprenants:2'],
    ],
    [
      'two rows of dropout',
      (d) =>
        d
          .learner('A-1', { statut: 'abandon' })
          .droppedOut('A-1', '2025-10-02')
          .droppedOut('A-1', '2025-10-01'),
      ['ABANDON-EN-DOUBLE abandons:2'],
    ],
  ])('%s', (_, tell, expected) => {
    const dossier = aDossier()
    tell(dossier)
    expect(codesOf(dossier)).toEqual(expected)
  })
})
