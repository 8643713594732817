// The form of `reseau.yaml`: the sites that a network expects. May not read files.
import { z } from 'zod'

const TEXT = z.string().min(1)

export const NETWORK_SCHEMA = z
  .strictObject({
    nom: TEXT.describe('Nom du réseau dans la consolidation.'),
    sites: z
      .array(
        z.strictObject({
          id: TEXT.describe('Identifiant du site, celui de « organisme.sites » dans son i12.yaml.'),
          nom: TEXT.optional().describe('Nom du site ; son identifiant par défaut.'),
        }),
      )
      .min(1)
      .describe('Les sites attendus, dans l’ordre de la consolidation.'),
  })
  .describe('Les sites d’un réseau, pour « i12 consolidate ».')

export type NetworkContent = z.infer<typeof NETWORK_SCHEMA>
