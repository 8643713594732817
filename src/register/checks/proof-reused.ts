// One file that proves acts of different days or cases.
import { counted, formatDate, fr, listed } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import type { Action } from '../../records/records.js'
import type { CoherenceCheck, ProofFacts } from './coherence-check.js'

export const proofReused: CoherenceCheck = {
  id: 'preuve-reemployee',
  kind: {
    code: 'PREUVE-REEMPLOYEE',
    severity: 'warning',
    summary: fr`Le même fichier prouve des actes de jours ou de dossiers différents.`,
    explanation: fr`Deux fichiers sont les mêmes quand ils ont la même empreinte SHA-256, quels que soient leurs noms. Un courriel envoyé à plusieurs apprenants, un compte rendu de réunion d’équipe peuvent prouver plusieurs actes ; une copie versée par mégarde n’en prouve qu’un. Les actes du même jour dans le même dossier ne sont pas signalés.`,
  },
  parameters: [],
  *find({ proven, proofs = NO_PROOFS }) {
    const citing = new Map<string, Action[]>()
    for (const action of proven) {
      const contents = new Set(proofsOf(action).flatMap((path) => proofs.get(path)?.content ?? []))
      for (const content of contents) {
        const known = citing.get(content)
        if (known === undefined) citing.set(content, [action])
        else known.push(action)
      }
    }
    for (const actions of citing.values()) {
      const [first] = actions
      const other = actions.find((action) => first !== undefined && isAnother(action, first))
      if (first === undefined || other === undefined) continue
      const cases = new Set(actions.map(({ enrolmentId }) => enrolmentId))
      const days = [...new Set(actions.map(({ on }) => on as NonNullable<typeof on>))].sort((a, b) => a - b)
      yield {
        kind: this.kind,
        place: placeOf(other, proofField(other)),
        field: proofField(other),
        message: fr`Le même fichier prouve ${counted(actions.length, 'acte', 'actes')} de ${counted(cases.size, 'dossier', 'dossiers')}, ${days.length === 1 ? '' : fr`${days.length} jours différents : `}${listed(days.slice(0, MOST_SAID).map((day) => fr`le ${formatDate(day)}`))}.`,
        seen: fr`la même empreinte pour ${counted(actions.length, 'acte', 'actes')}`,
        isSeenDescribed: true,
        expected: fr`un fichier propre à chaque acte, sauf s’il les prouve vraiment tous`,
        mend: fr`versez la pièce de chacun de ces actes, ou laissez celle-ci si elle les montre tous`,
        related: actions
          .filter((action) => action !== other)
          .slice(0, MOST_RELATED)
          .map((action) => placeOf(action, proofField(action))),
      }
    }
  },
}

const NO_PROOFS: ReadonlyMap<string, ProofFacts> = new Map()
const MOST_SAID = 4
/** Places beyond this many help nobody. */
const MOST_RELATED = 20

function isAnother(action: Action, first: Action): boolean {
  return action.on !== first.on || action.enrolmentId !== first.enrolmentId
}

/** The files that an act cites. A mailbox that the act was read from proves each of its messages, on whatever day. */
export function proofsOf({ evidence, export: { table } }: Action): readonly string[] {
  return evidence.filter((path) => path !== table.file)
}

/** An attestation taken from abandons names its proof in a column of its own. */
export function proofField(action: Action): string {
  return action.export.name === 'abandons' ? 'attestation' : 'preuve'
}
