// An obligation as it stands in a file, with the way back to its keys. May not judge what it says.
import type { Diagnostic, DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { quoted } from '../kernel/french.js'
import type { Place } from '../kernel/origin.js'
import type { LocatedYaml, YamlPath } from '../source/yaml.js'
import type { WrittenObligation } from './procedure-schema.js'

export interface ObligationEntry {
  readonly written: WrittenObligation
  readonly yaml: LocatedYaml
  /** From the root of the file to the obligation. */
  readonly path: YamlPath
  /** Where `etend` takes it over, for an obligation of a shipped procedure; null for one of the file itself. */
  readonly takenOverAt: Place | null
  /** What `delais` decides of a delay left open. */
  readonly decided?: DecidedDelay
}

export interface DecidedDelay {
  /** From the obligation to the delay left open. */
  readonly path: YamlPath
  readonly text: string
  readonly place: Place
}

/** Where to show something of an obligation: in the user's file, even for one that a shipped procedure brings. */
export function placeIn(entry: ObligationEntry, path: YamlPath, part: 'key' | 'value' = 'value'): Place {
  return entry.takenOverAt ?? entry.yaml.placeOf([...entry.path, ...path], part)
}

/** What was typed at a path, between guillemets. */
export function seenIn(entry: ObligationEntry, path: YamlPath): string | null {
  const text = entry.yaml.textAt([...entry.path, ...path])
  return text === null ? null : quoted(text)
}

/** Collects what is wrong with a procedure, and knows whether it can still be used. */
export class ProcedureReport {
  readonly #diagnostics: Diagnostics
  readonly #said = new Set<string>()
  #isUsable = true

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics
  }

  get isUsable(): boolean {
    return this.#isUsable
  }

  /** What the reading of the form has already said keeps the procedure from being used. */
  giveUp(): void {
    this.#isUsable = false
  }

  say(kind: DiagnosticKind, place: Place, words: Omit<Diagnostic, 'kind' | 'place'>): void {
    // Several versions hold the same obligation of a shipped procedure: what is wrong with it is said once.
    const { line, column } = place.locate()
    const key = [kind.code, place.file, line, column, words.message, words.seen].join('\0')
    if (this.#said.has(key)) return
    this.#said.add(key)
    if (kind.isFatal === true) this.#isUsable = false
    this.#diagnostics.report({ kind, place, ...words })
  }
}
