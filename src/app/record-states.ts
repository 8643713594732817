// What a person says became of an attestation. Records it; never guesses it.
import {
  ATTESTATION_STATES,
  type AttestationEntry,
  type AttestationState,
  mayBecome,
} from '../documents/attestations/attestation-register.js'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'

/**
 * The register after `2026-003=envoyee`, each written so.
 * @throws Refusal where a number or a state is unknown, or the state may not follow the one on record
 */
export function recordStates(
  register: readonly AttestationEntry[],
  written: readonly string[],
  on: LocalDate,
): AttestationEntry[] {
  const entries = new Map(register.map((entry) => [entry.number, entry]))
  for (const text of written) {
    const [number = '', state = ''] = text.split('=', 2)
    const entry = entries.get(number)
    if (entry === undefined) {
      throw new Refusal(
        fr`le numéro ${quoted(number)} n’est pas au registre.`,
        'vérifiez-le dans attestations.csv',
      )
    }
    if (!isState(state)) {
      throw new Refusal(
        fr`${quoted(state)} n’est pas un état d’attestation.`,
        `écrivez ${listed(ATTESTATION_STATES, 'ou')}`,
      )
    }
    if (!mayBecome(entry.state, state)) {
      throw new Refusal(
        fr`l’attestation ${number} est ${quoted(entry.state)} : elle ne peut pas devenir ${quoted(state)}.`,
        'vérifiez le numéro et l’état',
      )
    }
    entries.set(number, { ...entry, state, stateOn: on })
  }
  return [...entries.values()]
}

function isState(text: string): text is AttestationState {
  return ATTESTATION_STATES.some((state) => state === text)
}
