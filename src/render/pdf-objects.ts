// The objects of a PDF that the browser has just written, read and written back. May not open any other PDF:
// it relies on a classic cross-reference table and direct stream lengths, which the browser always writes.
import { createHash } from 'node:crypto'
import { EnvironmentFailure } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'

/** A reference to another object. */
export class PdfReference {
  constructor(readonly number: number) {}
}

export type PdfDictionary = Map<string, PdfValue>

/**
 * A number, name, string, boolean or null is kept as written (`12`, `/Page`, `(text)`, `<FEFF0041>`): what is not
 * changed comes out byte for byte. Keys of dictionaries are without their slash.
 */
export type PdfValue = string | PdfReference | PdfValue[] | PdfDictionary

export interface PdfObject {
  value: PdfValue
  /** Bytes of a stream, compressed as they were; null for other objects. */
  stream: Uint8Array | null
}

/** A document as a graph of objects. */
export interface PdfFile {
  readonly objects: Map<number, PdfObject>
  readonly root: PdfReference
  readonly info: PdfReference | null
}

/** @throws EnvironmentFailure where the browser's file is not built as expected. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const reader = new ObjectReader(text)
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? Number.NaN)
  if (!text.startsWith('xref', start)) throw unexpected('no cross-reference table')
  const objects = new Map<number, PdfObject>()
  reader.at = start + 4
  for (;;) {
    const first = reader.token()
    if (first === 'trailer') break
    const count = Number(reader.token())
    if (!Number.isInteger(count)) throw unexpected('cross-reference table')
    for (let i = 0; i < count; i++) {
      const offset = Number(reader.token())
      reader.token()
      const isUsed = reader.token() === 'n'
      if (!isUsed) continue
      const back = reader.at
      objects.set(Number(first) + i, reader.object(offset, bytes))
      reader.at = back
    }
  }
  const trailer = reader.value()
  const root = trailer instanceof Map ? trailer.get('Root') : null
  const info = trailer instanceof Map ? trailer.get('Info') : null
  if (!(root instanceof PdfReference)) throw unexpected('no catalogue')
  return { objects, root, info: info instanceof PdfReference ? info : null }
}

const DELIMITERS = /[\s()<>[\]{}/%]/
const WHITE = new Set([0, 9, 10, 12, 13, 32])

class ObjectReader {
  at = 0
  constructor(readonly text: string) {}

  /** `12 0 obj … endobj` at an offset. */
  object(offset: number, bytes: Uint8Array): PdfObject {
    this.at = offset
    this.token()
    this.token()
    if (this.token() !== 'obj') throw unexpected(`object at ${offset}`)
    const value = this.value()
    const next = this.token()
    if (next === 'endobj') return { value, stream: null }
    const length = value instanceof Map ? Number(value.get('Length')) : Number.NaN
    if (next !== 'stream' || !Number.isInteger(length)) throw unexpected(`object at ${offset}`)
    let start = this.at
    if (this.text.charCodeAt(start) === 13) start++
    if (this.text.charCodeAt(start) === 10) start++
    return { value, stream: bytes.subarray(start, start + length) }
  }

  value(): PdfValue {
    this.#skipWhite()
    const text = this.text
    const character = text[this.at]
    if (character === '<' && text[this.at + 1] === '<') return this.#dictionary()
    if (character === '[') return this.#array()
    if (character === '(') return this.#string()
    if (character === '<') {
      const end = text.indexOf('>', this.at) + 1
      const hex = text.slice(this.at, end)
      this.at = end
      return hex
    }
    const token = this.token()
    if (token === '') throw unexpected(`value at ${this.at}`)
    const first = token.charCodeAt(0)
    if (first < 48 || first > 57) return token
    const back = this.at
    if (this.token() === '0' && this.token() === 'R') return new PdfReference(Number(token))
    this.at = back
    return token
  }

  #dictionary(): PdfDictionary {
    this.at += 2
    const dictionary: PdfDictionary = new Map()
    for (;;) {
      this.#skipWhite()
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2
        return dictionary
      }
      const key = this.token()
      if (key[0] !== '/') throw unexpected(`key at ${this.at}`)
      dictionary.set(key.slice(1), this.value())
    }
  }

  #array(): PdfValue[] {
    this.at++
    const items: PdfValue[] = []
    for (;;) {
      this.#skipWhite()
      if (this.text[this.at] === ']') {
        this.at++
        return items
      }
      items.push(this.value())
    }
  }

  #string(): string {
    const start = this.at
    let depth = 0
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (Number.isNaN(code)) throw unexpected(`string at ${start}`)
      if (code === 92) this.at++
      else if (code === 40) depth++
      else if (code === 41 && --depth === 0) break
    }
    this.at++
    return this.text.slice(start, this.at)
  }

  token(): string {
    this.#skipWhite()
    const start = this.at
    let end = start + (this.text[start] === '/' ? 1 : 0)
    while (end < this.text.length && !DELIMITERS.test(this.text[end] as string)) end++
    this.at = end
    return this.text.slice(start, end)
  }

  #skipWhite(): void {
    while (WHITE.has(this.text.charCodeAt(this.at))) this.at++
  }
}

function unexpected(what: string): EnvironmentFailure {
  return new EnvironmentFailure(
    fr`Le PDF écrit par le navigateur n’a pas la forme attendue (${what}).`,
    fr`essayez le navigateur qui accompagne i12 : --browser integre`,
  )
}

/**
 * The file as bytes, objects numbered in the order in which they are met from the catalogue: two files that mean the
 * same are written the same. Objects that nothing refers to are left out. The identifier is a hash of the content.
 */
export function writePdf(file: PdfFile): Uint8Array {
  const order: number[] = []
  const renamed = new Map<number, number>()
  const meet = (value: PdfValue): void => {
    if (typeof value === 'string') return
    if (value instanceof PdfReference) {
      if (renamed.has(value.number) || !file.objects.has(value.number)) return
      order.push(value.number)
      renamed.set(value.number, order.length)
    } else if (Array.isArray(value)) for (const item of value) meet(item)
    else for (const item of value.values()) meet(item)
  }
  meet(file.root)
  if (file.info !== null) meet(file.info)
  for (let i = 0; i < order.length; i++) meet((file.objects.get(order[i] as number) as PdfObject).value)

  const chunks: Uint8Array[] = []
  const offsets: number[] = []
  let size = 0
  const put = (chunk: string | Uint8Array): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk
    chunks.push(bytes)
    size += bytes.length
  }
  put('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')
  let pending = ''
  const flush = (): void => {
    if (pending !== '') put(pending)
    pending = ''
  }
  for (const [i, old] of order.entries()) {
    const object = file.objects.get(old) as PdfObject
    offsets.push(size + pending.length)
    pending += `${i + 1} 0 obj\n${format(object.value, renamed)}\n`
    if (object.stream !== null) {
      pending += 'stream\n'
      flush()
      put(object.stream)
      pending += '\nendstream\n'
    }
    pending += 'endobj\n'
    if (pending.length > 1 << 20) flush()
  }
  flush()
  const hash = createHash('sha256')
  for (const chunk of chunks) hash.update(chunk)
  const identifier = hash.digest('hex').slice(0, 32).toUpperCase()
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const info = file.info === null ? '' : `/Info ${renamed.get(file.info.number)} 0 R\n`
  const at = size
  put(
    `xref\n0 ${order.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${order.length + 1}\n` +
      `/Root ${renamed.get(file.root.number)} 0 R\n${info}/ID [<${identifier}> <${identifier}>]>>\nstartxref\n${at}\n%%EOF\n`,
  )
  return Buffer.concat(chunks)
}

function format(value: PdfValue, renamed: ReadonlyMap<number, number>): string {
  if (typeof value === 'string') return value
  if (value instanceof PdfReference) {
    const number = renamed.get(value.number)
    return number === undefined ? 'null' : `${number} 0 R`
  }
  if (Array.isArray(value)) return `[${value.map((item) => format(item, renamed)).join(' ')}]`
  let text = '<<'
  for (const [key, item] of value) text += `/${key} ${format(item, renamed)}\n`
  return `${text.endsWith('\n') ? text.slice(0, -1) : text}>>`
}

/** The dictionary behind a reference or in place; an empty one where there is none. */
export function dictionaryAt(file: PdfFile, value: PdfValue | undefined): PdfDictionary {
  const found = resolve(file, value)
  return found instanceof Map ? found : new Map()
}

/** The array behind a reference or in place; a single value is an array of one, nothing an empty one. */
export function arrayAt(file: PdfFile, value: PdfValue | undefined): PdfValue[] {
  const found = resolve(file, value)
  if (found === undefined) return []
  return Array.isArray(found) ? found : [value as PdfValue]
}

/** The value that a reference stands for. */
export function resolve(file: PdfFile, value: PdfValue | undefined): PdfValue | undefined {
  return value instanceof PdfReference ? file.objects.get(value.number)?.value : value
}

/** Adds an object; gives the reference to it. */
export function addObject(file: PdfFile, value: PdfValue, stream: Uint8Array | null = null): PdfReference {
  let next = nextNumbers.get(file)
  if (next === undefined) {
    next = 1
    for (const number of file.objects.keys()) next = Math.max(next, number + 1)
  }
  file.objects.set(next, { value, stream })
  nextNumbers.set(file, next + 1)
  return new PdfReference(next)
}

const nextNumbers = new WeakMap<PdfFile, number>()

/** References of the pages in order, through the tree of pages. */
export function pagesOf(file: PdfFile): PdfReference[] {
  const pages: PdfReference[] = []
  const visit = (reference: PdfValue): void => {
    const node = dictionaryAt(file, reference)
    if (node.get('Type') === '/Pages') for (const kid of arrayAt(file, node.get('Kids'))) visit(kid)
    else if (reference instanceof PdfReference) pages.push(reference)
  }
  const root = dictionaryAt(file, file.root).get('Pages')
  if (root !== undefined) visit(root)
  return pages
}

/** A text string of a PDF: ASCII in parentheses, anything else as UTF-16. */
export function pdfString(text: string): string {
  if (/^[\u0020-\u007e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`
  let hex = 'FEFF'
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')
  return `<${hex}>`
}
