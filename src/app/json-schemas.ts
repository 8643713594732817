// JSON Schemas of the files that people write, made from the forms that read them.
import { z } from 'zod'
import { textKey } from '../kernel/text-key.js'
import { PROCEDURE_SCHEMA } from '../procedure/procedure-schema.js'
import { MEASURES_SCHEMA } from '../register/measures-schema.js'
import { WORKSPACE_SCHEMA } from './workspace-schema.js'

export interface SchemaEntry {
  /** `i12`, `procedure`, `mesures`. */
  readonly name: string
  /** French. */
  readonly summary: string
  readonly schema: z.ZodType
}

export const SCHEMAS: readonly SchemaEntry[] = [
  { name: 'i12', summary: 'le dossier de travail, i12.yaml', schema: WORKSPACE_SCHEMA },
  { name: 'procedure', summary: 'la procédure, procedure.yaml', schema: PROCEDURE_SCHEMA },
  { name: 'mesures', summary: 'les mesures, mesures.yaml', schema: MEASURES_SCHEMA },
]

/** The entry of a name, with or without `.yaml`, whatever its case and accents; null where there is none. */
export function findSchema(name: string): SchemaEntry | null {
  const key = textKey(name.replace(/\.ya?ml$/i, ''))
  return SCHEMAS.find((entry) => textKey(entry.name) === key) ?? null
}

/** The JSON Schema as text, draft 7, which editors understand best. */
export function jsonSchemaOf({ name, schema }: SchemaEntry): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' })
  const { description, ...body } = rest
  const title = `${name}.yaml`
  return `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`
}
