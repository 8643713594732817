// `quand: { abandon: declare }`: a learner whose state is abandon. Fires once.
import { z } from 'zod'
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'
import { triggerKind } from './trigger-kind.js'

/** Does not need abandons: falls back on `date_sortie`. */
export const dropout = triggerKind({
  keys: { abandon: z.enum(['declare']).optional().describe('L’abandon déclaré.') },
  modifiers: [],
  sources: [],
  read: () => ({ kind: 'dropout' }) as const,
  fire: (_, context) => dropoutFirings(context),
})

/**
 * On the date of its row in abandons, else on `date_sortie`. A row whose date cannot be used does not fall back on
 * `date_sortie`, nor does a row dated after the as-of date: nothing is declared yet.
 */
function dropoutFirings(context: TriggerContext): Firing[] {
  const { enrolment, dropout, laterDropout } = context.kase
  if (enrolment.status !== 'abandon' || laterDropout !== null) return []
  if (dropout !== null) {
    return dropout.on === null
      ? undated(context, dropout)
      : onDay(context, dropout.on, dropout.minute, dropout)
  }
  return enrolment.leftOn === null
    ? undated(context, enrolment)
    : onDay(context, enrolment.leftOn, enrolment.leftMinute, enrolment)
}
