// Learners with a recognised disability who are absent, and no adaptation is recorded. Says nothing of health.
import { counted, fr } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

export const disabilityWithoutAdaptation: CoherenceCheck = {
  id: 'psh-absences-sans-amenagement',
  kind: {
    code: 'PSH-ABSENCES-SANS-AMENAGEMENT',
    severity: 'warning',
    summary: fr`Une personne en situation de handicap est absente et aucun aménagement n’est inscrit.`,
    explanation: fr`Le guide de lecture V9 cite parmi les preuves, pour les personnes en situation de handicap, les « mesures de prévention des abandons en lien avec les adaptations proposées ou mises en place » (indicateur 12). Inscrivez qu’un aménagement existe ou qu’il a été proposé, sans aucun détail de santé.`,
  },
  parameters: [
    {
      name: 'absences',
      description: 'Jours d’absence à partir desquels un aménagement est attendu.',
      unit: 'absences',
      value: 2,
    },
  ],
  *find(context) {
    const { register } = context
    const fewest = settingOf(this, 'absences', context)
    for (const kase of judgedCases(register)) {
      const { enrolment } = kase
      if (enrolment.hasDisability !== true || enrolment.adaptation !== '') continue
      const days = new Set(kase.absences.map(({ on }) => on).filter((on) => on !== null)).size
      if (days < fewest) continue
      const field = enrolment.export.columns.has('amenagement') ? 'amenagement' : 'psh'
      yield {
        kind: this.kind,
        place: placeOf(enrolment, field),
        field,
        message: fr`Le dossier ${enrolment.id} compte ${counted(days, 'jour d’absence', 'jours d’absence')} et aucun aménagement n’est inscrit.`,
        seen: 'aucun aménagement inscrit',
        isSeenDescribed: true,
        expected: fr`un aménagement en place, proposé ou refusé, à partir de ${counted(fewest, 'jour d’absence', 'jours d’absence')}`,
        mend: fr`inscrivez l’aménagement dans la colonne « amenagement », sans détail de santé`,
      }
    }
  },
}
