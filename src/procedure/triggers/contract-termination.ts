// `quand: { rupture_contrat: oui }`: the end of an apprentice's contract, which is no dropout. Fires once.
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'

/** On `date_rupture` whatever the state, else on `date_sortie` of the state rupture_contrat. */
export function contractTerminationFirings(context: TriggerContext): Firing[] {
  const { enrolment } = context.kase
  if (enrolment.contractEndedOn !== null) return onDay(context, enrolment.contractEndedOn, enrolment)
  if (enrolment.status !== 'rupture_contrat') return []
  return enrolment.leftOn === null ? undated(context, enrolment) : onDay(context, enrolment.leftOn, enrolment)
}
