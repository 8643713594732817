// What can be wrong with a workspace beyond the form of its files: paths, dates that contradict, proofs that nobody cites.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const APP_PROBLEMS = diagnosticKinds({
  'FICHIER-INTROUVABLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier n’existe pas.`,
    explanation: fr`Un chemin de i12.yaml ne mène à aucun fichier. Les chemins partent du dossier de travail, celui de i12.yaml, et s’écrivent avec des « / ». Un export absent ne se remplace pas par « aucun fait » : tant qu’il manque, rien ne peut être jugé.`,
  },
  'CHEMIN-HORS-ESPACE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce chemin sort du dossier de travail.`,
    explanation: fr`i12 ne lit rien en dehors du dossier de travail : ni « .. », ni chemin absolu, ni lien qui mène ailleurs. Le dossier reste ainsi entier quand vous le copiez, et un fichier reçu d’ailleurs ne peut pas faire lire le reste du disque.`,
  },
  'PAS-UN-FICHIER': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce chemin mène à un dossier, pas à un fichier.`,
    explanation: fr`Pour lire tous les fichiers d’un dossier, écrivez un motif, par exemple « exports/absences-*.csv ».`,
  },
  'FICHIER-RETENU': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier existe mais ne peut pas être lu.`,
    explanation: fr`Un autre logiciel le tient ouvert, ou vous n’avez pas le droit de le lire.`,
  },
  'MOTIF-SANS-FICHIER': {
    severity: 'error',
    isFatal: true,
    summary: fr`Aucun fichier ne correspond à ce motif.`,
    explanation: fr`Un motif tel que « exports/absences-*.csv » désigne les fichiers dont le nom convient. S’il n’en désigne aucun, l’export manque probablement, ou porte un autre nom.`,
  },
  'DOSSIER-DE-PREUVES-INTROUVABLE': {
    severity: 'warning',
    summary: fr`Le dossier des preuves n’existe pas.`,
    explanation: fr`« preuves » dans i12.yaml désigne le dossier où i12 cherche les fichiers que personne ne cite.`,
  },
  'PREUVE-NOM-APPROCHANT': {
    severity: 'warning',
    summary: fr`Le fichier de cette preuve porte le même nom à la casse ou aux accents près ; c’est lui qui est retenu.`,
    explanation: fr`Windows ouvre « PREUVES\\Appel.PDF » même si le fichier s’appelle « preuves/appel.pdf » ; d’autres machines ne le trouvent pas. Le fichier est retenu s’il est le seul de ce nom. Un nom sans dossier est cherché dans le dossier « preuves » de i12.yaml.`,
  },
  'PREUVE-NON-CITEE': {
    severity: 'warning',
    summary: fr`Aucune ligne ne cite ce fichier de preuve.`,
    explanation: fr`Une preuve que personne ne cite ne prouve rien aux yeux d’un auditeur. Citez-la dans la colonne « preuve » de la ligne qu’elle appuie, ou rangez-la ailleurs.`,
  },
  'PERIODE-INVERSEE': {
    severity: 'error',
    isFatal: true,
    summary: fr`La période finit avant d’avoir commencé.`,
    explanation: fr`« du » est le premier jour de la période, « au » le dernier, les deux compris. Sans « du », la période commence à l’audit précédent ; sans « au », elle finit à la date d’arrêté.`,
  },
  'SITE-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux sites portent le même identifiant.`,
    explanation: fr`L’identifiant d’un site est ce que la colonne « site » des apprenants désigne : il est unique.`,
  },
  'CONSERVATION-ECHUE': {
    severity: 'warning',
    summary: fr`Ce dossier est à effacer : sa durée de conservation est écoulée.`,
    explanation: fr`« conservation » dans i12.yaml dit combien de temps vous gardez un dossier après sa fin : la sortie, sinon la fin prévue. Au-delà, le règlement général sur la protection des données demande de l’effacer ou de l’archiver à part. i12 signale ces dossiers et n’efface rien : c’est à vous de le faire, dans le logiciel d’où vient l’export et parmi les preuves.`,
  },
  'SEUIL-RELEVE': {
    severity: 'warning',
    summary: fr`Le seuil de publication est trop bas : 5 est appliqué.`,
    explanation: fr`Sous 5 personnes, un taux publié peut dire ce qui est arrivé à l’une d’elles.`,
  },
  'ECRITURE-SANS-POLICE': {
    severity: 'warning',
    summary: fr`Des noms sont écrits dans une écriture que les polices de i12 ne dessinent pas.`,
    explanation: fr`Les documents emploient les polices livrées avec i12 : latin, grec, cyrillique, arabe, arménien, bengali, devanagari, éthiopien, géorgien, hébreu, khmer, tamoul et thaï. Pour une autre écriture, ils dépendent des polices de la machine ; sans elles, chaque caractère manquant est un carré vide.`,
  },
})
