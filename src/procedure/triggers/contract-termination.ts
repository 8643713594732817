// `quand: { rupture_contrat: oui }`: the end of an apprentice's contract, which is no dropout. Fires once.
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'

/**
 * On `date_rupture` whatever the state, else on `date_sortie` of the state rupture_contrat. A `date_rupture` that cannot
 * be used says that the contract ended on a day nobody knows: it does not fall back on `date_sortie`.
 */
export function contractTerminationFirings(context: TriggerContext): Firing[] {
  const { enrolment } = context.kase
  if (enrolment.contractEndedOn !== null) {
    return onDay(context, enrolment.contractEndedOn, enrolment.contractEndedMinute, enrolment)
  }
  if (enrolment.unusable.has('date_rupture')) return undated(context, enrolment)
  if (enrolment.status !== 'rupture_contrat') return []
  return enrolment.leftOn === null
    ? undated(context, enrolment)
    : onDay(context, enrolment.leftOn, enrolment.leftMinute, enrolment)
}
