import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { dateOf, type LocalDate } from '../../src/kernel/local-date.js'
import { faultsOf } from '../../src/render/check-standards.js'
import { markArchival } from '../../src/render/mark-archival.js'
import {
  addObject,
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
  readPdf,
} from '../../src/render/pdf-objects.js'
import { srgbProfile } from '../../src/render/srgb-profile.js'
import { structureOf } from './look-into-pdf.js'

const printed = readFileSync(new URL('fixtures/marked-links.pdf', import.meta.url))
const identity = {
  title: 'Attestation <n° 1>',
  author: 'Horizon & fils',
  creator: 'i12 0.1.0',
  producer: 'Chromium 147.0.7727.24',
  date: dateOf(2026, 11, 30) as LocalDate,
}

function marked(claims: boolean): { file: PdfFile; metadata: string; catalogue: PdfDictionary } {
  const file = readPdf(printed)
  markArchival(file, identity, claims)
  const catalogue = dictionaryAt(file, file.root)
  const reference = catalogue.get('Metadata') as PdfReference
  return {
    file,
    catalogue,
    metadata: Buffer.from(file.objects.get(reference.number)?.stream ?? []).toString('utf8'),
  }
}

describe('a file to keep', () => {
  it('names both standards and describes the schema of the second', () => {
    const { metadata } = marked(true)
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>')
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(metadata).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>')
    expect(metadata).toContain('Attestation &lt;n° 1&gt;')
    expect(metadata).toContain('Horizon &amp; fils')
  })

  it('names none where it is told that it follows none', () => {
    expect(marked(false).metadata).not.toMatch(/<pdf(ua|a)id:/)
  })

  it('says what its colours mean, which browser printed it, and in which language it is', () => {
    const { file, catalogue } = marked(true)
    const [intent] = arrayAt(file, catalogue.get('OutputIntents'))
    const profile = dictionaryAt(file, intent).get('DestOutputProfile') as PdfReference
    const stream = file.objects.get(profile.number)?.stream as Uint8Array
    expect(inflateSync(stream).equals(srgbProfile())).toBe(true)
    expect(dictionaryAt(file, file.info ?? undefined).get('Producer')).toBe('(Chromium 147.0.7727.24)')
    expect(catalogue.get('Lang')).toBe('(fr-FR)')
  })
})

it('has a profile of the length that it states, for a display in red, green and blue', () => {
  const profile = srgbProfile()
  expect(profile.readUInt32BE(0)).toBe(profile.length)
  expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ')
  for (let i = 0; i < profile.readUInt32BE(128); i++) {
    const [offset, size] = [profile.readUInt32BE(136 + i * 12), profile.readUInt32BE(140 + i * 12)]
    expect(offset % 4).toBe(0)
    expect(offset + size).toBeLessThanOrEqual(profile.length)
  }
})

describe('what breaks the standards', () => {
  const element = (file: PdfFile, tag: string, more: readonly (readonly [string, PdfValue])[] = []) =>
    addObject(file, new Map<string, PdfValue>([['Type', '/StructElem'], ['S', `/${tag}`], ...more]))

  function withElements(make: (file: PdfFile) => PdfValue[]): PdfFile {
    const file = readPdf(printed)
    const top = structureOf(file)[0]?.element as PdfDictionary
    top.set('K', make(file))
    return file
  }

  it('is nothing in what the browser prints from our templates', () => {
    expect(faultsOf(readPdf(printed))).toEqual([])
  })

  it('is an image without words, a skipped heading, a tag that nobody knows', () => {
    const file = withElements((made) => [
      element(made, 'H1'),
      element(made, 'H3'),
      element(made, 'Figure'),
      element(made, 'Blink'),
    ])
    expect(faultsOf(file).sort()).toEqual(['figureWithoutWords', 'headingSkipped', 'unknownTag'])
    const well = withElements((made) => [element(made, 'H1'), element(made, 'Figure', [['Alt', '(dessin)']])])
    expect(faultsOf(well)).toEqual([])
  })

  it('is a table without head or with rows of different widths, spans counted', () => {
    const table = (rows: string[][][]) =>
      withElements((made) => [
        element(made, 'Table', [
          [
            'K',
            rows.map((cells) =>
              element(made, 'TR', [
                [
                  'K',
                  cells.map(([tag = '', span = '1']) =>
                    element(made, tag, [['A', new Map([['ColSpan', span]])]]),
                  ),
                ],
              ]),
            ),
          ],
        ]),
      ])
    expect(faultsOf(table([[['TH'], ['TH']], [['TD', '2']]]))).toEqual([])
    expect(faultsOf(table([[['TH'], ['TH']], [['TD']]]))).toEqual(['raggedTable'])
    expect(faultsOf(table([[['TD']], [['TD']]]))).toEqual(['tableWithoutHead'])
  })

  it('is a font that is not in the file, or an image in printing colours', () => {
    const file = readPdf(printed)
    const resources = dictionaryAt(file, dictionaryAt(file, pagesOf(file)[0]).get('Resources'))
    const fonts = resources.get('Font') as PdfDictionary
    const font: PdfDictionary = new Map([
      ['Type', '/Font'],
      ['Subtype', '/TrueType'],
    ])
    fonts.set('F99', addObject(file, font))
    const image: PdfDictionary = new Map([
      ['Subtype', '/Image'],
      ['ColorSpace', '/DeviceCMYK'],
    ])
    resources.set('XObject', new Map([['X9', addObject(file, image)]]))
    expect(faultsOf(file).sort()).toEqual(['colourSpace', 'fontNotEmbedded'])
    expect(fonts.get('F99')).toBeInstanceOf(PdfReference)
  })
})
