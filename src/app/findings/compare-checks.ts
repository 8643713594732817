// Two checks side by side: what is new, what is solved, what moved from one status to another. Lines are not compared.
import type { CheckFile } from './check-file.js'
import { breachIdentity, diagnosticIdentity, isBreachContent } from './identity.js'

type BreachContent = CheckFile['verdicts'][number]
type ErrorContent = CheckFile['diagnostics'][number]

export interface MovedBreach {
  readonly before: BreachContent
  readonly after: BreachContent
}

export interface CheckDifference {
  readonly before: { readonly asOf: string }
  readonly after: { readonly asOf: string }
  /** Breaches and errors that are only in the second. */
  readonly fresh: { readonly breaches: readonly BreachContent[]; readonly errors: readonly ErrorContent[] }
  /** Those that are only in the first. */
  readonly solved: { readonly breaches: readonly BreachContent[]; readonly errors: readonly ErrorContent[] }
  /** Breaches of both with another status or another state of the proof. */
  readonly moved: readonly MovedBreach[]
}

export function compareChecks(before: CheckFile, after: CheckFile): CheckDifference {
  const breaches = pair(
    before.verdicts.filter(isBreachContent),
    after.verdicts.filter(isBreachContent),
    breachIdentity,
  )
  const isError = ({ severity }: ErrorContent) => severity === 'error'
  const errors = pair(
    before.diagnostics.filter(isError),
    after.diagnostics.filter(isError),
    diagnosticIdentity,
  )
  return {
    before: { asOf: before.asOf },
    after: { asOf: after.asOf },
    fresh: { breaches: breaches.fresh, errors: errors.fresh },
    solved: { breaches: breaches.solved, errors: errors.solved },
    moved: breaches.both
      .filter(
        (pair) => pair.before.status !== pair.after.status || pair.before.evidence !== pair.after.evidence,
      )
      .map(({ before: one, after: other }) => ({ before: one, after: other })),
  }
}

interface Pairs<Item> {
  readonly fresh: readonly Item[]
  readonly solved: readonly Item[]
  readonly both: readonly { readonly before: Item; readonly after: Item }[]
}

/** Alike items are paired in order. */
function pair<Item>(
  before: readonly Item[],
  after: readonly Item[],
  identityOf: (item: Item) => string,
): Pairs<Item> {
  const left = new Map<string, Item[]>()
  for (const item of before) {
    const identity = identityOf(item)
    const alike = left.get(identity)
    if (alike === undefined) left.set(identity, [item])
    else alike.push(item)
  }
  const fresh: Item[] = []
  const both: { before: Item; after: Item }[] = []
  const paired = new Set<Item>()
  for (const item of after) {
    const earlier = left.get(identityOf(item))?.shift()
    if (earlier === undefined) fresh.push(item)
    else {
      paired.add(earlier)
      both.push({ before: earlier, after: item })
    }
  }
  return { fresh, solved: before.filter((item) => !paired.has(item)), both }
}
