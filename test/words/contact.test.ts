import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/register/register.js'
import { contactOf } from '../../src/words/contact.js'

const subject = {
  enrolment: {
    firstName: 'Rose',
    lastName: 'Capucine',
    email: 'rose@exemple.fr',
    phone: '06 00 00 00 01',
    company: 'Atelier',
    companyEmail: 'atelier@exemple.fr',
    prescriber: 'Agence',
    prescriberEmail: '',
    funder: 'Fonds',
    funderEmail: 'fonds@exemple.fr',
    tutor: '',
    tutorEmail: 'tuteur@exemple.fr',
    legalRepresentative: 'Iris Capucine',
    legalRepresentativeEmail: 'iris@exemple.fr',
  },
} as Case

describe('who stands behind a recipient', () => {
  it.each([
    ['entreprise', 'Atelier', 'atelier@exemple.fr', ''],
    ['prescripteur', 'Agence', '', ''],
    ['financeur', 'Fonds', 'fonds@exemple.fr', ''],
    ['tuteur', '', 'tuteur@exemple.fr', ''],
    ['responsable_legal', 'Iris Capucine', 'iris@exemple.fr', ''],
    ['beneficiaire', 'Rose Capucine', 'rose@exemple.fr', '06 00 00 00 01'],
    [null, 'Rose Capucine', 'rose@exemple.fr', '06 00 00 00 01'],
  ] as const)('is, for %s, who the row names', (recipient, name, email, phone) => {
    expect(contactOf(recipient, subject)).toEqual({ name, email, phone })
  })
})
