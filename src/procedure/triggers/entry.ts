// `quand: { entree: oui }` and `quand: { psh: oui }`: from the entry. Fire once.
import { YES } from '../../source/yaml-pieces.js'
import { type Firing, onDay, type TriggerContext, undated } from '../firing.js'
import { triggerKind } from './trigger-kind.js'

export const entry = triggerKind({
  keys: { entree: YES.optional().describe('L’entrée en formation.') },
  modifiers: [],
  sources: [],
  read: () => ({ kind: 'entry' }) as const,
  fire: (_, context) => entryFirings(context),
})

/** As the entry, for learners with a recognised disability. */
export const disability = triggerKind({
  keys: { psh: YES.optional().describe('L’entrée d’une personne en situation de handicap reconnue.') },
  modifiers: [],
  sources: [],
  read: () => ({ kind: 'disability' }) as const,
  fire: (_, context) => (context.kase.enrolment.hasDisability === true ? entryFirings(context) : []),
})

function entryFirings(context: TriggerContext): Firing[] {
  const { enteredOn, enrolment } = context.kase
  if (enteredOn === null) return undated(context, enrolment)
  // Where the planned entry stands in, its day alone is taken.
  return onDay(context, enteredOn, enrolment.enteredMinute, enrolment)
}
