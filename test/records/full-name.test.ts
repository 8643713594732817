import { describe, expect, it } from 'vitest'
import { splitName } from '../../src/records/full-name.js'

describe('splitName', () => {
  it.each([
    ['BASALTE Capucine', 'BASALTE', 'Capucine'],
    ['Capucine BASALTE', 'BASALTE', 'Capucine'],
    ['DE LA ROCHE Jean-Luc', 'DE LA ROCHE', 'Jean-Luc'],
    ['Marie de la ROCHE', 'de la ROCHE', 'Marie'],
    ['Mme ÉTÉ Zoé', 'ÉTÉ', 'Zoé'],
    ['Basalte, Capucine', 'Basalte', 'Capucine'],
    ['O’HARA Finn', 'O’HARA', 'Finn'],
    ['Madonna', 'Madonna', ''],
  ])('cuts « %s » without being told', (text, lastName, firstName) => {
    expect(splitName(text, null)).toEqual({ lastName, firstName })
  })

  it.each([
    ['Basalte Capucine', 'nom_prenom', 'Basalte', 'Capucine'],
    ['Capucine Basalte', 'prenom_nom', 'Basalte', 'Capucine'],
    ['Jean Luc de la Roche', 'prenom_nom', 'de la Roche', 'Jean Luc'],
    ['de la Roche Jean Luc', 'nom_prenom', 'de la Roche', 'Jean Luc'],
    ['BASALTE CAPUCINE', 'nom_prenom', 'BASALTE', 'CAPUCINE'],
  ] as const)('cuts « %s » by %s', (text, order, lastName, firstName) => {
    expect(splitName(text, order)).toEqual({ lastName, firstName })
  })

  it.each([
    'Capucine Basalte',
    'BASALTE CAPUCINE',
    'J. Basalte',
    'فاطمة الزهراء',
  ])('does not guess for « %s »', (text) => {
    expect(splitName(text, null)).toBeNull()
  })
})
