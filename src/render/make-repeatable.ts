// Takes out of a printed file what differs from one print to the next, and what readers do not need.
// May not change what is drawn.
import {
  addObject,
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  resolve,
} from './pdf-objects.js'

/**
 * Two prints differ in the identifiers of table cells, which follow the history of the browser and permute objects.
 * Identifiers are given in reading order, wrappers without meaning go, which halves the structure of a table;
 * `PdfWriter` then numbers what is left in the order it is met. `cellsBefore`: cells identified in earlier parts.
 */
export function tidyStructure(file: PdfFile, cellsBefore = 0): void {
  const structure = dictionaryAt(file, dictionaryAt(file, file.root).get('StructTreeRoot'))
  lightenStructure(file, structure)
  renumberCells(file, structure, cellsBefore)
}

/** Elements that hold blocks: words that stand in them in no block of their own would be read without a pause. */
const GROUPS = new Set<PdfValue | undefined>(['/Document', '/Part', '/Art', '/Sect', '/Div', '/BlockQuote'])

/**
 * Lifts the content of elements that mean nothing into their parents, makes paragraphs of words that stand in no block,
 * keeps captions and notes out of figures, and drops spans of one cell.
 */
function lightenStructure(file: PdfFile, structure: PdfDictionary): void {
  const survivors = new Map<number, PdfReference>()

  /** `isLoose`: whether words would stand in no block here. */
  const kidsOf = (reference: PdfReference, element: PdfDictionary, isLoose: boolean): PdfValue[] => {
    const page = element.get('Pg')
    const kids: PdfValue[] = []
    for (const kid of arrayAt(file, element.get('K'))) {
      const child = kid instanceof PdfReference ? dictionaryAt(file, kid) : null
      if (child === null || !(kid instanceof PdfReference)) {
        kids.push(kid)
        continue
      }
      if (isLoose && isMeaningless(child) && holdsWords(file, child)) child.set('S', '/P')
      if (element.get('S') === '/Figure' && child.get('S') === '/Figure') becomeGroup(file, element)
      if (!isMeaningless(child)) {
        setKids(child, kidsOf(kid, child, GROUPS.has(child.get('S'))))
        if (child.get('S') === '/LI') giveBody(file, kid, child, survivors)
        dropPlainSpans(child)
        kids.push(kid)
        continue
      }
      survivors.set(kid.number, reference)
      for (const item of kidsOf(kid, child, isLoose)) {
        kids.push(onPage(item, child.get('Pg'), page))
        if (item instanceof PdfReference) dictionaryAt(file, item).set('P', reference)
      }
    }
    return kids
  }

  const root = structure.get('K')
  for (const top of arrayAt(file, root)) {
    if (!(top instanceof PdfReference)) continue
    const element = dictionaryAt(file, top)
    setKids(element, kidsOf(top, element, GROUPS.has(element.get('S'))))
  }
  const survivorOf = (value: PdfValue): PdfValue => {
    let found = value
    while (found instanceof PdfReference && survivors.has(found.number)) {
      found = survivors.get(found.number) as PdfReference
    }
    return found
  }
  const tree = dictionaryAt(file, structure.get('ParentTree'))
  const numbers = arrayAt(file, tree.get('Nums'))
  for (let i = 1; i < numbers.length; i += 2) {
    const entry = numbers[i]
    const parents = resolve(file, entry)
    if (Array.isArray(parents))
      for (let j = 0; j < parents.length; j++) parents[j] = survivorOf(parents[j] as PdfValue)
    else if (entry !== undefined) numbers[i] = survivorOf(entry)
  }
  const bookmarks: PdfValue[] = [...arrayAt(file, dictionaryAt(file, file.root).get('Outlines'))]
  for (let reference = bookmarks.pop(); reference !== undefined; reference = bookmarks.pop()) {
    const item = dictionaryAt(file, reference)
    const element = item.get('SE')
    if (element !== undefined) item.set('SE', survivorOf(element))
    for (const key of ['First', 'Next']) {
      const next = item.get(key)
      if (next !== undefined) bookmarks.push(next)
    }
  }
}

/**
 * An item of a list holds a label and a body, and nothing else: what stands in it beside them is its body, to which the
 * marked content that the item held itself then belongs.
 */
function giveBody(
  file: PdfFile,
  reference: PdfReference,
  item: PdfDictionary,
  survivors: Map<number, PdfReference>,
): void {
  const isPart = (kid: PdfValue) => ['/Lbl', '/LBody'].includes(dictionaryAt(file, kid).get('S') as string)
  const kids = arrayAt(file, item.get('K'))
  const loose = kids.filter((kid) => !isPart(kid))
  if (loose.length === 0) return
  const content: PdfDictionary = new Map<string, PdfValue>([
    ['Type', '/StructElem'],
    ['S', '/LBody'],
    ['P', reference],
  ])
  const page = item.get('Pg')
  if (page !== undefined) content.set('Pg', page)
  const body = addObject(file, content)
  for (const kid of loose) if (kid instanceof PdfReference) dictionaryAt(file, kid).set('P', body)
  survivors.set(reference.number, body)
  setKids(content, loose)
  setKids(item, [...kids.filter(isPart), body])
}

const INLINE = new Set<PdfValue | undefined>(['/Span', '/Link', '/Strong', '/Em', '/Form', '/Reference'])

/** Whether marked content stands in it or in a run of text that it holds, and nothing but runs of text. */
function holdsWords(file: PdfFile, element: PdfDictionary): boolean {
  const kids = arrayAt(file, element.get('K'))
  const isRun = (kid: PdfValue): boolean => {
    if (!(kid instanceof PdfReference)) return true
    const child = dictionaryAt(file, kid)
    return isMeaningless(child) && arrayAt(file, child.get('K')).every((item) => typeof item === 'string')
  }
  return kids.some(isRun) && !kids.some((kid) => holdsBlock(file, kid))
}

function holdsBlock(file: PdfFile, value: PdfValue): boolean {
  if (!(value instanceof PdfReference)) return false
  const element = dictionaryAt(file, value)
  if (!isMeaningless(element) && element.has('S')) return !INLINE.has(element.get('S'))
  return arrayAt(file, element.get('K')).some((kid) => holdsBlock(file, kid))
}

function isMeaningless(element: PdfDictionary): boolean {
  if (element.get('S') !== '/NonStruct') return false
  for (const key of element.keys()) {
    if (key !== 'Type' && key !== 'S' && key !== 'P' && key !== 'Pg' && key !== 'K') return false
  }
  return true
}

/**
 * What the page calls a figure holds a caption, a drawing and a note. A figure of a PDF is read by its words alone, which
 * would silence the caption and the note: only the drawing stays a figure.
 */
function becomeGroup(file: PdfFile, figure: PdfDictionary): void {
  figure.set('S', '/Div')
  for (const kid of arrayAt(file, figure.get('K'))) {
    const child = kid instanceof PdfReference ? dictionaryAt(file, kid) : null
    if (child?.get('S') === '/Caption') child.set('S', '/P')
  }
}

/** A piece of marked content named under another element: it carries its page unless that element has the same. */
function onPage(kid: PdfValue, from: PdfValue | undefined, to: PdfValue | undefined): PdfValue {
  if (typeof kid !== 'string' || from === undefined || isSame(from, to)) return kid
  return new Map<string, PdfValue>([
    ['Type', '/MCR'],
    ['Pg', from],
    ['MCID', kid],
  ])
}

function isSame(first: PdfValue | undefined, second: PdfValue | undefined): boolean {
  return first instanceof PdfReference && second instanceof PdfReference && first.number === second.number
}

/** Sets the kids; where all marked content stands on one page, the element names the page instead of each piece. */
function setKids(element: PdfDictionary, kids: PdfValue[]): void {
  if (!element.has('Pg')) {
    const pieces = kids.filter((kid) => kid instanceof Map && kid.get('Type') === '/MCR') as PdfDictionary[]
    const page = pieces[0]?.get('Pg')
    if (page !== undefined && pieces.every((piece) => isSame(piece.get('Pg'), page))) {
      element.set('Pg', page)
      for (let i = 0; i < kids.length; i++) {
        const kid = kids[i]
        if (kid instanceof Map && kid.get('Type') === '/MCR') kids[i] = kid.get('MCID') as PdfValue
      }
    }
  }
  if (kids.length === 0) element.delete('K')
  else element.set('K', kids.length === 1 ? (kids[0] as PdfValue) : kids)
}

function dropPlainSpans(element: PdfDictionary): void {
  const attributes = element.get('A')
  if (!Array.isArray(attributes)) return
  const kept = attributes.filter(
    (item) =>
      !(
        item instanceof Map &&
        item.size === 2 &&
        (item.get('RowSpan') === '1' || item.get('ColSpan') === '1')
      ),
  )
  if (kept.length === 0) element.delete('A')
  else element.set('A', kept.length === 1 ? (kept[0] as PdfValue) : kept)
}

/** Identifiers of cells that others name as their heads, in reading order: `c1`, `c2`…; the tree of identifiers anew. */
function renumberCells(file: PdfFile, structure: PdfDictionary, cellsBefore: number): void {
  const elements: PdfReference[] = []
  const collect = (value: PdfValue | undefined): void => {
    for (const kid of arrayAt(file, value)) {
      if (!(kid instanceof PdfReference)) continue
      elements.push(kid)
      collect(dictionaryAt(file, kid).get('K'))
    }
  }
  collect(structure.get('K'))

  const named = new Set<PdfValue>()
  for (const reference of elements)
    for (const list of headersOf(dictionaryAt(file, reference))) for (const id of list) named.add(id)
  const renamed = new Map<PdfValue, string>()
  const names: PdfValue[] = []
  for (const reference of elements) {
    const element = dictionaryAt(file, reference)
    const id = element.get('ID')
    if (id === undefined) continue
    if (!named.has(id)) {
      element.delete('ID')
      continue
    }
    const name = `(c${String(cellsBefore + renamed.size + 1).padStart(7, '0')})`
    renamed.set(id, name)
    element.set('ID', name)
    names.push(name, reference)
  }
  for (const reference of elements) {
    for (const list of headersOf(dictionaryAt(file, reference))) {
      for (let i = 0; i < list.length; i++)
        list[i] = renamed.get(list[i] as PdfValue) ?? (list[i] as PdfValue)
    }
  }
  if (names.length === 0) structure.delete('IDTree')
  else structure.set('IDTree', addObject(file, new Map<string, PdfValue>([['Names', names]])))
}

function headersOf(element: PdfDictionary): PdfValue[][] {
  const attributes = element.get('A')
  const list = Array.isArray(attributes) ? attributes : attributes === undefined ? [] : [attributes]
  return list.flatMap((item) => {
    const headers = item instanceof Map ? item.get('Headers') : undefined
    return Array.isArray(headers) ? [headers] : []
  })
}
