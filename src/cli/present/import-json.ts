// What `i12 import` proposes, for programs.
import type { ImportedExport } from '../../app/import-export.js'
import { isSure } from '../../records/propose-mapping.js'

export function importJson(imported: ImportedExport): string {
  const { file, encoding, delimiter, rows, proposal, draft } = imported
  const value = {
    format: 'i12/import/1',
    file,
    encoding,
    delimiter,
    rows,
    source: proposal.source,
    signature: proposal.signature?.id ?? null,
    columns: proposal.columns.map(({ column, header, field, reason, isDropped, unknownWords }) => ({
      column: column + 1,
      header,
      field,
      reason,
      sure: reason !== null && isSure(reason),
      dropped: isDropped,
      unknownValues: unknownWords,
    })),
    missing: proposal.missing,
    draft,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}
