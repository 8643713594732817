// What was done of the dropouts that the period touches, by cause. Cohorts are counted in units, elsewhere: here each case
// in scope counts. May not word a cause.
import type { LocalDate } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import { outcomeOf } from '../register/dropout-outcome.js'
import type { Case, Register } from '../register/register.js'
import { readAnswer } from './alternatives.js'
import { NOT_RECORDED_LABEL } from './cause-taxonomy.js'

export interface DropoutCounts {
  readonly dropouts: number
  /** Those that have a row in abandons: of the others neither cause nor follow-up is known. */
  readonly recorded: number
  readonly forceMajeure: number
  /** Alternatives proposed, `aucune` counting as none. */
  readonly proposed: number
  readonly answered: number
  readonly decided: number
  readonly attested: number
}

export interface CauseOfDropouts extends DropoutCounts {
  readonly label: string
}

export interface DropoutFollowUp {
  readonly all: DropoutCounts
  /** One entry a wording (case, accents, spaces apart), the most frequent first; those without a cause last. */
  readonly byCause: readonly CauseOfDropouts[]
}

const NOT_RECORDED = textKey(NOT_RECORDED_LABEL)

/** @param wordingOf the words under which a cause as typed is counted; `NOT_RECORDED_LABEL` for none */
export function followDropouts(
  { cases, asOf }: Pick<Register, 'cases' | 'asOf'>,
  wordingOf: (cause: string) => string,
): DropoutFollowUp {
  const all = noDropout()
  const byCause = new Map<string, { label: string; counts: DropoutCounter }>()
  for (const kase of cases) {
    if (kase.outOfScope !== null || kase.state.status !== 'abandon') continue
    count(kase, asOf, all)
    const label = wordingOf(kase.dropout?.cause ?? '')
    const key = textKey(label)
    const cause = byCause.get(key) ?? { label, counts: noDropout() }
    count(kase, asOf, cause.counts)
    byCause.set(key, cause)
  }
  return {
    all,
    byCause: [...byCause]
      .sort(
        ([keyA, a], [keyB, b]) =>
          Number(keyA === NOT_RECORDED) - Number(keyB === NOT_RECORDED) ||
          b.counts.dropouts - a.counts.dropouts ||
          (keyA < keyB ? -1 : 1),
      )
      .map(([, { label, counts }]) => ({ label, ...counts })),
  }
}

type DropoutCounter = { -readonly [Key in keyof DropoutCounts]: number }

function noDropout(): DropoutCounter {
  return { dropouts: 0, recorded: 0, forceMajeure: 0, proposed: 0, answered: 0, decided: 0, attested: 0 }
}

function count({ dropout }: Case, asOf: LocalDate, counts: DropoutCounter): void {
  counts.dropouts += 1
  if (dropout === null) return
  counts.recorded += 1
  if (dropout.isForceMajeure === true) counts.forceMajeure += 1
  const { proposed, decision, attestation } = outcomeOf(dropout, asOf)
  if (proposed !== null) counts.proposed += 1
  if (readAnswer(dropout.answer) !== 'unanswered') counts.answered += 1
  if (decision !== null) counts.decided += 1
  if (attestation !== null) counts.attested += 1
}
