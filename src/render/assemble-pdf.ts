// Prints of the parts of one document become one file: pages, structure, names, bookmarks. May not read a file of
// another maker.
import type { LocalDate } from '../kernel/local-date.js'
import { faultsOf, type StandardFault } from './check-standards.js'
import { describeLinks } from './describe-links.js'
import { tidyStructure } from './make-repeatable.js'
import { type DocumentIdentity, markArchival, pdfDate, roleMap } from './mark-archival.js'
import { markArtifacts } from './mark-artifacts.js'
import { mendUnicode } from './mend-unicode.js'
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
  readPdf,
  resolve,
} from './pdf-objects.js'
import { type Bookmark, bookmarksOf, type Heading, setBookmarks } from './pdf-outline.js'
import { PdfWriter, type Written } from './pdf-writer.js'

/** The browser numbers the structure of links from here on, apart from that of pages. */
const FIRST_LINK_KEY = 100_000

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  eml: 'message/rfc822',
  txt: 'text/plain',
  csv: 'text/csv',
}

function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

/** The print of one part, and the headings in it. */
export interface PrintedPart {
  readonly bytes: Uint8Array
  readonly headings: readonly Heading[]
}

/**
 * The parts as one document, in their order. Each is read, written and let go of before the next. `anchors` are all
 * that links between parts may point at, with their pages.
 */
export function assembleParts(
  parts: readonly PrintedPart[],
  anchors: ReadonlyMap<string, number>,
  identity: DocumentIdentity,
): { readonly bytes: Uint8Array; readonly faults: readonly StandardFault[] } {
  const assembly = new Assembly(anchors)
  for (const part of parts) assembly.add(part)
  return assembly.finish(identity)
}

/** A file inside the file (ISO 32000-1, 7.11.4), as PDF/A-3 lets any be. */
export interface Attachment {
  readonly name: string
  readonly bytes: Uint8Array
  /** The day that the document speaks of. */
  readonly date: LocalDate
}

/** A document in the making: parts and attachments are written as they come, and let go of. */
export class Assembly {
  readonly #writer = new PdfWriter()
  readonly #pageTree = this.#writer.reserve()
  readonly #structure = this.#writer.reserve()
  readonly #document = this.#writer.reserve()
  readonly #parents = this.#writer.reserve()
  readonly #names = this.#writer.reserve()

  readonly #pages: PdfValue[] = []
  readonly #documentKids: PdfValue[] = []
  readonly #pageEntries: PdfValue[] = []
  readonly #linkEntries: PdfValue[] = []
  readonly #cells: PdfValue[] = []
  readonly #destinations: PdfDictionary = new Map()
  readonly #bookmarks: Bookmark[] = []
  readonly #faults: StandardFault[] = []
  /** Of the last heading: a part goes on from the one before. */
  #level = 0
  readonly #attachments: { readonly name: string; readonly place: PdfValue }[] = []

  readonly #anchors: ReadonlyMap<string, number>

  constructor(anchors: ReadonlyMap<string, number>) {
    this.#anchors = anchors
  }

  add({ bytes, headings }: PrintedPart): void {
    const file = readPdf(bytes)
    mendUnicode(file)
    tidyStructure(file, this.#cells.length / 2)
    const catalogue = dictionaryAt(file, file.root)
    const structure = dictionaryAt(file, catalogue.get('StructTreeRoot'))
    this.#faults.push(...faultsOf(file, this.#level))
    this.#level = headings.at(-1)?.level ?? this.#level

    const kids = arrayAt(file, structure.get('K')).flatMap((top) => kidsAsPieces(file, top))
    for (const kid of kids) if (kid instanceof PdfReference) dictionaryAt(file, kid).set('P', this.#document)
    const tops = new Set(
      arrayAt(file, structure.get('K')).map((top) => (top instanceof PdfReference ? top.number : 0)),
    )
    const owner = (value: PdfValue): PdfValue =>
      value instanceof PdfReference && tops.has(value.number) ? this.#document : value

    const pages = pagesOf(file)
    const entries = entriesOf(file, dictionaryAt(file, structure.get('ParentTree')))
    const pageEntries: PdfValue[] = []
    const linkEntries: PdfValue[] = []
    for (const reference of pages) {
      const page = dictionaryAt(file, reference)
      const elements = arrayAt(file, entries.get(String(page.get('StructParents')))).map(owner)
      page.set('Parent', this.#pageTree)
      page.set('StructParents', String(this.#pageEntries.length + pageEntries.length))
      pageEntries.push(addObject(file, elements))
      for (const annotation of arrayAt(file, page.get('Annots'))) {
        const link = dictionaryAt(file, annotation)
        const entry = entries.get(String(link.get('StructParent')))
        if (entry !== undefined) {
          link.set('StructParent', String(FIRST_LINK_KEY + this.#linkEntries.length + linkEntries.length))
          linkEntries.push(owner(entry))
        }
        this.#linkAcross(file, link)
      }
      markArtifacts(file, page)
      describeLinks(file, page, this.#anchors)
    }

    const written = this.#writer.copy(file, [...pages, ...kids, ...pageEntries])
    this.#pages.push(...pages.map(written))
    this.#documentKids.push(...kids.map(written))
    this.#pageEntries.push(...pageEntries.map(written))
    this.#linkEntries.push(...linkEntries.map(written))
    this.#cells.push(...arrayAt(file, dictionaryAt(file, structure.get('IDTree')).get('Names')).map(written))
    for (const [name, place] of dictionaryAt(file, catalogue.get('Dests'))) {
      if (!this.#destinations.has(name)) this.#destinations.set(name, written(arrayAt(file, place)))
    }
    for (const bookmark of bookmarksOf(file, headings)) {
      this.#bookmarks.push({
        ...bookmark,
        ...(bookmark.destination === undefined ? {} : { destination: written(bookmark.destination) }),
        ...(bookmark.element === undefined ? {} : { element: written(owner(bookmark.element)) }),
      })
    }
  }

  /** Puts a file beside the pages: the source of what they show. */
  attach({ name, bytes, date }: Attachment): void {
    const file: PdfFile = { objects: new Map(), root: new PdfReference(1), info: null }
    const day = pdfString(pdfDate(date))
    const embedded = addObject(
      file,
      new Map<string, PdfValue>([
        ['Type', '/EmbeddedFile'],
        ['Subtype', `/${mediaTypeOf(name).replace('/', '#2F')}`],
        ['Length', String(bytes.length)],
        [
          'Params',
          new Map([
            ['Size', String(bytes.length)],
            ['ModDate', day],
          ]),
        ],
      ]),
      bytes,
    )
    const specification = addObject(
      file,
      new Map<string, PdfValue>([
        ['Type', '/Filespec'],
        ['F', pdfString(name)],
        ['UF', pdfString(name)],
        ['Desc', pdfString(name)],
        ['AFRelationship', '/Source'],
        [
          'EF',
          new Map([
            ['F', embedded],
            ['UF', embedded],
          ]),
        ],
      ]),
    )
    this.#attachments.push({ name, place: this.#writer.copy(file, [specification])(specification) })
  }

  finish(identity: DocumentIdentity): { bytes: Uint8Array; faults: StandardFault[] } {
    const writer = this.#writer
    writer.writeReserved(
      this.#pageTree,
      new Map<string, PdfValue>([
        ['Type', '/Pages'],
        ['Count', String(this.#pages.length)],
        ['Kids', this.#pages],
      ]),
    )
    writer.writeReserved(
      this.#document,
      new Map<string, PdfValue>([
        ['Type', '/StructElem'],
        ['S', '/Document'],
        ['P', this.#structure],
        ['K', this.#documentKids],
      ]),
    )
    const structure: PdfDictionary = new Map<string, PdfValue>([
      ['Type', '/StructTreeRoot'],
      ['K', this.#document],
      ['ParentTreeNextKey', String(FIRST_LINK_KEY + this.#linkEntries.length)],
      ['ParentTree', this.#parents],
      ['IDTree', this.#names],
      ['RoleMap', roleMap()],
    ])
    writer.writeReserved(this.#structure, structure)
    writer.writeReserved(this.#parents, new Map([['Nums', this.#parentNumbers()]]))
    writer.writeReserved(this.#names, new Map([['Names', this.#cells]]))

    const frame = frameOf(this.#pageTree, this.#structure)
    if (this.#destinations.size > 0) dictionaryAt(frame, frame.root).set('Dests', this.#destinations)
    setBookmarks(frame, this.#bookmarks)
    if (this.#attachments.length > 0) this.#nameAttachments(dictionaryAt(frame, frame.root))
    markArchival(frame, identity, this.#faults.length === 0)
    const written = writer.copy(frame, [frame.root, frame.info as PdfReference])
    const bytes = writer.finish(
      written(frame.root) as Written,
      written(frame.info as PdfReference) as Written,
    )
    return { bytes, faults: this.#faults }
  }

  #nameAttachments(catalogue: PdfDictionary): void {
    catalogue.set(
      'AF',
      this.#attachments.map(({ place }) => place),
    )
    const inOrder = [...this.#attachments].sort((a, b) => (a.name < b.name ? -1 : 1))
    const names = inOrder.flatMap(({ name, place }) => [pdfString(name), place])
    catalogue.set('Names', new Map([['EmbeddedFiles', new Map([['Names', names]])]]))
  }

  #parentNumbers(): PdfValue[] {
    return [
      ...this.#pageEntries.flatMap((entry, i) => [String(i), entry]),
      ...this.#linkEntries.flatMap((entry, i) => [String(FIRST_LINK_KEY + i), entry]),
    ]
  }

  /** A link to an anchor of another part was printed as a link to the blank page: it becomes one inside the file. */
  #linkAcross(file: PdfFile, link: PdfDictionary): void {
    const address = resolve(file, dictionaryAt(file, link.get('A')).get('URI'))
    const anchor = typeof address === 'string' ? /^\(about:blank#(.*)\)$/.exec(address)?.[1] : undefined
    if (anchor === undefined || !this.#anchors.has(anchor)) return
    link.delete('A')
    link.set('Dest', `/${anchor}`)
  }
}

/** Kids of the top element; marked content that it holds itself names its page, since the page of the whole is lost. */
function kidsAsPieces(file: PdfFile, top: PdfValue): PdfValue[] {
  const element = dictionaryAt(file, top)
  const page = element.get('Pg')
  return arrayAt(file, element.get('K')).map((kid) => {
    if (typeof kid !== 'string' || page === undefined) return kid
    return new Map<string, PdfValue>([
      ['Type', '/MCR'],
      ['Pg', page],
      ['MCID', kid],
    ])
  })
}

/** Entries of a parent tree by key. */
export function entriesOf(file: PdfFile, tree: PdfDictionary): Map<string, PdfValue> {
  const entries = new Map<string, PdfValue>()
  const visit = (node: PdfDictionary): void => {
    for (const kid of arrayAt(file, node.get('Kids'))) visit(dictionaryAt(file, kid))
    const numbers = arrayAt(file, node.get('Nums'))
    for (let i = 0; i + 1 < numbers.length; i += 2)
      entries.set(String(numbers[i]), numbers[i + 1] as PdfValue)
  }
  visit(tree)
  return entries
}

/** A catalogue and what it names, around objects that are written already. */
function frameOf(pageTree: Written, structure: Written): PdfFile {
  const catalogue: PdfDictionary = new Map<string, PdfValue>([
    ['Type', '/Catalog'],
    ['Pages', pageTree],
    ['StructTreeRoot', structure],
  ])
  const info: PdfDictionary = new Map()
  return {
    objects: new Map([
      [1, { value: catalogue, stream: null }],
      [2, { value: info, stream: null }],
    ]),
    root: new PdfReference(1),
    info: new PdfReference(2),
  }
}
