import { describe, expect, it } from 'vitest'
import { feminineShare, inCases } from '../../src/words/share-sentence.js'

describe('feminineShare', () => {
  it.each([
    [0, 40, 'Aucune relance', false],
    [40, 40, 'Les 40\u00a0relances', true],
    [1, 1, 'L’unique relance', false],
    [1, 9, 'Une relance sur neuf', false],
    [7, 9, 'Sept relances sur neuf', true],
    [90, 100, 'Neuf relances sur dix', true],
    [89, 100, 'Près de neuf relances sur dix', true],
    [93, 100, 'Plus de neuf relances sur dix', true],
    [99, 100, 'Plus de neuf relances sur dix', true],
    [75, 100, 'Plus de sept relances sur dix', true],
    [10, 100, 'Une relance sur dix', false],
    [13, 100, 'Plus d’une relance sur dix', false],
    [2, 100, 'Moins d’une relance sur dix', false],
  ])('%i of %i is « %s »', (part, whole, words, isPlural) => {
    expect(feminineShare(part, whole, 'relance', 'relances')).toEqual({ words, isPlural })
  })
})

describe('inCases', () => {
  const words = { none: 'Aucune décision n’est consignée', some: 'Une décision est consignée' }
  it.each([
    [0, 0, 'Aucune décision n’est consignée'],
    [0, 5, 'Aucune décision n’est consignée'],
    [1, 1, 'Une décision est consignée'],
    [1, 5, 'Une décision est consignée dans 1\u00a0cas sur 5'],
    [5, 5, 'Une décision est consignée dans les 5\u00a0cas'],
  ])('says %i of %i without a naked zero', (part, whole, said) => {
    expect(inCases(part, whole, words).replace(/(\d) cas/, '$1\u00a0cas')).toBe(said)
  })
})
