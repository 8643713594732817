// What can be wrong with a procedure file beyond its form (unknown keys and values: source/problems.ts).
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const PROCEDURE_PROBLEMS = diagnosticKinds({
  'DELAI-A-FIXER': {
    severity: 'error',
    summary: fr`Le délai de cette obligation reste à fixer.`,
    explanation: fr`Aucun texte ne fixe le délai d’une relance : seule votre procédure le peut. Tant que ce délai reste « à fixer », l’obligation ne donne aucun constat et n’entre dans aucun compte. Décidez d’un délai, par exemple « 2 jours ouvrés », et écrivez-le dans l’obligation.`,
  },
  'DELAI-ILLISIBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce délai ne peut pas être lu.`,
    explanation: fr`Un délai est un nombre entier suivi d’une unité : minutes, h, jours, jours ouvrables (du lundi au samedi), jours ouvrés (du lundi au vendredi), semaines ou mois. « à fixer » dit que la décision n’est pas prise. Un délai presque juste n’est pas deviné : entre jours ouvrés et jours ouvrables, l’échéance change.`,
  },
  'DELAI-NEGATIF': {
    severity: 'error',
    isFatal: true,
    summary: fr`Un délai ne peut pas être négatif.`,
    explanation: fr`L’échéance d’une obligation vient après l’événement qui la déclenche. Ce qui doit avoir lieu avant un autre acte s’écrit avec « genre: precedence » ; ce qui doit avoir lieu avant une date du parcours, avec « genre: existence ».`,
  },
  'PROCEDURE-LIVREE-INCONNUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Aucune procédure livrée ne porte ce nom.`,
    explanation: fr`« etend » reprend les obligations d’une procédure livrée avec i12, par son nom, ou celles d’un fichier, par son chemin ; « i12 explain » donne la liste des procédures livrées.`,
  },
  'DELAI-DEJA-FIXE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce délai est déjà fixé.`,
    explanation: fr`« delais » fixe les délais qu’une procédure reprise laisse « à fixer ». Pour changer un délai déjà fixé, recopiez l’obligation entière sous le même « id » : ce qui change se voit alors en entier.`,
  },
  'PROCEDURE-REPRISE-INTROUVABLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`La procédure à reprendre est introuvable.`,
    explanation: fr`« etend » reprend une procédure livrée, par son nom, ou un fichier, par son chemin : il est cherché dans le dossier de travail, puis dans le dossier donné par « --shared » (ou la variable I12_SHARED). Rien d’autre n’est lu.`,
  },
  'PROCEDURE-REPRISE-A-VERSIONS': {
    severity: 'error',
    isFatal: true,
    summary: fr`Une procédure reprise n’a pas de versions.`,
    explanation: fr`Une procédure que d’autres reprennent donne des « obligations » ; c’est la procédure de l’organisme qui dit, dans ses « versions », de quand à quand elles valent.`,
  },
  'ETEND-EN-ROND': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ces procédures se reprennent en rond.`,
    explanation: fr`Une procédure ne peut pas reprendre celle qui la reprend.`,
  },
  'PROCEDURE-SANS-OBLIGATION': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette procédure ne contient aucune obligation.`,
    explanation: fr`Sans obligation, rien ne peut être contrôlé, et un contrôle sans rien à contrôler ne prouve rien. Écrivez « obligations », « versions » ou « etend ».`,
  },
  'VERSION-SANS-OBLIGATION': {
    severity: 'warning',
    summary: fr`Cette version de la procédure ne contient aucune obligation.`,
    explanation: fr`Rien de ce qui arrive pendant qu’elle est en vigueur ne donne lieu à une obligation.`,
  },
  'OBLIGATIONS-ET-VERSIONS': {
    severity: 'error',
    isFatal: true,
    summary: fr`« obligations » et « versions » ne s’emploient pas ensemble à la racine.`,
    explanation: fr`« obligations » à la racine vaut toujours ; avec des versions datées, chaque obligation se place dans les versions où elle vaut, ou dans une procédure livrée que « etend » reprend.`,
  },
  'VERSION-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux versions de la procédure portent le même numéro.`,
    explanation: fr`Chaque constat cite la version de la procédure qui l’a jugé ; deux versions du même numéro ne se distinguent pas.`,
  },
  'VERSIONS-CHEVAUCHEMENT': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux versions de la procédure sont en vigueur le même jour.`,
    explanation: fr`Une obligation est jugée par la version en vigueur le jour où elle naît : il ne peut y en avoir qu’une. Une version sans « au » finit la veille de la suivante.`,
  },
  'VERSIONS-INTERVALLE': {
    severity: 'warning',
    summary: fr`Aucune version de la procédure n’est en vigueur entre ces deux-ci.`,
    explanation: fr`Ce qui arrive un jour sans version ne donne lieu à aucune obligation, et il n’en est pas jugé.`,
  },
  'DATES-INVERSEES': {
    severity: 'error',
    isFatal: true,
    summary: fr`La date de début vient après la date de fin.`,
    explanation: fr`« du » est le premier jour, « au » le dernier ; les deux sont compris.`,
  },
  'OBLIGATION-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux obligations de la même liste portent le même « id ».`,
    explanation: fr`L’« id » désigne l’obligation dans les constats, les courriers et les renvois « apres » : il est unique dans chaque version.`,
  },
  'OBLIGATION-INCONNUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Aucune obligation ne porte cet « id ».`,
    explanation: fr`« apres » renvoie à une obligation de la même version, ou d’une procédure livrée reprise par « etend » ; « retirer » ne vaut que pour les obligations reprises par « etend ».`,
  },
  'APRES-CYCLIQUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ces obligations s’attendent l’une l’autre.`,
    explanation: fr`« apres » fait partir une obligation du jour où une autre est remplie. Une suite qui revient à son point de départ ne commence jamais.`,
  },
  'APRES-SANS-SUITE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Aucune suite ne peut partir de cette obligation.`,
    explanation: fr`« apres » demande une obligation de genre « reponse » qui porte sur une inscription : elle seule a un jour où elle est remplie.`,
  },
  'CLE-DU-GENRE-ABSENTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Il manque une clé à cette obligation.`,
    explanation: fr`Une « reponse » (le genre par défaut) demande « quand », « faire » et « delai » ; une « precedence », « avant » et « faire » ; une « existence », « faire » et « avant_le ».`,
  },
  'DECLENCHEUR-ABSENT': {
    severity: 'error',
    isFatal: true,
    summary: fr`Rien ne dit ce qui déclenche cette obligation.`,
    explanation: fr`« quand » nomme un seul événement : absence, sans_reponse, inactivite, abandon, rupture_contrat, entree, apres, psh ou signalement.`,
  },
  'DECLENCHEURS-MULTIPLES': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette obligation a plusieurs déclencheurs.`,
    explanation: fr`« quand » nomme un seul événement. Pour deux événements, écrivez deux obligations.`,
  },
  'CLE-SANS-EFFET': {
    severity: 'warning',
    summary: fr`Cette clé est sans effet dans cette obligation.`,
    explanation: fr`Une « precedence » naît de l’acte qu’elle garde et une « existence » de l’entrée en formation : ni « quand » ni « delai » n’y changent rien. Un signalement n’a ni destinataire ni canal. L’obligation est jugée comme si la clé n’était pas écrite.`,
  },
  'EXIGENCE-IMPOSSIBLE': {
    severity: 'warning',
    summary: fr`Cette obligation exige une pièce que rien ne peut citer.`,
    explanation: fr`Les signalements ne portent que des dates, une catégorie, un canal et un statut : ni fichier de preuve ni ticket. Une réponse donnée y serait toujours sans preuve.`,
  },
  'CLE-HORS-GENRE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette clé n’a pas de sens pour une obligation de ce genre.`,
    explanation: fr`Une « reponse » a « quand » et « delai » ; une « precedence » a « avant » ; une « existence » a « avant_le ». « nombre » dans « faire » compte les actes d’une precedence ou d’une existence ; dans une reponse, le premier acte suffit.`,
  },
  'CLE-HORS-SIGNALEMENT': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette clé n’a pas de sens pour les suites d’un signalement.`,
    explanation: fr`Un signalement ne porte ni sur une inscription ni sur une formation : seules ses dates sont lues, et « pour » ne peut donc pas s’y appliquer.`,
  },
  'ACTE-HORS-SIGNALEMENT': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce type d’acte ne correspond pas au déclencheur.`,
    explanation: fr`Les types accuse et reponse sont les dates d’un signalement : ils répondent à « signalement: recu » et à rien d’autre.`,
  },
  'SITE-INCONNU-PROCEDURE': {
    severity: 'error',
    summary: fr`Cette obligation nomme un site que i12.yaml ne connaît pas.`,
    explanation: fr`Une obligation limitée à un site inconnu ne s’appliquerait jamais, en silence.`,
  },
})
