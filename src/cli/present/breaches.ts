// The breaches of a ledger, by obligation and in the order of the procedure.
import { isBreach, type Ledger, type Verdict } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'

export interface BreachGroup {
  readonly obligation: Obligation
  readonly breaches: readonly Verdict[]
}

export function breachGroups(ledger: Ledger): readonly BreachGroup[] {
  const groups = new Map<string, Verdict[]>(ledger.perObligation.map(({ obligation }) => [obligation.id, []]))
  for (const verdict of ledger.verdicts) {
    if (isBreach(verdict)) groups.get(verdict.obligation.id)?.push(verdict)
  }
  return ledger.perObligation.flatMap(({ obligation }) => {
    const breaches = groups.get(obligation.id) ?? []
    return breaches.length === 0 ? [] : [{ obligation, breaches }]
  })
}
