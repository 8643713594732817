// Measures that nothing shows.
import { formatDate, fr, listed, quoted } from '../../kernel/french.js'
import { addDays } from '../../kernel/local-date.js'
import { type CoherenceCheck, settingOf } from './coherence-check.js'

export const measureWithoutProof: CoherenceCheck = {
  id: 'mesure-sans-preuve',
  kind: {
    code: 'MESURE-SANS-PREUVE',
    severity: 'warning',
    summary: fr`Aucune pièce ne montre cette mesure.`,
    explanation: fr`Le guide de lecture V9 demande que les mesures soient « démontrées et matérialisées par des outils » (indicateur 12). Citez au moins un fichier du dossier de travail dans « preuves » : compte rendu, livret, capture de la plateforme, feuille d’atelier.`,
  },
  parameters: [
    {
      name: 'jours',
      description: 'Jours laissés après le début de la mesure pour en réunir une pièce.',
      unit: 'jours',
      value: 30,
    },
  ],
  *find(context) {
    const { register, files } = context
    const days = settingOf(this, 'jours', context)
    for (const measure of register.measures) {
      const isOver = measure.until !== null && measure.until < register.period.from
      if (isOver || addDays(measure.since, days) >= register.asOf) continue
      const unusable = measure.evidence.filter((path) => files.has(path) && files.get(path) !== 'present')
      if (unusable.length < measure.evidence.length) continue
      yield {
        kind: this.kind,
        place: measure.place,
        field: 'preuves',
        message: fr`La mesure ${quoted(measure.id)}, en place depuis le ${formatDate(measure.since)}, n’est montrée par aucune pièce.`,
        seen: unusable.length === 0 ? 'aucune pièce citée' : fr`introuvable ou vide : ${listed(unusable)}`,
        isSeenDescribed: true,
        expected: 'au moins un fichier de preuve qui existe',
        mend: fr`citez dans « preuves » un fichier du dossier de travail qui montre la mesure`,
      }
    }
  },
}
