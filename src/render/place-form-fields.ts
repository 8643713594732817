// Turns marked links of a printed page into form fields. Knows paper, not what the fields are for.
//
// Chromium prints no form field, but it writes for every link a rectangle, a place in the structure tree and a tab
// order. A template marks a field as a link to `champ:<kind>/<name>?libelle=<tooltip>`; here the link becomes the
// field, in place, so that it keeps its tag. No program answers to that scheme, and none is ever called.
import type { PDFDict, PDFDocument, PDFRef } from '@cantoo/pdf-lib'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** How a marked link begins in the file. */
const FIELD_MARK = '(champ:'
const FIELD_ADDRESS = /^champ:(case|texte|signature)\/([A-Za-z0-9_.-]+)(?:\?(.*))?$/

/** Name of the appearance of a ticked box. */
export const TICKED = 'Oui'

/** A marked link: `case` is a check box, `texte` a text field (`lignes=oui` for several lines), `signature` an empty signature field. */
interface MarkedLink {
  readonly ref: PDFRef
  readonly annotation: PDFDict
  readonly page: PDFRef
  readonly kind: 'case' | 'texte' | 'signature'
  readonly name: string
  readonly tooltip: string
  readonly isMultiline: boolean
}

/**
 * Replaces every marked link of the document by an AcroForm field with a tooltip.
 * @param values read-only values without a place on the page, by which a returned form is recognised
 * @returns how many fields were placed
 * @throws RangeError when two fields bear the same name
 */
export function placeFormFields(
  lib: PdfLib,
  document: PDFDocument,
  values: ReadonlyMap<string, string> = new Map(),
): number {
  const links = findMarkedLinks(lib, document)
  if (links.length === 0) return 0
  const { PDFArray, PDFHexString, PDFName, PDFNumber, PDFString } = lib
  const { context, catalog } = document
  const names = new Set<string>()
  const fields = PDFArray.withContext(context)
  for (const { ref, annotation, page, kind, name, tooltip, isMultiline } of links) {
    if (names.has(name)) throw new RangeError(`Two form fields are named ${name}`)
    names.add(name)
    for (const key of ['A', 'Border', 'Dest', 'Contents']) annotation.delete(PDFName.of(key))
    annotation.set(PDFName.of('Subtype'), PDFName.of('Widget'))
    annotation.set(PDFName.of('T'), PDFHexString.fromText(name))
    annotation.set(PDFName.of('TU'), PDFHexString.fromText(tooltip))
    annotation.set(PDFName.of('P'), page)
    // Print.
    annotation.set(PDFName.of('F'), PDFNumber.of(4))
    if (kind === 'signature') {
      annotation.set(PDFName.of('FT'), PDFName.of('Sig'))
    } else if (kind === 'case') {
      annotation.set(PDFName.of('FT'), PDFName.of('Btn'))
      annotation.set(PDFName.of('V'), PDFName.of('Off'))
      annotation.set(PDFName.of('AS'), PDFName.of('Off'))
      annotation.set(PDFName.of('AP'), boxAppearance(lib, document, annotation))
    } else {
      annotation.set(PDFName.of('FT'), PDFName.of('Tx'))
      annotation.set(PDFName.of('DA'), PDFString.of('/Helv 10 Tf 0 g'))
      // ISO 32000-1, table 228: bit 13 is Multiline.
      if (isMultiline) annotation.set(PDFName.of('Ff'), PDFNumber.of(1 << 12))
      annotation.set(PDFName.of('AP'), context.obj({ N: emptyAppearance(lib, document, annotation) }))
    }
    fields.push(ref)
  }
  for (const [name, value] of values) {
    if (names.has(name)) throw new RangeError(`Two form fields are named ${name}`)
    names.add(name)
    // ISO 32000-1, table 221: bit 1 is ReadOnly.
    const field = { FT: 'Tx', T: PDFHexString.fromText(name), V: PDFHexString.fromText(value), Ff: 1 }
    fields.push(context.register(context.obj(field)))
  }
  retagAsForms(lib, document, new Set(links.map(({ ref }) => ref.toString())))
  const font = context.register(
    context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' }),
  )
  const form = { Fields: fields, DR: { Font: { Helv: font } }, DA: PDFString.of('/Helv 10 Tf 0 g') }
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj(form)))
  return links.length
}

function findMarkedLinks(lib: PdfLib, document: PDFDocument): MarkedLink[] {
  const { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } = lib
  const links: MarkedLink[] = []
  for (const page of document.getPages()) {
    const annotations = page.node.lookup(PDFName.of('Annots'))
    if (!(annotations instanceof PDFArray)) continue
    for (const ref of annotations.asArray()) {
      const annotation = ref instanceof PDFRef ? document.context.lookup(ref) : undefined
      if (!(ref instanceof PDFRef) || !(annotation instanceof PDFDict)) continue
      const action = annotation.lookup(PDFName.of('A'))
      const address = action instanceof PDFDict ? action.lookup(PDFName.of('URI')) : undefined
      if (!(address instanceof PDFString || address instanceof PDFHexString)) continue
      const match = FIELD_ADDRESS.exec(address.decodeText())
      if (match === null) continue
      const query = new URLSearchParams(match[3] ?? '')
      links.push({
        ref,
        annotation,
        page: page.ref,
        kind: match[1] as MarkedLink['kind'],
        name: match[2] ?? '',
        tooltip: query.get('libelle') ?? match[2] ?? '',
        isMultiline: query.get('lignes') === 'oui',
      })
    }
  }
  return links
}

/**
 * Each field gets a Form element of its own in the structure tree (ISO 14289-1, 7.18.4), inside what was the Link:
 * with the reference to the field as its only kid, judges of later revisions recognise it as the field's own place.
 */
function retagAsForms(lib: PdfLib, document: PDFDocument, refs: ReadonlySet<string>): void {
  const { PDFArray, PDFDict, PDFName } = lib
  const { context } = document
  const forms = new Map<number, PDFRef>()
  for (const [ref, element] of context.enumerateIndirectObjects()) {
    if (!(element instanceof PDFDict) || element.get(PDFName.of('S')) !== PDFName.of('Link')) continue
    const kids = element.lookup(PDFName.of('K'))
    const items = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [kids]
    let isMarked = false
    const replaced = items.map((item) => {
      const reference = context.lookup(item)
      const annotation = reference instanceof PDFDict ? reference.get(PDFName.of('Obj')) : undefined
      if (!(reference instanceof PDFDict) || !refs.has(String(annotation))) return item
      isMarked = true
      const form = context.register(context.obj({ Type: 'StructElem', S: 'Form', P: ref, K: reference }))
      const field = context.lookup(annotation, PDFDict)
      const key = field.lookup(PDFName.of('StructParent'))
      if (key instanceof lib.PDFNumber) forms.set(key.asNumber(), form)
      return form
    })
    if (!isMarked) continue
    element.set(PDFName.of('S'), PDFName.of('Div'))
    element.set(PDFName.of('K'), context.obj(replaced))
  }
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'))
  if (root instanceof PDFDict) pointParentsAt(lib, root.lookup(PDFName.of('ParentTree')), forms)
}

/** The parent tree leads from a field to its own element (ISO 32000-1, 14.7.4.4; a number tree, 7.9.7). */
function pointParentsAt(lib: PdfLib, node: unknown, forms: ReadonlyMap<number, PDFRef>): void {
  const { PDFArray, PDFDict, PDFName, PDFNumber } = lib
  if (!(node instanceof PDFDict)) return
  const numbers = node.lookup(PDFName.of('Nums'))
  if (numbers instanceof PDFArray) {
    for (let index = 0; index + 1 < numbers.size(); index += 2) {
      const key = numbers.lookup(index)
      const form = key instanceof PDFNumber ? forms.get(key.asNumber()) : undefined
      if (form !== undefined) numbers.set(index + 1, form)
    }
  }
  const kids = node.lookup(PDFName.of('Kids'))
  if (kids instanceof PDFArray) {
    for (let index = 0; index < kids.size(); index += 1) pointParentsAt(lib, kids.lookup(index), forms)
  }
}

function sizeOf(lib: PdfLib, annotation: PDFDict): { width: number; height: number } {
  const [left, bottom, right, top] = annotation
    .lookup(lib.PDFName.of('Rect'), lib.PDFArray)
    .asArray()
    .map((value) => (value instanceof lib.PDFNumber ? value.asNumber() : 0)) as [
    number,
    number,
    number,
    number,
  ]
  return { width: Math.abs(right - left), height: Math.abs(top - bottom) }
}

/** The page already draws the frame; a ticked box adds a cross drawn as lines, so that no font is needed. */
function boxAppearance(lib: PdfLib, document: PDFDocument, annotation: PDFDict): PDFDict {
  const { width, height } = sizeOf(lib, annotation)
  const margin = Math.min(width, height) * 0.22
  const [left, right] = [margin, width - margin].map(round)
  const [bottom, top] = [margin, height - margin].map(round)
  const cross = `q 1.4 w 1 J 0 G ${left} ${bottom} m ${right} ${top} l S ${left} ${top} m ${right} ${bottom} l S Q`
  return document.context.obj({
    N: {
      [TICKED]: appearance(lib, document, annotation, cross),
      Off: appearance(lib, document, annotation, ''),
    },
  }) as PDFDict
}

function emptyAppearance(lib: PdfLib, document: PDFDocument, annotation: PDFDict): PDFRef {
  return appearance(lib, document, annotation, '/Tx BMC EMC')
}

function appearance(lib: PdfLib, document: PDFDocument, annotation: PDFDict, content: string): PDFRef {
  const { width, height } = sizeOf(lib, annotation)
  const stream = document.context.stream(content, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, round(width), round(height)],
    Resources: {},
  })
  return document.context.register(stream)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** The PDF with its marked links made into fields; the same bytes where it has none. Same input, same bytes. */
export async function addFormFields(
  pdf: Uint8Array,
  values: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  // Addresses of links stand uncompressed in what the browser and this program write.
  if (!Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).includes(FIELD_MARK)) return pdf
  const lib = await import('@cantoo/pdf-lib')
  const document = await lib.PDFDocument.load(pdf, { updateMetadata: false })
  const placed = placeFormFields(lib, document, values)
  return placed === 0 ? pdf : document.save({ useObjectStreams: false, updateFieldAppearances: false })
}
