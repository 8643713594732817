// Which parts of which files the entries of a workspace read: no row twice in one source, no part without a word.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { counted, fr, quoted } from '../kernel/french.js'
import { wholeFile } from '../kernel/origin.js'
import { seenValue } from '../source/printable.js'
import type { OpenedFile, UnreadPart, UnreadTable } from '../source/table.js'
import { nameKey } from './name-key.js'
import { RECORD_PROBLEMS } from './problems.js'
import { isKnownBlock } from './signatures/recognise.js'
import type { SourceInput, SourceSettings } from './source-input.js'

interface Reading {
  readonly filter: string
  readonly lines: Set<number>
}

/** Claims a row for an entry; a row claimed by another entry of the same source is reported. */
export type LineClaim = (row: number) => void

export class PartsRead {
  /** Files that one source names more than once: the only ones whose rows are remembered. */
  readonly #shared: ReadonlySet<string>
  readonly #readings = new Map<string, Reading[]>()
  readonly #read = new Set<string>()
  readonly #unread = new Map<string, { readonly file: string; readonly part: UnreadPart }>()

  constructor(inputs: readonly SourceInput[]) {
    const seen = new Set<string>()
    const shared = new Set<string>()
    for (const { name, file } of inputs) {
      const key = `${name}\0${file}`
      if (seen.has(key)) shared.add(key)
      seen.add(key)
    }
    this.#shared = shared
  }

  /** Takes note of what an entry finds in a file. */
  open({ file }: SourceInput, { tables, unread }: OpenedFile): void {
    for (const { part } of tables) this.#read.add(`${file}\0${part}`)
    for (const part of unread) {
      const key = `${file}\0${part.part}`
      if (!this.#unread.has(key)) this.#unread.set(key, { file, part })
    }
  }

  /** Whether another entry of the source reads the same columns of the same rows; it is then reported. */
  isTwice(input: SourceInput, { part }: UnreadTable, diagnostics: Diagnostics): boolean {
    const readings = this.#readingsOf(input, part)
    const filter = filterKey(input.settings)
    if (readings.some((reading) => reading.filter === filter)) {
      diagnostics.report({
        kind: RECORD_PROBLEMS['FICHIER-CITE-DEUX-FOIS'],
        place: input.place ?? wholeFile('i12.yaml'),
        field: input.name,
        seen: seenValue(input.file),
        expected:
          'chaque fichier une seule fois par source, ou des feuilles, des filtres ou des colonnes qui diffèrent',
        mend: 'retirez ce chemin, ou corrigez le motif qui désigne aussi ce fichier',
      })
      return true
    }
    readings.push({ filter, lines: new Set() })
    return false
  }

  /** Null where no other entry of the source names the file. A row may be claimed again by the same entry. */
  lineClaim(input: SourceInput, table: UnreadTable, diagnostics: Diagnostics): LineClaim | null {
    if (!this.#shared.has(`${input.name}\0${input.file}`)) return null
    const readings = this.#readingsOf(input, table.part)
    const own = readings.at(-1)
    return (row) => {
      if (readings.some((reading) => reading !== own && reading.lines.has(row))) {
        diagnostics.report({
          kind: RECORD_PROBLEMS['LIGNE-LUE-DEUX-FOIS'],
          place: table.place(row, null),
          field: null,
          seen: null,
          expected: 'une seule entrée par ligne',
          mend: fr`corrigez les mots de « garder » ou « ecarter » de ces entrées`,
          ...(input.place === undefined ? {} : { related: [input.place] }),
        })
      }
      own?.lines.add(row)
    }
  }

  /** Says which parts hold rows that no entry reads. */
  reportUnread(diagnostics: Diagnostics): void {
    for (const [key, { file, part }] of this.#unread) {
      if (this.#read.has(key) || isKnownBlock(part.header)) continue
      const rows = counted(part.rows, 'ligne', 'lignes')
      const sheet = part.sheet === null ? null : quoted(seenValue(part.sheet))
      diagnostics.report({
        kind: RECORD_PROBLEMS['FEUILLE-NON-LUE'],
        place: part.place,
        field: null,
        message:
          sheet === null
            ? fr`Un second tableau de ce fichier contient ${rows}, et aucune entrée ne le lit.`
            : fr`La feuille ${sheet} contient ${rows} que rien ne lit.`,
        seen: rows,
        isSeenDescribed: true,
        expected: 'une entrée qui la lise, si ces lignes comptent',
        mend:
          sheet === null
            ? fr`mettez ce tableau dans un fichier à lui, ou ajoutez une entrée dont « correspondance » nomme ses colonnes ; rien, s’il ne compte pas`
            : fr`ajoutez une entrée ${quoted(`{ fichier: ${file}, feuille: "${seenValue(part.sheet ?? '')}" }`)}, ou ${quoted('feuille: toutes')} ; rien, si elle ne compte pas`,
      })
    }
  }

  #readingsOf({ name, file, settings }: SourceInput, part: string): Reading[] {
    const key = [name, file, part, columnsKey(settings)].join('\0')
    const known = this.#readings.get(key)
    if (known !== undefined) return known
    const readings: Reading[] = []
    this.#readings.set(key, readings)
    return readings
  }
}

/** Two entries may read different columns of the same rows: « 1re relance » and « 2e relance ». */
function columnsKey({ headers, composed, isGrid }: SourceSettings): string {
  return JSON.stringify([
    isGrid,
    [...headers].map((pair) => pair.map(nameKey)).sort(),
    [...composed].map(([field, names]) => [nameKey(field), ...names.map(nameKey)]).sort(),
  ])
}

function filterKey({ kept, dropped }: SourceSettings): string {
  return JSON.stringify(
    [kept, dropped].map((words) =>
      [...words].map(([header, list]) => [nameKey(header), ...list.map(nameKey).sort()]).sort(),
    ),
  )
}
