// What a printed file breaks of PDF/A-3a and PDF/UA-1, as far as its objects tell: the standards are named in the file
// only where nothing is found. May not mend anything, nor know which template is at fault.
import { inflateSync } from 'node:zlib'
import { roleMap } from './mark-archival.js'
import {
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
  resolve,
} from './pdf-objects.js'

/**
 * Kinds of breaches. `fontNotEmbedded`: a font of the system that could not be put in; `missingGlyph`: a character that
 * no font has; `figureWithoutWords`: an image or drawing without a text that stands for it; `headingSkipped`: a heading
 * two levels under the one before; `raggedTable`: rows of one table with different numbers of cells;
 * `tableWithoutHead`: a table that names no row or column; `colourSpace`: an image in printing colours;
 * `unknownTag`: a tag that no reader knows; `foreignAnnotation`: something on the page that is neither link nor field.
 */
export type StandardFault =
  | 'fontNotEmbedded'
  | 'missingGlyph'
  | 'figureWithoutWords'
  | 'headingSkipped'
  | 'raggedTable'
  | 'tableWithoutHead'
  | 'colourSpace'
  | 'unknownTag'
  | 'foreignAnnotation'

/** Structure types of ISO 32000-1, 14.8.4. */
const STANDARD_TAGS = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
)

/**
 * Kinds of breaches found in a file whose pages and structure are ready; empty where it may name both standards.
 * @param level of the heading that stands before it, for a part that goes on from another
 */
export function faultsOf(file: PdfFile, level = 0): StandardFault[] {
  const faults = new Set<StandardFault>()
  for (const page of pagesOf(file)) checkPage(file, dictionaryAt(file, page), faults)
  checkStructure(file, faults, level)
  return [...faults]
}

function checkPage(file: PdfFile, page: PdfDictionary, faults: Set<StandardFault>): void {
  checkResources(file, dictionaryAt(file, page.get('Resources')), faults, new Set())
  for (const content of arrayAt(file, page.get('Contents'))) {
    if (drawsMissingGlyph(file, content)) faults.add('missingGlyph')
  }
  for (const annotation of arrayAt(file, page.get('Annots'))) {
    const kind = dictionaryAt(file, annotation).get('Subtype')
    if (kind !== '/Link' && kind !== '/Widget') faults.add('foreignAnnotation')
  }
}

function checkResources(
  file: PdfFile,
  resources: PdfDictionary,
  faults: Set<StandardFault>,
  seen: Set<number>,
): void {
  for (const font of dictionaryAt(file, resources.get('Font')).values()) {
    if (!isEmbedded(file, dictionaryAt(file, font))) faults.add('fontNotEmbedded')
  }
  for (const reference of dictionaryAt(file, resources.get('XObject')).values()) {
    if (!(reference instanceof PdfReference) || seen.has(reference.number)) continue
    seen.add(reference.number)
    const drawn = dictionaryAt(file, reference)
    if (drawn.get('Subtype') === '/Form') {
      checkResources(file, dictionaryAt(file, drawn.get('Resources')), faults, seen)
      if (drawsMissingGlyph(file, reference)) faults.add('missingGlyph')
    } else if (isInPrintingColours(file, drawn.get('ColorSpace'))) faults.add('colourSpace')
  }
}

function isEmbedded(file: PdfFile, font: PdfDictionary): boolean {
  const kind = font.get('Subtype')
  if (kind === '/Type3') return true
  if (kind === '/Type0') {
    return arrayAt(file, font.get('DescendantFonts')).every((kid) =>
      isEmbedded(file, dictionaryAt(file, kid)),
    )
  }
  const descriptor = dictionaryAt(file, font.get('FontDescriptor'))
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(key))
}

/** The page's colours are described as red, green and blue: four inks are not. */
function isInPrintingColours(file: PdfFile, space: PdfValue | undefined): boolean {
  const found = resolve(file, space)
  if (found === '/DeviceCMYK') return true
  return Array.isArray(found) && found.some((item) => resolve(file, item) === '/DeviceCMYK')
}

/** The browser draws a character that no font has with the first glyph of a font: `<0000>`. */
function drawsMissingGlyph(file: PdfFile, reference: PdfValue): boolean {
  const object = reference instanceof PdfReference ? file.objects.get(reference.number) : undefined
  if (object?.stream == null || !(object.value instanceof Map)) return false
  if (object.value.get('Filter') !== '/FlateDecode') return false
  const content = inflateSync(object.stream).toString('latin1')
  return /<(?:[0-9A-Fa-f]{4})*?0000(?:[0-9A-Fa-f]{4})*>/.test(content)
}

function checkStructure(file: PdfFile, faults: Set<StandardFault>, before: number): void {
  const roles = roleMap()
  let level = before
  const visit = (value: PdfValue | undefined): void => {
    for (const kid of arrayAt(file, value)) {
      const element = kid instanceof PdfReference ? dictionaryAt(file, kid) : null
      const tag = element?.get('S')
      if (element === null || typeof tag !== 'string') continue
      const name = tag.slice(1)
      if (!STANDARD_TAGS.has(name) && !roles.has(name)) faults.add('unknownTag')
      if (name === 'Figure' && !element.has('Alt') && !element.has('ActualText'))
        faults.add('figureWithoutWords')
      if (name === 'Table') checkTable(file, element, faults)
      const heading = /^H([1-6])$/.exec(name)
      if (heading !== null) {
        if (Number(heading[1]) > level + 1) faults.add('headingSkipped')
        level = Number(heading[1])
      }
      visit(element.get('K'))
    }
  }
  visit(dictionaryAt(file, dictionaryAt(file, file.root).get('StructTreeRoot')).get('K'))
}

/** Rows are as wide as each other, spans counted, and some cell is a head (ISO 14289-1, 7.5). */
function checkTable(file: PdfFile, table: PdfDictionary, faults: Set<StandardFault>): void {
  const rows: PdfDictionary[] = []
  const collect = (element: PdfDictionary): void => {
    for (const kid of arrayAt(file, element.get('K'))) {
      const child = dictionaryAt(file, kid)
      if (child.get('S') === '/TR') rows.push(child)
      else if (['/THead', '/TBody', '/TFoot'].includes(child.get('S') as string)) collect(child)
    }
  }
  collect(table)
  let hasHead = false
  /** Cells of earlier rows that reach into the rows to come, by row. */
  const reaching: number[] = []
  const widths = rows.map((row, at) => {
    let width = reaching[at] ?? 0
    for (const kid of arrayAt(file, row.get('K'))) {
      const cell = dictionaryAt(file, kid)
      if (cell.get('S') === '/TH') hasHead = true
      const columns = spanOf(file, cell, 'ColSpan')
      width += columns
      for (let below = 1; below < spanOf(file, cell, 'RowSpan'); below++) {
        reaching[at + below] = (reaching[at + below] ?? 0) + columns
      }
    }
    return width
  })
  if (!hasHead) faults.add('tableWithoutHead')
  if (widths.some((width) => width !== widths[0])) faults.add('raggedTable')
}

function spanOf(file: PdfFile, cell: PdfDictionary, key: 'ColSpan' | 'RowSpan'): number {
  for (const attributes of arrayAt(file, cell.get('A'))) {
    const span = Number(dictionaryAt(file, attributes).get(key))
    if (span > 1) return span
  }
  return 1
}
