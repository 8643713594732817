// What is said of something found wrong: where, what, seen, expected, how to mend. May not know the domain.
import type { Place } from './origin.js'

export type Severity = 'error' | 'warning'

/** A kind of diagnostic: one object per code, written once, read by messages, `i12 explain` and the docs. */
export interface DiagnosticKind {
  /** `DATE-INEXISTANTE`: capitals and dashes, never reused for another meaning. */
  readonly code: string
  readonly severity: Severity
  /** A file, a required column, `i12.yaml` or the procedure cannot be used: nothing can be trusted, exit code 2. */
  readonly isFatal?: true
  /** One French sentence, present tense, without blame: what is wrong. */
  readonly summary: string
  /** Why it matters and what to do, for `i12 explain`. */
  readonly explanation: string
}

/** The kinds of one layer, from a table by code: `diagnosticKinds({ 'FICHIER-VIDE': { … } })`. */
export function diagnosticKinds<Code extends string>(
  table: Record<Code, Omit<DiagnosticKind, 'code'>>,
): Readonly<Record<Code, DiagnosticKind>> {
  const kinds = {} as Record<Code, DiagnosticKind>
  for (const code of Object.keys(table) as Code[]) kinds[code] = { code, ...table[code] }
  return kinds
}

/** Something found wrong, at a place. Strings are French and ready to print; personal values are already masked. */
export interface Diagnostic {
  readonly kind: DiagnosticKind
  readonly place: Place
  /** File number of the case whose row it is about, where there is one. */
  readonly enrolment?: string
  /** Canonical header or YAML key, or null for a whole file. */
  readonly field: string | null
  /** The sentence for this occurrence; the kind's summary where absent. */
  readonly message?: string
  /** What is written, as it is written: `31/02/2025`. Whoever prints it puts it between guillemets. */
  readonly seen: string | null
  /** `seen` is a description (« une case vide », a figure, a date we formatted), not what is written: no guillemets. */
  readonly isSeenDescribed?: boolean
  readonly expected: string | null
  readonly mend: string
  /** Other places that belong to it (the first of two duplicates). */
  readonly related?: readonly Place[]
  /** How many times it was found; more than 1 when the same mistake runs down a column. */
  readonly count?: number
}

/** At most this many are kept of one code in one column of one file. */
const KEPT = 1000

/** A point to which diagnostics can be brought back. */
export interface DiagnosticsMark {
  readonly length: number
  readonly repeated: readonly {
    readonly key: string
    readonly found: number
    readonly last: Diagnostic & { count: number }
    readonly count: number
  }[]
}

/** Collects diagnostics; says a mistake that runs down a whole column once, with its count. */
export class Diagnostics {
  readonly #items: Diagnostic[] = []
  readonly #repeated = new Map<string, { found: number; last: Diagnostic & { count: number } }>()

  report(diagnostic: Diagnostic): void {
    const { kind, place, field, count = 1 } = diagnostic
    const key = `${kind.code}\0${place.file}\0${field ?? ''}`
    const repeated = this.#repeated.get(key)
    if (repeated !== undefined && repeated.found >= KEPT) {
      repeated.last.count += count
      return
    }
    const found = (repeated?.found ?? 0) + 1
    // From here on the last one stands for all that follow, so that a bad column of a million rows stays small.
    const last = found < KEPT ? diagnostic : { ...diagnostic, count }
    this.#repeated.set(key, { found, last: last as Diagnostic & { count: number } })
    this.#items.push(last)
  }

  /** What was said so far, for `rewind`. */
  mark(): DiagnosticsMark {
    const repeated = [...this.#repeated].map(([key, { found, last }]) => ({
      key,
      found,
      last,
      count: last.count,
    }))
    return { length: this.#items.length, repeated }
  }

  /** Unsays what was reported since the mark. */
  rewind({ length, repeated }: DiagnosticsMark): void {
    this.#items.length = length
    this.#repeated.clear()
    for (const { key, found, last, count } of repeated) {
      if (found >= KEPT) last.count = count
      this.#repeated.set(key, { found, last })
    }
  }

  /** All diagnostics as reported, unsorted; beyond a thousand of one kind in one column, the last one counts the others. */
  get all(): readonly Diagnostic[] {
    return this.#items
  }

  get hasErrors(): boolean {
    return this.#items.some((item) => item.kind.severity === 'error')
  }

  /** Whether something must be mended before any result can be trusted (exit code 2). */
  get hasFatal(): boolean {
    return this.#items.some((item) => item.kind.isFatal === true)
  }
}
