// One spelling for what a PDF object says: programs write the same string or number in many ways.
import { createHash } from 'node:crypto'
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** Equal for two objects exactly when they say the same: texts decoded, keys in order, streams by their bytes. */
export function canonicalObject(lib: PdfLib, object: PDFObject | undefined): string {
  if (object === undefined) return ''
  if (object instanceof lib.PDFString || object instanceof lib.PDFHexString)
    return JSON.stringify(object.decodeText())
  if (object instanceof lib.PDFNumber) return String(object.asNumber())
  if (object instanceof lib.PDFName) return `/${object.decodeText()}`
  if (object instanceof lib.PDFArray) {
    return `[${object
      .asArray()
      .map((item) => canonicalObject(lib, item))
      .join(' ')}]`
  }
  if (object instanceof lib.PDFDict) return `<<${entriesOf(lib, object, new Set())}>>`
  if (object instanceof lib.PDFStream) {
    const bytes = createHash('sha256').update(object.getContents()).digest('hex')
    return `<<${entriesOf(lib, object.dict, new Set(['Length']))}>>${bytes}`
  }
  return object.toString()
}

function entriesOf(lib: PdfLib, dict: PDFDict, left: ReadonlySet<string>): string {
  return dict
    .entries()
    .map(([key, value]) => [key.decodeText(), value] as const)
    .filter(([name]) => !left.has(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `/${name} ${canonicalObject(lib, value)}`)
    .join(' ')
}
