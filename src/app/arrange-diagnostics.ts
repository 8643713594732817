// Diagnostics of all layers as people read them: the same mistake down a column said once, in the order of the files.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { groupedBy } from '../kernel/grouped-by.js'
import type { Disguise } from '../kernel/mask.js'
import type { Origin, Place } from '../kernel/origin.js'

/** More than this many times, over more than half of the file's rows: one sentence with a count. */
const REPEATED = 5
/** At most this many are kept of one code in one column of one file; the last kept one counts the others. */
const KEPT = 1000

export interface FileOrder {
  /** Every file that was read, in the order in which people think of them. */
  readonly files: readonly string[]
  /** Data rows of a file; 0 where it holds none. */
  rowsOf(file: string): number
}

/**
 * @param disguise masks what tells of a person, whatever the column it stands in: the one door of all that is said
 */
export function arrangeDiagnostics(
  found: Iterable<Diagnostic>,
  order: FileOrder,
  disguise: Disguise,
): readonly Diagnostic[] {
  const rank = new Map(order.files.map((file, index) => [file, index]))
  return group(found, order)
    .map((diagnostic) => ({ diagnostic, at: diagnostic.place.locate() }))
    .sort((a, b) => compare(a, b, rank))
    .map(({ diagnostic, at }) => {
      const isHeading = order.rowsOf(at.file) === 0 || diagnostic.kind.code.startsWith('COLONNE')
      return disguised(diagnostic, at, isHeading ? disguise.heading : disguise.value)
    })
}

/** What is written in the files is disguised wherever it is repeated: seen, shown in its line, quoted in a sentence. */
function disguised(diagnostic: Diagnostic, at: Origin, disguise: Hide): Diagnostic {
  const { message, seen, expected, mend } = diagnostic
  const quotes = (text: string) => text.replace(QUOTED, disguise)
  return {
    ...diagnostic,
    place: located(diagnostic.place, at, disguise),
    ...(message === undefined ? {} : { message: quotes(message) }),
    seen: seen === null ? null : disguise(seen),
    expected: expected === null ? null : quotes(expected),
    mend: quotes(mend),
  }
}

type Hide = (text: string) => string

const QUOTED = /«[^»]*»/g

function group(found: Iterable<Diagnostic>, order: FileOrder): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>()
  for (const diagnostic of found) {
    const key = `${diagnostic.kind.code}\0${diagnostic.place.file}\0${diagnostic.field ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [diagnostic])
    else group.push(diagnostic)
  }
  const kept: Diagnostic[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const rows = order.rowsOf(first.place.file)
    // A file without rows (a procedure) has no column: each of its mistakes is said.
    const found = occurrences(group)
    if (rows > 0 && group.length > REPEATED && found > rows / 2) {
      kept.push(...together(group))
    } else if (group.length > KEPT) {
      const others = group.splice(KEPT - 1)
      kept.push(...group, { ...(others[0] ?? first), count: occurrences(others) })
    } else {
      kept.push(...group)
    }
  }
  return kept
}

/** Values told one by one where a mistake runs down a column. */
const TOLD = 12

/** One sentence for each value, with its own count, where the same ones come back; else one for the whole column. */
function together(group: readonly Diagnostic[]): readonly Diagnostic[] {
  const bySeen = [...groupedBy(group, ({ seen }) => seen).values()]
  const comeBack = bySeen.length <= TOLD && bySeen.length * 2 <= group.length
  const told = comeBack ? bySeen : [group]
  return told.flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, count: occurrences(same) })))
}

function occurrences(group: readonly Diagnostic[]): number {
  return group.reduce((sum, { count }) => sum + (count ?? 1), 0)
}

interface Located {
  readonly diagnostic: Diagnostic
  readonly at: Origin
}

function compare(a: Located, b: Located, rank: ReadonlyMap<string, number>): number {
  return (
    (rank.get(a.at.file) ?? rank.size) - (rank.get(b.at.file) ?? rank.size) ||
    compareTexts(a.at.file, b.at.file) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    compareTexts(a.diagnostic.kind.code, b.diagnostic.kind.code) ||
    compareTexts(a.diagnostic.seen ?? '', b.diagnostic.seen ?? '')
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same place, whose line and column are not worked out a second time. */
function located(place: Place, at: Origin, disguise: Hide): Place {
  return {
    file: place.file,
    ...(place.row === undefined ? {} : { row: place.row }),
    locate: () => at,
    excerpt: () => {
      const excerpt = place.excerpt()
      return excerpt === null ? null : { ...excerpt, text: disguise(excerpt.text) }
    },
  }
}

/** Number of mistakes of one severity, each occurrence counted. */
export function countOf(diagnostics: readonly Diagnostic[], severity: 'error' | 'warning'): number {
  return occurrences(diagnostics.filter(({ kind }) => kind.severity === severity))
}
