// Dropouts whose cause says nothing.
import { counted, formatPercent, fr } from '../../kernel/french.js'
import { textKey } from '../../kernel/text-key.js'
import { placeOf } from '../../records/export-file.js'
import type { Dropout } from '../../records/records.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

const OTHER: ReadonlySet<string> = new Set(
  ['autre', 'autres', 'autre motif', 'autre cause', 'autre raison', 'autres motifs', 'divers'].map(textKey),
)

export const tooManyOtherCauses: CoherenceCheck = {
  id: 'cause-autre',
  kind: {
    code: 'CAUSE-AUTRE',
    severity: 'warning',
    summary: fr`La cause « autre » revient trop souvent pour être analysée.`,
    explanation: fr`L’analyse des causes sert à agir sur elles ; une part élevée de « autre » la vide de son sens. Précisez les causes connues, ou ajoutez à votre liste celles qui reviennent.`,
  },
  parameters: [
    {
      name: 'part',
      description: 'Part de « autre » parmi les causes inscrites, au-delà de laquelle elle est signalée.',
      unit: '%',
      value: 20,
    },
    {
      name: 'effectif',
      description: 'Nombre de causes inscrites sous lequel la part n’a pas de sens.',
      unit: 'abandons',
      value: 5,
    },
  ],
  *find(context) {
    const { register } = context
    const share = settingOf(this, 'part', context)
    const fewest = settingOf(this, 'effectif', context)
    const known: Dropout[] = []
    for (const kase of judgedCases(register)) {
      if (kase.dropout !== null && kase.dropout.cause !== '') known.push(kase.dropout)
    }
    const other = known.filter(({ cause }) => OTHER.has(textKey(cause)))
    const [first] = other
    if (first === undefined || known.length < fewest || other.length * 100 <= known.length * share) return
    yield {
      kind: this.kind,
      place: placeOf(first, 'cause'),
      field: 'cause',
      message: fr`La cause « autre » représente ${formatPercent(other.length / known.length, 0)} des causes inscrites.`,
      seen: fr`${counted(other.length, 'abandon', 'abandons')} sur ${known.length}`,
      isSeenDescribed: true,
      expected: fr`${formatPercent(share / 100, 0)} au plus`,
      mend: 'précisez la cause de ces abandons, ou complétez votre liste de causes',
      related: other.slice(1).map((dropout) => placeOf(dropout, 'cause')),
    }
  },
}
