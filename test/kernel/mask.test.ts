import { describe, expect, it } from 'vitest'
import { mask } from '../../src/kernel/mask.js'

describe('mask', () => {
  it.each([
    ['Marie Dupont', 'M•••• D•••••'],
    ['marie.dupont@exemple.fr', 'm••••.d•••••@e••••••.f•'],
    ['06 12 34 56 78', '0• 1• 3• 5• 7•'],
    ['Élodie', 'É•••••'],
    [`${'É'.normalize('NFD')}ric`, 'E\u0301•••'],
    ['Jose\u0301e', 'J•••••'],
    ['علي', 'ع••'],
    ['می\u200cخواهم', 'م•••••••'],
    ['李小龍', '李••'],
    ['a', 'a'],
    ['', ''],
    ['; , " ;', '; , " ;'],
  ])('masks %j', (text, masked) => {
    expect(mask(text)).toBe(masked)
    expect([...mask(text)]).toHaveLength([...text].length)
  })

  it('masks a giant cell without taking a minute', () => {
    const start = performance.now()
    expect(mask('x'.repeat(1_000_000))).toBe(`x${'•'.repeat(999_999)}`)
    expect(mask('e\u0301'.repeat(200_000))).toHaveLength(400_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
