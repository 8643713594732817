// docs/exports.md: what files are read, their columns and words, and the formats recognised, from the tables that
// the program itself reads.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const SOURCE_TITLES = {
  apprenants: 'les inscriptions, une ligne par dossier',
  formations: 'le catalogue',
  absences: 'une ligne par demi-journée ou journée d’absence',
  presences: 'une ligne par séance suivie ; pour savoir quelles absences se suivent',
  emargements: 'les feuilles d’émargement ; elles tiennent lieu d’absences et de présences, et s’y ajoutent',
  relances: 'les relances et tout autre acte daté envers quelqu’un',
  abandons: 'les abandons déclarés',
  certifications: 'les présentations à une épreuve',
  activites: 'les connexions à la plateforme',
  signalements: 'les signalements de violences : jamais de récit ni de nom',
  explications: 'ce que l’organisme dit d’un écart ; aucun verdict n’en change',
  enquetes: 'les réponses aux enquêtes, une ligne par réponse',
  ameliorations: 'le registre des améliorations',
}

const KIND_WORDS = {
  text: 'texte',
  fileNumber: 'numéro de dossier',
  hours: 'durée en heures (35, 3,5, 3h30, 3:30)',
  day: 'date',
  moment: 'date, heure facultative',
  number: 'nombre',
  yesNo: 'oui ou non',
}

export function exportsPage({ FIELDS, SIGNATURES, synonymsOf, YES_NO_SYNONYMS, YES_WORDS, NO_WORDS }) {
  const parts = [INTRODUCTION, recipesPart()]
  for (const [source, fields] of Object.entries(FIELDS)) parts.push(sourcePart(source, fields))
  parts.push(wordsPart(FIELDS, synonymsOf, { YES_NO_SYNONYMS, YES_WORDS, NO_WORDS }))
  parts.push(formatsPart(SIGNATURES))
  return `${parts.join('\n\n')}\n`
}

const INTRODUCTION = `# Ce que i12 lit

Page écrite par \`npm run docs\` d’après les tables du programme.

**Fichiers.** CSV (point-virgule, virgule, tabulation ou barre verticale ; guillemets, retours à la ligne dans les
guillemets, ligne \`sep=;\`, titres au-dessus des en-têtes), classeurs \`.xlsx\` (la première feuille, ou celle que
\`feuille\` nomme) et YAML (une liste d’enregistrements). Le séparateur et la ligne d’en-têtes sont trouvés d’après les
noms de colonnes ; \`separateur\` et \`ignorer_lignes\` les imposent.

**Encodages.** UTF-8, UTF-16 et Windows-1252 sont reconnus. Latin-9 (\`iso-8859-15\`), MacRoman (\`macintosh\`) et CP850
(\`cp850\`) sont lus quand ils sont déclarés sous \`encodage\`, ou quand les accents français ne se lisent bien que là ; un
avertissement le dit alors. Deux encodages dans un même fichier sont signalés à chaque ligne en cause.

**En-têtes.** Ceux des tables ci-dessous, sans tenir compte de la casse, des accents, des espaces, des tirets ni des
astérisques. Les autres se déclarent sous \`correspondance\` (notre champ à gauche, la colonne de l’export à droite) ;
\`i12 import FICHIER\` en propose un brouillon et n’applique rien de lui-même. Une colonne peut servir à deux champs. Les
colonnes dont rien n’a besoin (numéro de sécurité sociale, adresse IP, montants, date de naissance) ne sont jamais lues.

**Valeurs.** Dates \`JJ/MM/AAAA\` ou \`AAAA-MM-JJ\`, avec une heure facultative (\` HH:MM\`, \`THH:MM\`, \` HHhMM\`) ; une autre
forme se déclare sous \`format_date\` (\`MM/JJ/AAAA\`, \`JJ.MM.AA\`, \`JJ MMM AAAA\`…). Décimales à la virgule ou au point. Les
mots des listes fermées sont comparés sans casse, accents, tirets ni espaces ; les vôtres se déclarent sous \`valeurs\`.
Une valeur est lue, ou refusée avec un diagnostic à sa place ; rien n’est deviné.

En gras, les colonnes nécessaires ; les autres peuvent manquer.`

/** The recipes that test/recipes.test.ts runs. */
function recipesPart() {
  const recipes = parse(readFileSync(new URL('../../test/recipes.yml', import.meta.url), 'utf8'))
  const parts = recipes.map(({ titre, situation, sources, fichiers, lu }) =>
    [
      `### ${titre}`,
      '',
      situation,
      '',
      ...Object.entries(fichiers).flatMap(([file, content]) => filePart(file, content)),
      'Dans `i12.yaml`, sous `sources` :',
      '',
      fenced('yaml', sources),
      '',
      'Ce qui est lu :',
      '',
      ...lu.map((line) => `- ${line}`),
    ].join('\n'),
  )
  return ['## Recettes', 'Une par situation ; chacune est exécutée par les tests.', ...parts].join('\n\n')
}

/** A workbook is given as its sheets, each written as a CSV. */
function filePart(file, content) {
  if (typeof content === 'string') return [`\`${file}\` :`, '', fenced('', content), '']
  return Object.entries(content).flatMap(([sheet, text]) => [
    `\`${file}\`, feuille « ${sheet} » :`,
    '',
    fenced('', text),
    '',
  ])
}

function fenced(language, text) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

function sourcePart(source, fields) {
  const rows = fields.map((field) => {
    const name = field.isRequired ? `**${field.header}**` : field.header
    const words =
      field.kind === 'yesNo' && field.values.length > 0 ? `oui, non, ${field.values.join(', ')}` : null
    const kind = field.kind === 'choice' ? field.values.join(', ') : (words ?? KIND_WORDS[field.kind])
    return `| ${name} | ${kind} |`
  })
  return [
    `## ${source}`,
    '',
    `${capital(SOURCE_TITLES[source])}.`,
    '',
    '| colonne | contenu |',
    '|---|---|',
    ...rows,
  ].join('\n')
}

function wordsPart(fields, synonymsOf, { YES_NO_SYNONYMS, YES_WORDS, NO_WORDS }) {
  const lines = [
    '## Mots reconnus',
    '',
    'Outre les valeurs elles-mêmes :',
    '',
    '| colonne | valeur | mots |',
    '|---|---|---|',
    `| toutes | oui | ${YES_WORDS.filter((word) => word !== 'oui').join(', ')} |`,
    `| toutes | non | ${NO_WORDS.filter((word) => word !== 'non').join(', ')} |`,
  ]
  for (const [source, list] of Object.entries(fields)) {
    for (const { header, kind } of list) {
      const synonyms = kind === 'yesNo' ? YES_NO_SYNONYMS[`${source}.${header}`] : synonymsOf(source, header)
      for (const [value, words] of Object.entries(synonyms ?? {})) {
        if (words.length > 0) lines.push(`| ${source}.${header} | ${value} | ${words.join(', ')} |`)
      }
    }
  }
  return lines.join('\n')
}

function formatsPart(signatures) {
  const parts = signatures.map(({ name, sources, notes, headersFrom }) =>
    [
      `### ${capital(name)}`,
      '',
      `Pour ${sources.map((source) => `\`${source}\``).join(' et ')}.`,
      '',
      ...notes.map((note) => `- ${capital(note)}.`),
      '',
      `En-têtes lus dans : ${headersFrom}.`,
    ].join('\n'),
  )
  return [
    '## Formats reconnus',
    'Ces exports sont reconnus à leur ligne d’en-têtes entière et lus sans `correspondance` ; un avertissement dit comment. Ce que `i12.yaml` déclare l’emporte.',
    ...parts,
  ].join('\n\n')
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
