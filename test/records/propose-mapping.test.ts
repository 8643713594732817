import { describe, expect, it } from 'vitest'
import { isSure, proposeMapping } from '../../src/records/propose-mapping.js'

it.each([
  ['canonical', true],
  ['format', true],
  ['synonym', true],
  ['near', false],
  ['values', false],
] as const)('a column matched by %s is sure: %s', (reason, expected) => {
  expect(isSure(reason)).toBe(expected)
})

describe('the name of a file', () => {
  const log = {
    header: ['Date', 'Heure', 'Stagiaire', 'Type', 'Résultat', 'Qui'],
    rows: [
      ['12/03/2026', '10:15', 'GNEISS Omar', 'Appel', 'Pas de réponse', 'A. Mica'],
      ['14/03/2026', '09:00', 'GNEISS Omar', 'Mail', '', 'A. Mica'],
      ['20/04/2026', '11:00', 'BASALTE Nina', 'Appel', 'Joint', 'A. Mica'],
    ],
  }

  it.each([
    ['appels 2026.csv', 'relances'],
    ['exports/Suivi des relances.xlsx', 'relances'],
    ['examens blancs.csv', 'certifications'],
  ])('%s tells a source that its columns alone do not: %s', (file, source) => {
    expect(proposeMapping(log, null, file).source).toBe(source)
  })

  it('does not outweigh the columns', () => {
    const learners = {
      header: ['Dossier', 'Nom', 'Prénom', 'Formation', 'Date entrée', 'Statut'],
      rows: [['A-1', 'GNEISS', 'Omar', 'CIP', '02/03/2026', 'en cours']],
    }
    expect(proposeMapping(learners, null, 'liste formation 2026.csv').source).toBe('apprenants')
  })
})
