// What is new since an earlier check, what was known, what is solved. Hides nothing: every finding stays listed.
import { basename, dirname, resolve } from 'node:path'
import { replaceKeptFiles } from '../write-outputs.js'
import type { CheckFile } from './check-file.js'
import { type Finding, isCounted } from './findings.js'
import { breachIdentity, diagnosticIdentity, isBreachContent } from './identity.js'

export interface Comparison {
  /** Findings that the baseline does not hold. */
  readonly fresh: ReadonlySet<Finding>
  /** Breaches and errors. */
  readonly counts: { readonly new: number; readonly known: number; readonly solved: number }
  /** The baseline without what is solved. */
  readonly pruned: CheckFile
}

/** Alike findings are counted: of three where the baseline holds two, one is new. */
export function compareWithBaseline(findings: readonly Finding[], baseline: CheckFile): Comparison {
  const left = new Map<string, number>()
  const held = [
    ...baseline.verdicts.filter(isBreachContent).map(breachIdentity),
    ...baseline.diagnostics.map(diagnosticIdentity),
  ]
  for (const identity of held) left.set(identity, (left.get(identity) ?? 0) + 1)
  const fresh = new Set<Finding>()
  const stillThere = new Map<string, number>()
  for (const finding of findings) {
    const { identity } = finding
    const count = left.get(identity) ?? 0
    if (count === 0) fresh.add(finding)
    else {
      left.set(identity, count - 1)
      stillThere.set(identity, (stillThere.get(identity) ?? 0) + 1)
    }
  }
  const keeps = (identity: string): boolean => {
    const count = stillThere.get(identity) ?? 0
    stillThere.set(identity, count - 1)
    return count > 0
  }
  const verdicts = baseline.verdicts.filter((one) => !isBreachContent(one) || keeps(breachIdentity(one)))
  const diagnostics = baseline.diagnostics.filter((one) => keeps(diagnosticIdentity(one)))
  const counted = findings.filter(isCounted)
  const isError = ({ severity }: CheckFile['diagnostics'][number]) => severity === 'error'
  const solved =
    baseline.verdicts.length -
    verdicts.length +
    baseline.diagnostics.filter(isError).length -
    diagnostics.filter(isError).length
  const fresher = counted.filter((finding) => fresh.has(finding)).length
  return {
    fresh,
    counts: { new: fresher, known: counted.length - fresher, solved },
    pruned: { ...baseline, verdicts, diagnostics },
  }
}

/** Rewrites the file of a baseline without what is solved; nothing is ever added to it. */
export async function pruneBaseline(path: string, { pruned }: Comparison): Promise<void> {
  const absolute = resolve(path)
  await replaceKeptFiles(dirname(absolute), [
    { path: basename(absolute), content: `${JSON.stringify(pruned, null, 2)}\n` },
  ])
}
