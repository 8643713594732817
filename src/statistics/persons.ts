// How many different people a list of units holds. May not keep or return a name.
import { textKey } from '../kernel/text-key.js'
import type { Unit } from './units.js'

/**
 * Two units are one person when both have an e-mail and it is the same; where one of them has none, when name
 * and first name agree (accents and case apart).
 */
export function countPersons(units: readonly Unit[]): number {
  const emails = new Set<string>()
  const namesWithEmail = new Set<string>()
  const namesWithout = new Set<string>()
  for (const { last } of units) {
    const { email, lastName, firstName } = last.enrolment
    const name = `${textKey(lastName)}\0${textKey(firstName)}`
    const address = email.trim().toLowerCase()
    if (address === '') {
      namesWithout.add(name)
    } else {
      emails.add(address)
      namesWithEmail.add(name)
    }
  }
  let persons = emails.size
  for (const name of namesWithout) if (!namesWithEmail.has(name)) persons += 1
  return persons
}
