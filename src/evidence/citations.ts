// Every proof that the chosen cases and measures cite, in the order in which the pack shows them. May not look at the
// disk.
import type { Verdict } from '../procedure/ledger.js'
import type { Action } from '../records/records.js'
import type { Measure } from '../register/measure.js'
import type { Case } from '../register/register.js'
import type { PackChoice } from './pack-choice.js'

/** One path as the data write it, and everything that cites it. */
export interface Citation {
  /** As the data write it. */
  readonly path: string
  readonly cases: ReadonlySet<Case>
  readonly measures: ReadonlySet<Measure>
  /** Acts whose proof it is, each with its case. */
  readonly acts: readonly { readonly case: Case; readonly action: Action }[]
  /** Obligations that one of these acts discharges: their ids. */
  readonly obligations: ReadonlySet<string>
  /** Cited by the register of dropouts alone, whose column may hold the number of an attestation. */
  readonly isNumberPerhaps: boolean
}

interface Growing {
  readonly path: string
  readonly cases: Set<Case>
  readonly measures: Set<Measure>
  readonly acts: { readonly case: Case; readonly action: Action }[]
  readonly obligations: Set<string>
  isNumberPerhaps: boolean
}

/** Cases in the order of the register and, in each, acts in time, absences, dropout; measures last. */
export function collectCitations(choice: PackChoice): readonly Citation[] {
  const found = new Map<string, Growing>()
  const at = (path: string, isNumberPerhaps = false): Growing => {
    const growing = found.get(path) ?? {
      path,
      cases: new Set(),
      measures: new Set(),
      acts: [],
      obligations: new Set(),
      isNumberPerhaps,
    }
    growing.isNumberPerhaps &&= isNumberPerhaps
    found.set(path, growing)
    return growing
  }
  const obligationsOf = obligationsByAction(choice.verdicts)
  for (const item of choice.cases) {
    for (const action of item.actions) {
      if (choice.acts !== null && !choice.acts.has(action)) continue
      for (const path of action.evidence) {
        const growing = at(path, action.export.name === 'abandons')
        growing.cases.add(item)
        growing.acts.push({ case: item, action })
        for (const id of obligationsOf.get(action) ?? []) growing.obligations.add(id)
      }
    }
    if (choice.acts !== null) continue
    for (const { evidence } of item.absences) for (const path of evidence) at(path).cases.add(item)
    const attestation = item.dropout?.attestation ?? ''
    if (attestation !== '') at(attestation, true).cases.add(item)
  }
  for (const measure of choice.measures) {
    for (const path of measure.evidence) at(path).measures.add(measure)
  }
  return [...found.values()]
}

/** Every proof of a case, each path once. */
export function pathsOfCase(item: Case): readonly string[] {
  const rows = [...item.actions, ...item.absences].flatMap(({ evidence }) => evidence)
  return [...new Set([...rows, item.dropout?.attestation ?? ''])].filter((path) => path !== '')
}

function obligationsByAction(verdicts: readonly Verdict[]): ReadonlyMap<Action, readonly string[]> {
  const byAction = new Map<Action, string[]>()
  for (const { action, obligation } of verdicts) {
    if (action === null) continue
    byAction.set(action, [...(byAction.get(action) ?? []), obligation.id])
  }
  return byAction
}
