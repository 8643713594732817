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

function hasRecipient(recipient: Recipient, enrolment: Enrolment): boolean {
  switch (recipient) {
    case 'entreprise':
      return enrolment.company !== '' || !enrolment.export.columns.has('entreprise')
    case 'prescripteur':
      return enrolment.prescriber !== '' || !enrolment.export.columns.has('prescripteur')
    case 'financeur':
      return enrolment.funder !== '' || !enrolment.export.columns.has('financeur')
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
