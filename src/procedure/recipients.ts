// Towards whom an obligation is owed in one enrolment.
import type { Enrolment } from '../records/records.js'
import type { Recipient } from '../records/values.js'

const NOBODY_IN_PARTICULAR: readonly null[] = [null]

/**
 * The recipients of an obligation that this learner has, in the order written; a single null where none is written.
 * entreprise, prescripteur and financeur are left out where the export has the column and the cell is empty; tuteur
 * and responsable_legal also where the column is missing.
 */
export function recipientsOf(
  written: readonly Recipient[],
  enrolment: Enrolment,
): readonly (Recipient | null)[] {
  return written.length === 0
    ? NOBODY_IN_PARTICULAR
    : written.filter((recipient) => hasRecipient(recipient, enrolment))
}

/** Recipients that a learner may well not have, with the field of apprenants that names them. */
const NAMED_BY = {
  entreprise: 'company',
  prescripteur: 'prescriber',
  financeur: 'funder',
} as const satisfies Partial<Record<Recipient, keyof Enrolment>>

/**
 * Whether the export has no column that would say whether this learner has such a recipient: an act towards one
 * discharges, its absence proves nothing.
 */
export function isUnknownRecipient(recipient: Recipient | null, enrolment: Enrolment): boolean {
  return (
    recipient !== null &&
    recipient in NAMED_BY &&
    enrolment[NAMED_BY[recipient as keyof typeof NAMED_BY]] === '' &&
    !enrolment.export.columns.has(recipient)
  )
}

function hasRecipient(recipient: Recipient, enrolment: Enrolment): boolean {
  switch (recipient) {
    case 'entreprise':
    case 'prescripteur':
    case 'financeur':
      return enrolment[NAMED_BY[recipient]] !== '' || isUnknownRecipient(recipient, enrolment)
    case 'tuteur':
      return enrolment.tutor !== ''
    case 'responsable_legal':
      return enrolment.legalRepresentative !== ''
    case 'beneficiaire':
    case 'conseiller':
    case 'equipe':
    case 'certificateur':
      return true
  }
}
