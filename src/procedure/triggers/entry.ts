// `quand: { entree: oui }` and `quand: { psh: oui }`: from the entry. Fire once.
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'

export function entryFirings(context: TriggerContext): Firing[] {
  const { enteredOn, enrolment } = context.kase
  if (enteredOn === null) return undated(context, enrolment)
  // Where the planned entry stands in, its day alone is taken.
  return onDay(context, enteredOn, enrolment.enteredMinute, enrolment)
}

/** As the entry, for learners with a recognised disability. */
export function disabilityFirings(context: TriggerContext): Firing[] {
  return context.kase.enrolment.hasDisability === true ? entryFirings(context) : []
}
