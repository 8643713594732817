// Words that people write for the values of closed lists. Only sure ones: a doubtful word is refused and can be
// declared under `valeurs` in i12.yaml. Keys are canonical values; words are compared with case, accents,
// dashes and spaces apart, so each is written once, in its plainest form.

import { nameKey } from './name-key.js'

type Synonyms = Readonly<Record<string, readonly string[]>>

/** By source and canonical header, `apprenants.statut`. */
export const VALUE_SYNONYMS: Readonly<Record<string, Synonyms>> = {
  'apprenants.statut': {
    inscrit: ['inscrite', 'inscription', 'pré-inscrit', 'non démarré', 'à venir'],
    en_cours: ['en formation', 'en cours de formation', 'actif', 'active', 'formation en cours'],
    termine: [
      'terminée',
      'fini',
      'finie',
      'achevé',
      'achevée',
      'formation terminée',
      'fin de formation',
      'formation achevée',
    ],
    abandon: ['abandonné', 'abandonnée', 'a abandonné', 'abandon de formation', 'démission de la formation'],
    force_majeure: ['abandon pour force majeure', 'cas de force majeure'],
    interruption_of: [
      'interruption par l’organisme',
      'interruption organisme',
      'interrompu par l’of',
      'interrompu par l’organisme',
      'interruption par l’of',
    ],
    exclusion: ['exclu', 'exclue', 'exclusion définitive', 'renvoi'],
    rupture_contrat: ['rupture', 'rupture de contrat', 'rupture du contrat', 'contrat rompu', 'rupturant'],
    transfert: ['transféré', 'transférée', 'transfert de dossier'],
    non_presentation: [
      'no show',
      'non présenté',
      'non présentée',
      'jamais venu',
      'jamais venue',
      'ne s’est pas présenté',
    ],
    annulation: ['annulé', 'annulée', 'désistement', 'inscription annulée'],
    erreur: ['erreur de saisie', 'doublon', 'saisi par erreur', 'erreur administrative'],
  },
  'formations.type': {
    courte: ['formation courte', 'action courte', 'court'],
    longue: ['formation longue', 'action longue', 'long'],
    certifiante: ['formation certifiante', 'certifiant', 'diplômante'],
    bilan: ['bilan de compétences', 'bilan de compétence'],
    vae: ['validation des acquis', 'validation des acquis de l’expérience'],
    apprentissage: [
      'apprenti',
      'contrat d’apprentissage',
      'alternance apprentissage',
      'formation en apprentissage',
    ],
  },
  'relances.type': {
    relance: ['relances', 'rappel', 'prise de contact', 'contact'],
    entretien: ['entretien individuel'],
    regard_croise: ['regards croisés'],
    rdv_mentor: ['rendez-vous mentor', 'mentorat', 'rdv de mentorat'],
    visite_entreprise: ['visite en entreprise', 'visite d’entreprise'],
    mediation: ['médiation apprentissage'],
    information: ['info', 'signalement aux parties'],
    demande_motifs: ['demande de motifs', 'demande des motifs', 'demande de motif', 'demande du motif'],
    analyse: ['analyse des causes', 'analyse de situation'],
    proposition: ['proposition de solution', 'proposition d’alternative', 'solution proposée'],
    echange: ['échanges'],
    decision: ['décision finale'],
    // An attestation d’assiduité says nothing of a dropout.
    attestation: ['attestation d’abandon'],
    orientation: ['réorientation'],
    positionnement: ['test de positionnement', 'entretien de positionnement'],
    // An appointment made, not an interview held (design §9).
    rendez_vous: ['rdv', 'prise de rendez-vous', 'rendez-vous fixé', 'rdv fixé'],
    avenant: ['avenant au contrat', 'avenant à la convention'],
    bilan_intermediaire: ['bilan de mi-parcours', 'bilan à mi-parcours', 'point d’étape'],
    remise_document: ['remise de document', 'remise de documents', 'document remis'],
  },
  'relances.canal': {
    telephone: [
      'tél',
      'tel.',
      'appel',
      'appel téléphonique',
      'appel tel',
      'par téléphone',
      'phone',
      'téléphonique',
    ],
    email: ['mail', 'courriel', 'e-mail', 'mél', 'par mail', 'courrier électronique', 'message électronique'],
    sms: ['texto', 'message texte'],
    courrier: [
      'lettre',
      'courrier postal',
      'lettre recommandée',
      'lrar',
      'recommandé',
      'courrier recommandé',
      'lettre simple',
    ],
    visio: ['visioconférence', 'visio-conférence', 'teams', 'zoom', 'google meet', 'en visio'],
    presentiel: [
      'présence',
      'en présence',
      'sur place',
      'en face à face',
      'face à face',
      'en présentiel',
      'physique',
    ],
  },
  'relances.destinataire': {
    beneficiaire: [
      'bénéficiaires',
      'apprenant',
      'apprenante',
      'stagiaire',
      'participant',
      'participante',
      'apprenti',
      'apprentie',
      'candidat',
      'candidate',
      'alternant',
      'alternante',
      'élève',
    ],
    entreprise: ['employeur', 'société', 'l’entreprise', 'entreprise cliente'],
    prescripteur: ['france travail', 'pôle emploi', 'mission locale', 'cap emploi'],
    financeur: ['opco', 'cpf', 'caisse des dépôts', 'cdc', 'financeurs', 'transitions pro'],
    tuteur: ['tutrice', 'maître d’apprentissage', 'maître de stage', 'maîtresse d’apprentissage'],
    responsable_legal: [
      'parent',
      'parents',
      'famille',
      'représentant légal',
      'représentante légale',
      'responsable légale',
      'responsables légaux',
    ],
    conseiller: ['conseillère', 'conseiller en évolution professionnelle', 'cep'],
    equipe: ['équipe pédagogique', 'équipe interne', 'formateur', 'formatrice'],
    certificateur: ['organisme certificateur', 'jury'],
  },
  'relances.resultat': {
    joint: [
      'jointe',
      'contacté',
      'contactée',
      'répondu',
      'a répondu',
      'réponse',
      'réponse obtenue',
      'échange réalisé',
      'entretien réalisé',
      'rdv pris',
    ],
    message: ['message laissé', 'répondeur', 'message vocal', 'message sur répondeur', 'messagerie'],
    sans_reponse: [
      'pas de réponse',
      'aucune réponse',
      'non répondu',
      'ne répond pas',
      'contacté sans retour',
      'sans retour',
    ],
    injoignable: [
      'non joint',
      'non joignable',
      'numéro erroné',
      'coordonnées incorrectes',
      'faux numéro',
      'injoignable après relances',
      'coordonnées incorrect',
    ],
  },
  'abandons.origine': {
    beneficiaire: [
      'apprenant',
      'apprenante',
      'stagiaire',
      'participant',
      'apprenti',
      'le bénéficiaire',
      'candidat',
    ],
    entreprise: ['employeur', 'société'],
    organisme: ['of', 'organisme de formation', 'cfa', 'centre de formation'],
    financeur: ['opco', 'cpf', 'france travail', 'caisse des dépôts'],
    externe: ['extérieure', 'cause extérieure'],
  },
  'abandons.alternative': {
    report: ['report de session', 'report de dates', 'report accepté', 'prolongation'],
    nouvelle_session: ['autre session', 'report sur une autre session', 'changement de session'],
    adaptation: ['aménagement', 'aménagement du parcours', 'adaptation du parcours', 'individualisation'],
    changement_referent: ['changement de référent', 'changement de formateur'],
    autre_financement: ['financement alternatif', 'changement de financement'],
    changement_thematique: ['changement de thématique', 'autre formation', 'changement de formation'],
    autre: ['autre solution', 'orientation vers un partenaire'],
    aucune: [
      'néant',
      'aucune solution',
      'aucune solution possible',
      'pas d’alternative',
      'sans objet',
      'aucune alternative',
    ],
  },
  'abandons.decision': {
    valide: [
      'validé',
      'validée',
      'abandon validé',
      'abandon confirmé',
      'accepté',
      'confirmé',
      'acceptée',
      'confirmée',
    ],
    invalide: [
      'invalidé',
      'invalidée',
      'refusé',
      'refusée',
      'non validé',
      'abandon non validé',
      'non validée',
    ],
  },
  'signalements.categorie': {
    violence: ['violences', 'violence physique', 'violence verbale', 'violences physiques'],
    violence_sexiste_sexuelle: [
      'vss',
      'violences sexistes et sexuelles',
      'violence sexiste',
      'violence sexuelle',
      'agissement sexiste',
      'harcèlement sexuel',
    ],
    harcelement: ['harcèlement moral'],
    discrimination: ['discriminations'],
  },
  'emargements.etat': {
    present: ['présente', 'présents', 'présence', 'signé', 'émargé'],
    retard: ['en retard', 'retardataire'],
    depart_anticipe: ['départ anticipé', 'parti avant la fin', 'sortie anticipée'],
    absent: ['absente', 'absence', 'abs', 'absence injustifiée', 'absent injustifié', 'absent non justifié'],
    absent_justifie: [
      'absente justifiée',
      'absence justifiée',
      'abs justifiée',
      'absent excusé',
      'absente excusée',
      'absence excusée',
      'excusé',
      'excusée',
    ],
    en_attente: ['justificatif attendu', 'en attente de justificatif', 'justificatif en attente'],
    dispense: ['dispensé', 'dispensée', 'non concerné', 'non concernée'],
  },
  'absences.periode': {
    matin: ['m', 'matinée', 'le matin'],
    // AM, of two meanings, is judged by its column (day-part-words.ts).
    'apres-midi': ['pm', 'p.m.', 'aprem', 'l’après-midi'],
    journee: ['jour', 'journée entière', 'journée complète', 'toute la journée', 'matin et après-midi'],
  },
}

/** The half-days are the same in absences and presences. */
export function synonymsOf(source: string, header: string): Synonyms {
  const key = header === 'periode' ? 'absences.periode' : `${source}.${header}`
  return VALUE_SYNONYMS[key] ?? {}
}

/** Words for oui and non, in any column. */
export const YES_WORDS = ['oui', 'o', 'vrai', 'true', 'yes', 'y', '1'] as const
export const NO_WORDS = ['non', 'n', 'faux', 'false', 'no', '0'] as const

/** Longer than any of those words. */
const LONGEST_WORD = 5

/** Whether a text is one of those words, for a column that holds something else; a figure is a number there. */
export function saysWhether(text: string): boolean | null {
  if (text === '' || text.length > LONGEST_WORD || /\d/.test(text)) return null
  const key = nameKey(text)
  if (YES_WORDS.some((word) => word === key)) return true
  return NO_WORDS.some((word) => word === key) ? false : null
}

/** Words for oui and non that only make sense in one column. */
export const YES_NO_SYNONYMS: Readonly<Record<string, Synonyms>> = {
  'absences.justifiee': {
    oui: ['justifiée', 'justifié', 'absence justifiée', 'excusée', 'excusé', 'abs justifiée'],
    non: [
      'injustifiée',
      'injustifié',
      'non justifiée',
      'non justifié',
      'absence injustifiée',
      'non excusée',
      'non excusé',
    ],
    en_attente: [
      'attente de justificatif',
      'en attente de justificatif',
      'justificatif en attente',
      'justificatif attendu',
      'à justifier',
    ],
  },
  'apprenants.psh': {
    oui: ['psh', 'rqth'],
    non: [],
  },
  'certifications.presente': {
    oui: ['présent', 'présente', 'présenté', 'présentée'],
    non: ['absent', 'absente', 'non présenté', 'non présentée'],
  },
}

/** Results of an exam, in `certifications.resultat`. */
export const PASSED_WORDS = [
  'reçu',
  'reçue',
  'admis',
  'admise',
  'réussi',
  'réussite',
  'réussie',
  'obtenu',
  'obtenue',
  'validé',
  'validée',
  'certifié',
  'certifiée',
  'validation totale',
  'oui',
  'succès',
] as const
export const FAILED_WORDS = [
  'échec',
  'échoué',
  'échouée',
  'ajourné',
  'ajournée',
  'refusé',
  'refusée',
  'non admis',
  'non admise',
  'non obtenu',
  'non obtenue',
  'non validé',
  'non validée',
  'non',
  'recalé',
  'recalée',
  'non certifié',
  'non certifiée',
] as const
