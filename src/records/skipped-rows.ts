// Rows of one table that are left without being read, counted by kind and said once a kind.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { counted, fr } from '../kernel/french.js'
import type { ExportFile } from './export-file.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { RowFilter } from './row-filter.js'
import { rowKinds, type SkippedKind } from './row-kind.js'
import type { SourceSettings } from './source-input.js'

export function noneSkipped(): Record<SkippedKind, number> {
  return { header: 0, total: 0, blank: 0, filtered: 0 }
}

/** Fields that number the rows of a source, one of them a source. */
const NUMBERS = ['dossier', 'id', 'code']

export class SkippedRows {
  readonly #file: ExportFile
  readonly #filter: RowFilter
  readonly #kindOf: ReturnType<typeof rowKinds>
  readonly #headerRows: number
  readonly #first = new Map<SkippedKind, number>()

  /** @param headerRows rows under the header that are still headers */
  constructor(file: ExportFile, filter: RowFilter, headerRows: number) {
    this.#file = file
    this.#filter = filter
    this.#headerRows = headerRows
    // A table may be read again from its first row.
    Object.assign(file.skipped, noneSkipped())
    const number = NUMBERS.find((field) => file.columns.has(field))
    this.#kindOf = rowKinds(
      file.table.header,
      number === undefined ? null : (file.columns.get(number) ?? null),
    )
  }

  /** Rows left so far, blank lines apart. */
  get count(): number {
    const { header, total, filtered } = this.#file.skipped
    return header + total + filtered
  }

  /** Whether a row is to be left; counts it. */
  skips(cells: readonly string[], row: number): boolean {
    const kind =
      row < this.#headerRows
        ? 'header'
        : (this.#kindOf(cells) ?? (this.#filter.keeps(cells) ? null : 'filtered'))
    if (kind === null) return false
    this.#file.skipped[kind]++
    if (row >= this.#headerRows && !this.#first.has(kind)) this.#first.set(kind, row)
    return true
  }

  /** Says what was left; to be called once the rows went by. Rows that the entry does not want are no news. */
  report(settings: SourceSettings, diagnostics: Diagnostics): void {
    const { table, skipped } = this.#file
    skipped.blank = table.blankCount
    const say = (
      code: 'EN-TETES-REPETES' | 'LIGNES-DE-TOTAL' | 'LIGNES-VIDES',
      kind: SkippedKind,
      mend: string,
    ) => {
      const count = kind === 'header' ? skipped.header - this.#headerRows : skipped[kind]
      if (count === 0) return
      diagnostics.report({
        kind: RECORD_PROBLEMS[code],
        place: table.place(this.#first.get(kind) ?? -1, null),
        field: null,
        seen: counted(count, 'ligne', 'lignes'),
        isSeenDescribed: true,
        expected: 'des lignes de données',
        mend,
      })
    }
    say('EN-TETES-REPETES', 'header', 'rien : ces lignes sont comptées à part')
    say(
      'LIGNES-DE-TOTAL',
      'total',
      fr`rien, si ce sont bien des totaux ; sinon donnez un numéro de dossier à ces lignes`,
    )
    say('LIGNES-VIDES', 'blank', 'vérifiez qu’aucune ligne n’a été effacée à cet endroit')
    this.#filter.reportUnmet(settings, diagnostics)
  }
}
