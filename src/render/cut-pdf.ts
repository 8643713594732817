// Cuts one print of many letters into letters, each with its own structure tree. May not open a browser.
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import { entriesOf } from './assemble-pdf.js'
import {
  addObject,
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
} from './pdf-objects.js'

/** The browser numbers the structure of links from here on, apart from that of pages. */
const FIRST_LINK_KEY = 100_000

/**
 * The pieces of a print where each of `count` articles stands in the body and starts a page. They share the objects of
 * the print (fonts, pictures) until `writePdf` writes what each of them reaches.
 * @throws EnvironmentFailure where the print does not hold one article per piece.
 */
export function cutArticles(file: PdfFile, count: number): PdfFile[] {
  const catalogue = dictionaryAt(file, file.root)
  const structure = dictionaryAt(file, catalogue.get('StructTreeRoot'))
  const [document] = arrayAt(file, structure.get('K'))
  const articles = arrayAt(file, dictionaryAt(file, document).get('K')).filter(
    (kid): kid is PdfReference => kid instanceof PdfReference && dictionaryAt(file, kid).get('S') === '/Art',
  )
  if (articles.length !== count) throw notCut(`${articles.length} / ${count}`)
  const owners = new Map<number, number>()
  articles.forEach((article, piece) => {
    claim(file, article, piece, owners)
  })
  const entries = entriesOf(file, dictionaryAt(file, structure.get('ParentTree')))
  const ownerOf = (value: PdfValue): number | undefined =>
    value instanceof PdfReference ? owners.get(value.number) : undefined

  const pages: PdfReference[][] = articles.map(() => [])
  let current = 0
  for (const page of pagesOf(file)) {
    const elements = arrayAt(file, entries.get(String(dictionaryAt(file, page).get('StructParents'))))
    const owner = elements.map(ownerOf).find((found) => found !== undefined)
    if (owner !== undefined) current = owner
    pages[current]?.push(page)
  }
  if (pages.some((own) => own.length === 0)) throw notCut('page')
  const destinations = dictionaryAt(file, catalogue.get('Dests'))
  return articles.map((article, piece) => {
    const owned = pages[piece] as PdfReference[]
    const keep = (value: PdfValue): PdfValue => (ownerOf(value) === piece ? value : 'null')
    return pieceOf(file, article, owned, { entries, keep, destinations })
  })
}

interface Shared {
  readonly entries: ReadonlyMap<string, PdfValue>
  /** An element of this piece as it is, any other as null. */
  readonly keep: (value: PdfValue) => PdfValue
  readonly destinations: PdfDictionary
}

function pieceOf(
  file: PdfFile,
  article: PdfReference,
  pages: readonly PdfReference[],
  { entries, keep, destinations }: Shared,
): PdfFile {
  const tree: PdfDictionary = new Map([['Type', '/Pages']])
  const treeReference = addObject(file, tree)
  tree.set('Count', String(pages.length))
  tree.set('Kids', [...pages])

  const pageEntries: PdfValue[] = []
  const linkEntries: PdfValue[] = []
  for (const [index, reference] of pages.entries()) {
    const page = dictionaryAt(file, reference)
    const elements = arrayAt(file, entries.get(String(page.get('StructParents')))).map(keep)
    page.set('Parent', treeReference)
    page.set('StructParents', String(index))
    pageEntries.push(String(index), addObject(file, elements))
    for (const annotation of arrayAt(file, page.get('Annots'))) {
      const link = dictionaryAt(file, annotation)
      const entry = entries.get(String(link.get('StructParent')))
      const key = String(FIRST_LINK_KEY + linkEntries.length / 2)
      link.set('StructParent', key)
      linkEntries.push(key, keep(entry ?? 'null'))
    }
  }

  const structure: PdfDictionary = new Map<string, PdfValue>([
    ['Type', '/StructTreeRoot'],
    ['K', article],
  ])
  const structureReference = addObject(file, structure)
  structure.set('ParentTreeNextKey', String(FIRST_LINK_KEY + linkEntries.length / 2))
  structure.set(
    'ParentTree',
    addObject(file, new Map<string, PdfValue>([['Nums', [...pageEntries, ...linkEntries]]])),
  )
  // The article of the print is the document of the piece.
  const document = dictionaryAt(file, article)
  document.set('S', '/Document')
  document.set('P', structureReference)

  const catalogue: PdfDictionary = new Map<string, PdfValue>([
    ['Type', '/Catalog'],
    ['Pages', treeReference],
    ['StructTreeRoot', structureReference],
  ])
  const own = new Set(pages.map((page) => page.number))
  const places = [...destinations].filter(([, place]) => {
    const [page] = arrayAt(file, place)
    return page instanceof PdfReference && own.has(page.number)
  })
  if (places.length > 0) catalogue.set('Dests', new Map(places))
  return { objects: file.objects, root: addObject(file, catalogue), info: addObject(file, new Map()) }
}

function claim(file: PdfFile, element: PdfReference, piece: number, owners: Map<number, number>): void {
  owners.set(element.number, piece)
  for (const kid of arrayAt(file, dictionaryAt(file, element).get('K'))) {
    if (kid instanceof PdfReference) claim(file, kid, piece, owners)
  }
}

function notCut(what: string): EnvironmentFailure {
  return new EnvironmentFailure(
    fr`Les documents imprimés ensemble n’ont pas pu être séparés (${what}).`,
    fr`essayez le navigateur qui accompagne i12 : --browser integre`,
  )
}
