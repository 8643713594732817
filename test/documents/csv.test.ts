import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { csvCell, csvListing } from '../../src/documents/csv.js'

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33 6 39 98 00 01', "'+33 6 39 98 00 01"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['-12,5', '-12,5'],
    ['12', '12'],
    ['a;b', '"a;b"'],
    ['dit "oui"', '"dit ""oui"""'],
    ['ligne\nsuivante', '"ligne\nsuivante"'],
    ['=A;B', '"\'=A;B"'],
    ['', ''],
  ])('%j is written %j', (text, expected) => {
    expect(csvCell(text)).toBe(expected)
  })
})

describe('csvListing', () => {
  it('is UTF-8 with a byte order mark, semicolons and CRLF, hashed as written', () => {
    const listing = csvListing('x.csv', ['dossier', 'nom'], [['A-1', 'Élodie']])
    const bytes = Buffer.concat([...listing.parts])
    expect(bytes.toString('utf8')).toBe('\ufeffdossier;nom\r\nA-1;Élodie\r\n')
    expect(listing).toMatchObject({ rows: 1, bytes: bytes.length })
    expect(listing.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('keeps a long listing in parts', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [String(index)])
    const listing = csvListing('x.csv', ['n'], rows)
    expect(listing.rows).toBe(5_000)
    expect(listing.parts.length).toBeGreaterThan(1)
    expect(
      Buffer.concat([...listing.parts])
        .toString('utf8')
        .trimEnd()
        .split('\r\n'),
    ).toHaveLength(5_001)
  })
})
