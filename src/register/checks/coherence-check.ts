// What a check on coherence is: facts that contradict one another or leave a hole, whatever the procedure says.
// A check may not know the procedure, print or read files; it says nothing about what it cannot know.
import type { Diagnostic, DiagnosticKind } from '../../kernel/diagnostic.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Action } from '../../records/records.js'
import type { Case, Register } from '../register.js'

/** What became of each path that the data names; the table that app/ makes for the ledger. */
export type FoundFiles = ReadonlyMap<string, string>

/** What a proof file says of itself. */
export interface ProofFacts {
  /** The same for files that hold the same bytes. */
  readonly content: string
  /** The day it bears: of the message, of the PDF, of the photograph. */
  readonly on: LocalDate | null
}

/** Values that the organisation gives to parameters, by check and parameter. */
export type CheckSettings = Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>>

/** What the checks are run on. */
export interface CheckInputs {
  readonly register: Register
  readonly files: FoundFiles
  /** By path as the data writes it; absent where nobody looked. */
  readonly proofs?: ReadonlyMap<string, ProofFacts>
  /** `controles` of `i12.yaml`; the values of the checks themselves where absent. */
  readonly settings?: CheckSettings
}

export interface CheckContext extends CheckInputs {
  /** Dated acts of judged cases that cite a proof, case by case: few of many, looked for once. */
  readonly proven: readonly Action[]
}

export interface CheckParameter {
  /** French, without accents: a key people may read. */
  readonly name: string
  readonly description: string
  readonly unit: 'jours' | '%' | 'absences' | 'abandons'
  /** Where the organisation gives none. */
  readonly value: number
}

export interface CoherenceCheck {
  /** Readable name, `absence-hors-inscription`; the code of its kind is the same in capitals. */
  readonly id: string
  readonly kind: DiagnosticKind
  readonly parameters: readonly CheckParameter[]
  find(context: CheckContext): Iterable<Diagnostic>
}

/** The value of a parameter: the organisation's, else the check's own. */
export function settingOf(check: CoherenceCheck, name: string, { settings }: CheckContext): number {
  const parameter = check.parameters.find((candidate) => candidate.name === name)
  if (parameter === undefined) throw new Error(`${check.id} has no parameter ${name}`)
  return settings?.[check.id]?.[name] ?? parameter.value
}

/** Cases that are judged: what is out of scope is counted elsewhere and said there. */
export function* judgedCases(register: Register): Iterable<Case> {
  for (const kase of register.cases) if (kase.outOfScope === null) yield kase
}

export function contextOf(inputs: CheckInputs): CheckContext {
  const proven: Action[] = []
  for (const { actions } of judgedCases(inputs.register)) {
    for (const action of actions) if (action.evidence.length > 0 && action.on !== null) proven.push(action)
  }
  return { ...inputs, proven }
}
