// Presences and activities after a declared dropout.
import { formatDate, fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { placeOf, type Recorded } from '../../records/export-file.js'
import { type CoherenceCheck, judgedCases } from './coherence-check.js'

export const presenceAfterDropout: CoherenceCheck = {
  id: 'presence-apres-abandon',
  kind: {
    code: 'PRESENCE-APRES-ABANDON',
    severity: 'warning',
    summary: fr`Une présence suit un abandon déclaré.`,
    explanation: fr`Une personne revenue n’a pas abandonné : soit la date de l’abandon est trop tôt, soit le statut n’a pas été remis à jour, soit la présence appartient à une autre inscription. Le taux d’abandon en dépend.`,
  },
  parameters: [],
  *find({ register }) {
    for (const kase of judgedCases(register)) {
      if (kase.state.status !== 'abandon') continue
      const on = kase.leftOn ?? kase.dropout?.on ?? null
      if (on === null) continue
      const after = [...kase.presences, ...kase.activities].find(isAfter(on))
      if (after === undefined || after.on === null) continue
      const what = after.export.name === 'activites' ? 'Une activité' : 'Une présence'
      yield {
        kind: this.kind,
        place: placeOf(after, 'date'),
        field: 'date',
        message: fr`${what} du dossier ${kase.enrolment.id} suit son abandon, daté du ${formatDate(on)}.`,
        seen: formatDate(after.on),
        isSeenDescribed: true,
        expected: fr`rien après le ${formatDate(on)}`,
        mend: fr`corrigez la date de l’abandon, le statut du dossier ou le numéro de dossier de cette ligne`,
        related: [
          kase.dropout === null ? placeOf(kase.enrolment, 'date_sortie') : placeOf(kase.dropout, 'date'),
        ],
      }
    }
  },
}

function isAfter(day: LocalDate) {
  return (record: Recorded & { readonly on: LocalDate | null }): boolean =>
    record.on !== null && record.on > day
}
