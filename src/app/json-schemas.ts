// JSON Schemas of the files that people write, made from the forms that read them, and of the JSON that `i12` writes.
import { z } from 'zod'
import { textKey } from '../kernel/text-key.js'
import { PROCEDURE_SCHEMA } from '../procedure/procedure-schema.js'
import { MEASURES_SCHEMA } from '../register/measures-schema.js'
import { NETWORK_SCHEMA } from './consolidation/network-schema.js'
import { OUTPUT_SCHEMAS } from './results/output-schemas.js'
import { WORKSPACE_SCHEMA } from './workspace-schema.js'

export interface SchemaEntry {
  /** `i12`, `procedure`, `mesures`. */
  readonly name: string
  /** French. */
  readonly summary: string
  readonly schema: z.ZodType
  /** Read by programs: written by `i12`, not by people. */
  readonly isOutput?: true
}

export const SCHEMAS: readonly SchemaEntry[] = [
  { name: 'i12', summary: 'le dossier de travail, i12.yaml', schema: WORKSPACE_SCHEMA },
  { name: 'procedure', summary: 'la procédure, procedure.yaml', schema: PROCEDURE_SCHEMA },
  { name: 'mesures', summary: 'les mesures, mesures.yaml', schema: MEASURES_SCHEMA },
  { name: 'reseau', summary: 'les sites d’un réseau, reseau.yaml', schema: NETWORK_SCHEMA },
  ...Object.entries(OUTPUT_SCHEMAS).map(
    ([name, schema]): SchemaEntry => ({
      name,
      summary: `ce que i12 écrit : i12/${name}/1`,
      schema,
      isOutput: true,
    }),
  ),
]

/** The entry of a name, with or without `.yaml`, whatever its case and accents; null where there is none. */
export function findSchema(name: string): SchemaEntry | null {
  const key = textKey(name.replace(/\.ya?ml$/i, ''))
  return SCHEMAS.find((entry) => textKey(entry.name) === key) ?? null
}

/** The JSON Schema as text, draft 7, which editors understand best. */
export function jsonSchemaOf({ name, schema, isOutput }: SchemaEntry): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' })
  const { description, ...body } = rest
  const title = isOutput === true ? `i12/${name}/1` : `${name}.yaml`
  return `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`
}
