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
  'YAML-ENCODAGE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier YAML n’est pas écrit en UTF-8.`,
    explanation: fr`Dans un autre encodage, les lettres accentuées se liraient de travers, sans un mot : « ouvrés » deviendrait « ouvr\ufffds ». Les exports, eux, sont lus dans l’encodage de leur logiciel.`,
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
  'FICHIER-VIDE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier est vide.`,
    explanation: fr`Un fichier sans aucune ligne ne dit pas qu’il n’y a rien à dire : l’export a sans doute échoué.`,
  },
  'SEPARATEUR-INCONNU': {
    severity: 'error',
    isFatal: true,
    summary: fr`Le séparateur déclaré n’est pas de ceux qui peuvent être lus.`,
    explanation: fr`Les cellules d’un fichier CSV sont séparées par un point-virgule, une virgule, une tabulation ou une barre verticale.`,
  },
  'SEPARATEUR-DECLARE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Le séparateur déclaré n’est pas celui du fichier.`,
    explanation: fr`Avec le séparateur déclaré aucune colonne n’est reconnue, avec un autre elles le sont. Sans déclaration, le séparateur est trouvé d’après les en-têtes.`,
  },
  'SEPARATEUR-INCERTAIN': {
    severity: 'warning',
    summary: fr`Deux séparateurs donnent chacun le même nombre de colonnes à toutes les lignes.`,
    explanation: fr`Le plus vraisemblable est retenu d’après les en-têtes connus et les valeurs. S’il n’est pas le bon, les colonnes sont fausses sans qu’aucune ligne ne le montre.`,
  },
  'CELLULES-EN-TROP': {
    severity: 'error',
    summary: fr`Cette ligne a plus de cellules que la ligne d’en-têtes.`,
    explanation: fr`Le séparateur se trouve sans doute dans un texte sans guillemets : les cellules suivantes sont décalées et la ligne est mise de côté.`,
  },
  'CELLULES-EN-MOINS': {
    severity: 'warning',
    summary: fr`Cette ligne a moins de cellules que la ligne d’en-têtes.`,
    explanation: fr`Les cellules qui manquent à la fin sont lues comme vides.`,
  },
  'LIGNE-SANS-CELLULES': {
    severity: 'error',
    summary: fr`Cette ligne n’a qu’une cellule ; elle est mise de côté.`,
    explanation: fr`Un total, une signature ou une phrase sous le tableau n’est pas un enregistrement ; une ligne coupée non plus.`,
  },
  'GUILLEMET-NON-FERME': {
    severity: 'error',
    summary: fr`Un guillemet ouvre ici une cellule qui n’est pas fermée ; la ligne est mise de côté.`,
    explanation: fr`Le fichier est peut-être coupé, ou un guillemet du texte n’est pas doublé. La lecture reprend à la ligne suivante.`,
  },
  'GUILLEMET-NON-DOUBLE': {
    severity: 'error',
    summary: fr`Ce guillemet ferme la cellule alors que le texte continue ; la ligne est mise de côté.`,
    explanation: fr`Dans une cellule entre guillemets droits, un guillemet du texte s’écrit deux fois : "un ""mot"" cité".`,
  },
  'GUILLEMET-ISOLE': {
    severity: 'warning',
    summary: fr`Ce guillemet se trouve dans une cellule qui n’en est pas entourée ; il est lu comme un signe du texte.`,
    explanation: fr`La ligne est lue telle quelle. Si une cellule devait contenir le séparateur, elle serait coupée en deux.`,
  },
  'FICHIER-BINAIRE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier n’est pas un tableau : son contenu est autre chose.`,
    explanation: fr`Un fichier est reconnu à son contenu, pas à son nom : une image ou un PDF renommé en .csv ne devient pas un fichier CSV.`,
  },
  'CLASSEUR-ILLISIBLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce classeur ne peut pas être ouvert.`,
    explanation: fr`Le fichier est coupé ou abîmé, ou protégé par un mot de passe.`,
  },
  'CLASSEUR-DEMESURE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce classeur est trop grand pour être lu.`,
    explanation: fr`Un classeur est une archive comprimée. Au-delà de 500 Mo une fois déplié ou de 20 millions de cellules, il est refusé avant d’être lu ; enregistrez la feuille utile en CSV.`,
  },
  'LIGNES-MASQUEES': {
    severity: 'warning',
    summary: fr`Des lignes masquées de cette feuille sont lues comme les autres.`,
    explanation: fr`Une ligne masquée à la main ou par un filtre reste dans le fichier. Elle est lue, pour que rien ne soit perdu sans un mot.`,
  },
  'CELLULES-HORS-TABLEAU': {
    severity: 'warning',
    summary: fr`Des cellules se trouvent à droite du dernier en-tête ; elles ne sont pas lues.`,
    explanation: fr`Une colonne sans en-tête ne répond à aucun champ. Une note ou un calcul à côté du tableau est dans ce cas.`,
  },
  'FEUILLE-INTROUVABLE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce classeur n’a pas la feuille déclarée.`,
    explanation: fr`« feuille » est le nom d’une feuille, son numéro à partir de 1, une liste, ou « toutes » ; sans elle, la première est lue.`,
  },
  'PAGE-WEB': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier est une page web sans tableau.`,
    explanation: fr`Certains logiciels nomment .xls une page HTML, dont le tableau est lu ; d’autres enregistrent leur page de connexion quand la session a expiré.`,
  },
  'YAML-LISTE': {
    severity: 'error',
    isFatal: true,
    summary: fr`Ce fichier YAML n’est pas une liste d’enregistrements.`,
    explanation: fr`Un export YAML est une liste : un tiret par enregistrement, puis ses clés en retrait, avec des valeurs simples.`,
  },
  'YAML-ENREGISTREMENT': {
    severity: 'error',
    summary: fr`Cet enregistrement n’est pas fait de clés et de valeurs simples.`,
    explanation: fr`Chaque élément de la liste a des clés ; chaque clé a un texte, un nombre, une date ou une liste de mots.`,
  },
  'ENCODAGE-INCONNU': {
    severity: 'error',
    isFatal: true,
    summary: fr`L’encodage déclaré est inconnu.`,
    explanation: fr`L’encodage dit comment les lettres accentuées sont écrites. Sans déclaration, il est trouvé d’après le contenu.`,
  },
  'ENCODAGE-DECLARE': {
    severity: 'error',
    isFatal: true,
    summary: fr`L’encodage déclaré n’est pas celui du fichier.`,
    explanation: fr`Lire avec un autre encodage abîmerait les noms. Sans déclaration, l’encodage est trouvé d’après le contenu.`,
  },
  'ENCODAGE-DEVINE': {
    severity: 'warning',
    summary: fr`L’encodage de ce fichier est deviné d’après ses accents.`,
    explanation: fr`UTF-8 et Windows-1252 sont les encodages attendus. Les autres sont lus quand les accents français ne se lisent bien que là ; déclarez-les pour en être sûr.`,
  },
  'ENCODAGE-MELANGE': {
    severity: 'error',
    summary: fr`Cette ligne est écrite dans un autre encodage que le reste du fichier.`,
    explanation: fr`Deux fichiers d’encodages différents ont été mis bout à bout. Chaque lettre est lue dans l’encodage qui lui convient, mais un nom a pu être abîmé.`,
  },
  'ENCODAGE-DOUBLE': {
    severity: 'warning',
    summary: fr`Des accents de ce fichier ont été abîmés avant l’export (« Ã© » pour « é »).`,
    explanation: fr`Un programme a lu de l’UTF-8 comme du Windows-1252, puis l’a enregistré. Les textes sont lus tels quels.`,
  },
  'CARACTERE-PERDU': {
    severity: 'warning',
    summary: fr`Des lettres de ce fichier ont été perdues avant l’export (« \ufffd »).`,
    explanation: fr`Un programme n’a pas su lire une lettre et a mis ce signe à sa place ; elle n’est plus dans le fichier.`,
  },
})
