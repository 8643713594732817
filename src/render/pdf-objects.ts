// The objects of a PDF that the browser has just written, as it wrote them. May not open any other PDF: it relies on a classic cross-reference table and direct stream lengths, which the browser always writes.
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

/**
 * Objects are read when they are first looked at: page numbers are found without reading the rest.
 * @throws EnvironmentFailure where the browser's file is not built as expected.
 */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const reader = new ObjectReader(text, bytes)
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
      if (reader.token() === 'n') objects.set(Number(first) + i, new UnreadObject(reader, offset))
    }
  }
  const trailer = reader.value()
  const root = trailer instanceof Map ? trailer.get('Root') : null
  const info = trailer instanceof Map ? trailer.get('Info') : null
  if (!(root instanceof PdfReference)) throw unexpected('no catalogue')
  if (trailer instanceof Map && (trailer.has('Prev') || trailer.has('Encrypt')))
    throw unexpected('several revisions')
  return { objects, root, info: info instanceof PdfReference ? info : null }
}

/** An object that is read the first time that it is asked for. */
class UnreadObject implements PdfObject {
  #read: PdfObject | null = null

  constructor(
    readonly reader: ObjectReader,
    readonly offset: number,
  ) {}

  get value(): PdfValue {
    return this.#object().value
  }

  set value(value: PdfValue) {
    this.#object().value = value
  }

  get stream(): Uint8Array | null {
    return this.#object().stream
  }

  set stream(stream: Uint8Array | null) {
    this.#object().stream = stream
  }

  #object(): PdfObject {
    this.#read ??= this.reader.object(this.offset)
    return this.#read
  }
}

/** Kinds of bytes: 1 white space, 2 delimiter, 0 anything else. */
const KINDS = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) KINDS[code] = 1
for (const character of '()<>[]{}/%') KINDS[character.charCodeAt(0)] = 2

const [OPEN_PARENTHESIS, CLOSE_PARENTHESIS, BACKSLASH] = [40, 41, 92]
const [LESS, GREATER, OPEN_BRACKET, CLOSE_BRACKET, SLASH] = [60, 62, 91, 93, 47]

class ObjectReader {
  at = 0

  constructor(
    readonly text: string,
    readonly bytes: Uint8Array,
  ) {}

  /** `12 0 obj … endobj` at an offset. */
  object(offset: number): PdfObject {
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
    return { value, stream: this.bytes.subarray(start, start + length) }
  }

  value(): PdfValue {
    const code = this.#next()
    switch (code) {
      case LESS:
        return this.text.charCodeAt(this.at + 1) === LESS ? this.#dictionary() : this.#hexadecimal()
      case OPEN_BRACKET:
        return this.#array()
      case OPEN_PARENTHESIS:
        return this.#string()
    }
    const token = this.token()
    if (token === '') throw unexpected(`value at ${this.at}`)
    if (code < 48 || code > 57) return token
    const back = this.at
    if (this.token() === '0' && this.token() === 'R') return new PdfReference(Number(token))
    this.at = back
    return token
  }

  #dictionary(): PdfDictionary {
    this.at += 2
    const dictionary: PdfDictionary = new Map()
    for (;;) {
      const code = this.#next()
      if (code === GREATER) {
        this.at += 2
        return dictionary
      }
      if (code !== SLASH) throw unexpected(`key at ${this.at}`)
      const key = this.token()
      dictionary.set(key.slice(1), this.value())
    }
  }

  #array(): PdfValue[] {
    this.at++
    const items: PdfValue[] = []
    for (;;) {
      if (this.#next() === CLOSE_BRACKET) {
        this.at++
        return items
      }
      items.push(this.value())
    }
  }

  #hexadecimal(): string {
    const start = this.at
    this.at = this.text.indexOf('>', start) + 1
    if (this.at === 0) throw unexpected(`string at ${start}`)
    return this.text.slice(start, this.at)
  }

  #string(): string {
    const start = this.at
    let depth = 0
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (Number.isNaN(code)) throw unexpected(`string at ${start}`)
      if (code === BACKSLASH) this.at++
      else if (code === OPEN_PARENTHESIS) depth++
      else if (code === CLOSE_PARENTHESIS && --depth === 0) break
    }
    this.at++
    return this.text.slice(start, this.at)
  }

  /** A name, number or word; '' before a delimiter or at the end. */
  token(): string {
    const start = this.#next() === SLASH ? this.at++ : this.at
    while (KINDS[this.text.charCodeAt(this.at)] === 0) this.at++
    return this.text.slice(start, this.at)
  }

  /** Code of the next character that is no white space; NaN at the end. */
  #next(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (KINDS[code] !== 1) return code
      this.at++
    }
  }
}

function unexpected(what: string): EnvironmentFailure {
  return new EnvironmentFailure(
    fr`Le PDF écrit par le navigateur n’a pas la forme attendue (${what}).`,
    fr`essayez le navigateur qui accompagne i12 : --browser integre`,
  )
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
