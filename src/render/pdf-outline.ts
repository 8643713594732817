// Bookmarks, written anew from the headings of the page: the browser runs the lines of a heading together and
// numbers of chapters into their titles. May not decide what is a heading.
import {
  addObject,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  type PdfReference,
  type PdfValue,
  pdfString,
} from './pdf-objects.js'

/** A heading as the page has it. */
export interface Heading {
  readonly level: number
  readonly title: string
}

/** A bookmark on its way from one file to another. */
export interface Bookmark {
  readonly level: number
  readonly title: PdfValue
  readonly destination?: PdfValue
  readonly element?: PdfValue
}

/**
 * The bookmarks of a printed file in reading order; titles and levels are those of `headings` where there is one for
 * each, else the browser's.
 */
export function bookmarksOf(file: PdfFile, headings: readonly Heading[]): Bookmark[] {
  const found: Bookmark[] = []
  const visit = (reference: PdfValue | undefined, level: number): void => {
    for (let next = reference; next !== undefined; ) {
      const item = dictionaryAt(file, next)
      const title = item.get('Title') ?? '()'
      const [destination, element] = [item.get('Dest'), item.get('SE')]
      found.push({
        level,
        title,
        ...(destination === undefined ? {} : { destination }),
        ...(element === undefined ? {} : { element }),
      })
      visit(item.get('First'), level + 1)
      next = item.get('Next')
    }
  }
  visit(dictionaryAt(file, dictionaryAt(file, file.root).get('Outlines')).get('First'), 1)
  if (found.length !== headings.length) return found
  return found.map((bookmark, i) => {
    const heading = headings[i] as Heading
    return { ...bookmark, level: heading.level, title: pdfString(heading.title) }
  })
}

/** Replaces the bookmarks of the file; nothing is folded but the third level. */
export function setBookmarks(file: PdfFile, bookmarks: readonly Bookmark[]): void {
  const catalogue = dictionaryAt(file, file.root)
  catalogue.delete('Outlines')
  catalogue.delete('PageMode')
  if (bookmarks.length === 0) return
  const root: PdfDictionary = new Map([['Type', '/Outlines']])
  const rootReference = addObject(file, root)
  interface Node {
    readonly level: number
    readonly item: PdfDictionary
    readonly reference: PdfReference
    readonly parent: Node | null
    last: Node | null
    shown: number
  }
  const top: Node = { level: 0, item: root, reference: rootReference, parent: null, last: null, shown: 0 }
  const nodes: Node[] = []
  let current = top
  for (const bookmark of bookmarks) {
    while (current !== top && current.level >= bookmark.level) current = current.parent ?? top
    const item: PdfDictionary = new Map<string, PdfValue>([
      ['Title', bookmark.title],
      ['Parent', current.reference],
    ])
    if (bookmark.destination !== undefined) item.set('Dest', bookmark.destination)
    if (bookmark.element !== undefined) item.set('SE', bookmark.element)
    const node: Node = {
      level: bookmark.level,
      item,
      reference: addObject(file, item),
      parent: current,
      last: null,
      shown: 0,
    }
    if (current.last === null) current.item.set('First', node.reference)
    else {
      current.last.item.set('Next', node.reference)
      item.set('Prev', current.last.reference)
    }
    current.last = node
    current.item.set('Last', node.reference)
    nodes.push(node)
    current = node
  }
  for (const node of nodes.toReversed()) {
    const isOpen = node.level < 2
    if (node.last !== null) node.item.set('Count', String(isOpen ? node.shown : -node.shown))
    if (node.parent !== null) node.parent.shown += 1 + (isOpen ? node.shown : 0)
  }
  root.set('Count', String(top.shown))
  catalogue.set('Outlines', rootReference)
  catalogue.set('PageMode', '/UseOutlines')
}
