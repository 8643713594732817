// Glyphs that stand for no single character (joined forms of Arabic) are mapped to U+0000 by the browser, which no
// reader can use and ISO 19005-3, 6.2.11.7 forbids: they get the character that the page says they show. May not
// change what is drawn.
import { deflateSync, inflateSync } from 'node:zlib'
import {
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
} from './pdf-objects.js'

/** A glyph without a character, in a table from glyphs to characters. */
const WITHOUT_CHARACTER = /<([0-9A-Fa-f]{4})> <0000>\n/g

/** What the page does not tell: the replacement character. */
const UNKNOWN = 'FFFD'

/** Mends the tables of all fonts of a printed file. */
export function mendUnicode(file: PdfFile): void {
  const tables = new Map<number, string>()
  for (const page of pagesOf(file)) {
    for (const font of fontsOf(file, dictionaryAt(file, page)).values()) {
      const table = font.get('ToUnicode')
      if (!(table instanceof PdfReference) || tables.has(table.number)) continue
      tables.set(table.number, textOf(file, table))
    }
  }
  const lacking = [...tables].filter(([, table]) => table.search(WITHOUT_CHARACTER) >= 0)
  if (lacking.length === 0) return
  const shown = charactersShown(file)
  for (const [number, table] of lacking) {
    const characters = shown.get(number)
    const mended = table.replace(
      WITHOUT_CHARACTER,
      (_, glyph: string) => `<${glyph}> <${characters?.get(glyph.toUpperCase()) ?? UNKNOWN}>\n`,
    )
    const object = file.objects.get(number)
    if (object === undefined || !(object.value instanceof Map)) continue
    object.stream = deflateSync(Buffer.from(mended, 'latin1'))
    object.value.set('Length', String(object.stream.length))
    object.value.set('Filter', '/FlateDecode')
  }
}

/** By table and glyph, the characters (UTF-16 as hexadecimal) that pages give beside the glyphs they draw. */
function charactersShown(file: PdfFile): Map<number, Map<string, string>> {
  const shown = new Map<number, Map<string, string>>()
  for (const reference of pagesOf(file)) {
    const page = dictionaryAt(file, reference)
    const fonts = fontsOf(file, page)
    let table: PdfValue | undefined
    let said: string | null = null
    const content = arrayAt(file, page.get('Contents'))
      .map((part) => textOf(file, part))
      .join('\n')
    for (const [found, font, actual, glyphs] of content.matchAll(
      /\/(\w+) [\d.-]+ Tf|\/ActualText <feff([0-9a-fA-F]+)>|<([0-9A-Fa-f]+)>|\bEMC\b/g,
    )) {
      if (found === 'EMC') said = null
      else if (font !== undefined) table = fonts.get(font)?.get('ToUnicode')
      else if (actual !== undefined) said = actual.toUpperCase()
      else if (said !== null && table instanceof PdfReference) {
        const characters = shown.get(table.number) ?? new Map<string, string>()
        shown.set(table.number, characters)
        for (const glyph of glyphs?.toUpperCase().match(/.{4}/g) ?? []) characters.set(glyph, said)
      }
    }
  }
  return shown
}

function fontsOf(file: PdfFile, page: PdfDictionary): Map<string, PdfDictionary> {
  const fonts = dictionaryAt(file, dictionaryAt(file, page.get('Resources')).get('Font'))
  return new Map([...fonts].map(([name, font]) => [name, dictionaryAt(file, font)]))
}

function textOf(file: PdfFile, reference: PdfValue): string {
  const object = reference instanceof PdfReference ? file.objects.get(reference.number) : undefined
  if (object?.stream == null || !(object.value instanceof Map)) return ''
  const bytes = object.value.get('Filter') === '/FlateDecode' ? inflateSync(object.stream) : object.stream
  return Buffer.from(bytes).toString('latin1')
}
