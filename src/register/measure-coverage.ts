// Whom a measure reaches, and when. May not say whether it works.
import { textKey } from '../kernel/text-key.js'
import type { Measure } from './measure.js'
import type { Case, Register } from './register.js'

/** Whether a measure is in place some day of the period that has come. */
export function isInPlace(measure: Measure, { period, asOf }: Pick<Register, 'period' | 'asOf'>): boolean {
  return (
    measure.since <= period.to &&
    measure.since <= asOf &&
    (measure.until === null || measure.until >= period.from)
  )
}

/** Whether a measure is meant for a case: by its `public`, or because the training names it. */
export function reaches(measure: Measure, { training, site }: Case): boolean {
  if (training.measures.some((id) => textKey(id) === textKey(measure.id))) return true
  const { types, sites, trainings } = measure.audience
  const names = [training.code, training.title].map(textKey)
  return (
    (types.length === 0 || (training.type !== null && types.includes(training.type))) &&
    (sites.length === 0 || sites.includes(site.id)) &&
    (trainings.length === 0 || trainings.some((name) => names.includes(textKey(name))))
  )
}
