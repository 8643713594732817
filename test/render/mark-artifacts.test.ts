import { describe, expect, it } from 'vitest'
import { ArtifactMarker } from '../../src/render/mark-artifacts.js'

const mark = (...lines: string[]) => new ArtifactMarker().mark(lines.join('\n')).split('\n')

describe('ArtifactMarker', () => {
  it('marks what is painted outside the structure', () => {
    expect(mark('q', '1 1 1 RG 1 1 1 rg', '0 0 627 949 re', 'f', 'Q')).toEqual([
      'q',
      '1 1 1 RG 1 1 1 rg',
      '/Artifact BMC',
      '0 0 627 949 re',
      'f',
      'EMC',
      'Q',
    ])
  })

  it('marks running heads and feet', () => {
    expect(mark('BT', '/F5 10 Tf', '<0009> Tj', 'ET')).toEqual([
      '/Artifact BMC',
      'BT',
      '/F5 10 Tf',
      '<0009> Tj',
      'ET',
      'EMC',
    ])
  })

  it.each([
    ['what the structure holds', ['/P <</MCID 0 >>BDC', 'BT', '<0009> Tj', 'ET', '0 0 1 1 re', 'f', 'EMC']],
    ['what is an artifact already', ['/Artifact BMC', '0 0 1 1 re', 'f', 'EMC']],
    ['a path that only clips', ['q', '0 0 627 949 re', 'W* n', 'Q']],
    ['a text block with marks of its own', ['BT', '/P <</MCID 0 >>BDC', '<0009> Tj', 'EMC', 'ET']],
    ['a path that nothing paints', ['0 0 m', '1 1 l']],
  ])('leaves %s as it is', (_, lines) => {
    expect(mark(...lines)).toEqual(lines)
  })

  it('goes on from one stream of a page to the next', () => {
    const marker = new ArtifactMarker()
    expect(marker.mark('/P <</MCID 0 >>BDC')).toBe('/P <</MCID 0 >>BDC')
    expect(marker.mark('BT\nET\nEMC')).toBe('BT\nET\nEMC')
    expect(marker.mark('BT\nET')).toBe('/Artifact BMC\nBT\nET\nEMC')
  })
})
