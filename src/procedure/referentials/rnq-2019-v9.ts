// The 2019 référentiel as the reading guide V9 explains it. Words of the guide, never rewritten.
import { fr } from '../../kernel/french.js'
import { dayOf } from './day-of.js'
import type { Quotation, Referential } from './referential.js'

const ADDRESS = 'https://travail-emploi.gouv.fr/referentiel-national-qualite-guide-de-lecture-qualiopi'

function guide(text: string): Quotation {
  return { text, source: fr`Guide de lecture V9 du 8 janvier 2024, indicateur 12`, address: ADDRESS }
}

export const RNQ_2019_V9: Referential = {
  id: 'rnq-2019-v9',
  title: 'Référentiel national qualité de 2019, guide de lecture V9',
  auditsFrom: dayOf('2024-03-08'),
  auditsTo: dayOf('2026-10-31'),
  statement: guide(
    'Le prestataire décrit et met en œuvre les mesures pour favoriser l’engagement des bénéficiaires et prévenir les ruptures de parcours.',
  ),
  expectedLevel: guide('Démontrer que des mesures formalisées existent et sont mises en œuvre.'),
  precisions: [
    guide('Cet indicateur s’applique aux formations d’une durée supérieure à 2 jours.'),
    guide('Les mesures mises en œuvre doivent pouvoir être démontrées et matérialisées par des outils.'),
  ],
  examples: [
    guide(
      'Procédure de gestion des abandons et de relance systématique, listing de relances téléphoniques, carnet de rendez-vous, outils et méthodes favorisant l’implication du bénéficiaire (documents co-construits, espaces partagés), enquêtes terrain, plateforme pédagogique, variété des modalités pédagogiques, outils pédagogiques favorisant l’interactivité et la participation des stagiaires, qualité de l’analyse de besoin et des procédures de positionnement pour définir la cohérence de la formation avec le projet du bénéficiaire.',
    ),
    guide('mesures de prévention des abandons en lien avec les adaptations proposées ou mises en place'),
    guide(
      'contacts/visites avec l’entreprise, organisation de rencontres avec les formateurs, les tuteurs/ maîtres d’apprentissage, le cas échéant les responsables légaux, modalités d’accompagnement pour détecter, prévenir et empêcher les risques d’abandon, de décrochage et/ou proposition de solutions alternatives : accompagnement spécifique (social, pédagogique), service de médiation par les chambres',
    ),
  ],
  apprenticeship: guide(
    'de prévenir ou résoudre les difficultés d’ordre social et matériel susceptibles de mettre en péril le déroulement du contrat d’apprentissage',
  ),
  grading: {
    minor: guide(
      'Dans l’échantillon audité, une non-conformité mineure est caractérisée par une mise en œuvre partielle des mesures définies.',
    ),
    major: {
      text: 'l’attendu n’est pas du tout respecté',
      source: fr`Guide de lecture V9 du 8 janvier 2024, gradation des indicateurs`,
      address: ADDRESS,
    },
  },
  guide: { version: 'V9', publishedOn: dayOf('2024-01-08'), isPublished: true, note: null },
  asksForViolenceReports: false,
}
