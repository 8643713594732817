// Several prints of one document become one file: pages, structure, names. May not read a file of another maker.
import {
  addObject,
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
  resolve,
} from './pdf-objects.js'
import { bookmarksOf, type Heading, setBookmarks } from './pdf-outline.js'

/** The browser numbers the structure of links from here on, apart from that of pages. */
const FIRST_LINK_KEY = 100_000

/**
 * Appends the parts to the first one, in order, under one structure tree. Cells must already have identifiers that
 * differ from part to part (`tidyStructure`). `headings` are those of each part.
 */
export function mergeParts(parts: readonly PdfFile[], headings: readonly (readonly Heading[])[]): PdfFile {
  const [file, ...others] = parts as [PdfFile, ...PdfFile[]]
  const catalogue = dictionaryAt(file, file.root)
  const pageTree = catalogue.get('Pages') as PdfReference
  const structure = dictionaryAt(file, catalogue.get('StructTreeRoot'))
  const [documentReference] = arrayAt(file, structure.get('K')) as [PdfReference]
  const documentKids = [...arrayAt(file, dictionaryAt(file, documentReference).get('K'))]
  const parentTree = dictionaryAt(file, structure.get('ParentTree'))
  const { pages: pageEntries, links: linkEntries } = entriesOf(file, parentTree)
  const names = arrayAt(file, dictionaryAt(file, structure.get('IDTree')).get('Names'))
  const destinations = dictionaryAt(file, catalogue.get('Dests'))
  const pages = pagesOf(file)
  const bookmarks = bookmarksOf(file, headings[0] ?? [])

  for (const [index, other] of others.entries()) {
    const moved = moveObjects(other, file)
    const otherCatalogue = dictionaryAt(file, moved(other.root))
    const asRoot = { ...file, root: moved(other.root) }
    const otherPages = pagesOf(asRoot)
    bookmarks.push(...bookmarksOf(asRoot, headings[index + 1] ?? []))
    const otherStructure = dictionaryAt(file, otherCatalogue.get('StructTreeRoot'))
    const entries = entriesOf(file, dictionaryAt(file, otherStructure.get('ParentTree')))
    for (const page of otherPages) {
      const dictionary = dictionaryAt(file, page)
      const key = dictionary.get('StructParents')
      if (typeof key === 'string') dictionary.set('StructParents', String(Number(key) + pageEntries.length))
      for (const annotation of arrayAt(file, dictionary.get('Annots'))) {
        const link = dictionaryAt(file, annotation)
        const linkKey = link.get('StructParent')
        if (typeof linkKey === 'string')
          link.set('StructParent', String(Number(linkKey) + linkEntries.length))
      }
    }
    pageEntries.push(...entries.pages)
    linkEntries.push(...entries.links)
    pages.push(...otherPages)
    for (const top of arrayAt(file, otherStructure.get('K'))) {
      for (const kid of arrayAt(file, dictionaryAt(file, top).get('K'))) {
        if (kid instanceof PdfReference) dictionaryAt(file, kid).set('P', documentReference)
        documentKids.push(kid)
      }
    }
    names.push(...arrayAt(file, dictionaryAt(file, otherStructure.get('IDTree')).get('Names')))
    for (const [name, place] of dictionaryAt(file, otherCatalogue.get('Dests'))) destinations.set(name, place)
  }

  for (const page of pages) dictionaryAt(file, page).set('Parent', pageTree)
  file.objects.set(pageTree.number, {
    value: new Map<string, PdfValue>([
      ['Type', '/Pages'],
      ['Count', String(pages.length)],
      ['Kids', pages],
    ]),
    stream: null,
  })
  dictionaryAt(file, documentReference).set('K', documentKids)
  parentTree.clear()
  parentTree.set('Nums', [
    ...pageEntries.flatMap((entry, i) => [String(i), entry]),
    ...linkEntries.flatMap((entry, i) => [String(FIRST_LINK_KEY + i), entry]),
  ])
  structure.set('ParentTreeNextKey', String(FIRST_LINK_KEY + linkEntries.length))
  if (names.length > 0)
    structure.set('IDTree', addObject(file, new Map<string, PdfValue>([['Names', names]])))
  if (destinations.size > 0) catalogue.set('Dests', destinations)
  linkAcrossParts(file, pages, destinations)
  setBookmarks(file, bookmarks)
  return file
}

/** Entries of a parent tree by key; a key without an entry is null. */
function entriesOf(file: PdfFile, tree: PdfDictionary): { pages: PdfValue[]; links: PdfValue[] } {
  const pages: PdfValue[] = []
  const links: PdfValue[] = []
  const visit = (node: PdfDictionary): void => {
    for (const kid of arrayAt(file, node.get('Kids'))) visit(dictionaryAt(file, kid))
    const numbers = arrayAt(file, node.get('Nums'))
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const key = Number(numbers[i])
      if (key >= FIRST_LINK_KEY) links[key - FIRST_LINK_KEY] = numbers[i + 1] as PdfValue
      else pages[key] = numbers[i + 1] as PdfValue
    }
  }
  visit(tree)
  return {
    pages: [...pages].map((entry) => entry ?? 'null'),
    links: [...links].map((entry) => entry ?? 'null'),
  }
}

/** Gives the objects of one file to another under new numbers; gives the function that renames a reference. */
function moveObjects(from: PdfFile, to: PdfFile): (reference: PdfReference) => PdfReference {
  const renamed = new Map<number, PdfReference>()
  for (const [number, object] of from.objects) renamed.set(number, addObject(to, object.value, object.stream))
  const rename = (value: PdfValue): PdfValue => {
    if (typeof value === 'string') return value
    if (value instanceof PdfReference) return renamed.get(value.number) ?? 'null'
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) value[i] = rename(value[i] as PdfValue)
      return value
    }
    for (const [key, item] of value) value.set(key, rename(item))
    return value
  }
  for (const reference of renamed.values()) {
    const object = to.objects.get(reference.number)
    if (object !== undefined) object.value = rename(object.value)
  }
  return (reference) => renamed.get(reference.number) ?? reference
}

/** A link to an anchor of another part was printed as a link to the blank page: it becomes one inside the file. */
function linkAcrossParts(file: PdfFile, pages: readonly PdfReference[], destinations: PdfDictionary): void {
  for (const page of pages) {
    for (const annotation of arrayAt(file, dictionaryAt(file, page).get('Annots'))) {
      const link = dictionaryAt(file, annotation)
      const action = dictionaryAt(file, link.get('A'))
      const address = resolve(file, action.get('URI'))
      const anchor = typeof address === 'string' ? /^\(about:blank#(.*)\)$/.exec(address)?.[1] : undefined
      if (anchor === undefined || !destinations.has(anchor)) continue
      link.delete('A')
      link.set('Dest', `/${anchor}`)
    }
  }
}
