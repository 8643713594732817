// The 2026 référentiel: the decree's wording of indicator 12, with the explanations of the guide V9 until a guide V10.
import { fr } from '../../kernel/french.js'
import { dayOf } from './day-of.js'
import type { Referential } from './referential.js'
import { RNQ_2019_V9 } from './rnq-2019-v9.js'

export const RNQ_2026: Referential = {
  ...RNQ_2019_V9,
  id: 'rnq-2026',
  title: fr`Référentiel national qualité de 2026, décret n° 2026-728 du 1er août 2026`,
  auditsFrom: dayOf('2026-11-01'),
  auditsTo: null,
  statement: {
    text: 'Le prestataire décrit et met en œuvre les mesures pour favoriser l’engagement des bénéficiaires et prévenir les ruptures de parcours. Il s’assure de la prévention et du traitement de toute situation de violence, dont les violences sexistes et sexuelles, de harcèlement ou de discrimination dans le cadre de leur formation.',
    source: fr`Décret n° 2026-728 du 1er août 2026, annexe, indicateur 12 (JORF n° 0180 du 4 août 2026, texte n° 11)`,
    address: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000054608509',
  },
  guide: {
    ...RNQ_2019_V9.guide,
    isPublished: false,
    note: fr`Le guide de lecture V10 n’était pas publié quand cette version d’i12 a été écrite : le niveau attendu, les exemples et la gradation sont ceux du guide V9, dans l’attente du guide V10.`,
  },
  asksForViolenceReports: true,
}
