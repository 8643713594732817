import { describe, expect, it } from 'vitest'
import { DistinctNames, packedName, pieceName } from '../../src/evidence/packed-name.js'

describe('the name of a proof in a pack', () => {
  it('keeps the name and its accents, composed', () => {
    expect(pieceName(7, 'preuves/2026/relance du café.eml')).toBe('0007-relance du café.eml')
    expect(pieceName(12345, 'preuves\\a.pdf')).toBe('12345-a.pdf')
  })

  it.each([
    ['a name of 255 bytes', `${'é'.repeat(125)}.jpeg`],
    ['a name without an extension', 'x'.repeat(255)],
    ['an end too long to be an extension', `a.${'b'.repeat(250)}`],
  ])('is cut to 200 bytes: %s', (_, name) => {
    const cut = packedName(name)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(cut)).toBeGreaterThan(195)
    if (name.endsWith('.jpeg')) expect(cut.endsWith('.jpeg')).toBe(true)
    expect(Buffer.from(cut).toString()).toBe(cut)
  })

  it.each([
    'a\nb',
    'a\u0000b',
    'a\u202eb',
    'a:b',
    'a%0Ab',
    'a"b',
    'a\u2028b',
  ])('%j holds nothing that a list reads otherwise', (name) => {
    expect(packedName(name)).toMatch(/^a-(?:0A)?b$/)
  })

  it('is never empty, never a folder', () => {
    for (const name of ['', '..', '.', '   ', '...']) expect(packedName(name)).toMatch(/[^. ]/)
  })

  it('is given once, on disks that do not tell upper from lower case too', () => {
    const names = new DistinctNames()
    expect([names.take('A', '.pdf'), names.take('a', '.pdf'), names.take('A', '.pdf')]).toEqual([
      'A.pdf',
      'a-2.pdf',
      'A-3.pdf',
    ])
  })
})
