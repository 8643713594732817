// `quand: { entree: oui }` and `quand: { psh: oui }`: from the entry. Fire once.
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'

export function entryFirings(context: TriggerContext): Firing[] {
  const { enteredOn, enrolment } = context.kase
  return enteredOn === null ? undated(context, enrolment) : onDay(context, enteredOn, enrolment)
}

/** As the entry, for learners with a recognised disability. */
export function disabilityFirings(context: TriggerContext): Firing[] {
  return context.kase.enrolment.hasDisability === true ? entryFirings(context) : []
}
