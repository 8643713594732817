// The form of `mesures.yaml`, with the French descriptions that editors show. May not read files.
import { z } from 'zod'
import { fr } from '../kernel/french.js'
import { TRAINING_TYPES } from '../records/values.js'
import { DAY, oneOrMore, TEXT } from '../source/yaml-pieces.js'

const YEAR = z.int().min(2000).max(2199)

/** Without the `u` flag and its classes, which some editors do not know in a JSON Schema. */
const WRITTEN_ID = /^[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ][0-9A-Za-zÀ-ÖØ-öø-ÿŒœ._-]*$/

/** Rates of the statistics, and the marks of surveys, whose movement may show the effect of a measure. */
const INDICATORS = [
  'dropout',
  'interruption',
  'noShow',
  'contractTermination',
  'contractTerminationNet',
  'contractTermination9Months',
  'contractTerminationNet9Months',
  'alternativeProposed',
  'relaunchOnTime',
  'satisfaction',
] as const

export const MEASURE_SCHEMA = z
  .strictObject({
    id: z
      .string()
      .regex(WRITTEN_ID, fr`un identifiant sans espace, par exemple « parrainage »`)
      .describe('Identifiant unique de la mesure ; la colonne mesures des formations y renvoie.'),
    intitule: TEXT.describe('Ce que la mesure apporte, en une phrase.'),
    categorie: z
      .enum(['engagement', 'prevention'])
      .describe('engagement : favoriser l’engagement ; prevention : prévenir les ruptures de parcours.'),
    public: z
      .strictObject({
        types: oneOrMore(z.enum(TRAINING_TYPES)).optional().describe('Types de formation.'),
        sites: oneOrMore(TEXT).optional().describe('Identifiants de sites.'),
        formations: oneOrMore(TEXT).optional().describe('Codes ou intitulés de formations.'),
      })
      .optional()
      .describe('À qui la mesure s’adresse ; sans cette clé, à tous.'),
    outils: oneOrMore(TEXT).optional().describe('Outils qui matérialisent la mesure.'),
    depuis: DAY.describe('Premier jour de la mesure, AAAA-MM-JJ.'),
    jusque: DAY.optional().describe('Dernier jour de la mesure ; vide tant qu’elle dure.'),
    preuves: oneOrMore(TEXT)
      .optional()
      .describe('Fichiers de preuve, par leur chemin depuis le dossier de travail.'),
    indicateurs: oneOrMore(z.int().min(1).max(33))
      .optional()
      .describe('Indicateurs du référentiel que la mesure documente (12 par défaut).'),
    cause_visee: TEXT.optional().describe('Cause d’abandon que la mesure vise à réduire.'),
    effet: z
      .strictObject({
        indicateur: z
          .enum(INDICATORS)
          .describe(
            'Taux des statistiques, par exemple dropout (taux d’abandon), ou satisfaction (moyenne des enquêtes, par question).',
          ),
        avant: YEAR.describe('Année de cohorte avant la mesure.'),
        apres: YEAR.describe('Année de cohorte après la mesure.'),
      })
      .optional()
      .describe('Effet de la mesure : un taux, avant et après.'),
  })
  .describe('Une mesure formalisée de l’organisme.')

export const MEASURES_SCHEMA = z
  .strictObject({ mesures: z.array(MEASURE_SCHEMA).describe('Les mesures de l’organisme.') })
  .describe('Les mesures qui favorisent l’engagement et préviennent les ruptures de parcours.')
