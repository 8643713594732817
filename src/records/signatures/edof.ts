// Mon Compte Formation: the export of training files of the EDOF portal. Columns come from a third party's reader,
// states from the names that the public WEDOF interface gives them; what is not among them is left to `valeurs`.
import { fr } from '../../kernel/french.js'
import { textKey } from '../../kernel/text-key.js'
import { columnSignature, type Derivation } from './signature.js'

/** States of a file in the portal, as its buyers' programs name them (the states of the WEDOF interface). */
const STATES = {
  'À traiter': 'inscrit',
  'Non traité': 'inscrit',
  Validé: 'inscrit',
  'En attente d’acceptation': 'inscrit',
  'En cours d’instruction Pôle emploi': 'inscrit',
  'En cours d’instruction France Travail': 'inscrit',
  Accepté: 'inscrit',
  'Entrée en formation': 'en_cours',
  'En formation': 'en_cours',
  'Sortie de formation': 'termine',
  'Sortie de formation déclarée': 'termine',
  'Formation terminée': 'termine',
  Terminé: 'termine',
  'Service fait déclaré': 'termine',
  'Service fait validé': 'termine',
  Facturé: 'termine',
  Payé: 'termine',
  Annulé: 'annulation',
  'Annulé par le titulaire': 'annulation',
  'Annulé par le stagiaire': 'annulation',
  'Annulation titulaire': 'annulation',
  'Annulé par l’organisme': 'annulation',
  'Annulé par l’organisme de formation': 'annulation',
  'Annulation organisme': 'annulation',
  'Annulé par le financeur': 'annulation',
  'Annulé par la CDC': 'annulation',
  'Annulé sans suite': 'annulation',
  'Annulation titulaire sans suite': 'annulation',
  'Rejeté sans suite du titulaire': 'annulation',
  Refusé: 'annulation',
  'Refusé par le titulaire': 'annulation',
  'Refus titulaire': 'annulation',
  'Refusé par l’organisme': 'annulation',
  'Refusé par l’organisme de formation': 'annulation',
  'Refus organisme': 'annulation',
  'Refusé par le financeur': 'annulation',
  'Non réalisé': 'non_presentation',
  'Annulé par le titulaire, non réalisé': 'non_presentation',
} as const

/** Wordings of the reason of exit, held in small letters without accents, and the state that each means. */
const REASONS: readonly (readonly [says: RegExp, state: string])[] = [
  [/force majeure/, 'force_majeure'],
  [/\babandon/, 'abandon'],
  [/\b(?:organisme|of)\b.*\binterrom|\binterruption\b.*\b(?:organisme|of)\b/, 'interruption_of'],
]

/** The reason of exit says more than the state of the file; one that nobody knows is not to be passed over. */
const state: Derivation = {
  reads: ['MOTIF_DE_SORTIE_FINAL', 'STATUT_DOSSIER'],
  text: (cell) => {
    const reason = cell('MOTIF_DE_SORTIE_FINAL')
    if (reason === '') return cell('STATUT_DOSSIER')
    const key = textKey(reason)
    return REASONS.find(([says]) => says.test(key))?.[1] ?? reason
  },
  from: (cell) => (cell('MOTIF_DE_SORTIE_FINAL') === '' ? 'STATUT_DOSSIER' : 'MOTIF_DE_SORTIE_FINAL'),
}

export const EDOF = columnSignature({
  id: 'edof',
  name: 'Mon Compte Formation (EDOF)',
  source: 'apprenants',
  headersFrom: fr`le lecteur public d’un tiers, projet MYSTORY (lib/edof)`,
  notes: [
    fr`les dates de la session servent de dates d’entrée et de fin prévues, et le début de session de date d’entrée : l’export n’en a pas d’autre`,
    fr`le statut est le motif de sortie quand il est rempli, sinon le statut du dossier ; les mots qui ne sont pas reconnus se déclarent sous « valeurs »`,
    fr`l’export ne donne pas la date de sortie`,
  ],
  marks: ['NUMERO_DOSSIER', 'STATUT_DOSSIER', 'MOTIF_DE_SORTIE_FINAL'],
  columns: [
    'NUMERO_DOSSIER',
    'CIVILITE',
    'NOM',
    'PRENOM',
    'DATE_DE_NAISSANCE',
    'COURRIEL',
    'NUMERO_TELEPHONE_PORTABLE',
    'NUMERO_TELEPHONE_FIXE',
    'REF_REPERTOIRE',
    'CODE_CERTIF/THEM',
    'INTITULE_CERTIF/THEM',
    'NUMERO_FORMATION',
    'NUMERO_ACTION',
    'NUMERO_SESSION',
    'INTITULE_FORMATION',
    'DATE_DEBUT_SESSION',
    'DATE_FIN_SESSION',
    'LIEU_FORMATION_VILLE',
    'STATUT_DOSSIER',
    'DATE_DERNIERE_ACTION',
    'EN_CONTROLE',
    'ABONDEMENT_FT',
    'DATE_INSCRIPTION',
    'TAUX_REALISATION_SAISI',
    'MOTIF_DE_SORTIE_FINAL',
    'MONTANT_FORMATION',
    'MONTANT_FRAIS_ANNEXES',
    'MONTANT_FACTURABLE',
    'MONTANT_FACTURE',
  ],
  fields: {
    dossier: 'NUMERO_DOSSIER',
    nom: 'NOM',
    prenom: 'PRENOM',
    email: 'COURRIEL',
    formation: 'INTITULE_FORMATION',
    session: 'NUMERO_SESSION',
    date_entree_prevue: 'DATE_DEBUT_SESSION',
    date_entree: 'DATE_DEBUT_SESSION',
    date_fin_prevue: 'DATE_FIN_SESSION',
    statut: state,
  },
  words: { statut: STATES },
})
