// `quand: { retard: oui }`: the n-th late arrival, within a window where there is one.
import type { Presence } from '../../records/records.js'
import { YES } from '../../source/yaml-pieces.js'
import { type Firing, isDuring, isInForce, type TriggerContext } from '../firing.js'
import { isReached } from './threshold.js'
import { triggerKind } from './trigger-kind.js'

export interface LatenessTrigger {
  readonly kind: 'lateness'
  readonly count: number
  readonly windowDays: number | null
}

export const lateness = triggerKind({
  keys: { retard: YES.optional().describe('Une arrivée en retard, lue dans les émargements.') },
  modifiers: ['nombre', 'fenetre'],
  sources: ['emargements'],
  read: (when, reading): LatenessTrigger => ({
    kind: 'lateness',
    count: when.nombre ?? 1,
    windowDays: reading.windowAt('fenetre'),
  }),
  fire: latenessFirings,
})

/**
 * Two late arrivals of one day are two, unless they tell the same half-day at the same time. The count starts again
 * once it has fired, under whatever version.
 */
function latenessFirings(trigger: LatenessTrigger, context: TriggerContext): Firing[] {
  const { memory, force } = context
  const firings: Firing[] = []
  const late = lateArrivals(context)
  const counted: { on: Presence['on'] & number; weight: number }[] = []
  const first = (memory.lateness ?? -1) + 1
  for (const [index, arrival] of late.entries()) {
    const { on } = arrival
    if (index < first || on === null) continue
    if (on > force.to) break
    counted.push({ on, weight: 1 })
    if (!isInForce(force, on) || !isReached(counted, trigger.count, trigger.windowDays)) continue
    firings.push({ on, minute: arrival.minute, cause: arrival, spent: [] })
    memory.lateness = index
    counted.length = 0
  }
  return firings
}

function lateArrivals({ kase }: TriggerContext): readonly Presence[] {
  const told = new Set<string>()
  return kase.presences.filter(({ isLate, on, minute, dayPart }) => {
    if (!isLate || on === null || !isDuring(on, kase)) return false
    const key = `${on} ${dayPart} ${minute ?? ''}`
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}
