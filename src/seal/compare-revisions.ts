// What a later revision of a PDF changed. May not know why.
import type { PDFDict as Dict, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { canonicalObject } from './canonical-object.js'

type PdfLib = typeof import('@cantoo/pdf-lib')

/**
 * `signature`: a signature was added; `form`: fields were filled in; `dss`: validation data; `metadata`: the program
 * and day of the last change; `other`: anything else.
 */
export interface Change {
  readonly kind: 'signature' | 'form' | 'dss' | 'metadata' | 'other'
  /** Field name, or `objet 12` for anything else. */
  readonly what: string
}

/** Changes from an earlier revision to the whole file, object by object; an unreadable revision is one `other`. */
export async function changesBetween(lib: PdfLib, before: Uint8Array, after: Uint8Array): Promise<Change[]> {
  try {
    const options = { updateMetadata: false, throwOnInvalidObject: true }
    const earlier = await lib.PDFDocument.load(before, options)
    const later = await lib.PDFDocument.load(after, options)
    return compare(lib, earlier, later)
  } catch {
    return [{ kind: 'other', what: 'révision illisible' }]
  }
}

function compare(lib: PdfLib, earlier: PDFDocument, later: PDFDocument): Change[] {
  const known = new Map(objectsOf(earlier))
  const changes: Change[] = []
  const explained = explainedObjects(lib, earlier, later)
  for (const [id, { ref, object }] of objectsOf(later)) {
    const previous = known.get(id)
    known.delete(id)
    if (previous !== undefined && canonicalObject(lib, previous.object) === canonicalObject(lib, object))
      continue
    if (isCrossReference(lib, object)) continue
    const explanation = explained(ref, object, previous?.object)
    if (explanation === 'nothing') continue
    changes.push(explanation ?? { kind: 'other', what: `objet ${ref.objectNumber}` })
  }
  for (const { ref } of known.values()) changes.push({ kind: 'other', what: `objet ${ref.objectNumber}` })
  const seen = new Set<string>()
  return changes.filter(({ kind, what }) => {
    const key = `${kind} ${what}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function objectsOf(document: PDFDocument): [string, { ref: PDFRef; object: PDFObject }][] {
  return document.context.enumerateIndirectObjects().map(([ref, object]) => [ref.toString(), { ref, object }])
}

function isCrossReference(lib: PdfLib, object: PDFObject): boolean {
  const type = object instanceof lib.PDFStream ? object.dict.get(lib.PDFName.of('Type')) : undefined
  return type === lib.PDFName.of('XRef') || type === lib.PDFName.of('ObjStm')
}

const METADATA: Change = { kind: 'metadata', what: 'métadonnées' }

/** A function that tells which change explains a new or altered object; null for one that nothing explains. */
function explainedObjects(lib: PdfLib, earlier: PDFDocument, later: PDFDocument) {
  const { PDFDict, PDFName, PDFArray, PDFRef } = lib
  const fieldOf = new Map<string, { name: string; isSignature: boolean }>()
  const belongsTo = new Map<string, Change>()
  const acroForm = later.catalog.lookup(PDFName.of('AcroForm'))
  const fields = acroForm instanceof PDFDict ? later.getForm().getFields() : []
  const earlierForm = earlier.catalog.lookup(PDFName.of('AcroForm'))
  const earlierFields = new Map(
    (earlierForm instanceof PDFDict ? earlier.getForm().getFields() : []).map((field) => [
      field.getName(),
      field.acroField.dict,
    ]),
  )

  const isForReader = (field: Dict): boolean => {
    const flag = (dict: Dict, key: string): number => {
      const value = dict.lookup(PDFName.of(key))
      return value instanceof lib.PDFNumber ? value.asNumber() : 0
    }
    const kids = field.lookup(PDFName.of('Kids'))
    const widgets =
      kids instanceof PDFArray ? kids.asArray().map((kid) => earlier.context.lookup(kid)) : [field]
    // ISO 32000-1, tables 221 and 165: ReadOnly; Invisible, Hidden, NoView.
    return (
      (inheritedFlags(field) & 1) === 0 &&
      widgets.some(
        (widget) =>
          widget instanceof PDFDict &&
          widget.get(PDFName.of('Subtype')) === PDFName.of('Widget') &&
          (flag(widget, 'F') & 0b100011) === 0,
      )
    )
  }

  /** Flags of a field are its own, else those of the nearest field above it that has any. */
  const inheritedFlags = (field: Dict): number => {
    let current: PDFObject | undefined = field
    for (let depth = 0; current instanceof PDFDict && depth < 12; depth++) {
      const flags = current.lookup(PDFName.of('Ff'))
      if (flags instanceof lib.PDFNumber) return flags.asNumber()
      current = current.lookup(PDFName.of('Parent'))
    }
    return 0
  }

  /** Everything only reachable from a field's value or appearance belongs to that field. */
  const claim = (object: PDFObject | undefined, change: Change, depth = 0): void => {
    if (object === undefined || depth > 12) return
    if (object instanceof PDFRef) {
      if (belongsTo.has(object.toString())) return
      belongsTo.set(object.toString(), change)
      claim(later.context.lookup(object), change, depth + 1)
    } else if (object instanceof PDFArray) {
      for (const item of object.asArray()) claim(item, change, depth + 1)
    } else if (object instanceof PDFDict || object instanceof lib.PDFStream) {
      const dict = object instanceof PDFDict ? object : object.dict
      for (const [key, value] of dict.entries()) {
        if (key !== PDFName.of('Parent') && key !== PDFName.of('P')) claim(value, change, depth + 1)
      }
    }
  }

  for (const field of fields) {
    const name = field.getName()
    const isSignature = field.acroField.FT() === PDFName.of('Sig')
    const before = earlierFields.get(name)
    // A field that was not there may only be a signature; a form field that appears is another change.
    if (before === undefined && !isSignature) continue
    // Only what is meant for the reader may be filled in: not what is read-only, nor what stands on no page.
    if (before !== undefined && !isSignature && !isForReader(before)) continue
    const change: Change = { kind: isSignature ? 'signature' : 'form', what: name }
    fieldOf.set(field.ref.toString(), { name, isSignature })
    const widgets = [field.acroField.dict, ...field.acroField.getWidgets().map(({ dict }) => dict)]
    for (const dict of widgets) {
      const ref = later.context.getObjectRef(dict)
      if (ref !== undefined) fieldOf.set(ref.toString(), { name, isSignature })
      for (const key of ['V', 'AP', 'AS', 'MK']) {
        const value = dict.get(PDFName.of(key))
        // A signature already there at the earlier revision may not change any more.
        if (!(isSignature && key === 'V' && before?.has(PDFName.of('V')))) claim(value, change)
      }
    }
  }
  claim(later.catalog.get(PDFName.of('DSS')), { kind: 'dss', what: 'DSS' })

  const lists = listRefs()
  const hasLostFields = [...earlierFields.keys()].some(
    (name) => !fields.some((field) => field.getName() === name),
  )

  // No flags and flags 0 are the same (ISO 32000-1, 12.7.3.1); programs that fill in forms write either.
  const written = (dict: Dict, name: string): string => {
    const value = canonicalObject(lib, dict.get(PDFName.of(name)))
    return name === 'Ff' && value === '0' ? '' : value
  }
  const onlyDiffersIn = (a: PDFObject | undefined, b: PDFObject, keys: readonly string[]): boolean => {
    if (!(a instanceof PDFDict) || !(b instanceof PDFDict)) return false
    const names = new Set([...a.keys(), ...b.keys()].map((key) => key.decodeText()))
    return [...names].every((name) => keys.includes(name) || written(a, name) === written(b, name))
  }

  return (ref: PDFRef, object: PDFObject, previous: PDFObject | undefined): Change | 'nothing' | null => {
    const field = fieldOf.get(ref.toString())
    if (field !== undefined) {
      const change: Change = { kind: field.isSignature ? 'signature' : 'form', what: field.name }
      if (previous === undefined) return field.isSignature ? change : null
      const isUnsigned = !(previous instanceof PDFDict && field.isSignature && previous.has(PDFName.of('V')))
      return isUnsigned && onlyDiffersIn(previous, object, ['V', 'AP', 'AS', 'MK', 'M']) ? change : null
    }
    if (ref === later.context.trailerInfo.Root) {
      if (hasLostFields) return null
      const isAllowed = onlyDiffersIn(previous, object, [
        'AcroForm',
        'DSS',
        'Perms',
        'Extensions',
        'Metadata',
      ])
      return isAllowed ? 'nothing' : null
    }
    if (ref === later.context.trailerInfo.Info) {
      return onlyDiffersIn(previous, object, ['ModDate', 'Producer']) ? METADATA : null
    }
    if (object instanceof lib.PDFStream && ref === later.catalog.get(PDFName.of('Metadata'))) return METADATA
    if (acroForm instanceof PDFDict && later.context.getObjectRef(acroForm) === ref) {
      const isAllowed =
        previous === undefined ||
        onlyDiffersIn(previous, object, ['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances'])
      return isAllowed ? 'nothing' : null
    }
    if (object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Page')) {
      const annotations = (page: PDFObject | undefined) =>
        page instanceof PDFDict ? page.lookup(PDFName.of('Annots')) : undefined
      return onlyDiffersIn(previous, object, ['Annots']) &&
        onlyAddsSignatures(annotations(previous), annotations(object))
        ? 'nothing'
        : null
    }
    if (object instanceof PDFArray && lists.has(ref.toString())) {
      return onlyAddsSignatures(previous, object) ? 'nothing' : null
    }
    if (previous === undefined) return belongsTo.get(ref.toString()) ?? null
    const owner = belongsTo.get(ref.toString())
    return owner !== undefined && owner.kind !== 'signature' ? owner : null
  }

  function isSignatureRef(item: PDFObject): boolean {
    return item instanceof PDFRef && fieldOf.get(item.toString())?.isSignature === true
  }

  /** Nothing taken away, and nothing added but signatures. */
  function onlyAddsSignatures(before: PDFObject | undefined, after: PDFObject | undefined): boolean {
    const earlierItems = before instanceof PDFArray ? before.asArray().map(String) : []
    const laterItems = after instanceof PDFArray ? after.asArray() : []
    const known = new Set(earlierItems)
    const kept = new Set(laterItems.map(String))
    return (
      earlierItems.every((item) => kept.has(item)) &&
      laterItems.every((item) => known.has(item.toString()) || isSignatureRef(item))
    )
  }

  /** Lists that stand in an object of their own: the form's fields and the annotations of pages. */
  function listRefs(): Set<string> {
    const lists = later.getPages().map((page) => page.node.get(PDFName.of('Annots')))
    if (acroForm instanceof PDFDict) lists.push(acroForm.get(PDFName.of('Fields')))
    return new Set(lists.filter((list) => list instanceof PDFRef).map(String))
  }
}
