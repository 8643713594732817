// What keeps the ledger from judging something. Kinds only.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const LEDGER_PROBLEMS = diagnosticKinds({
  'RELANCES-ABSENTES': {
    severity: 'error',
    isFatal: true,
    summary: fr`La procédure demande des démarches, et aucun export ne dit celles qui ont été faites.`,
    explanation: fr`Sans la source « relances », toute démarche paraîtrait manquante. Nommez-la dans « sources » de i12.yaml, même si son fichier ne contient encore que l’en-tête.`,
  },
  'SOURCE-ABSENTE': {
    severity: 'warning',
    summary: fr`La procédure a besoin d’une source que i12.yaml ne nomme pas.`,
    explanation: fr`Les obligations qui en dépendent ne donnent aucun constat. Nommez la source dans i12.yaml, ou retirez ces obligations de la procédure.`,
  },
  'COLONNE-ABSENTE-PROCEDURE': {
    severity: 'warning',
    summary: fr`La procédure a besoin d’une colonne que l’export des apprenants n’a pas.`,
    explanation: fr`Les obligations qui en dépendent ne donnent aucun constat tant que la colonne manque.`,
  },
  'JOUR-SANS-VERSION': {
    severity: 'warning',
    summary: fr`Des dossiers vivent des jours où aucune version de la procédure n’est en vigueur.`,
    explanation: fr`Ce qui arrive un jour sans version ne donne aucun constat. Si une procédure s’appliquait déjà, ajoutez sa version avec ses dates.`,
  },
  'ACTES-SANS-EFFET': {
    severity: 'warning',
    summary: fr`Ces actes ne remplissent aucune obligation.`,
    explanation: fr`Un acte remplit une obligation quand son type, son destinataire et son canal sont ceux qu’elle demande, et qu’il suit l’événement qui la fait naître. Quand aucun acte d’un type et d’un destinataire n’en remplit, c’est souvent qu’un mot de l’export est lu autrement que la procédure ne l’écrit.`,
  },
  'DESTINATAIRE-INCONNU': {
    severity: 'warning',
    summary: fr`Des obligations s’adressent à un destinataire qu’aucune colonne ne nomme.`,
    explanation: fr`Sans la colonne entreprise, prescripteur ou financeur, rien ne dit quels apprenants en ont un. Une démarche faite envers lui remplit l’obligation ; sans démarche, le constat reste indéterminé au lieu d’être manquant. Une colonne vide dit que l’apprenant n’en a pas : il n’y a alors aucun constat.`,
  },
})
