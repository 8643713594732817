// A closed signature: the header row of an export that another tool always makes the same way, and how its
// columns answer our fields. Recognised whole or not at all.
import type { UnreadTable } from '../../source/table.js'
import type { SourceName } from '../export-file.js'
import { nameKey } from '../name-key.js'
import type { JoinKey } from '../people-index.js'
import type { DerivedField } from '../row-reader.js'
import type { SourceSettings } from '../source-input.js'

/** An export seen through its signature. */
export interface Recognised {
  readonly signature: Signature
  /** The table as it is, or seen with other rows. */
  readonly table: UnreadTable
  /** What i12.yaml declares, less what the signature has used up. */
  readonly settings: SourceSettings
  /** Canonical header → column that answers it. */
  readonly presumed: ReadonlyMap<string, number>
  /** Fields worked out from several columns. */
  readonly derived: ReadonlyMap<string, DerivedField>
  /** Canonical header → word of the format → our value. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export interface Signature {
  readonly id: string
  /** French name of the format, as people know it. */
  readonly name: string
  /** Sources of ours that it can stand for. */
  readonly sources: readonly SourceName[]
  /** French sentences: what is read how, and what the format does not say. */
  readonly notes: readonly string[]
  /** French, for documentation: where its header row was read. */
  readonly headersFrom: string
  /** Name keys that tell its header row from other rows. */
  readonly headerKeys: ReadonlySet<string>
  recognises(header: readonly string[]): boolean
  /** Whether the format has this column, used or not. */
  knows(header: string): boolean
  /** Canonical header → column that answers it, for `i12 import`. */
  presumedFields(source: SourceName, header: readonly string[]): ReadonlyMap<string, number>
  adapt(source: SourceName, table: UnreadTable, settings: SourceSettings): Recognised
}

/** Gives the trimmed text of a column of the format for the row at hand; '' where it is empty or missing. */
export type CellOf = (header: string) => string

/** A field worked out from several columns. */
export interface Derivation {
  /** Every column it may look at. */
  readonly reads: readonly string[]
  text(cell: CellOf): string
  /** The column to point at when something is wrong with it. */
  from(cell: CellOf): string
}

/** A column, the first filled of several, or a derivation. */
export type FieldSource = string | readonly string[] | Derivation

export interface ColumnSignature {
  readonly id: string
  readonly name: string
  readonly source: SourceName
  readonly notes: readonly string[]
  /** As in `Signature`. */
  readonly headersFrom: string
  /** Columns that must all be there: what makes the signature. */
  readonly marks: readonly string[]
  /** Every column the format is known to have. */
  readonly columns: readonly string[]
  readonly fields: Readonly<Record<string, FieldSource>>
  /** Canonical header → word of the format → our value. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Canonical header → what the format says without a column: who is in a report of attendance was there. */
  readonly constants?: Readonly<Record<string, string>>
  /** What its rows are joined by, where the format has no file number. */
  readonly joinBy?: readonly JoinKey[]
}

/** A signature that is a table of columns. */
export function columnSignature(data: ColumnSignature): Signature {
  const known = new Set([...data.columns, ...data.marks].map(nameKey))
  const marks = data.marks.map(nameKey)
  const signature: Signature = {
    id: data.id,
    name: data.name,
    sources: [data.source],
    notes: data.notes,
    headersFrom: data.headersFrom,
    headerKeys: known,
    recognises: (header) => {
      const keys = new Set(header.map(nameKey))
      return marks.every((mark) => keys.has(mark))
    },
    knows: (header) => known.has(nameKey(header)),
    presumedFields: (_source, header) => adaptColumns(data, header).presumed,
    adapt: (_source, table, settings) => ({
      signature,
      table,
      settings: adaptSettings(data, settings),
      ...adaptColumns(data, table.header),
    }),
  }
  return signature
}

/** What the format says of itself; what i12.yaml says wins. */
function adaptSettings(
  { constants = {}, joinBy = [] }: ColumnSignature,
  settings: SourceSettings,
): SourceSettings {
  const declared = new Set([...settings.headers.keys(), ...settings.composed.keys()].map(nameKey))
  const own = Object.entries(constants).filter(([field]) => !declared.has(nameKey(field)))
  const hasNumber = declared.has('dossier') || settings.constants.has('dossier')
  return {
    ...settings,
    constants: new Map([...own, ...settings.constants]),
    joinBy: settings.joinBy.length > 0 || hasNumber ? settings.joinBy : joinBy,
  }
}

function adaptColumns(data: ColumnSignature, header: readonly string[]) {
  const columns = new Map<string, number>()
  for (const [column, name] of header.entries()) {
    if (!columns.has(nameKey(name))) columns.set(nameKey(name), column)
  }
  const columnOf = (name: string) => columns.get(nameKey(name))
  const presumed = new Map<string, number>()
  const derived = new Map<string, DerivedField>()
  for (const [field, source] of Object.entries(data.fields)) {
    if (typeof source === 'string') {
      const column = columnOf(source)
      if (column !== undefined) presumed.set(field, column)
      continue
    }
    const derivation: Derivation = 'text' in source ? source : firstFilled(source)
    const cellOf =
      (cells: readonly string[]): CellOf =>
      (name) => {
        const column = columnOf(name)
        return column === undefined ? '' : (cells[column] ?? '').trim()
      }
    derived.set(field, {
      text: (cells) => derivation.text(cellOf(cells)),
      column: (cells) => columnOf(derivation.from(cellOf(cells))) ?? null,
      reads: derivation.reads.map(columnOf).filter((column) => column !== undefined),
    })
    presumed.set(field, columnOf(derivation.from(() => '')) ?? 0)
  }
  const words = new Map(
    Object.entries(data.words ?? {}).map(([field, values]) => [field, new Map(Object.entries(values))]),
  )
  return { presumed, derived, words }
}

function firstFilled(headers: readonly string[]): Derivation {
  const pick = (cell: CellOf) => headers.find((header) => cell(header) !== '') ?? headers.at(-1) ?? ''
  return { reads: headers, text: (cell) => cell(pick(cell)), from: pick }
}
