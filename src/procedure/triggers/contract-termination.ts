// `quand: { rupture_contrat: oui }`: the end of an apprentice's contract, which is no dropout. Fires once.
import { YES } from '../../source/yaml-pieces.js'
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'
import { triggerKind } from './trigger-kind.js'

export const contractTermination = triggerKind({
  keys: { rupture_contrat: YES.optional().describe('La rupture du contrat d’apprentissage.') },
  modifiers: [],
  sources: [],
  read: () => ({ kind: 'contractTermination' }) as const,
  fire: (_, context) => contractTerminationFirings(context),
})

/**
 * On `date_rupture` whatever the state, else on `date_sortie` of the state rupture_contrat. A `date_rupture` that cannot
 * be used says that the contract ended on a day nobody knows: it does not fall back on `date_sortie`.
 */
function contractTerminationFirings(context: TriggerContext): Firing[] {
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
