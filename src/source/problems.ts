// What can be wrong with a file before anybody asks what it means.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const SOURCE_PROBLEMS = diagnosticKinds({
  'YAML-SYNTAXE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier YAML est mal écrit à cet endroit.`,
    explanation: fr`Le YAML repose sur les retraits (des espaces, jamais de tabulation), les deux-points suivis d’un espace et les tirets des listes. Un texte qui contient « : » ou commence par un signe spécial se met entre guillemets droits.`,
  },
  'YAML-CLE-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette clé est écrite deux fois au même niveau.`,
    explanation: fr`Deux valeurs pour la même clé ne peuvent pas être départagées. Gardez-en une, ou réunissez les deux.`,
  },
  'YAML-ANCRES': {
    severity: 'error',
    isFatal: true,
    summary: fr`Les renvois (*) de ce fichier YAML ne peuvent pas être développés.`,
    explanation: fr`Un renvoi qui mène à lui-même ou qui se multiplie remplirait la mémoire. Recopiez le texte à la place des renvois.`,
  },
  'CLE-INCONNUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette clé est inconnue ici.`,
    explanation: fr`Une clé mal orthographiée serait ignorée en silence : elle est donc refusée. Les clés s’écrivent sans accent ; « i12 schema » en donne la liste.`,
  },
  'CLE-MANQUANTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Une clé nécessaire manque.`,
    explanation: fr`Sans elle, ce qui suit ne peut pas être compris. « i12 schema » donne la liste des clés.`,
  },
  'TYPE-INATTENDU': {
    severity: 'error',
    isFatal: true,
    summary: fr`La valeur n’est pas du genre attendu.`,
    explanation: fr`Une liste s’écrit « [a, b] » ou une ligne par élément avec un tiret ; un texte s’écrit sur la ligne de sa clé ; un ensemble de clés s’écrit en retrait.`,
  },
  'VALEUR-HORS-LISTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette valeur n’est pas dans la liste des valeurs possibles.`,
    explanation: fr`La liste est fermée : une valeur inconnue ne peut pas être devinée.`,
  },
  'VALEUR-REFUSEE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette valeur ne peut pas être utilisée.`,
    explanation: fr`La valeur est du bon genre mais sa forme ou sa grandeur ne convient pas.`,
  },
})
