// A few values of a column, as they may be shown to whoever looks over a shoulder.

import { Diagnostics } from '../kernel/diagnostic.js'
import { mask } from '../kernel/mask.js'
import { seenValue } from '../source/printable.js'
import { canonicalValues, closedListOf } from './closed-list.js'
import type { SourceName } from './export-file.js'
import { type Field, fieldOf } from './fields.js'
import { nameKey } from './name-key.js'
import { isTrouble, parseMoment } from './parse-moment.js'
import type { ColumnProposal, SampledTable } from './propose-mapping.js'
import { NO_SETTINGS } from './source-input.js'

const SHOWN = 3

/** Three different values: days, numbers and known words as they are, everything else masked. */
export function maskedSamples(
  source: SourceName,
  { column, field }: ColumnProposal,
  { rows }: SampledTable,
): readonly string[] {
  const known = field === null ? undefined : fieldOf(source, field)
  const isShown = shownTest(source, known)
  const samples = new Set<string>()
  for (const cells of rows) {
    const cell = (cells[column] ?? '').trim()
    if (cell !== '') samples.add(seenValue(cell.slice(0, 24), (text) => (isShown(cell) ? text : mask(text))))
    if (samples.size === SHOWN) break
  }
  return [...samples]
}

/** Whether a value is of the kind of its field, hence nobody's name. */
function shownTest(source: SourceName, field: Field | undefined): (cell: string) => boolean {
  if (field === undefined || field.isPersonal) return () => false
  if (field.kind === 'day' || field.kind === 'moment') return (cell) => !isTrouble(parseMoment(cell))
  if (field.kind === 'number' || field.kind === 'hours')
    return (cell) => /^\d{1,4}(?:[.,:h]\d{1,2})?$/.test(cell)
  if (canonicalValues(field).length === 0) return () => false
  const list = closedListOf(source, field, NO_SETTINGS, new Map(), new Diagnostics())
  return (cell) => list.has(nameKey(cell))
}
