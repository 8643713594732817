// Every check on coherence, by name: none is found by looking at a folder.
import type { Diagnostics } from '../../kernel/diagnostic.js'
import { absenceOutsideEnrolment } from './absence-outside-enrolment.js'
import { actOutsideEnrolment } from './act-outside-enrolment.js'
import { apprenticeWithoutCompanyContact } from './apprentice-without-company-contact.js'
import { type CheckInputs, type CoherenceCheck, contextOf } from './coherence-check.js'
import { decisionBeforeProposal } from './decision-before-proposal.js'
import { disabilityWithoutAdaptation } from './disability-without-adaptation.js'
import { dropoutsWithoutImprovement } from './dropouts-without-improvement.js'
import { measureWithoutProof } from './measure-without-proof.js'
import { presenceAfterDropout } from './presence-after-dropout.js'
import { proofLater } from './proof-later.js'
import { proofReused } from './proof-reused.js'
import { tooManyOtherCauses } from './too-many-other-causes.js'
import { trainingWithoutMeasure } from './training-without-measure.js'

export const COHERENCE_CHECKS: readonly CoherenceCheck[] = [
  absenceOutsideEnrolment,
  actOutsideEnrolment,
  presenceAfterDropout,
  decisionBeforeProposal,
  disabilityWithoutAdaptation,
  apprenticeWithoutCompanyContact,
  tooManyOtherCauses,
  dropoutsWithoutImprovement,
  measureWithoutProof,
  trainingWithoutMeasure,
  proofReused,
  proofLater,
]

/** Runs every check; the cost is linear in the rows. */
export function runChecks(inputs: CheckInputs, diagnostics: Diagnostics): void {
  const context = contextOf(inputs)
  for (const check of COHERENCE_CHECKS) {
    for (const diagnostic of check.find(context)) diagnostics.report(diagnostic)
  }
}
