// A YAML list of maps as a table: one record a map, one column a key. May not know what a column means.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { type Place, wholeFile } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import type { DecodedText } from './decode.js'
import { SOURCE_PROBLEMS } from './problems.js'
import type { Span } from './source-text.js'
import type { RowVisitor, TableRequest, UnreadTable } from './table.js'
import { type LocatedYaml, parseYaml } from './yaml.js'

type Entry = Readonly<Record<string, unknown>>

export function openYamlList(
  request: TableRequest,
  text: DecodedText,
  sha256: string,
  diagnostics: Diagnostics,
): UnreadTable | null {
  const yaml = parseYaml(request.file, text.utf8, diagnostics)
  if (yaml === null) return null
  if (yaml.value === null) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['FICHIER-VIDE'],
      place: wholeFile(request.file),
      field: null,
      seen: null,
      expected: 'une liste d’enregistrements',
      mend: 'refaites l’export, puis remplacez ce fichier',
    })
    return null
  }
  if (!Array.isArray(yaml.value)) {
    diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-LISTE'],
      place: yaml.placeOf([]),
      field: null,
      seen: null,
      expected: 'une liste d’enregistrements : un tiret par enregistrement',
      mend: 'mettez un tiret devant chaque enregistrement, ou refaites l’export',
    })
    return null
  }
  return new YamlTable(yaml, text, sha256, diagnostics)
}

class YamlTable implements UnreadTable {
  readonly file: string
  readonly sheet = null
  readonly part = '1'
  readonly blankCount = 0
  readonly sha256: string
  readonly encoding: string
  readonly delimiter = null
  readonly header: readonly string[]
  readonly serialEpoch = null
  readonly hasApartAccents: boolean
  readonly rowCount: number
  readonly #yaml: LocatedYaml
  readonly #diagnostics: Diagnostics
  /** Key of the entry → column; keys that differ only in spelling share one. */
  readonly #columns = new Map<string, number>()
  #shown: ReadonlySet<number> = new Set()

  constructor(yaml: LocatedYaml, text: DecodedText, sha256: string, diagnostics: Diagnostics) {
    this.file = yaml.file
    this.sha256 = sha256
    this.encoding = text.encoding
    this.hasApartAccents = text.hasApartAccents
    this.#yaml = yaml
    this.#diagnostics = diagnostics
    const header: string[] = []
    for (const entry of this.#entries()) {
      for (const key of Object.keys(isEntry(entry) ? entry : {})) {
        if (this.#columns.has(textKey(key))) continue
        this.#columns.set(textKey(key), header.length)
        header.push(key.normalize('NFC'))
      }
    }
    this.header = header
    this.rowCount = this.#entries().length
  }

  show(columns: ReadonlySet<number>): void {
    this.#shown = columns
  }

  lineOf(row: number): number {
    return this.#yaml.source.lineAt(this.#spanOf(row, null).start)
  }

  place(row: number, column: number | null): Place {
    const span = () => this.#spanOf(row, column)
    return {
      file: this.file,
      row,
      locate: () => this.#yaml.source.locate(span().start),
      excerpt: () => this.#yaml.source.excerpt(span(), () => this.#hiddenIn(row)),
    }
  }

  readRows(visit: RowVisitor): void {
    for (const [row, entry] of this.#entries().entries()) {
      if (isEntry(entry)) {
        visit(this.#cellsOf(entry, row), row)
        continue
      }
      this.#reportShape(row, null)
      visit(null, row)
    }
  }

  #entries(): readonly unknown[] {
    return this.#yaml.value as readonly unknown[]
  }

  #cellsOf(entry: Entry, row: number): readonly string[] {
    const cells = this.header.map(() => '')
    for (const [key, value] of Object.entries(entry)) {
      const column = this.#columns.get(textKey(key)) ?? -1
      if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
        cells[column] = value.join('\n')
      } else if (typeof value === 'object' && value !== null) {
        this.#reportShape(row, column)
      } else if (value !== null) {
        cells[column] = typeof value === 'string' ? value : (this.#yaml.textAt([row, key]) ?? String(value))
      }
    }
    return cells
  }

  #reportShape(row: number, column: number | null): void {
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS['YAML-ENREGISTREMENT'],
      place: this.place(row, column),
      field: column === null ? null : (this.header[column] ?? null),
      seen: null,
      expected: column === null ? 'un enregistrement avec ses clés' : 'une valeur simple',
      mend: 'corrigez cette ligne, ou refaites l’export',
    })
  }

  #spanOf(row: number, column: number | null): Span {
    if (row < 0) {
      const first = column === null ? [] : this.#firstEntryWith(column)
      return this.#yaml.spanOf(first, 'key')
    }
    return this.#yaml.spanOf(column === null ? [row] : [row, this.header[column] ?? ''])
  }

  #firstEntryWith(column: number): readonly (string | number)[] {
    const header = this.header[column] ?? ''
    const row = this.#entries().findIndex(
      (entry) => isEntry(entry) && Object.keys(entry).some((key) => textKey(key) === textKey(header)),
    )
    return row < 0 ? [] : [row, header]
  }

  #hiddenIn(row: number): readonly Span[] {
    const entry = this.#entries()[row]
    if (row < 0 || !isEntry(entry)) return []
    return Object.keys(entry)
      .filter((key) => !this.#shown.has(this.#columns.get(textKey(key)) ?? -1))
      .map((key) => this.#yaml.spanOf([row, key]))
      .sort((a, b) => a.start - b.start)
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
