// A state that counts as another is always said, once a kind: never a state replaced without a word.
import { describe, expect, it } from 'vitest'
import { ENROLMENT_STATUSES } from '../../src/records/values.js'
import { aDossier } from '../support/a-dossier.js'

const AS_OF = '2025-11-15'
const SAID = ['INSCRIT-DEJA-ENTRE', 'ABANDON-SANS-ENTREE', 'STATUT-A-VENIR']

/** Every state with every place of its dates around the as-of date. */
function everySituation() {
  const dossier = aDossier().source('abandons')
  const days = ['', '2025-10-01', '2025-12-01']
  let number = 0
  for (const statut of ENROLMENT_STATUSES) {
    for (const date_entree of [...days, '2025-09-01']) {
      for (const date_sortie of days) {
        for (const declared of days) {
          const id = `A-${++number}`
          dossier.learner(id, { statut, date_entree, date_sortie })
          if (declared !== '') dossier.droppedOut(id, declared)
        }
      }
    }
  }
  return dossier.register({ asOf: AS_OF })
}

describe('a state read as another', () => {
  it('is counted in a warning, whatever the rule that reads it so', () => {
    const { register, diagnostics } = everySituation()
    const changed = register.cases.filter(({ enrolment, state }) => enrolment.status !== state.status)
    const said = diagnostics.all.filter(({ kind }) => SAID.includes(kind.code))
    expect(changed.length).toBeGreaterThan(50)
    expect(said.map(({ kind }) => kind.code).sort()).toEqual([...SAID].sort())
    expect(said.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(changed.length)
  })

  it('is in progress where the row of abandons comes after the as-of date, whatever date_sortie says', () => {
    const { register, diagnostics } = aDossier()
      .learner('A-1', { statut: 'abandon', date_sortie: '2025-10-20' })
      .learner('A-2', { statut: 'abandon', date_sortie: '2025-08-20' })
      .learner('A-3', { statut: 'abandon', date_sortie: '2025-10-20', date_entree: '' })
      .droppedOut('A-1', '2025-12-02')
      .droppedOut('A-2', '2025-12-02')
      .droppedOut('A-3', '2025-12-02')
      .register({ asOf: AS_OF })
    expect(register.cases.map(({ state, leftOn }) => [state.status, leftOn])).toEqual([
      ['en_cours', null],
      ['en_cours', null],
      ['inscrit', null],
    ])
    const [said] = diagnostics.all.filter(({ kind }) => kind.code === 'STATUT-A-VENIR')
    expect(said?.count).toBe(3)
  })

  it('is said of an inscrit who has entered', () => {
    const { diagnostics } = aDossier()
      .learner('A-1', { statut: 'inscrit' })
      .learner('A-2', { statut: 'inscrit', date_entree: '2025-12-01' })
      .learner('A-3', { statut: 'inscrit', date_entree: '' })
      .register({ asOf: AS_OF })
    expect(diagnostics.all.map(({ kind, count }) => [kind.code, count])).toContainEqual([
      'INSCRIT-DEJA-ENTRE',
      1,
    ])
  })
})
