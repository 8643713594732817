// Looks into a printed file as a reader would: its tags, its fonts, its words.
import { inflateSync } from 'node:zlib'
import {
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
} from '../../src/render/pdf-objects.js'

/** Kinds of structure elements in reading order, with their dictionaries. */
export function structureOf(file: PdfFile): { kind: string; element: PdfDictionary }[] {
  const found: { kind: string; element: PdfDictionary }[] = []
  const visit = (value: PdfValue | undefined): void => {
    for (const kid of arrayAt(file, value)) {
      const element = kid instanceof PdfReference ? dictionaryAt(file, kid) : null
      if (element === null || element.get('S') === undefined) continue
      found.push({ kind: String(element.get('S')).slice(1), element })
      visit(element.get('K'))
    }
  }
  visit(dictionaryAt(file, dictionaryAt(file, file.root).get('StructTreeRoot')).get('K'))
  return found
}

/** A text string of a PDF as text. */
export function decodePdfString(value: PdfValue | undefined): string {
  const text = String(value ?? '')
  if (!text.startsWith('<')) return text.slice(1, -1).replace(/\\(.)/g, '$1')
  return Buffer.from(text.slice(5, -1), 'hex').swap16().toString('utf16le')
}

/** Names of the fonts without their subset prefix, and kinds of fonts. */
export function fontsOf(file: PdfFile): string[] {
  return [...file.objects.values()]
    .map((object) => (object.value instanceof Map ? object.value : new Map<string, PdfValue>()))
    .filter((value) => value.get('Type') === '/Font')
    .flatMap((font) => [
      String(font.get('Subtype')).slice(1),
      String(font.get('BaseFont')).replace(/^\/(?:[A-Z]{6}\+)?/, ''),
    ])
}

/** The words of all pages, through the fonts' own tables; enough for what the browser writes. */
export function textOf(file: PdfFile): string {
  return pagesOf(file)
    .map((reference) => {
      const page = dictionaryAt(file, reference)
      const fonts = dictionaryAt(file, dictionaryAt(file, page.get('Resources')).get('Font'))
      const tables = new Map([...fonts].map(([name, font]) => [name, unicodeTable(file, font)]))
      const contents = arrayAt(file, page.get('Contents')).map((content) =>
        streamOf(file, content).toString('latin1'),
      )
      return pageText(contents.join('\n'), tables)
    })
    .join('\n')
}

function pageText(content: string, tables: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let text = ''
  let table: ReadonlyMap<string, string> = new Map()
  for (const match of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]*)>|\bET\b/g)) {
    if (match[1] !== undefined) table = tables.get(match[1]) ?? new Map()
    else if (match[2] !== undefined) {
      for (const code of match[2].match(/.{4}/g) ?? []) text += table.get(code.toUpperCase()) ?? ''
    } else text += '\n'
  }
  return text
}

function unicodeTable(file: PdfFile, font: PdfValue): Map<string, string> {
  const table = new Map<string, string>()
  const map = streamOf(file, dictionaryAt(file, font).get('ToUnicode') ?? 'null').toString('latin1')
  const decode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  const add = (code: number, text: string) =>
    table.set(code.toString(16).toUpperCase().padStart(4, '0'), text)
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      add(Number.parseInt(code, 16), decode(text))
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)]
      const start = Number.parseInt(text, 16)
      for (let code = from; code <= to; code++) add(code, String.fromCodePoint(start + code - from))
    }
  }
  return table
}

function streamOf(file: PdfFile, reference: PdfValue): Buffer {
  const object = reference instanceof PdfReference ? file.objects.get(reference.number) : undefined
  if (!object?.stream || !(object.value instanceof Map)) return Buffer.alloc(0)
  return object.value.get('Filter') === '/FlateDecode'
    ? inflateSync(object.stream)
    : Buffer.from(object.stream)
}
