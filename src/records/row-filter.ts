// `garder` and `ecarter` of i12.yaml: which rows of an export are to be read, by the words of its own columns.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import { nameKey } from './name-key.js'
import { RECORD_PROBLEMS } from './problems.js'
import { type SourceSettings, settingPlace } from './source-input.js'

type Setting = 'garder' | 'ecarter'

interface ColumnTest {
  readonly setting: Setting
  readonly header: string
  readonly column: number
  /** Word key → word as typed. */
  readonly words: ReadonlyMap<string, string>
  readonly met: Set<string>
}

export class RowFilter {
  readonly #tests: readonly ColumnTest[]

  constructor(tests: readonly ColumnTest[]) {
    this.#tests = tests
  }

  /** Columns that it looks at. */
  get columns(): readonly number[] {
    return this.#tests.map(({ column }) => column)
  }

  /** Whether a row is to be read. */
  keeps(cells: readonly string[]): boolean {
    let isKept = true
    for (const { setting, column, words, met } of this.#tests) {
      const key = nameKey(cells[column] ?? '')
      const isNamed = words.has(key)
      if (isNamed) met.add(key)
      if (isNamed !== (setting === 'garder')) isKept = false
    }
    return isKept
  }

  /** Words that no row bears: misspelt, perhaps. To be called once the rows went by. */
  reportUnmet(settings: SourceSettings, diagnostics: Diagnostics): void {
    for (const { setting, header, words, met } of this.#tests) {
      for (const [key, word] of words) {
        if (met.has(key)) continue
        diagnostics.report({
          kind: RECORD_PROBLEMS['MOT-SANS-LIGNE'],
          place: settingPlace(settings, [setting, header]),
          field: setting,
          seen: seenValue(word),
          expected: fr`un mot qui se trouve dans la colonne ${quoted(seenValue(header))}`,
          mend: fr`corrigez ce mot s’il est mal écrit ; sinon il n’y a rien à faire`,
        })
      }
    }
  }
}

/** The filter of an entry on one of its tables; null, with the reason, where a column that it names is not there. */
export function rowFilter(
  table: UnreadTable,
  settings: SourceSettings,
  diagnostics: Diagnostics,
): RowFilter | null {
  const tests: ColumnTest[] = []
  let isBroken = false
  for (const [setting, columns] of [
    ['garder', settings.kept],
    ['ecarter', settings.dropped],
  ] as const) {
    for (const [header, words] of columns) {
      const column = table.header.findIndex((name) => name !== '' && nameKey(name) === nameKey(header))
      if (column < 0) {
        reportAbsent(setting, header, table, settings, diagnostics)
        isBroken = true
        continue
      }
      tests.push({
        setting,
        header,
        column,
        words: new Map(words.map((word) => [nameKey(word), word])),
        met: new Set(),
      })
    }
  }
  return isBroken ? null : new RowFilter(tests)
}

function reportAbsent(
  setting: Setting,
  header: string,
  table: UnreadTable,
  settings: SourceSettings,
  diagnostics: Diagnostics,
): void {
  const headers = table.header.filter((name) => name !== '')
  const near = nearestWord(header, headers)
  diagnostics.report({
    kind: RECORD_PROBLEMS['COLONNE-DECLAREE-ABSENTE'],
    place: settingPlace(settings, [setting, header]),
    field: setting,
    message: fr`La colonne que nomme ${quoted(setting)} n’existe pas dans ${quoted(table.file)}.`,
    seen: seenValue(header),
    expected: listed(
      headers.map((name) => quoted(seenValue(name))),
      'ou',
    ),
    mend:
      near === null
        ? 'écrivez l’en-tête exact d’une colonne de cet export'
        : fr`écrivez ${quoted(seenValue(near))} si c’est la bonne colonne`,
  })
}
