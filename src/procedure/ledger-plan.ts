// The procedure put in the order in which it is judged. May not look at a case.
import { addDays, type LocalDate } from '../kernel/local-date.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import type { Obligation, Procedure, ProcedureVersion } from './procedure.js'

/** First and last days in force, both included. */
export interface Force {
  readonly from: LocalDate
  readonly to: LocalDate
}

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
  /** Days without a version in force, in order. */
  readonly uncovered: readonly DayInterval[]
}

const BEGINNING = Number.NEGATIVE_INFINITY as LocalDate
const END = Number.POSITIVE_INFINITY as LocalDate

export function planLedger(procedure: Procedure): LedgerPlan {
  const versions = inForce(procedure.versions)
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
    uncovered: gaps(versions.map(({ force }) => force)),
  }
}

/** Versions in order of their first day; one without a last day ends the day before the next begins. */
function inForce(versions: readonly ProcedureVersion[]): { version: ProcedureVersion; force: Force }[] {
  const ordered = [...versions].sort((a, b) => (a.from ?? BEGINNING) - (b.from ?? BEGINNING))
  return ordered.map((version, index) => {
    const next = ordered[index + 1]?.from
    const to = version.to ?? (next === undefined || next === null ? END : addDays(next, -1))
    return { version, force: { from: version.from ?? BEGINNING, to } }
  })
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

function gaps(forces: readonly Force[]): DayInterval[] {
  const uncovered: DayInterval[] = []
  let from = BEGINNING
  for (const force of forces) {
    if (force.from > from) uncovered.push({ from, to: addDays(force.from, -1) })
    from = addDays(force.to, 1)
  }
  if (from < END) uncovered.push({ from, to: END })
  return uncovered
}
