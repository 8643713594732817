// The 2019 référentiel as it was read before the guide V8, for files of that time: no length limit, and the major and
// minor definitions that one certifier published. Never chosen for an audit date.
import { fr } from '../../kernel/french.js'
import { dayOf } from './day-of.js'
import type { Quotation, Referential } from './referential.js'
import { RNQ_2019_V9 } from './rnq-2019-v9.js'

function page(text: string): Quotation {
  return {
    text,
    source: fr`Certifopac, page « Indicateur 12 », du temps du guide de lecture V7 ; lecture de ce certificateur`,
    address: 'https://www.certifopac.fr/qualiopi/referentiel-national-qualite/critere-3/indicateur-12/',
  }
}

export const RNQ_2019_V7: Referential = {
  ...RNQ_2019_V9,
  id: 'rnq-2019-v7',
  title: 'Référentiel national qualité de 2019, guide de lecture V7',
  auditsFrom: null,
  auditsTo: dayOf('2024-01-22'),
  statement: page(RNQ_2019_V9.statement.text),
  expectedLevel: page(RNQ_2019_V9.expectedLevel.text),
  precisions: [],
  examples: [
    page(
      'Procédure de gestion des abandons et de relance systématique, listing de relances téléphoniques, carnet de rendez-vous, outils et méthodes favorisant l’implication du bénéficiaire (documents co-construits, espaces partagés), enquêtes terrain, plateforme pédagogique, variété des modalités pédagogiques.',
    ),
    page(
      'contacts/visites avec l’entreprise, organisation de rencontres avec les formateurs, les tuteurs/maîtres d’apprentissage, le cas échéant les familles, modalités d’accompagnement pour détecter, prévenir et empêcher les risques d’abandon, de décrochage et/ou proposition de solutions alternatives : accompagnement spécifique (social, pédagogique), service de médiation par les Chambres.',
    ),
  ],
  apprenticeship: page(RNQ_2019_V9.apprenticeship.text),
  grading: {
    minor: page(
      'Une non-conformité mineure est caractérisée par une mise en œuvre partielle des mesures définies.',
    ),
    major: page(
      'Une non-conformité majeure est caractérisée par : Absence de mesures permettant de favoriser l’engagement et de prévenir les ruptures de parcours des bénéficiaires ; Mesures partiellement définies ou formalisées ; Absence de mise en œuvre des mesures pour favoriser l’engagement des bénéficiaires et prévenir les ruptures de parcours.',
    ),
  },
  guide: { version: 'V7', publishedOn: dayOf('2021-03-29'), isPublished: true, note: null },
}
