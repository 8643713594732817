// Who stands behind a recipient, as the learner's row names them. May not word what they are.
import type { Recipient } from '../records/values.js'
import type { Case } from '../register/register.js'
import { personName } from './enrolment.js'

/** '' where the export does not say. */
export interface Contact {
  readonly name: string
  readonly email: string
}

/** The learner, for no recipient and for those who work at the organisation. */
export function contactOf(recipient: Recipient | null, { enrolment }: Case): Contact {
  switch (recipient) {
    case 'entreprise':
      return { name: enrolment.company, email: enrolment.companyEmail }
    case 'prescripteur':
      return { name: enrolment.prescriber, email: enrolment.prescriberEmail }
    case 'financeur':
      return { name: enrolment.funder, email: enrolment.funderEmail }
    case 'tuteur':
      return { name: enrolment.tutor, email: enrolment.tutorEmail }
    case 'responsable_legal':
      return { name: enrolment.legalRepresentative, email: enrolment.legalRepresentativeEmail }
    default:
      return { name: personName(enrolment), email: enrolment.email }
  }
}
