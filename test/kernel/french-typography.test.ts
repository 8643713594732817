import { describe, expect, it } from 'vitest'
import { fr } from '../../src/kernel/french.js'

describe('fr', () => {
  it('gives our own words their no-break spaces', () => {
    expect(fr`Voir « ${'x'} » : 12 % ; vraiment ? n° 3`).toBe(
      'Voir «\u00a0x\u00a0»\u00a0: 12\u00a0%\u202f; vraiment\u202f? n°\u00a03',
    )
  })

  it('leaves the values alone', () => {
    expect(fr`${'a : b ; « c »'}`).toBe('a : b ; « c »')
  })
})
