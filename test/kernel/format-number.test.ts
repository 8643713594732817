import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../src/kernel/french.js'
import { seeded } from '../support/seeded.js'

const SEED = 12

function byIntl(value: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat('fr-FR', digits).format(value)
}

describe('formatNumber', () => {
  it.each([
    [0, 0],
    [999, 0],
    [1000, 0],
    [1234567, 0],
    [9.95, 1],
    [99.95, 1],
    [1.005, 2],
    [28.499999999999996, 1],
    [0.05, 1],
    [-0.2, 0],
    [-1234.56, 1],
    [1e-9, 2],
    [1e22, 0],
  ])('writes %d with %i decimals as Intl does', (value, decimals) => {
    expect(formatNumber(value, decimals)).toBe(byIntl(value, decimals))
  })

  it(`writes any number as Intl does (seed ${SEED})`, () => {
    const random = seeded(SEED)
    for (let round = 0; round < 2000; round++) {
      const value = (random() - 0.2) * 10 ** Math.floor(random() * 8)
      const decimals = Math.floor(random() * 4)
      expect({ value, text: formatNumber(value, decimals) }).toEqual({ value, text: byIntl(value, decimals) })
    }
  })
})
