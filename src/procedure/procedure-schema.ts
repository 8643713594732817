// The form of a procedure file, its keys and words, with the French descriptions that editors show.
// What keys say of each other (one trigger, an `apres` that leads somewhere) is checked in read-procedure.ts.

import { z } from 'zod'
import { fr } from '../kernel/french.js'
import { parseWrittenDays } from '../kernel/written-day.js'
import { ACTION_TYPES, CHANNELS, RECIPIENTS, TRAINING_TYPES } from '../records/values.js'
import { DEFAULT_SCOPE } from '../register/out-of-scope.js'
import { DAY, oneOrMore, TEXT, YES_NO } from '../source/yaml-pieces.js'
import { DELAY, MODIFIERS } from './triggers/trigger-kind.js'
import { TRIGGER_SHAPE } from './triggers/triggers.js'
import { ID } from './written-id.js'

const REQUIREMENT = z.enum(['exigee', 'conseillee', 'aucune'])
const DAYS = z
  .string()
  .refine((text) => parseWrittenDays(text) !== null, fr`AAAA-MM-JJ, ou AAAA-MM-JJ/AAAA-MM-JJ`)

export const AUDIENCE_SCHEMA = z
  .strictObject({
    types: oneOrMore(z.enum(TRAINING_TYPES)).optional().describe('Types de formation.'),
    sites: oneOrMore(TEXT).optional().describe('Identifiants de sites, tels que dans i12.yaml.'),
    formations: oneOrMore(TEXT).optional().describe('Codes ou intitulés de formations.'),
    psh: YES_NO.optional().describe(
      'oui : seulement les personnes en situation de handicap reconnue ; non : seulement les autres.',
    ),
    duree_min: z
      .number()
      .min(0)
      .optional()
      .describe(
        'Formations de strictement plus de ce nombre de jours ; les heures ne sont jamais converties.',
      ),
  })
  .describe('À quelles inscriptions l’obligation s’applique ; sans cette clé, à toutes.')

export const TRIGGER_SCHEMA = z
  .strictObject({ ...TRIGGER_SHAPE, ...MODIFIERS })
  .describe('L’événement, un seul, qui déclenche l’obligation.')

export const OBLIGATION_SCHEMA = z
  .strictObject({
    id: ID.describe('Identifiant unique dans la version ; il désigne l’obligation dans les constats.'),
    intitule: TEXT.optional().describe('Ce qui est à faire, en une phrase.'),
    genre: z
      .enum(['reponse', 'precedence', 'existence', 'suite', 'prealable', 'presence'])
      .optional()
      .describe(
        'reponse ou suite (par défaut) : un événement appelle un acte ; precedence ou prealable : un acte en précède un autre ; existence ou presence : un acte a lieu avant une date du parcours.',
      ),
    pour: AUDIENCE_SCHEMA.optional(),
    quand: TRIGGER_SCHEMA.optional(),
    avant: z
      .strictObject({ types: oneOrMore(z.enum(ACTION_TYPES)).describe('Types d’actes.') })
      .optional()
      .describe('Pour une precedence : les actes qui doivent être précédés.'),
    faire: z
      .strictObject({
        types: oneOrMore(z.enum([...ACTION_TYPES, 'accuse', 'reponse']))
          .optional()
          .describe('Types d’actes qui remplissent l’obligation ; sans cette clé, tous.'),
        destinataires: oneOrMore(z.enum(RECIPIENTS))
          .optional()
          .describe('À qui ; chaque destinataire donne un constat.'),
        canaux: oneOrMore(z.enum(CHANNELS)).optional().describe('Par quel canal ; sans cette clé, tous.'),
        nombre: z
          .int()
          .min(1)
          .max(1000)
          .optional()
          .describe('Pour une precedence ou une existence : combien d’actes il faut.'),
      })
      .describe('L’acte qui remplit l’obligation.'),
    delai: DELAY.optional().describe(
      'Pour une reponse : le délai à compter de l’événement, ou « à fixer ». Le jour de l’événement ne compte pas.',
    ),
    avant_le: z
      .enum(['entree', 'mi_parcours', 'fin', 'examen'])
      .optional()
      .describe('Pour une existence : la date du parcours avant laquelle l’acte a lieu.'),
    responsable: TEXT.optional().describe('Qui s’en charge, par sa fonction ; imprimé dans le rapport.'),
    preuve: REQUIREMENT.optional().describe(
      'Un fichier de preuve : exigee, conseillee ou aucune (par défaut).',
    ),
    ticket: REQUIREMENT.optional().describe('Une référence de ticket qualité : mêmes valeurs que preuve.'),
    reference: TEXT.optional().describe('Où la procédure écrite le dit.'),
    gravite: z
      .enum(['ecart', 'alerte'])
      .optional()
      .describe('Ce que vaut un manquement : ecart (par défaut) ou alerte (point de vigilance).'),
    indicateurs: oneOrMore(z.int().min(1).max(33))
      .optional()
      .describe('Autres indicateurs du référentiel que la même preuve documente.'),
  })
  .describe('Une obligation : quand ceci arrive, ceci est à faire, dans ce délai, avec cette preuve.')

const OBLIGATIONS = z.array(OBLIGATION_SCHEMA)
const REMOVED = oneOrMore(ID).describe('Obligations reprises par etend à laisser de côté, par leur « id ».')

export const VERSION_SCHEMA = z
  .strictObject({
    version: TEXT.describe('Numéro de la version, entre guillemets s’il commence par un zéro.'),
    du: DAY.optional().describe('Premier jour en vigueur, AAAA-MM-JJ.'),
    au: DAY.optional().describe(
      'Dernier jour en vigueur ; sans cette clé, la veille de la version suivante.',
    ),
    obligations: OBLIGATIONS.optional().describe('Obligations propres à cette version.'),
    retirer: REMOVED.optional(),
  })
  .describe('Une version datée de la procédure ; elle juge ce qui naît pendant qu’elle est en vigueur.')

export const PROCEDURE_SCHEMA = z
  .strictObject({
    reference: TEXT.optional().describe('Référence du document, par exemple PR-12-01.'),
    intitule: TEXT.optional().describe('Titre de la procédure.'),
    source: TEXT.optional().describe('D’où vient le texte de la procédure.'),
    document: TEXT.optional().describe('Chemin de la procédure signée, dans le dossier de travail.'),
    etend: oneOrMore(TEXT)
      .optional()
      .describe(
        'Procédures dont les obligations sont reprises : livrées avec i12, par leur nom ; fichiers du dossier de travail ou du dossier partagé (« --shared »), par leur chemin. Une entrée du même « id » les remplace.',
      ),
    delais: z
      .record(ID, DELAY)
      .optional()
      .describe(
        'Délais que les procédures reprises laissent « à fixer », par « id » d’obligation ; ils valent dans toutes les versions.',
      ),
    retirer: REMOVED.optional(),
    versions: z.array(VERSION_SCHEMA).min(1).optional().describe('Versions datées de la procédure.'),
    obligations: OBLIGATIONS.optional().describe(
      'Obligations toujours en vigueur, quand il n’y a pas de versions.',
    ),
    perimetre: z
      .strictObject({
        duree_min_jours: z
          .number()
          .min(0)
          .optional()
          .describe(
            `Formations de strictement plus de ce nombre de jours (${DEFAULT_SCOPE.moreThanDays} par défaut).`,
          ),
        exclure_sous_traitance: YES_NO.optional().describe(
          'Laisser de côté les formations en sous-traitance (oui par défaut).',
        ),
      })
      .optional()
      .describe('Les formations que la procédure concerne.'),
    calendrier: z
      .strictObject({
        report: YES_NO.optional().describe(
          'Une échéance en jours, semaines ou mois qui tombe un jour non ouvré passe au jour ouvré suivant (oui par défaut).',
        ),
        fermetures: oneOrMore(DAYS)
          .optional()
          .describe('Jours de fermeture : « AAAA-MM-JJ » ou « AAAA-MM-JJ/AAAA-MM-JJ », bornes comprises.'),
      })
      .optional()
      .describe('Les jours qui ne sont pas ouvrés.'),
  })
  .describe('La procédure de l’organisme : ses obligations, et ce qui vaut pour toutes.')

export type WrittenProcedure = z.output<typeof PROCEDURE_SCHEMA>
export type WrittenObligation = z.output<typeof OBLIGATION_SCHEMA>
export type WrittenVersion = z.output<typeof VERSION_SCHEMA>
