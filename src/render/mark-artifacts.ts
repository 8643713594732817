// What the browser draws outside the structure (backgrounds, running heads and feet) is marked as an artifact, so that
// nothing of a page is left that is neither content nor decoration (ISO 14289-1, 7.1). May not change what is drawn.
// Relies on the browser's way of writing: one operator ends each line, text blocks hold no marks of their own.
import { deflateSync, inflateSync } from 'node:zlib'
import { arrayAt, dictionaryAt, type PdfDictionary, type PdfFile, PdfReference } from './pdf-objects.js'

/** Operators that begin a path, paint one, and end one without paint. */
const PATH_STARTS = new Set(['m', 're'])
const PAINTS = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*'])
const MARKED = '/Artifact BMC'

/** Marks the content of a page, whatever the number of its streams. */
export function markArtifacts(file: PdfFile, page: PdfDictionary): void {
  const marker = new ArtifactMarker()
  for (const reference of arrayAt(file, page.get('Contents'))) {
    const object = reference instanceof PdfReference ? file.objects.get(reference.number) : undefined
    if (object === undefined || object.stream === null || !(object.value instanceof Map)) continue
    const dictionary = dictionaryAt(file, reference)
    if (dictionary.get('Filter') !== '/FlateDecode' || dictionary.has('DecodeParms')) continue
    const content = inflateSync(object.stream).toString('latin1')
    const marked = marker.mark(content)
    if (marked === content) continue
    object.stream = deflateSync(Buffer.from(marked, 'latin1'))
    dictionary.set('Length', String(object.stream.length))
  }
}

export class ArtifactMarker {
  /** How many marks are open. */
  #depth = 0

  mark(content: string): string {
    const lines = content.split('\n')
    const marked: string[] = []
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] as string
      const operator = line.slice(line.lastIndexOf(' ') + 1)
      if (operator.endsWith('BDC') || operator === 'BMC') this.#depth++
      else if (operator === 'EMC') this.#depth--
      const end = this.#depth === 0 ? endOfDrawing(lines, at, operator) : -1
      if (end < 0) {
        marked.push(line)
        continue
      }
      marked.push(MARKED, ...lines.slice(at, end + 1), 'EMC')
      at = end
    }
    return marked.join('\n')
  }
}

/** The last line of the text block, painted path or image that begins on a line, or -1 where none does. */
function endOfDrawing(lines: readonly string[], from: number, operator: string): number {
  if (operator === 'Do' || operator === 'sh') return from
  if (operator === 'BT') {
    for (let at = from + 1; at < lines.length; at++) {
      const line = lines[at] as string
      if (line === 'ET') return at
      if (line.endsWith('BDC') || line.endsWith('BMC')) return -1
    }
    return -1
  }
  if (!PATH_STARTS.has(operator)) return -1
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as string
    const last = line.slice(line.lastIndexOf(' ') + 1)
    if (PAINTS.has(last)) return at
    // A path that only clips is not drawn.
    if (last === 'n' || last === 'q' || last === 'Q' || last.endsWith('BDC')) return -1
  }
  return -1
}
