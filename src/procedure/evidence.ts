// The second axis of a verdict: what proves the action that discharged it, and why a proof does not count. May not look
// at the disk.
import type { Action } from '../records/records.js'
import type { EvidenceState, EvidenceTable, Verdict } from './ledger.js'
import type { Obligation } from './procedure.js'

/** What keeps a proof from counting: none is named, or what became of the file that is. */
export type ProofFault = 'unnamed' | 'empty' | 'missing' | 'outside' | 'notAFile'
export type ProofState = 'present' | ProofFault

/** What became of the proof that an action or a measure names; a path that nobody looked at is missing. */
export function proofStateOf(path: string, table: EvidenceTable): ProofState {
  return path === '' ? 'unnamed' : (table.get(path) ?? 'missing')
}

/** How many of the paths lead to a proof that counts. */
export function countPresent(paths: readonly string[], table: EvidenceTable): number {
  return paths.filter((path) => proofStateOf(path, table) === 'present').length
}

/** What became of the proofs that an action names: the first that does not count, with its path, else `present`. */
export function proofOf(
  { evidence }: Pick<Action, 'evidence'>,
  table: EvidenceTable,
): { readonly state: ProofState; readonly path: string } {
  for (const path of evidence) {
    const state = proofStateOf(path, table)
    if (state !== 'present') return { state, path }
  }
  const [first] = evidence
  return first === undefined ? { state: 'unnamed', path: '' } : { state: 'present', path: first }
}

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
  const hasProof = proofOf(action, table).state === 'present'
  const hasTicket = action.ticket !== ''
  if ((evidence === 'exigee' && !hasProof) || (ticket === 'exigee' && !hasTicket)) return 'absent'
  const isShown = (evidence !== 'aucune' && hasProof) || (ticket !== 'aucune' && hasTicket)
  return isShown ? 'present' : 'notRequired'
}

/** Why the evidence of a verdict is `absent`: what is the matter with a required proof, with a required ticket. */
export interface EvidenceFaults {
  readonly proof: { readonly state: ProofFault; readonly path: string } | null
  readonly lacksTicket: boolean
}

/** Both null and false where the evidence is not absent. */
export function evidenceFaultsOf(
  { action, obligation, evidence }: Pick<Verdict, 'action' | 'obligation' | 'evidence'>,
  table: EvidenceTable,
): EvidenceFaults {
  if (evidence !== 'absent') return { proof: null, lacksTicket: false }
  const { state, path } = proofOf(action ?? { evidence: [] }, table)
  return {
    proof: obligation.evidence === 'exigee' && state !== 'present' ? { state, path } : null,
    lacksTicket: obligation.ticket === 'exigee' && (action?.ticket ?? '') === '',
  }
}
