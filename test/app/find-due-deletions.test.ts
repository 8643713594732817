import { describe, expect, it } from 'vitest'
import { findDueDeletions } from '../../src/app/find-due-deletions.js'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { aDossier } from '../support/a-dossier.js'

/** Numbers of the cases that are said to be due, at an as-of date, kept for so many months. */
function dueAt(asOf: string, months: number | null): string[] {
  const { register } = aDossier()
    .learner('A-1', {
      date_entree: '2020-01-06',
      date_fin_prevue: '2020-06-30',
      date_sortie: '2020-03-31',
      statut: 'abandon',
    })
    .learner('A-2', { date_entree: '2020-01-06', date_fin_prevue: '2020-06-30', statut: 'termine' })
    .learner('A-3', { date_entree: '2020-01-06', date_fin_prevue: '2020-06-30', statut: 'en_cours' })
    .register({ asOf })
  const diagnostics = new Diagnostics()
  findDueDeletions(register, months, diagnostics)
  return diagnostics.all.map(({ message }) => /dossier (A-\d)/.exec(message ?? '')?.[1] ?? '')
}

describe('cases whose time of keeping is over', () => {
  it('says nothing on the last day, and names the case the day after', () => {
    expect(dueAt('2025-03-31', 60)).toEqual([])
    expect(dueAt('2025-04-01', 60)).toEqual(['A-1'])
  })

  it('counts from the planned end where nobody left, and never for somebody who is here', () => {
    expect(dueAt('2025-06-30', 60)).toEqual(['A-1'])
    expect(dueAt('2025-07-01', 60)).toEqual(['A-1', 'A-2'])
  })

  it('says nothing where nothing is asked', () => {
    expect(dueAt('2040-01-01', null)).toEqual([])
  })
})
