// The list of learners that the State's tableau de bord de l'apprentissage exports.
import { fr } from '../../kernel/french.js'
import { nameKey } from '../name-key.js'
import { computedNumber } from './computed-number.js'
import { columnSignature, type Derivation } from './signature.js'

/** The export gives no exit date but the end of the training, which is the exit of who followed it. */
const leftOn: Derivation = {
  reads: ['apprenant_statut', 'formation_date_fin_formation'],
  text: (cell) =>
    nameKey(cell('apprenant_statut')) === 'findeformation' ? cell('formation_date_fin_formation') : '',
  from: () => 'formation_date_fin_formation',
}

export const STATE_DASHBOARD = columnSignature({
  id: 'tableau-de-bord',
  name: 'liste nominative du tableau de bord de l’apprentissage',
  source: 'apprenants',
  headersFrom: fr`le code public du tableau de bord, dépôt mission-apprentissage/flux-retour-cfas`,
  notes: [
    fr`la liste n’a pas de numéro de dossier : i12 en calcule un d’après le nom, le prénom, la formation et la date de début ; pour employer le vôtre, déclarez « correspondance: { dossier: … } »`,
    fr`un « rupturant » est lu comme une rupture de contrat, un « inscrit » et un « apprenti » comme en cours, un « pré-inscrit » comme inscrit`,
    fr`la liste ne donne pas la date des abandons`,
  ],
  marks: ['apprenant_nom', 'apprenant_prenom', 'apprenant_statut', 'formation_date_debut_formation'],
  columns: [
    'organisme_uai',
    'organisme_siret',
    'organisme_nom',
    'organisme_nature',
    'apprenant_nom',
    'apprenant_prenom',
    'apprenant_date_de_naissance',
    'apprenant_statut',
    'apprenant_telephone',
    'apprenant_courriel',
    'formation_cfd',
    'formation_rncp',
    'formation_libelle_long',
    'formation_annee',
    'formation_niveau',
    'formation_date_debut_formation',
    'formation_date_fin_formation',
  ],
  fields: {
    dossier: computedNumber('TDB', [
      'apprenant_nom',
      'apprenant_prenom',
      'formation_rncp',
      'formation_date_debut_formation',
    ]),
    nom: 'apprenant_nom',
    prenom: 'apprenant_prenom',
    email: 'apprenant_courriel',
    telephone: 'apprenant_telephone',
    formation: ['formation_libelle_long', 'formation_rncp'],
    date_entree: 'formation_date_debut_formation',
    date_fin_prevue: 'formation_date_fin_formation',
    date_sortie: leftOn,
    statut: 'apprenant_statut',
  },
  words: {
    statut: {
      ABANDON: 'abandon',
      RUPTURANT: 'rupture_contrat',
      FIN_DE_FORMATION: 'termine',
      APPRENTI: 'en_cours',
      INSCRIT: 'en_cours',
      PRE_INSCRIT: 'inscrit',
    },
  },
})
