// Any export file as a table: chooses the reader by what the bytes are. May not know what a column means.
import { createHash } from 'node:crypto'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { decode } from './decode.js'
import type { TableRequest, UnreadTable } from './table.js'

/** @returns null when nothing can be read; the reason is then among the diagnostics. */
export async function openTable(
  request: TableRequest,
  diagnostics: Diagnostics,
): Promise<UnreadTable | null> {
  const sha256 = createHash('sha256').update(request.bytes).digest('hex')
  const text = decode(request.file, request.bytes, request.settings.encoding, diagnostics)
  if (text === null) return null
  const { openCsv } = await import('./csv.js')
  return openCsv(request, text, sha256, diagnostics)
}
