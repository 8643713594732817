// What can be wrong between records that are each well read: joins, states, dates that contradict one another.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const REGISTER_PROBLEMS = diagnosticKinds({
  'PLAGE-SANS-JOUR-OUVRE': {
    severity: 'warning',
    summary: fr`Cette absence ne compte aucun jour ouvré du site ; elle n’est pas retenue.`,
    explanation: fr`Une absence de plusieurs jours compte chaque jour ouvré du site, du premier au dernier. Entre des samedis, des dimanches, des jours fériés ou des jours de fermeture, il n’y en a aucun.`,
  },
  'DOSSIER-EN-DOUBLE': {
    severity: 'error',
    summary: fr`Ce numéro de dossier est déjà celui d’une autre ligne.`,
    explanation: fr`L’inscription est l’unité de compte : deux lignes pour un numéro la compteraient deux fois. La première est gardée, l’autre mise à l’écart. Deux inscriptions d’une même personne portent deux numéros.`,
  },
  'DOSSIER-INCONNU': {
    severity: 'error',
    summary: fr`Ce numéro de dossier n’est celui d’aucun apprenant.`,
    explanation: fr`Les exports se rejoignent par le numéro de dossier, écrit de la même façon partout (zéros et tirets compris). Une ligne dont le dossier est inconnu est mise à l’écart et comptée.`,
  },
  'FORMATION-EN-DOUBLE': {
    severity: 'error',
    summary: fr`Ce code de formation est déjà celui d’une autre ligne.`,
    explanation: fr`Une formation n’a qu’une durée et qu’un type : la première ligne est gardée, l’autre mise à l’écart.`,
  },
  'FORMATION-INCONNUE': {
    severity: 'warning',
    summary: fr`Cette formation n’est ni un code ni un intitulé de l’export des formations.`,
    explanation: fr`Sans sa ligne, sa durée et son type restent inconnus : le dossier est gardé dans le périmètre, et les obligations réservées à un type ou à une durée ne peuvent pas lui être appliquées.`,
  },
  'FORMATION-AMBIGUE': {
    severity: 'warning',
    summary: fr`Cet intitulé est celui de plusieurs formations.`,
    explanation: fr`La première est retenue. Écrivez plutôt le code de la formation dans l’export des apprenants.`,
  },
  'FORMATIONS-SANS-EXPORT': {
    severity: 'warning',
    summary: fr`Sans export des formations, leur durée et leur type restent inconnus.`,
    explanation: fr`Les formations sont faites des noms lus dans l’export des apprenants. Aucune ne peut être reconnue comme trop courte ou sous-traitée, et les obligations réservées à un type ou à une durée ne s’appliquent à aucune.`,
  },
  'DUREE-INCONNUE': {
    severity: 'warning',
    summary: fr`La durée de cette formation est inconnue.`,
    explanation: fr`L’indicateur 12 vise les formations de plus de deux jours. Une durée inconnue n’est pas devinée, et les heures ne sont pas converties en jours : la formation reste dans le périmètre.`,
  },
  'SITE-INCONNU': {
    severity: 'warning',
    summary: fr`Ce site n’est pas déclaré dans i12.yaml.`,
    explanation: fr`Les jours fériés sont ceux de la zone du site. Pour un site inconnu, ce sont ceux de la métropole.`,
  },
  'SUITE-INTROUVABLE': {
    severity: 'warning',
    summary: fr`Le dossier qui devait remplacer celui-ci est introuvable.`,
    explanation: fr`Le lien est laissé de côté : le dossier compte pour lui-même.`,
  },
  'SUITE-EN-BOUCLE': {
    severity: 'warning',
    summary: fr`Ces dossiers se remplacent en rond.`,
    explanation: fr`Aucun n’est le dernier : le lien est laissé de côté et chaque dossier compte pour lui-même.`,
  },
  'SUITE-EN-DOUBLE': {
    severity: 'warning',
    summary: fr`Un autre dossier est déjà remplacé par celui-là.`,
    explanation: fr`Un dossier ne fait suite qu’à un seul autre : ce lien-ci est laissé de côté.`,
  },
  'SORTIE-SANS-DATE': {
    severity: 'error',
    summary: fr`Cette sortie n’a pas de date.`,
    explanation: fr`Sans date, rien ne dit si les démarches dues à la sortie ont été faites à temps. La sortie est comptée, les obligations qu’elle déclenche restent indéterminées.`,
  },
  'SORTIE-SANS-CAUSE': {
    severity: 'warning',
    summary: fr`Cette sortie n’a pas de cause.`,
    explanation: fr`Les statistiques le comptent sous « non renseignée ». L’analyse des causes est ce qui permet d’agir sur elles.`,
  },
  'SORTIE-AVANT-ENTREE': {
    severity: 'warning',
    summary: fr`La sortie précède l’entrée.`,
    explanation: fr`L’une des deux dates est fausse. L’état du dossier compte tel qu’il est écrit.`,
  },
  'SORTIE-EN-COURS': {
    severity: 'warning',
    summary: fr`Ce dossier est en cours et porte une date de sortie passée.`,
    explanation: fr`L’état compte pour les statistiques, la date de sortie pour les obligations. Corrigez celui des deux qui est faux.`,
  },
  'ABANDON-SANS-ENTREE': {
    severity: 'warning',
    summary: fr`Cet abandon n’est jamais entré en formation.`,
    explanation: fr`Sans date d’entrée, ou avec une sortie avant l’entrée, un abandon est compté comme une annulation : il n’est pas entré.`,
  },
  'INSCRIT-DEJA-ENTRE': {
    severity: 'warning',
    summary: fr`Ce dossier au statut « inscrit » est déjà entré en formation.`,
    explanation: fr`Une date d’entrée au plus tard à la date d’arrêté dit que l’apprenant est venu : le dossier est lu comme en cours, dans les constats comme dans les statistiques.`,
  },
  'STATUT-A-VENIR': {
    severity: 'warning',
    summary: fr`Le statut de ce dossier ne vaut qu’après la date d’arrêté.`,
    explanation: fr`Rien de ce qui est daté d’après la date d’arrêté n’existe encore : une sortie, un abandon déclaré ou une entrée à venir laissent le dossier en cours, ou inscrit, dans les constats comme dans les statistiques.`,
  },
  'ABANDON-EN-DOUBLE': {
    severity: 'warning',
    summary: fr`Ce dossier a plusieurs lignes d’abandon.`,
    explanation: fr`La plus ancienne est retenue pour la date, la cause et l’origine.`,
  },
  'STATUT-ET-ABANDONS': {
    severity: 'warning',
    summary: fr`Le statut du dossier et l’export des abandons ne disent pas la même chose.`,
    explanation: fr`Le statut compte. Corrigez celui des deux exports qui est faux, pour que l’auditeur lise la même chose dans l’un et dans l’autre.`,
  },
  'ENTREE-MANQUANTE': {
    severity: 'error',
    summary: fr`La date d’entrée manque alors que le statut dit que l’apprenant est venu.`,
    explanation: fr`La date d’entrée prévue en tient lieu tant que la date réelle manque.`,
  },
  'COHORTE-INCONNUE': {
    severity: 'warning',
    summary: fr`Ce dossier n’a ni date d’entrée ni date d’entrée prévue.`,
    explanation: fr`Les statistiques se comptent par année d’entrée : un dossier sans aucune de ces deux dates n’est d’aucune année. Il est compté à part, hors des taux.`,
  },
  'SIGNALEMENT-EN-DOUBLE': {
    severity: 'error',
    summary: fr`Cet identifiant de signalement est déjà celui d’une autre ligne.`,
    explanation: fr`La première ligne est gardée, l’autre mise à l’écart.`,
  },
})
