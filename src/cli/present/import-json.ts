// What `i12 import` proposes, for programs.
import { draftText } from '../../app/entry-text.js'
import type { ImportResult } from '../../app/import-files.js'
import type { ProposedEntry } from '../../app/propose-entries.js'
import { isSure } from '../../records/propose-mapping.js'

/** One export is said at the top as well, as it was when there was never more than one. */
export function importJson(result: ImportResult): string {
  const { entries, others, unknown } = result
  const [only, other] = entries
  const value = {
    format: 'i12/import/1',
    ...(only === undefined || other !== undefined ? {} : entryJson(only)),
    entries: entries.map(entryJson),
    unrecognised: [
      ...others.map(({ file, word }) => ({ file, sheet: null, is: word })),
      ...unknown.map(({ file, sheet }) => ({
        file,
        sheet,
        is: 'un tableau dont aucune source ne se reconnaît',
      })),
    ],
    draft: entries.length === 0 ? null : draftText(entries),
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function entryJson(entry: ProposedEntry) {
  const { file, sheet, encoding, delimiter, rows, proposal, source } = entry
  return {
    file,
    sheet,
    encoding,
    delimiter,
    rows,
    source,
    signature: proposal?.mapping.signature?.id ?? null,
    columns: (proposal?.mapping.columns ?? []).map(
      ({ column, header, field, reason, isDropped, unknownWords }) => ({
        column: column + 1,
        header,
        field,
        reason,
        sure: reason !== null && isSure(reason),
        dropped: isDropped,
        unknownValues: unknownWords,
      }),
    ),
    missing: proposal?.mapping.missing ?? [],
    join: proposal?.rapprocher ?? [],
    draft: draftText([entry]),
  }
}
