// Who gets which attestation, under which number, and why another does not. May not make one.
import { type LocalDate, yearOf } from '../../kernel/local-date.js'
import { outcomeOf } from '../../register/dropout-outcome.js'
import type { Case, Register } from '../../register/register.js'
import { NumberSequence } from './attestation-number.js'
import type { AttestationEntry, AttestationNature } from './attestation-register.js'
import type { AttestationInputs } from './attestation-view.js'

export interface AttestationChoice {
  readonly onlyCase: string | null
  readonly natures: readonly AttestationNature[]
  /** Make again, under their numbers, those that the register lists as not signed yet. */
  readonly isAgain: boolean
}

/** Why a case gets no paper of some nature. */
export type Withheld = 'noDecision' | 'twoDropouts' | 'noHours' | 'alreadyMade'

export interface WithheldAttestation {
  readonly enrolmentId: string
  readonly nature: AttestationNature
  readonly why: Withheld
}

export interface PlannedAttestation {
  readonly nature: AttestationNature
  readonly subject: Case
  readonly number: string
  readonly signedDeclaration: AttestationInputs['signedDeclaration']
}

/**
 * The papers of those who dropped out, in the order of the rows.
 * @param entries what was made before
 */
export function planAttestations(
  { asOf, cases, records }: Register,
  entries: readonly AttestationEntry[],
  { onlyCase, natures, isAgain }: AttestationChoice,
): { planned: readonly PlannedAttestation[]; withheld: readonly WithheldAttestation[] } {
  const planned: PlannedAttestation[] = []
  const withheld: WithheldAttestation[] = []
  const numbers = new NumberSequence(
    yearOf(asOf),
    entries.map(({ number }) => number),
  )
  const keyOf = (id: string, nature: AttestationNature) => `${id}\u0000${nature}`
  const madeBefore = new Map(entries.map((entry) => [keyOf(entry.enrolmentId, entry.nature), entry]))
  const rows = new Map<string, number>()
  for (const { enrolmentId } of records.dropouts) rows.set(enrolmentId, (rows.get(enrolmentId) ?? 0) + 1)
  for (const subject of cases) {
    const { id } = subject.enrolment
    if (subject.state.status !== 'abandon' || (onlyCase !== null && id !== onlyCase)) continue
    for (const nature of natures) {
      const made = madeBefore.get(keyOf(id, nature))
      const why = reasonToWithhold(subject, asOf, nature, rows.get(id) ?? 0, made, isAgain)
      if (why !== null) {
        withheld.push({ enrolmentId: id, nature, why })
        continue
      }
      planned.push({
        nature,
        subject,
        number: made?.number ?? numbers.next(),
        signedDeclaration: signedDeclarationOf(subject, entries),
      })
    }
  }
  return { planned, withheld }
}

function reasonToWithhold(
  { dropout, enrolment }: Case,
  asOf: LocalDate,
  nature: AttestationNature,
  dropoutRows: number,
  made: AttestationEntry | undefined,
  isAgain: boolean,
): Withheld | null {
  // A paper that somebody signed or that left the house is not made anew under its number.
  const isFinal = made !== undefined && (made.state === 'signee' || made.state === 'envoyee')
  if (made !== undefined && (!isAgain || isFinal)) return 'alreadyMade'
  if (dropoutRows > 1) return 'twoDropouts'
  const decision = dropout === null ? null : outcomeOf(dropout, asOf).decision
  if (nature === 'attestation' && decision?.kind !== 'valide') return 'noDecision'
  if (nature === 'heures' && enrolment.doneHours === null) return 'noHours'
  return null
}

function signedDeclarationOf(
  { enrolment }: Case,
  entries: readonly AttestationEntry[],
): AttestationInputs['signedDeclaration'] {
  const signed = entries.find(
    ({ nature, enrolmentId, state }) =>
      nature === 'declaration' && enrolmentId === enrolment.id && state === 'signee',
  )
  return signed === undefined ? null : { number: signed.number, on: signed.stateOn }
}
