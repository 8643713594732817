// A proof whose own date comes after the act that it proves.
import { formatDate, fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { placeOf } from '../../records/export-file.js'
import type { CoherenceCheck } from './coherence-check.js'
import { proofField, proofsOf } from './proof-reused.js'

/** A message sent late in the evening, a clock that is wrong by some hours. */
const DAYS_ADMITTED = 1

export const proofLater: CoherenceCheck = {
  id: 'preuve-posterieure',
  kind: {
    code: 'PREUVE-POSTERIEURE',
    severity: 'warning',
    summary: fr`La preuve porte une date postérieure de plus d’un jour à l’acte.`,
    explanation: fr`Un message, un PDF et une photographie portent leur propre date : celle de l’envoi, de la création, de la prise de vue. Plus d’un jour après l’acte, elle montre une pièce faite ou numérisée ensuite, ou une date d’acte fausse. Elle compte comme preuve ; un auditeur peut demander pourquoi elle est venue après.`,
  },
  parameters: [],
  *find({ proven, proofs }) {
    if (proofs === undefined) return
    for (const action of proven) {
      const on = latestOf(proofsOf(action).map((path) => proofs.get(path)?.on ?? null))
      if (on === null || action.on === null || on - action.on <= DAYS_ADMITTED) continue
      yield {
        kind: this.kind,
        place: placeOf(action, proofField(action)),
        field: proofField(action),
        message: fr`La preuve de cet acte du dossier ${action.enrolmentId}, daté du ${formatDate(action.on)}, porte la date du ${formatDate(on)}.`,
        seen: formatDate(on),
        isSeenDescribed: true,
        expected: fr`une date au plus tard le ${formatDate((action.on + DAYS_ADMITTED) as typeof action.on)}`,
        mend: fr`vérifiez la date de l’acte et la pièce citée ; si la pièce a été numérisée ensuite, rien n’est à faire`,
      }
    }
  },
}

function latestOf(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.reduce(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  )
}
