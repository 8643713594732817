// What can be wrong with an export once somebody knows what its columns should hold.
import { diagnosticKinds } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'

export const RECORD_PROBLEMS = diagnosticKinds({
  'COLONNE-MANQUANTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Une colonne nécessaire manque dans cet export.`,
    explanation: fr`Sans elle, aucune ligne ne peut être comprise. Si la colonne existe sous un autre nom, déclarez-le sous « correspondance » dans i12.yaml ; « i12 import » en propose un brouillon.`,
  },
  'COLONNE-DECLAREE-ABSENTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`La colonne déclarée sous « correspondance » n’existe pas dans l’export.`,
    explanation: fr`Le nom déclaré est comparé aux en-têtes sans tenir compte de la casse, des accents ni des espaces.`,
  },
  'COLONNE-EN-DOUBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux colonnes portent le même nom ; rien ne dit laquelle est la bonne.`,
    explanation: fr`Choisir l’une serait deviner. Renommez l’une des deux dans l’export, ou déclarez la bonne sous « correspondance » si leurs noms diffèrent.`,
  },
  'COLONNE-REPETEE': {
    severity: 'error',
    summary: fr`Deux colonnes portent le même nom ; comme ce champ est facultatif, aucune n’est lue.`,
    explanation: fr`Choisir l’une serait deviner. Le reste de l’export est lu. Renommez l’une des deux colonnes, ou déclarez la bonne sous « correspondance ».`,
  },
  'CHAMP-INCONNU': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce champ n’existe pas pour cette source.`,
    explanation: fr`Les clés de « correspondance » et de « valeurs » sont les en-têtes canoniques de la source ; « i12 schema » en donne la liste.`,
  },
  'VALEUR-DECLAREE-INCONNUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`La valeur donnée à droite sous « valeurs » n’est pas une valeur canonique.`,
    explanation: fr`À gauche se trouve le mot de l’export, à droite la valeur de la liste fermée.`,
  },
  'FORMAT-DATE-INCONNU': {
    severity: 'error',
    isFatal: true,
    summary: fr`Le « format_date » déclaré ne peut pas être compris.`,
    explanation: fr`Un format de date contient un jour (JJ), un mois (MM ou MMM) et une année (AAAA ou AA), par exemple « JJ/MM/AAAA », « MM/JJ/AAAA », « JJ.MM.AA ».`,
  },
  'CLES-CONTRADICTOIRES': {
    severity: 'error',
    isFatal: true,
    summary: fr`Cette clé en contredit une autre, ou ce que contient l’export.`,
    explanation: fr`Une valeur a une seule origine : une colonne, une constante, une grille ou un calcul. Deux origines pour le même champ, ou une clé sans celle dont elle dépend, laisseraient deviner.`,
  },
  'CONSTANTE-INCONNUE': {
    severity: 'error',
    isFatal: true,
    summary: fr`La valeur donnée sous « constantes » ne convient pas à ce champ.`,
    explanation: fr`Une constante vaut pour toutes les lignes de l’export : elle est vérifiée une fois, à sa clé. {feuille} y vaut le nom de la feuille, {fichier} celui du fichier sans son dossier ni son extension.`,
  },
  'GRILLE-SANS-DATE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Aucun en-tête de cette grille n’est une date.`,
    explanation: fr`Dans une grille, les en-têtes sont des dates ou des demi-journées (05/10/2026 matin, lundi 5 octobre, 05/10 AM) et chaque cellule remplie dit qui était là. Sans date, rien ne peut être lu.`,
  },
  'GRILLE-SANS-ANNEE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Les en-têtes de cette grille n’ont pas d’année.`,
    explanation: fr`« annee » donne l’année du premier en-tête ; elle augmente chaque fois que les mois recommencent, de décembre à janvier par exemple.`,
  },
  'MOT-SANS-LIGNE': {
    severity: 'warning',
    summary: fr`Aucune ligne ne porte ce mot.`,
    explanation: fr`« garder » et « ecarter » choisissent des lignes par les mots d’une colonne. Un mot qui ne s’y trouve jamais est peut-être mal écrit, et des lignes sont alors lues ou laissées à tort.`,
  },
  'EN-TETES-REPETES': {
    severity: 'warning',
    summary: fr`La ligne d’en-têtes revient parmi les données ; elle n’est pas lue.`,
    explanation: fr`Des exports réunis bout à bout gardent chacun leurs en-têtes. Ces lignes sont comptées à part et ne sont pas des faits.`,
  },
  'LIGNES-DE-TOTAL': {
    severity: 'warning',
    summary: fr`Des lignes de total ne sont pas lues.`,
    explanation: fr`Une ligne dont la première case remplie est un total, un sous-total, une moyenne ou un nombre, et qui n’a pas de numéro de dossier, n’est pas un fait : elle est comptée à part.`,
  },
  'LIGNES-VIDES': {
    severity: 'warning',
    summary: fr`Des lignes vides se trouvent parmi les données.`,
    explanation: fr`Elles sont comptées à part. Une ligne vide au milieu d’un export est souvent une ligne effacée à la main.`,
  },
  'LIGNE-LUE-DEUX-FOIS': {
    severity: 'error',
    isFatal: true,
    summary: fr`Deux entrées de la même source lisent cette ligne.`,
    explanation: fr`Le fait serait compté deux fois. « garder » et « ecarter » partagent les lignes d’un fichier entre plusieurs entrées : leurs mots ne doivent pas se recouvrir.`,
  },
  'FICHIER-CITE-DEUX-FOIS': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier est cité deux fois pour la même source.`,
    explanation: fr`Ses lignes seraient comptées deux fois, et les mêmes faits avec elles. Plusieurs entrées peuvent lire le même fichier si leurs feuilles, leurs filtres ou leurs colonnes diffèrent.`,
  },
  'FEUILLE-NON-LUE': {
    severity: 'warning',
    summary: fr`Une partie de ce fichier contient des lignes que rien ne lit.`,
    explanation: fr`Une autre feuille, ou un second tableau dans la même, contient des lignes, et aucune entrée de i12.yaml ne les lit. Ajoutez une entrée avec « feuille » si ces lignes comptent ; sinon il n’y a rien à faire.`,
  },
  'NOM-INDECIS': {
    severity: 'error',
    summary: fr`Rien ne dit quel mot de cette cellule est le nom de famille.`,
    explanation: fr`Le nom de famille se reconnaît à ses capitales ou à la virgule qui le suit. Sinon, « ordre_nom » le dit : nom_prenom ou prenom_nom.`,
  },
  'COLONNE-QUI-CHANGE-LE-SENS': {
    severity: 'warning',
    summary: fr`Rien ne lit une colonne dont le nom change le sens des lignes.`,
    explanation: fr`Une heure, un dernier jour, une durée, un type ou un état disent ce qu’est une ligne : un retard au lieu d’une absence, une semaine au lieu d’un jour. Si la colonne reste sans lecture, des verdicts peuvent être faux.`,
  },
  'COLONNES-INCONNUES': {
    severity: 'warning',
    summary: fr`Des colonnes de cet export ne sont pas utilisées.`,
    explanation: fr`Elles ne sont ni lues ni gardées. Si l’une d’elles porte une donnée attendue, déclarez-la sous « correspondance ».`,
  },
  'COLONNES-ECARTEES': {
    severity: 'warning',
    summary: fr`Des colonnes dont rien n’a besoin sont écartées dès la lecture.`,
    explanation: fr`Numéro de sécurité sociale, adresse IP, montants, dates de naissance : ces données ne servent pas à l’indicateur 12. Mieux vaut ne pas les exporter.`,
  },
  'EXPORT-RECONNU': {
    severity: 'warning',
    summary: fr`Cet export est reconnu et lu avec sa correspondance propre.`,
    explanation: fr`Les en-têtes sont ceux d’un format connu. La correspondance employée est dite pour que vous puissiez la vérifier ; une « correspondance » déclarée dans i12.yaml l’emporte.`,
  },
  'EXPORT-SANS-LIGNE': {
    severity: 'error',
    summary: fr`Cet export ne contient aucune ligne sous ses en-têtes.`,
    explanation: fr`Un export vide ne prouve pas qu’il ne s’est rien passé : un filtre ou une erreur a pu tout retenir.`,
  },
  'VALEUR-MANQUANTE': {
    severity: 'error',
    summary: fr`Cette cellule est vide alors que sa valeur est nécessaire.`,
    explanation: fr`Rien n’est mis à la place d’une valeur absente.`,
  },
  'VALEUR-INCONNUE': {
    severity: 'error',
    summary: fr`Cette valeur n’est pas dans la liste des valeurs connues.`,
    explanation: fr`La liste est fermée : une valeur inconnue n’est pas devinée. Si votre logiciel emploie d’autres mots, déclarez-les sous « valeurs » dans i12.yaml.`,
  },
  'NOMBRE-ILLISIBLE': {
    severity: 'error',
    summary: fr`Cette valeur n’est pas un nombre.`,
    explanation: fr`Un nombre s’écrit en chiffres, avec une virgule ou un point pour les décimales. Une durée s’écrit en heures : 35, 3,5, 3h30, 3:30, 140 h.`,
  },
  'CELLULE-DEMESUREE': {
    severity: 'error',
    summary: fr`Cette cellule est plus longue que ce qu’un tableur peut contenir ; son contenu n’est pas lu.`,
    explanation: fr`Une cellule de tableur contient au plus 32 767 caractères. Un guillemet mal fermé réunit souvent plusieurs lignes en une seule cellule.`,
  },
  'FORMULE-SANS-RESULTAT': {
    severity: 'error',
    summary: fr`Cette cellule contient une formule qui n’a jamais été calculée.`,
    explanation: fr`Un programme a écrit le classeur et personne ne l’a ouvert depuis : la formule y est, son résultat non. La cellule n’est pas vide, sa valeur est inconnue.`,
  },
  'CELLULE-EN-ERREUR': {
    severity: 'error',
    summary: fr`Une formule du tableur a échoué dans cette cellule.`,
    explanation: fr`Le tableur écrit « #N/A », « #REF! » ou « #NOM? » quand il n’a pas pu calculer la valeur. Elle n’est pas lue.`,
  },
  'NUMERO-ABIME': {
    severity: 'error',
    summary: fr`Ce numéro de dossier n’est plus celui du logiciel : un tableur l’a transformé.`,
    explanation: fr`Un tableur qui ouvre un export prend un long numéro pour un nombre (2,026E+13) et certains numéros pour des dates (10-mars). Ce qu’il enregistre ensuite ne permet plus de retrouver le dossier : la ligne n’est rattachée à personne. Ouvrez les exports sans les enregistrer, ou importez la colonne au format « Texte ».`,
  },
  'NUMEROS-NETTOYES': {
    severity: 'warning',
    summary: fr`Des numéros de dossier sont lus sans ce que personne n’y a tapé.`,
    explanation: fr`Caractères invisibles, espaces insécables et « .0 » final sont retirés, les tirets de toute sorte deviennent des traits d’union. Deux exports écrivent ainsi le même numéro de la même façon.`,
  },
  'CELLULES-SANS-VALEUR': {
    severity: 'warning',
    summary: fr`Des cases de cette colonne tiennent la place d’une valeur absente ; elles sont lues comme vides.`,
    explanation: fr`« - », « NULL », « N/A », « n.c. », « néant », 00/00/0000, 0000-00-00 et le 01/01/1900 sont ce que des logiciels et des personnes écrivent là où il n’y a rien.`,
  },
  'DATES-AMERICAINES': {
    severity: 'error',
    summary: fr`Une date de cette colonne ne peut se lire que le mois d’abord ; aucune date de la colonne n’est lue.`,
    explanation: fr`Sans « format_date », le jour vient d’abord. Si 11/13/2026 est le 13 novembre, rien ne dit que 10/06/2026, dans la même colonne, est le 10 juin. Déclarez l’ordre de la colonne sous « format_date » dans i12.yaml, ou refaites l’export avec des dates AAAA-MM-JJ.`,
  },
  'ANNEES-A-DEUX-CHIFFRES': {
    severity: 'warning',
    summary: fr`Toutes les années de cette colonne ont deux chiffres ; elles sont lues de 2000 à 2099.`,
    explanation: fr`Une colonne entière écrite ainsi l’est par le logiciel. Si quelques années seulement ont deux chiffres, chacune est une erreur.`,
  },
  'PLAGE-IMPOSSIBLE': {
    severity: 'error',
    summary: fr`Le premier et le dernier jour de cette absence ne font pas une plage possible.`,
    explanation: fr`Une absence va de « date » à « date_fin », les deux compris, et compte chaque jour ouvré du site. Elle dure 62 jours au plus ; une plage plus longue vient le plus souvent d’une année mal tapée.`,
  },
  'DEMI-JOURNEE-AMBIGUE': {
    severity: 'error',
    summary: fr`Rien dans cette colonne ne dit si AM est le matin ou l’après-midi.`,
    explanation: fr`AM est le matin des logiciels anglais, à côté de PM, et l’après-midi de feuilles françaises, à côté de M. Sans l’un des deux dans la colonne, le choix serait deviné : dites-le sous « valeurs » dans i12.yaml.`,
  },
  'DATE-INEXISTANTE': {
    severity: 'error',
    summary: fr`Cette date n’existe pas dans le calendrier.`,
    explanation: fr`Le jour ou le mois n’existe pas cette année-là. Une date n’est jamais ramenée à la plus proche.`,
  },
  'DATE-ANNEE-COURTE': {
    severity: 'error',
    summary: fr`L’année de cette date n’a que deux chiffres.`,
    explanation: fr`Deux chiffres ne disent pas le siècle, et se confondent avec un jour ou un mois ; ils ne sont lus que si toute la colonne est écrite ainsi. Exportez des années à quatre chiffres, ou déclarez « format_date » dans i12.yaml : les années sont alors lues de 2000 à 2099.`,
  },
  'DATE-ANNEE-IMPROBABLE': {
    severity: 'error',
    summary: fr`L’année de cette date n’est pas vraisemblable.`,
    explanation: fr`Les années sont attendues entre 1900 et 2199 ; un chiffre est sans doute de trop, de moins ou inversé.`,
  },
  'DATE-DIESES': {
    severity: 'error',
    summary: fr`Le tableur a écrit des dièses à la place de la date.`,
    explanation: fr`C’est ce qu’affiche un tableur quand la colonne est trop étroite : la date n’est plus dans le fichier.`,
  },
  'DATE-NUMERO-DE-SERIE': {
    severity: 'error',
    summary: fr`Cette cellule contient le numéro de série d’une date de tableur.`,
    explanation: fr`Un tableur compte les jours depuis 1900 (ou 1904 sur d’anciens Mac) ; dans un fichier texte, rien ne dit lequel des deux.`,
  },
  'DATE-FUSEAU': {
    severity: 'error',
    summary: fr`Cette heure porte un fuseau horaire.`,
    explanation: fr`Les heures attendues sont celles du lieu de formation. Avec un fuseau, le jour lui-même peut changer.`,
  },
  'HEURE-ILLISIBLE': {
    severity: 'error',
    summary: fr`L’heure qui suit cette date ne peut pas être lue.`,
    explanation: fr`Une heure s’écrit HH:MM ou HHhMM, de 00:00 à 24:00.`,
  },
  'DATE-ILLISIBLE': {
    severity: 'error',
    summary: fr`Cette valeur n’est pas une date dans une forme connue.`,
    explanation: fr`Les dates s’écrivent JJ/MM/AAAA ou AAAA-MM-JJ. Pour une autre forme, déclarez « format_date » dans i12.yaml.`,
  },
  'RAPPROCHEMENT-INCERTAIN': {
    severity: 'error',
    summary: fr`Plusieurs dossiers peuvent être désignés ; la ligne n’est pas lue.`,
    explanation: fr`Sans numéro de dossier, une ligne est rattachée par ce que nomme « rapprocher », puis par la formation, la session et la date (de 30 jours avant l’entrée à 90 jours après la sortie). S’il reste plusieurs personnes ou plusieurs dossiers, i12 ne choisit pas.`,
  },
  'RAPPROCHEMENT-SANS-DOSSIER': {
    severity: 'warning',
    summary: fr`Des lignes ou des messages ne concernent aucun dossier de l’export des apprenants.`,
    explanation: fr`Une boîte de messages ou un journal d’appels contient aussi d’autres personnes, et des échanges d’un autre temps. Leur nombre est dit une fois ; ce qu’ils contiennent n’est ni gardé ni montré.`,
  },
  'MESSAGE-ILLISIBLE': {
    severity: 'error',
    summary: fr`Ce message ne peut pas être lu ; les autres le sont.`,
    explanation: fr`Un message a un en-tête avec l’adresse de qui l’envoie ou de qui le reçoit. Celui-ci est coupé ou abîmé.`,
  },
  'MESSAGE-SANS-DATE': {
    severity: 'error',
    summary: fr`Ce message n’a pas de date d’envoi qui puisse être lue.`,
    explanation: fr`La date d’un message est celle de son en-tête « Date », avec son fuseau. Sans elle, l’acte n’a pas de jour : l’obligation qu’il remplirait reste indéterminée.`,
  },
  'MESSAGE-FUTUR': {
    severity: 'warning',
    summary: fr`Des messages sont datés d’après le jour de l’examen ; ils ne comptent pas encore.`,
    explanation: fr`Un message est daté par la machine qui l’envoie. Une date à venir est celle d’un examen fait à un jour passé, ou d’une horloge fausse.`,
  },
  'RENDEZ-VOUS-ILLISIBLE': {
    severity: 'error',
    summary: fr`Ce rendez-vous ne peut pas être lu ; les autres le sont.`,
    explanation: fr`Un rendez-vous d’un calendrier (.ics) a un début. Celui-ci n’en a pas, ou une de ses lignes n’a pas la forme attendue.`,
  },
  'RENDEZ-VOUS-SANS-FIN': {
    severity: 'warning',
    summary: fr`La répétition de ce rendez-vous ne peut pas être suivie ; seul le premier est lu.`,
    explanation: fr`Une répétition sans fin est suivie jusqu’au jour de l’examen, dans la limite de 4 000 fois. Une règle à la seconde ou un jour qui n’existe pas ne désigne aucun rendez-vous.`,
  },
})
