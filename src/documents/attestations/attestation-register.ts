// The register of attestations: one row each, its life so far. A plain CSV that the organisation keeps; app/ reads
// and writes the file. May not decide that anything was signed or sent: it records what was found or said.
import { formatDate } from '../../kernel/french.js'
import { dateOf, type LocalDate } from '../../kernel/local-date.js'
import { type CsvListing, csvListing } from '../csv.js'

/** `declaration` is the learner's, `attestation` and `heures` are the organisation's. */
export const ATTESTATION_NATURES = ['declaration', 'attestation', 'heures'] as const
export type AttestationNature = (typeof ATTESTATION_NATURES)[number]

/** Asked → signed or unanswered → validated or invalidated → sent. */
export const ATTESTATION_STATES = [
  'demandee',
  'signee',
  'sans_reponse',
  'validee',
  'invalidee',
  'envoyee',
] as const
export type AttestationState = (typeof ATTESTATION_STATES)[number]

export interface AttestationEntry {
  readonly number: string
  readonly nature: AttestationNature
  readonly enrolmentId: string
  readonly state: AttestationState
  readonly stateOn: LocalDate
  /** Relative to the workspace. */
  readonly file: string
  /** Of the file when it was last written or received, hexadecimal. */
  readonly sha256: string
}

/** At the root of the workspace. */
export const REGISTER_FILE = 'attestations.csv'

export const REGISTER_HEADER = [
  'numero',
  'nature',
  'dossier',
  'etat',
  'etat_le',
  'fichier',
  'sha256',
] as const

/** A row that is not of this register's making, with its line from 1. */
export class RegisterError extends Error {
  constructor(
    readonly line: number,
    readonly seen: string,
    readonly expected: string,
  ) {
    super(`line ${line}`)
    this.name = 'RegisterError'
  }
}

/**
 * Reads the register from rows of cells, header first.
 * @throws RegisterError on the first row that this program would not have written: a register repaired by guess is none
 */
export function readAttestationRegister(rows: readonly (readonly string[])[]): AttestationEntry[] {
  const [header, ...entries] = rows
  if (header === undefined) return []
  if (header.join(';') !== REGISTER_HEADER.join(';')) {
    throw new RegisterError(1, header.join(';'), REGISTER_HEADER.join(';'))
  }
  const numbers = new Set<string>()
  return entries.map((cells, index) => {
    const line = index + 2
    const [number = '', nature = '', enrolmentId = '', state = '', on = '', file = '', sha256 = ''] = cells
    if (numbers.has(number)) throw new RegisterError(line, number, 'un numéro donné une seule fois')
    numbers.add(number)
    if (!ATTESTATION_NATURES.some((known) => known === nature)) {
      throw new RegisterError(line, nature, ATTESTATION_NATURES.join(', '))
    }
    if (!ATTESTATION_STATES.some((known) => known === state)) {
      throw new RegisterError(line, state, ATTESTATION_STATES.join(', '))
    }
    const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(on)
    const stateOn = match === null ? null : dateOf(Number(match[3]), Number(match[2]), Number(match[1]))
    if (stateOn === null) throw new RegisterError(line, on, 'JJ/MM/AAAA')
    return {
      number,
      nature: nature as AttestationNature,
      enrolmentId,
      state: state as AttestationState,
      stateOn,
      file,
      sha256,
    }
  })
}

/** The register as it is kept, in order of numbers given. */
export function writeAttestationRegister(entries: readonly AttestationEntry[]): CsvListing {
  const rows = entries.map(({ number, nature, enrolmentId, state, stateOn, file, sha256 }) => [
    number,
    nature,
    enrolmentId,
    state,
    formatDate(stateOn),
    file,
    sha256,
  ])
  return csvListing(REGISTER_FILE, REGISTER_HEADER, rows)
}

/** What may follow each state; an entry moves along, never back. */
const NEXT: Readonly<Record<AttestationState, readonly AttestationState[]>> = {
  demandee: ['signee', 'sans_reponse', 'validee', 'invalidee'],
  sans_reponse: ['signee', 'validee', 'invalidee'],
  signee: ['validee', 'invalidee', 'envoyee'],
  validee: ['envoyee'],
  invalidee: ['envoyee'],
  envoyee: [],
}

/** Whether an entry in `from` may be recorded as `to`. */
export function mayBecome(from: AttestationState, to: AttestationState): boolean {
  return NEXT[from].includes(to)
}
