// The form of `i12.yaml`: its keys and words, with the French descriptions that editors show. May not read files.

import { z } from 'zod'
import { ZONES } from '../kernel/holidays.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { SOURCE_NAMES, type SourceName } from '../records/export-file.js'
import { JOIN_KEYS } from '../records/people-index.js'
import { ACTION_TYPES } from '../records/values.js'
import { COHERENCE_CHECKS } from '../register/checks/run-checks.js'
import { DEFAULT_PUBLICATION, LOWEST_THRESHOLD } from '../statistics/statistics.js'

const TEXT = z.string().min(1)
const PATH = TEXT.describe('Chemin relatif au dossier de travail, avec des « / ».')
const DATE = z
  .string()
  .refine((text) => parseWrittenDay(text) !== null, 'une date AAAA-MM-JJ, par exemple 2026-11-30')
  .meta({ format: 'date' })
/** « 5 ans », « 18 mois ». */
export const RETENTION = /^([1-9]\d{0,2}) (ans?|mois)$/
const COLOUR = z.string().regex(/^#[0-9a-f]{6}$/i, 'une couleur écrite #rrvvbb, par exemple « #1f4e79 »')

const SITE_SCHEMA = z.strictObject({
  id: TEXT.describe('Identifiant du site, tel qu’il est écrit dans la colonne site des apprenants.'),
  nom: TEXT.optional().describe('Nom du site dans les documents ; son identifiant par défaut.'),
  zone: z.enum(ZONES).optional().describe('Zone des jours fériés ; metropole par défaut.'),
  feries: z
    .strictObject({
      ajouter: z.array(DATE).optional().describe('Jours fériés de ce site en plus de ceux de sa zone.'),
      retirer: z.array(DATE).optional().describe('Jours fériés de la zone qui sont travaillés sur ce site.'),
    })
    .optional()
    .describe('Jours fériés propres au site.'),
})

const SHEET = z.union([TEXT, z.int().min(1)])
const YES_OR_NO = z.enum(['oui', 'non'])
const WORD = z.union([z.string(), z.number()])
const WORDS = z.record(z.string(), z.union([WORD, z.array(WORD).min(1)]))

const SOURCE_OBJECT_SCHEMA = z.strictObject({
  fichier: z
    .union([PATH, z.array(PATH).min(1)])
    .describe('Chemin du fichier, liste de chemins, ou motif comme exports/absences-*.csv.'),
  feuille: z
    .union([SHEET, z.array(SHEET).min(1)])
    .optional()
    .describe('Feuilles d’un classeur : un nom, un numéro, une liste, ou toutes.'),
  correspondance: z
    .record(z.string(), z.union([TEXT, z.array(TEXT).min(1)]))
    .optional()
    .describe(
      'Notre champ : l’en-tête de la colonne dans l’export, ou une liste d’en-têtes dont les cellules se suivent (date: [Jour, Heure]).',
    ),
  valeurs: z
    .record(z.string(), z.record(z.string(), z.string()))
    .optional()
    .describe('Notre champ : la valeur de l’export : notre valeur.'),
  constantes: z
    .record(z.string(), TEXT)
    .optional()
    .describe(
      'Notre champ : sa seule valeur, quand l’export n’a pas cette colonne ; {feuille} et {fichier} y valent leurs noms.',
    ),
  garder: WORDS.optional().describe(
    'En-tête de l’export : les mots des lignes à lire ; les autres lignes sont laissées.',
  ),
  ecarter: WORDS.optional().describe('En-tête de l’export : les mots des lignes à laisser.'),
  grille: YES_OR_NO.optional().describe(
    'oui : les en-têtes sont des dates ou des demi-journées, et chaque cellule remplie est un émargement.',
  ),
  annee: z
    .int()
    .min(1900)
    .max(2199)
    .optional()
    .describe('Année du premier en-tête d’une grille dont les dates n’en ont pas.'),
  dossier: z
    .enum(['calcule'])
    .optional()
    .describe(
      'calcule : l’export n’a pas de numéro de dossier ; i12 en fait un du nom, du prénom, de la formation et de l’entrée.',
    ),
  rapprocher: z
    .union([z.enum(JOIN_KEYS), z.array(z.enum(JOIN_KEYS)).min(1)])
    .optional()
    .describe(
      'Sans numéro de dossier, ce qui désigne la personne, dans l’ordre des essais : email, telephone, nom, personne.',
    ),
  sujets: z
    .record(z.string().min(1), z.enum(ACTION_TYPES))
    .optional()
    .describe('Messages : des mots de leur sujet : le type de l’acte ; relance pour les autres.'),
  ordre_nom: z
    .enum(['nom_prenom', 'prenom_nom'])
    .optional()
    .describe('Ordre des noms dans nom_complet, s’il ne se lit pas aux capitales.'),
  separateur: z
    .enum([';', ',', '|', '\t', 'tabulation', 'point-virgule', 'virgule', 'barre'])
    .optional()
    .describe('Séparateur des colonnes d’un CSV.'),
  encodage: TEXT.optional().describe('Encodage du fichier, par exemple windows-1252.'),
  format_date: TEXT.optional().describe('Forme des dates, par exemple JJ/MM/AAAA.'),
  ignorer_lignes: z.int().min(0).max(1000).optional().describe('Lignes à sauter avant les en-têtes.'),
})

const SOURCE_SCHEMA = z.union([
  PATH,
  SOURCE_OBJECT_SCHEMA,
  z.array(z.union([PATH, SOURCE_OBJECT_SCHEMA])).min(1),
])

const SOURCE_DESCRIPTIONS: Readonly<Record<SourceName, string>> = {
  apprenants: 'Les inscriptions : une ligne par dossier.',
  formations: 'Les formations : code, intitulé, type, durée en jours.',
  absences: 'Les absences, justifiées ou non.',
  presences: 'Les présences, pour savoir quelles séances se suivent.',
  emargements:
    'Les feuilles d’émargement : présents, retards, absents ; elles tiennent lieu d’absences et de présences.',
  relances: 'Les relances et tout autre acte daté envers quelqu’un.',
  abandons: 'Les abandons déclarés, leur cause, la décision.',
  certifications: 'Les présentations à la certification.',
  activites: 'Les connexions ou travaux à distance.',
  signalements: 'Les signalements de violences : dates, catégorie, canal, statut, jamais de récit ni de nom.',
  explications: 'Ce que l’organisme dit d’un écart ; aucun verdict n’en change.',
  enquetes: 'Les réponses aux enquêtes de satisfaction.',
  ameliorations: 'Le registre des améliorations.',
}

function sourceEntry(name: SourceName) {
  return SOURCE_SCHEMA.describe(SOURCE_DESCRIPTIONS[name])
}

/** One key a check that has parameters, from the checks themselves. */
const CHECKS_SCHEMA = z
  .strictObject(
    Object.fromEntries(
      COHERENCE_CHECKS.filter(({ parameters }) => parameters.length > 0).map(({ id, kind, parameters }) => [
        id,
        z
          .strictObject(
            Object.fromEntries(
              parameters.map(({ name, description, unit, value }) => [
                name,
                z.number().min(0).optional().describe(`${description} En ${unit} ; ${value} par défaut.`),
              ]),
            ),
          )
          .optional()
          .describe(kind.summary),
      ]),
    ),
  )
  .describe('Réglages des contrôles de cohérence.')

export const WORKSPACE_SCHEMA = z
  .strictObject({
    organisme: z
      .strictObject({
        nom: TEXT.describe('Raison sociale.'),
        siret: z.string().optional().describe('SIRET, entre guillemets.'),
        nda: z.string().optional().describe('Numéro de déclaration d’activité, entre guillemets.'),
        region_nda: TEXT.optional().describe('Région du préfet qui a enregistré la déclaration.'),
        adresse: TEXT.optional().describe('Adresse postale.'),
        signataire: z
          .strictObject({
            nom: TEXT.describe('Nom du signataire.'),
            qualite: TEXT.optional().describe('Qualité du signataire.'),
          })
          .optional()
          .describe('Qui signe les attestations.'),
        sites: z.array(SITE_SCHEMA).min(1).optional().describe('Sites de l’organisme.'),
      })
      .describe('L’organisme de formation.'),
    audit: z
      .strictObject({
        date: DATE.optional().describe('Date de l’audit : elle choisit la version du référentiel.'),
        precedent: DATE.optional().describe('Date de l’audit précédent : début de la période par défaut.'),
        type: z.enum(['initial', 'surveillance', 'renouvellement']).optional().describe('Genre d’audit.'),
      })
      .describe('L’audit que le dossier prépare.'),
    periode: z
      .strictObject({
        du: DATE.optional().describe(
          'Premier jour ; par défaut l’audit précédent, sinon un an avant la fin.',
        ),
        au: DATE.optional().describe('Dernier jour ; par défaut la date d’arrêté.'),
      })
      .optional()
      .describe('La période jugée.'),
    procedure: PATH.describe('Le fichier de la procédure, par exemple procedure.yaml.'),
    mesures: PATH.optional().describe('Le fichier des mesures, par exemple mesures.yaml.'),
    preuves: PATH.optional().describe('Dossier où chercher les preuves que personne ne cite.'),
    sources: z
      .strictObject(
        Object.fromEntries(
          SOURCE_NAMES.map((name) => [
            name,
            name === 'apprenants' ? sourceEntry(name) : sourceEntry(name).optional(),
          ]),
        ) as { apprenants: typeof SOURCE_SCHEMA } & Record<
          Exclude<SourceName, 'apprenants'>,
          z.ZodOptional<typeof SOURCE_SCHEMA>
        >,
      )
      .describe('Les exports : un chemin, une liste, un motif, ou un ensemble de clés avec correspondance.'),
    publication: z
      .strictObject({
        seuil: z
          .int()
          .min(1)
          .optional()
          .describe(
            `Effectif sous lequel un taux n’est pas publié (${DEFAULT_PUBLICATION.threshold} par défaut, ${LOWEST_THRESHOLD} au moins).`,
          ),
        annees: z
          .int()
          .min(1)
          .max(10)
          .optional()
          .describe(`Nombre d’années cumulées (${DEFAULT_PUBLICATION.years} par défaut).`),
      })
      .optional()
      .describe('Règles de la version publiée des statistiques.'),
    conservation: z
      .strictObject({
        dossiers: z
          .string()
          .regex(RETENTION, 'une durée en années ou en mois, par exemple « 5 ans »')
          .optional()
          .describe('Durée de conservation des dossiers après leur fin, par exemple « 5 ans ».'),
      })
      .optional()
      .describe('Durées au-delà desquelles « i12 check » signale ce qui est à effacer ; i12 n’efface rien.'),
    controles: CHECKS_SCHEMA.optional(),
    presentation: z
      .strictObject({
        modeles: PATH.optional().describe('Dossier de vos modèles, qui remplacent ceux d’i12 de même nom.'),
        logo: PATH.optional().describe('Logo, en PNG, JPEG ou SVG.'),
        couleurs: z
          .strictObject({
            accent: COLOUR.optional().describe('Couleur des titres et des filets.'),
            alerte: COLOUR.optional().describe('Couleur des écarts.'),
          })
          .optional()
          .describe('Les deux couleurs des documents.'),
      })
      .optional()
      .describe('L’apparence des documents.'),
  })
  .describe('Le dossier de travail d’i12.')

export type WorkspaceContent = z.output<typeof WORKSPACE_SCHEMA>
export type SourceEntry = z.output<typeof SOURCE_SCHEMA>
