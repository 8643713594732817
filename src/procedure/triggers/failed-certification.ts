// `quand: { certification: echec }`: a failed examination. Fires for each row that says so.
import { z } from 'zod'
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'
import { triggerKind } from './trigger-kind.js'

export const failedCertification = triggerKind({
  keys: {
    certification: z
      .enum(['echec'])
      .optional()
      .describe('Un résultat de certification qui dit l’échec ; ne pas s’être présenté n’en est pas un.'),
  },
  modifiers: [],
  sources: ['certifications'],
  read: () => ({ kind: 'failedCertification' }) as const,
  fire: (_, context) => failedCertificationFirings(context),
})

/** On the date of the row, even after the exit: an examination often comes last. */
function failedCertificationFirings(context: TriggerContext): Firing[] {
  return context.kase.certifications
    .filter(({ hasPassed }) => hasPassed === false)
    .flatMap((row) => (row.on === null ? undated(context, row) : onDay(context, row.on, null, row)))
}
