// A small organisation with absences and dropouts, for letters and attestations. Everybody in it is invented.

/** A name that tries everything: markup, a template, a formula, another direction of writing, 120 signs. */
export const HOSTILE_NAME = `<script>alert(1)</script>{{x}} ${'Wolframite-'.repeat(8)}Quartz`

export const DROPOUT_WORKSPACE: Readonly<Record<string, string>> = {
  'i12.yaml': `organisme:
  nom: Horizon Formation
  siret: "12345678200010"
  nda: "93060000006"
  region_nda: Provence-Alpes-Côte d'Azur
  adresse: 12 rue des Oliviers, 06000 Nice
  signataire: { nom: Claire Martin, qualite: Directrice }
audit: { date: 2026-12-10, precedent: 2025-06-12, type: surveillance }
procedure: procedure.yaml
sources:
  apprenants: exports/apprenants.csv
  formations: exports/formations.csv
  absences: exports/absences.csv
  relances: exports/relances.csv
  abandons: exports/abandons.csv
`,
  'procedure.yaml': `reference: PR-12-01
intitule: Prévention des abandons
obligations:
  - id: contact-absent
    intitule: Contacter le participant absent
    quand: { absence: injustifiee }
    faire: { types: [relance], destinataires: [beneficiaire, entreprise] }
    delai: 2 jours ouvrés
  - id: appel
    intitule: Appeler
    quand: { abandon: declare }
    faire: { types: [relance], destinataires: [beneficiaire], canaux: [telephone] }
    delai: 1 jour
  - id: motifs
    intitule: Demander les raisons
    quand: { abandon: declare }
    faire: { types: [demande_motifs], destinataires: [beneficiaire] }
    delai: 5 jours
`,
  'exports/apprenants.csv': `dossier;nom;prenom;email;adresse;formation;date_entree;date_entree_prevue;date_fin_prevue;date_sortie;statut;heures_prevues;heures_realisees;entreprise;email_entreprise
A-1;Basalte;Capucine;capucine@example.org;3 allée des Ifs, 06000 Nice;F1;2026-09-01;2026-09-01;2026-12-18;;en_cours;120;60;Menuiserie Quartz;rh@example.org
A-2;"${HOSTILE_NAME}";محمد;;;F1;2026-09-01;2026-09-01;2026-12-18;2026-10-30;abandon;200;57;;
A-3;Wolfram;Jacinthe;jacinthe@example.org;;F1;2026-09-01;2026-09-01;2026-12-18;2026-10-30;abandon;100;;;
A-4;Onyx;Basile;basile@example.org;;F1;2026-09-01;2026-09-01;2026-12-18;2026-10-30;abandon;100;28,5;;
`,
  'exports/formations.csv':
    'code;intitule;type;jours;certification\nF1;Gestion de la paie;longue;20;RNCP 1234\n',
  'exports/absences.csv': 'dossier;date;justifiee\nA-1;2026-11-03;non\nA-1;2026-11-04;non\n',
  'exports/relances.csv':
    'dossier;date;canal;destinataire;resultat\nA-2;2026-10-03;telephone;beneficiaire;sans_reponse\nA-2;2026-10-10;email;beneficiaire;injoignable\n',
  'exports/abandons.csv': `dossier;date;cause;origine;alternative;reponse;decision;date_decision
A-2;2026-10-30;dépression sévère;beneficiaire;report;;valide;2026-11-20
A-3;2026-10-30;Manque de temps;beneficiaire;;;;
A-4;2026-10-29;Manque de temps;beneficiaire;;;;
A-4;2026-10-30;Autre;beneficiaire;;;;
`,
}
