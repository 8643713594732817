// One entry per trigger that a procedure may name. A new trigger is a new file and a line here.
import type { Firing, TriggerContext } from '../firing.js'
import type { Trigger } from '../procedure.js'
import { absenceFirings } from './absence.js'
import { afterFirings } from './after.js'
import { contractTerminationFirings } from './contract-termination.js'
import { dropoutFirings } from './dropout.js'
import { disabilityFirings, entryFirings } from './entry.js'
import { inactivityFirings } from './inactivity.js'
import { silenceFirings } from './silence.js'

/** When a trigger fired for an enrolment, while one version was in force. */
export function fire(trigger: Trigger, context: TriggerContext): readonly Firing[] {
  switch (trigger.kind) {
    case 'absence':
      return absenceFirings(trigger, context)
    case 'silence':
      return silenceFirings(trigger, context)
    case 'inactivity':
      return inactivityFirings(trigger, context)
    case 'dropout':
      return dropoutFirings(context)
    case 'contractTermination':
      return contractTerminationFirings(context)
    case 'entry':
      return entryFirings(context)
    case 'after':
      return afterFirings(trigger, context)
    case 'disability':
      return disabilityFirings(context)
    case 'violenceReport':
      // Reports of violence belong to no enrolment: see judge-reports.ts.
      return []
  }
}
