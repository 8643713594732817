import { describe, expect, it } from 'vitest'
import { fontFaces, scriptsWithoutFont } from '../../src/render/fonts.js'

const DRAWN: Readonly<Record<string, string>> = {
  Armenian: 'Արամ',
  Bengali: 'শর্মা অনিতা',
  Devanagari: 'शर्मा',
  Ethiopic: 'ተስፋዬ ሰላም',
  Georgian: 'გელაშვილი',
  Hebrew: 'אברהם',
  Khmer: 'ហេង សុភា',
  Tamil: 'குமார்',
  Thai: 'สมชาย',
  Arabic: 'الحداد',
}

describe('the fonts of a page', () => {
  it.each(Object.entries(DRAWN))('hold %s in two weights, only where the page has some', (_, name) => {
    const [without, withName] = [fontFaces('Nguyễn Ołówek Коваленко'), fontFaces(name)]
    expect(without.match(/@font-face/g)).toHaveLength(2)
    expect(withName.match(/@font-face/g)).toHaveLength(4)
    expect(withName).toContain('font-weight:600')
    expect(scriptsWithoutFont(name)).toEqual([])
  })

  it('are said to lack the scripts that none of them draws', () => {
    expect(scriptsWithoutFont('D’Arc-de-la-Tour, Þóra Ğülşen Θεός 12')).toEqual([])
    expect(scriptsWithoutFont('陳 美玲')).toEqual(['chinoise'])
    expect(scriptsWithoutFont('さくら 김')).toEqual(['japonaise', 'coréenne'])
    expect(scriptsWithoutFont('ᎣᏏᏲ')).toEqual(['autre'])
  })
})
