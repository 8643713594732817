// The State's import model for apprenticeship centres (`modele-import-29012025.xlsx`, tableau de bord de
// l'apprentissage). Columns as in its first row; stars and case do not count.
import { fr } from '../../kernel/french.js'
import { nameKey } from '../name-key.js'
import { computedNumber } from './computed-number.js'
import { type CellOf, columnSignature, type Derivation } from './signature.js'

/** The four contracts that a row may hold, as the ends of their column names. */
const CONTRACTS = ['', '_2', '_3', '_4'] as const

const contractColumns = CONTRACTS.flatMap((end) => [
  `contrat_date_debut${end}`,
  `contrat_date_fin${end}`,
  `siret_employeur${end}`,
  `contrat_date_rupture${end}`,
  `cause_rupture_contrat${end}`,
])

/** The contract that begins after the last broken one, or ''. */
function newContract(cell: CellOf): string {
  const lastBroken = CONTRACTS.findLastIndex((end) => cell(`contrat_date_rupture${end}`) !== '')
  if (lastBroken < 0) return ''
  const next = CONTRACTS.find((end, index) => index > lastBroken && cell(`contrat_date_debut${end}`) !== '')
  return next === undefined ? '' : `contrat_date_debut${next}`
}

const newContractOn: Derivation = {
  reads: CONTRACTS.flatMap((end) => [`contrat_date_debut${end}`, `contrat_date_rupture${end}`]),
  text: (cell) => (newContract(cell) === '' ? '' : cell(newContract(cell))),
  from: (cell) => newContract(cell) || 'contrat_date_debut_2',
}

/** The column « date d'exclusion ou d'abandon » says which of the two by its cause only. */
const status: Derivation = {
  reads: ['date_exclusion_formation', 'cause_exclusion_formation', 'date_fin_formation'],
  text: (cell) => {
    if (cell('date_exclusion_formation') === '') return 'termine'
    const cause = cell('cause_exclusion_formation')
    const key = nameKey(cause)
    if (key === '') return 'exclusion ou abandon sans cause'
    if (key.includes('abandon')) return 'abandon'
    if (key.includes('changementdecfa')) return 'transfert'
    if (/absences?repetees?|nonrespect|exclu/.test(key)) return 'exclusion'
    return cause
  },
  from: (cell) =>
    cell('date_exclusion_formation') === ''
      ? 'date_fin_formation'
      : cell('cause_exclusion_formation') === ''
        ? 'date_exclusion_formation'
        : 'cause_exclusion_formation',
}

export const CFA_MODEL = columnSignature({
  id: 'modele-cfa',
  name: 'modèle d’import du tableau de bord de l’apprentissage',
  source: 'apprenants',
  headersFrom: fr`le modèle public du dépôt mission-apprentissage/flux-retour-cfas`,
  notes: [
    fr`le modèle n’a pas de numéro de dossier : i12 en calcule un d’après le nom, le prénom, la formation et la date d’entrée ; pour employer le vôtre, déclarez « correspondance: { dossier: … } »`,
    fr`sans date d’exclusion, la formation est lue comme suivie jusqu’à date_fin_formation ; avec elle, la cause dit s’il s’agit d’un abandon ou d’une exclusion`,
    fr`la première rupture de contrat est retenue, et le contrat qui suit la dernière`,
  ],
  marks: [
    'nom_apprenant',
    'prenom_apprenant',
    'date_entree_formation',
    'date_fin_formation',
    'date_exclusion_formation',
    'contrat_date_rupture',
  ],
  columns: [
    'nom_apprenant',
    'prenom_apprenant',
    'date_de_naissance_apprenant',
    'sexe_apprenant',
    'code_postal_de_naissance_apprenant',
    'email_contact',
    'adresse_apprenant',
    'code_postal_apprenant',
    'ine_apprenant',
    'nir_apprenant',
    'tel_apprenant',
    'rqth_apprenant',
    'date_rqth_apprenant',
    'responsable_apprenant_mail1',
    'responsable_apprenant_mail2',
    'dernier_organisme_uai',
    'derniere_situation',
    'type_cfa',
    'etablissement_responsable_uai',
    'etablissement_responsable_siret',
    'etablissement_formateur_uai',
    'etablissement_formateur_siret',
    'etablissement_lieu_de_formation_uai',
    'etablissement_lieu_de_formation_siret',
    'etablissement_lieu_de_formation_adresse',
    'etablissement_lieu_de_formation_code_postal',
    'annee_scolaire',
    'annee_formation',
    'formation_rncp',
    'formation_cfd',
    'date_inscription_formation',
    'date_entree_formation',
    'date_fin_formation',
    'duree_theorique_formation_mois',
    'libelle_court_formation',
    'obtention_diplome_formation',
    'date_obtention_diplome_formation',
    'date_exclusion_formation',
    'cause_exclusion_formation',
    'formation_presentielle',
    'nom_referent_handicap_formation',
    'prenom_referent_handicap_formation',
    'email_referent_handicap_formation',
    ...contractColumns,
  ],
  fields: {
    dossier: computedNumber('CFA', [
      'nom_apprenant',
      'prenom_apprenant',
      'formation_rncp',
      'date_entree_formation',
    ]),
    nom: 'nom_apprenant',
    prenom: 'prenom_apprenant',
    email: 'email_contact',
    telephone: 'tel_apprenant',
    adresse: 'adresse_apprenant',
    formation: ['libelle_court_formation', 'formation_rncp'],
    session: 'annee_scolaire',
    date_entree: 'date_entree_formation',
    date_fin_prevue: 'date_fin_formation',
    date_sortie: ['date_exclusion_formation', 'date_fin_formation'],
    date_rupture: CONTRACTS.map((end) => `contrat_date_rupture${end}`),
    date_nouveau_contrat: newContractOn,
    statut: status,
    entreprise: 'siret_employeur',
    email_responsable_legal: 'responsable_apprenant_mail1',
    psh: 'rqth_apprenant',
  },
})
