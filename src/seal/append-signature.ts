// Appends an empty signature to a file that this program wrote, byte by byte: parsing and writing a whole file costs ten
// times what the cryptography does. May not open a file of another maker, nor one with several revisions.
import { EnvironmentFailure } from '../kernel/failure.js'
import {
  arrayAt,
  dictionaryAt,
  type PdfDictionary,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pdfString,
  readPdf,
} from '../render/pdf-objects.js'
import { formatValue } from '../render/pdf-writer.js'

export interface EmptySignature {
  readonly fieldName: string
  /** Entries of the signature dictionary, as they are written. */
  readonly entries: ReadonlyMap<string, string>
  /** Certify the document, where others still have to fill it in. */
  readonly leavesFormOpen: boolean
}

/** `signed`: the field already is; `foreign`: not a file of ours, or without such a field. */
export type NotAppended = 'signed' | 'foreign'

/** The file with an update that fills the field with a signature still to be written. */
export function appendSignature(pdf: Uint8Array, signature: EmptySignature): Uint8Array | NotAppended {
  const found = findField(pdf, signature.fieldName)
  if (found === null) return 'foreign'
  const { file, field, form } = found
  const fieldValue = dictionaryAt(file, field)
  if (fieldValue.has('V')) return 'signed'
  const number = Math.max(...file.objects.keys()) + 1
  const reference = new PdfReference(number)
  const dictionary: PdfDictionary = new Map(signature.entries)
  const catalogue = dictionaryAt(file, file.root)
  const formValue = dictionaryAt(file, form)
  if (signature.leavesFormOpen) {
    const parameters = new Map<string, PdfValue>([
      ['Type', '/TransformParams'],
      ['P', '2'],
      ['V', '/1.2'],
    ])
    const certification = new Map<string, PdfValue>([
      ['Type', '/SigRef'],
      ['TransformMethod', '/DocMDP'],
      ['TransformParams', parameters],
    ])
    dictionary.set('Reference', [certification])
    catalogue.set('Perms', new Map([['DocMDP', reference]]))
  }
  fieldValue.set('V', reference)
  // SignaturesExist and AppendOnly: a viewer must not rewrite the file.
  formValue.set('SigFlags', '3')
  const changed = new Map<number, PdfDictionary>([
    [field.number, fieldValue],
    [form.number, formValue],
    [number, dictionary],
  ])
  if (signature.leavesFormOpen) changed.set(file.root.number, catalogue)
  return Buffer.concat([pdf, updateOf(pdf, file, changed)])
}

interface FoundField {
  readonly file: PdfFile
  readonly field: PdfReference
  readonly form: PdfReference
}

function findField(pdf: Uint8Array, name: string): FoundField | null {
  let file: PdfFile
  try {
    file = readPdf(pdf)
  } catch (error) {
    if (error instanceof EnvironmentFailure) return null
    throw error
  }
  const form = dictionaryAt(file, file.root).get('AcroForm')
  if (!(form instanceof PdfReference)) return null
  const written = pdfString(name)
  const field = arrayAt(file, dictionaryAt(file, form).get('Fields')).find(
    (one) => dictionaryAt(file, one).get('T') === written,
  )
  return field instanceof PdfReference ? { file, field, form } : null
}

/** Objects and cross-references of an incremental update (ISO 32000-1, 7.5.6). */
function updateOf(pdf: Uint8Array, file: PdfFile, changed: ReadonlyMap<number, PdfDictionary>): Buffer {
  const end = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).subarray(-1024).toString('latin1')
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? '0'
  const identifier = /\/ID (\[<[0-9A-F]+> <[0-9A-F]+>\])/.exec(end)?.[1]
  let text = end.endsWith('\n') ? '' : '\n'
  const offsets: [number, number][] = []
  for (const number of [...changed.keys()].sort((a, b) => a - b)) {
    offsets.push([number, pdf.length + Buffer.byteLength(text, 'latin1')])
    text += `${number} 0 obj\n${formatValue(changed.get(number) as PdfDictionary)}\nendobj\n`
  }
  const start = pdf.length + text.length
  const table = offsets
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('')
  const size = Math.max(...file.objects.keys(), ...changed.keys()) + 1
  const info = file.info === null ? '' : `/Info ${file.info.number} 0 R\n`
  const named = identifier === undefined ? '' : `/ID ${identifier}\n`
  text += `xref\n${table}trailer\n<</Size ${size}\n/Root ${file.root.number} 0 R\n${info}${named}/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
