// Absences before the entry or after the exit.
import { formatDate, fr } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import { type CoherenceCheck, judgedCases } from './coherence-check.js'

export const absenceOutsideEnrolment: CoherenceCheck = {
  id: 'absence-hors-inscription',
  kind: {
    code: 'ABSENCE-HORS-INSCRIPTION',
    severity: 'warning',
    summary: fr`Cette absence se place hors du temps de formation de l’inscription.`,
    explanation: fr`Avant l’entrée ou après la sortie, personne n’est attendu : l’absence ne déclenche aucune obligation. Le plus souvent, une date d’entrée ou de sortie est fausse, ou l’absence appartient à une autre inscription de la même personne.`,
  },
  parameters: [],
  *find({ register }) {
    for (const kase of judgedCases(register)) {
      const { enteredOn, leftOn, hasEntered, enrolment } = kase
      for (const absence of kase.absences) {
        const { on } = absence
        if (on === null) continue
        const isBefore = enteredOn === null ? !hasEntered : on < enteredOn
        const isAfter = leftOn !== null && on > leftOn
        if (!isBefore && !isAfter) continue
        yield {
          kind: this.kind,
          place: placeOf(absence, 'date'),
          field: 'date',
          message: isAfter
            ? fr`Cette absence du dossier ${enrolment.id} vient après sa sortie.`
            : enteredOn === null
              ? fr`Cette absence porte sur le dossier ${enrolment.id}, qui n’est pas entré en formation.`
              : fr`Cette absence du dossier ${enrolment.id} vient avant son entrée.`,
          seen: formatDate(on),
          isSeenDescribed: true,
          expected:
            enteredOn === null
              ? 'aucune absence avant l’entrée'
              : leftOn === null
                ? fr`à partir du ${formatDate(enteredOn)}`
                : fr`du ${formatDate(enteredOn)} au ${formatDate(leftOn)}`,
          mend: fr`vérifiez les dates d’entrée et de sortie du dossier, et à quelle inscription l’absence appartient`,
          related: [placeOf(enrolment, isAfter ? 'date_sortie' : 'date_entree')],
        }
      }
    }
  },
}
