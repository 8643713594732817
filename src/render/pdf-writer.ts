// Writes objects as a file. Objects are numbered in the order in which they are met: two files that mean the same are
// written the same. May not change an object.
import { createHash } from 'node:crypto'
import { type PdfFile, type PdfObject, PdfReference, type PdfValue } from './pdf-objects.js'

/** An object of the written file, as it is named there: `12 0 R`. Stands anywhere a value does. */
export type Written = string

/** Takes the objects of one file after the other and forgets them: memory is that of one file and of the bytes. */
export class PdfWriter {
  readonly #chunks: Uint8Array[] = []
  /** Offset of each object, by its number less one. */
  readonly #offsets: number[] = []
  #size = 0
  #pending = ''

  constructor() {
    this.#put('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')
  }

  /** A name for an object that is written later with `writeReserved`. */
  reserve(): Written {
    this.#offsets.push(0)
    return `${this.#offsets.length} 0 R`
  }

  /** Writes an object under its reserved name. All that it refers to must be written already. */
  writeReserved(name: Written, value: PdfValue): void {
    this.#write(Number.parseInt(name, 10), { value, stream: null }, new Map())
  }

  /** Writes all that these values reach and that is not written yet; gives what translates values of the file. */
  copy(file: PdfFile, values: readonly PdfValue[]): (value: PdfValue) => PdfValue {
    const order: number[] = []
    const renamed = new Map<number, number>()
    const meet = (value: PdfValue): void => {
      if (typeof value === 'string') return
      if (value instanceof PdfReference) {
        if (renamed.has(value.number) || !file.objects.has(value.number)) return
        order.push(value.number)
        renamed.set(value.number, this.#offsets.push(0))
      } else if (Array.isArray(value)) for (const item of value) meet(item)
      else for (const item of value.values()) meet(item)
    }
    for (const value of values) meet(value)
    for (let i = 0; i < order.length; i++) meet((file.objects.get(order[i] as number) as PdfObject).value)
    for (const old of order) {
      this.#write(renamed.get(old) as number, file.objects.get(old) as PdfObject, renamed)
    }
    return (value) => format(value, renamed)
  }

  /** The whole file. Its identifier is a hash of its content. */
  finish(root: Written, info: Written | null): Uint8Array {
    this.#flush()
    const hash = createHash('sha256')
    for (const chunk of this.#chunks) hash.update(chunk)
    const identifier = hash.digest('hex').slice(0, 32).toUpperCase()
    const count = this.#offsets.length + 1
    const table = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    const at = this.#size
    this.#put(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}\n/Root ${root}\n` +
        `${info === null ? '' : `/Info ${info}\n`}/ID [<${identifier}> <${identifier}>]>>\nstartxref\n${at}\n%%EOF\n`,
    )
    return Buffer.concat(this.#chunks)
  }

  #write(number: number, object: PdfObject, renamed: ReadonlyMap<number, number>): void {
    this.#offsets[number - 1] = this.#size + this.#pending.length
    this.#pending += `${number} 0 obj\n${format(object.value, renamed)}\n`
    if (object.stream !== null) {
      this.#pending += 'stream\n'
      this.#flush()
      this.#put(object.stream)
      this.#pending += '\nendstream\n'
    }
    this.#pending += 'endobj\n'
    if (this.#pending.length > 1 << 20) this.#flush()
  }

  #flush(): void {
    if (this.#pending !== '') this.#put(this.#pending)
    this.#pending = ''
  }

  #put(chunk: string | Uint8Array): void {
    // A copy: the bytes of a stream must not keep the whole print that they come from.
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk)
    this.#chunks.push(bytes)
    this.#size += bytes.length
  }
}

/** One file as bytes. Objects that nothing refers to are left out. */
export function writePdf(file: PdfFile): Uint8Array {
  const writer = new PdfWriter()
  const renamed = writer.copy(file, file.info === null ? [file.root] : [file.root, file.info])
  return writer.finish(
    renamed(file.root) as Written,
    file.info === null ? null : (renamed(file.info) as Written),
  )
}

/** A value as it is written where no object gets another number. */
export function formatValue(value: PdfValue): string {
  return format(value, null)
}

/** @param renamed new numbers of objects; null where they keep theirs */
function format(value: PdfValue, renamed: ReadonlyMap<number, number> | null): string {
  if (typeof value === 'string') return value
  if (value instanceof PdfReference) {
    const number = renamed === null ? value.number : renamed.get(value.number)
    return number === undefined ? 'null' : `${number} 0 R`
  }
  if (Array.isArray(value)) return `[${value.map((item) => format(item, renamed)).join(' ')}]`
  let text = '<<'
  for (const [key, item] of value) text += `/${key} ${format(item, renamed)}\n`
  return `${text.endsWith('\n') ? text.slice(0, -1) : text}>>`
}
