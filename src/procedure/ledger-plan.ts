// The procedure put in the order in which it is judged. May not look at a case.
import type { Obligation, Procedure } from './procedure.js'
import { datedVersions, type Force } from './versions-in-force.js'

/** One obligation as one version holds it. */
export interface PlannedObligation {
  readonly obligation: Obligation
  readonly version: string
  readonly force: Force
  /** The last version judges what has no usable date. */
  readonly isOfLastVersion: boolean
  /** Place in the version, as written. */
  readonly order: number
  /** Number of the obligation's id: what one version remembers of an id, the next one takes over. */
  readonly slot: number
  readonly hasChildren: boolean
}

export interface LedgerPlan {
  /** Version after version; within one, what others come after first. */
  readonly planned: readonly PlannedObligation[]
  readonly slots: ReadonlyMap<string, number>
  /** Every id once, in the order and the wording of the latest version that holds it. */
  readonly obligations: readonly Obligation[]
}

export function planLedger(procedure: Procedure): LedgerPlan {
  const versions = datedVersions(procedure.versions)
  const slots = new Map<string, number>()
  const latest = new Map<string, Obligation>()
  const parents = new Set<string>()
  // The version in force last gives the order and the wording; what only earlier ones hold follows.
  for (const { version } of versions.toReversed()) {
    for (const obligation of version.obligations) {
      if (!slots.has(obligation.id)) slots.set(obligation.id, slots.size)
      if (!latest.has(obligation.id)) latest.set(obligation.id, obligation)
      if (obligation.trigger?.kind === 'after') parents.add(obligation.trigger.obligationId)
    }
  }
  const planned = versions.flatMap(({ version, force }, index) => {
    const orders = new Map(version.obligations.map((obligation, order) => [obligation, order]))
    return parentsFirst(version.obligations).map(
      (obligation): PlannedObligation => ({
        obligation,
        version: version.version,
        force,
        isOfLastVersion: index === versions.length - 1,
        order: orders.get(obligation) ?? 0,
        slot: slots.get(obligation.id) ?? 0,
        hasChildren: parents.has(obligation.id),
      }),
    )
  })
  return {
    planned,
    slots,
    obligations: [...latest.values()],
  }
}

/** The obligations so that each comes after the one it waits for; otherwise in the order written. */
function parentsFirst(obligations: readonly Obligation[]): Obligation[] {
  const byId = new Map(obligations.map((obligation) => [obligation.id, obligation]))
  const ordered = new Set<Obligation>()
  const waiting = new Set<Obligation>()
  const place = (obligation: Obligation) => {
    if (ordered.has(obligation) || waiting.has(obligation)) return
    waiting.add(obligation)
    const parent =
      obligation.trigger?.kind === 'after' ? byId.get(obligation.trigger.obligationId) : undefined
    if (parent !== undefined) place(parent)
    ordered.add(obligation)
  }
  for (const obligation of obligations) place(obligation)
  return [...ordered]
}
