// What was proposed to those who left, and what they answered. May not format.
import { textKey } from '../kernel/text-key.js'
import type { Alternative } from '../records/values.js'
import type { AlternativeCounts } from './statistics.js'
import { isExit, proposalOf, type Unit } from './units.js'

export type Answer = 'accepted' | 'refused' | 'unanswered' | 'other'

const REFUSED = /^(?:non\b|refus|decl?in|rejet|rejec|ne souhaite pas|pas interess|sans suite|negati)/
const ACCEPTED = /^(?:oui\b|ok\b|accept|accord|d'accord|favorable|positi|valide|retenu)/
const UNANSWERED =
  /^(?:sans reponse|aucune reponse|pas de reponse|en attente|non repondu|n'a pas repondu|-|\?)/

/** The answer as typed, read; an empty cell is no answer. */
export function readAnswer(answer: string): Answer {
  const key = textKey(answer)
  if (key === '' || UNANSWERED.test(key)) return 'unanswered'
  if (REFUSED.test(key)) return 'refused'
  if (ACCEPTED.test(key)) return 'accepted'
  return 'other'
}

interface KindCounts {
  proposed: number
  accepted: number
  refused: number
  unanswered: number
}

/** Over all exits, administrative errors included: an alternative may be what put the error right. */
export function countAlternatives(units: readonly Unit[]): AlternativeCounts {
  const counts = {
    exits: 0,
    proposed: 0,
    none: 0,
    notRecorded: 0,
    accepted: 0,
    refused: 0,
    unanswered: 0,
    otherAnswer: 0,
  }
  const byKind = new Map<Exclude<Alternative, 'aucune'>, KindCounts>()
  for (const unit of units) {
    if (!isExit(unit)) continue
    counts.exits += 1
    const kind = proposalOf(unit)
    if (kind === null) {
      if (unit.dropout?.alternative === 'aucune') counts.none += 1
      else counts.notRecorded += 1
      continue
    }
    counts.proposed += 1
    const answer = readAnswer(unit.dropout?.answer ?? '')
    if (answer === 'other') counts.otherAnswer += 1
    else counts[answer] += 1
    const kindCounts = byKind.get(kind) ?? { proposed: 0, accepted: 0, refused: 0, unanswered: 0 }
    kindCounts.proposed += 1
    if (answer !== 'other') kindCounts[answer] += 1
    byKind.set(kind, kindCounts)
  }
  return {
    ...counts,
    byKind: [...byKind.entries()]
      .map(([kind, counted]) => ({ kind, ...counted }))
      .sort((a, b) => b.proposed - a.proposed || (a.kind < b.kind ? -1 : 1)),
  }
}
