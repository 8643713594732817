// Which enrolments an obligation is for (`pour`).
import { textKey } from '../kernel/text-key.js'
import type { Case } from '../register/register.js'
import type { Audience } from './procedure.js'

/** What is unknown (type or duration of a training that no export describes) meets no condition on it. */
export function isFor(audience: Audience, { training, site, enrolment }: Case): boolean {
  const { types, sites, trainings, hasDisability, moreThanDays } = audience
  if (types.length > 0 && (training.type === null || !types.includes(training.type))) return false
  if (moreThanDays !== null && (training.days === null || training.days <= moreThanDays)) return false
  if (hasDisability !== null && (enrolment.hasDisability === true) !== hasDisability) return false
  if (sites.length > 0 && !isNamed(sites, site.id, site.name)) return false
  return trainings.length === 0 || isNamed(trainings, training.code, training.title)
}

function isNamed(names: readonly string[], ...spellings: readonly string[]): boolean {
  const keys = spellings.map(textKey)
  return names.some((name) => keys.includes(textKey(name)))
}
