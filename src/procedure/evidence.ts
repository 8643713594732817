// The second axis of a verdict: what proves the action that discharged it. May not look at the disk.
import type { Action } from '../records/records.js'
import type { EvidenceState, EvidenceTable } from './ledger.js'
import type { Obligation } from './procedure.js'

/**
 * Covers proof and ticket: `absent` if a required one is missing, `present` if a required or advised one is there,
 * else `notRequired`; `notRequired` while nothing has discharged the obligation.
 */
export function evidenceOf(
  { evidence, ticket }: Pick<Obligation, 'evidence' | 'ticket'>,
  action: Pick<Action, 'evidence' | 'ticket'> | null,
  table: EvidenceTable,
): EvidenceState {
  if (action === null) return 'notRequired'
  const hasProof = action.evidence !== '' && table.get(action.evidence) === 'present'
  const hasTicket = action.ticket !== ''
  if ((evidence === 'exigee' && !hasProof) || (ticket === 'exigee' && !hasTicket)) return 'absent'
  const isShown = (evidence !== 'aucune' && hasProof) || (ticket !== 'aucune' && hasTicket)
  return isShown ? 'present' : 'notRequired'
}
