// Turns marked links of a printed page into form fields. Knows paper, not what the fields are for.
//
// Chromium prints no form field, but it writes for every link a rectangle, a place in the structure tree and a tab
// order. A template marks a field as a link to `champ:<kind>/<name>?libelle=<tooltip>`; here the link becomes the
// field, in place, so that it keeps its tag. No program answers to that scheme, and none is ever called.
import { entriesOf } from './assemble-pdf.js'
import { addFormFont, FORM_FONT } from './form-font.js'
import {
  addObject,
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
  pdfString,
  resolve,
} from './pdf-objects.js'

const FIELD_ADDRESS = /^\(champ:(case|texte|signature)\/([A-Za-z0-9_.-]+)(?:\?(.*))?\)$/s

/** Name of the appearance of a ticked box. */
export const TICKED = 'Oui'

/** A marked link: `case` is a check box, `texte` a text field (`lignes=oui` for several lines), `signature` an empty signature field. */
interface MarkedLink {
  readonly reference: PdfReference
  readonly annotation: PdfDictionary
  readonly page: PdfReference
  readonly kind: 'case' | 'texte' | 'signature'
  readonly name: string
  readonly tooltip: string
  readonly isMultiline: boolean
}

/** A field that stands in two places: most often its link broke over two pages or two lines. */
export class DividedField extends Error {
  constructor(readonly field: string) {
    super(`the form field ${field} stands in two places`)
    this.name = 'DividedField'
  }
}

/**
 * Replaces every marked link of the file by an AcroForm field with a tooltip.
 * @param values read-only values without a place on the page, by which a returned form is recognised
 * @returns how many fields were placed
 * @throws DividedField where two fields bear the same name
 */
export function placeFormFields(file: PdfFile, values: ReadonlyMap<string, string> = new Map()): number {
  const links = findMarkedLinks(file)
  if (links.length === 0) return 0
  const names = new Set<string>()
  const take = (name: string): string => {
    if (names.has(name)) throw new DividedField(name)
    names.add(name)
    return name
  }
  const fields: PdfReference[] = []
  for (const link of links) {
    take(link.name)
    becomeField(file, link)
    fields.push(link.reference)
  }
  for (const [name, value] of values) {
    // ISO 32000-1, table 221: bit 1 is ReadOnly.
    const field: PdfDictionary = new Map([
      ['FT', '/Tx'],
      ['T', pdfString(take(name))],
      ['TU', pdfString(name)],
      ['V', pdfString(value)],
      ['Ff', '1'],
    ])
    fields.push(addObject(file, field))
  }
  retagAsForms(file, new Set(links.map(({ reference }) => reference.number)))
  const fonts: PdfDictionary = new Map([[FORM_FONT, addFormFont(file)]])
  const form: PdfDictionary = new Map<string, PdfValue>([
    ['Fields', fields],
    ['DR', new Map([['Font', fonts]])],
    ['DA', DEFAULT_APPEARANCE],
  ])
  dictionaryAt(file, file.root).set('AcroForm', addObject(file, form))
  return links.length
}

const DEFAULT_APPEARANCE = `(/${FORM_FONT} 10 Tf 0 g)`

function becomeField(file: PdfFile, link: MarkedLink): void {
  const { annotation, page, kind, name, tooltip, isMultiline } = link
  for (const key of ['A', 'Border', 'Dest', 'Contents']) annotation.delete(key)
  annotation.set('Subtype', '/Widget')
  annotation.set('T', pdfString(name))
  annotation.set('TU', pdfString(tooltip))
  annotation.set('P', page)
  // Print.
  annotation.set('F', '4')
  switch (kind) {
    case 'signature':
      annotation.set('FT', '/Sig')
      // The page draws the frame and its words: the field adds nothing to them.
      annotation.set('AP', new Map([['N', appearance(file, annotation, '')]]))
      break
    case 'case':
      annotation.set('FT', '/Btn')
      annotation.set('V', '/Off')
      annotation.set('AS', '/Off')
      annotation.set('AP', new Map([['N', boxAppearances(file, annotation)]]))
      break
    case 'texte':
      annotation.set('FT', '/Tx')
      annotation.set('DA', DEFAULT_APPEARANCE)
      // ISO 32000-1, table 228: bit 13 is Multiline.
      if (isMultiline) annotation.set('Ff', String(1 << 12))
      annotation.set('AP', new Map([['N', appearance(file, annotation, '/Tx BMC EMC')]]))
  }
}

function findMarkedLinks(file: PdfFile): MarkedLink[] {
  const links: MarkedLink[] = []
  for (const page of pagesOf(file)) {
    for (const reference of arrayAt(file, dictionaryAt(file, page).get('Annots'))) {
      if (!(reference instanceof PdfReference)) continue
      const annotation = dictionaryAt(file, reference)
      const address = resolve(file, dictionaryAt(file, annotation.get('A')).get('URI'))
      const match = typeof address === 'string' ? FIELD_ADDRESS.exec(address.replace(/\\(.)/gs, '$1')) : null
      if (match === null) continue
      const query = new URLSearchParams(match[3] ?? '')
      links.push({
        reference,
        annotation,
        page,
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
function retagAsForms(file: PdfFile, marked: ReadonlySet<number>): void {
  const structure = dictionaryAt(file, dictionaryAt(file, file.root).get('StructTreeRoot'))
  const forms = new Map<string, PdfReference>()
  for (const link of elementsOf(file, structure.get('K'))) {
    const element = dictionaryAt(file, link)
    if (element.get('S') !== '/Link') continue
    let isMarked = false
    const kids = arrayAt(file, element.get('K')).map((kid) => {
      const annotation = dictionaryAt(file, kid).get('Obj')
      if (!(annotation instanceof PdfReference) || !marked.has(annotation.number)) return kid
      isMarked = true
      const form = addObject(
        file,
        new Map<string, PdfValue>([
          ['Type', '/StructElem'],
          ['S', '/Form'],
          ['P', link],
          ['K', kid],
        ]),
      )
      forms.set(String(dictionaryAt(file, annotation).get('StructParent')), form)
      return form
    })
    if (!isMarked) continue
    element.set('S', '/Div')
    element.set('K', kids)
  }
  // The parent tree leads from a field to its own element (ISO 32000-1, 14.7.4.4).
  const tree = dictionaryAt(file, structure.get('ParentTree'))
  const entries = entriesOf(file, tree)
  for (const [key, form] of forms) entries.set(key, form)
  tree.delete('Kids')
  tree.set(
    'Nums',
    [...entries].flatMap(([key, entry]) => [key, entry]),
  )
}

function* elementsOf(file: PdfFile, value: PdfValue | undefined): Generator<PdfReference> {
  for (const kid of arrayAt(file, value)) {
    if (!(kid instanceof PdfReference)) continue
    yield kid
    yield* elementsOf(file, dictionaryAt(file, kid).get('K'))
  }
}

function sizeOf(file: PdfFile, annotation: PdfDictionary): { width: number; height: number } {
  const [left = 0, bottom = 0, right = 0, top = 0] = arrayAt(file, annotation.get('Rect')).map(Number)
  return { width: Math.abs(right - left), height: Math.abs(top - bottom) }
}

/** The page already draws the frame; a ticked box adds a cross drawn as lines, so that no font is needed. */
function boxAppearances(file: PdfFile, annotation: PdfDictionary): PdfDictionary {
  const { width, height } = sizeOf(file, annotation)
  const margin = Math.min(width, height) * 0.22
  const [left, right] = [margin, width - margin].map(round)
  const [bottom, top] = [margin, height - margin].map(round)
  const cross = `q 1.4 w 1 J 0 G ${left} ${bottom} m ${right} ${top} l S ${left} ${top} m ${right} ${bottom} l S Q`
  return new Map([
    [TICKED, appearance(file, annotation, cross)],
    ['Off', appearance(file, annotation, '')],
  ])
}

function appearance(file: PdfFile, annotation: PdfDictionary, content: string): PdfReference {
  const { width, height } = sizeOf(file, annotation)
  const bytes = Buffer.from(content, 'latin1')
  return addObject(
    file,
    new Map<string, PdfValue>([
      ['Type', '/XObject'],
      ['Subtype', '/Form'],
      ['BBox', ['0', '0', String(round(width)), String(round(height))]],
      ['Resources', new Map()],
      ['Length', String(bytes.length)],
    ]),
    bytes,
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
