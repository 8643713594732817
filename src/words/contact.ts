// Who stands behind a recipient, as the learner's row names them. May not word what they are.
import type { Recipient } from '../records/values.js'
import type { Case } from '../register/register.js'
import { personName } from './enrolment.js'

/** '' where the export does not say. */
export interface Contact {
  readonly name: string
  readonly email: string
  /** Of the learner alone: exports hold no other number. */
  readonly phone: string
}

export const NOBODY: Contact = { name: '', email: '', phone: '' }

/** The learner, for no recipient and for those who work at the organisation. */
export function contactOf(recipient: Recipient | null, { enrolment }: Case): Contact {
  switch (recipient) {
    case 'entreprise':
      return { name: enrolment.company, email: enrolment.companyEmail, phone: '' }
    case 'prescripteur':
      return { name: enrolment.prescriber, email: enrolment.prescriberEmail, phone: '' }
    case 'financeur':
      return { name: enrolment.funder, email: enrolment.funderEmail, phone: '' }
    case 'tuteur':
      return { name: enrolment.tutor, email: enrolment.tutorEmail, phone: '' }
    case 'responsable_legal':
      return { name: enrolment.legalRepresentative, email: enrolment.legalRepresentativeEmail, phone: '' }
    default:
      return { name: personName(enrolment), email: enrolment.email, phone: enrolment.phone }
  }
}
