// Delays that a shipped procedure leaves open: what is to be decided, and what its source says.
import { Diagnostics } from '../kernel/diagnostic.js'
import { parseDelay } from '../procedure/parse-delay.js'
import { parseYaml } from '../source/yaml.js'
import { SHIPPED_PROCEDURES } from './shipped.js'

export interface OpenDelay {
  readonly id: string
  readonly title: string
  /** Where the procedure has it: « Étape 2 »; '' where it does not say. */
  readonly reference: string
}

/** In the order of the procedure; none where the name is not shipped. */
export function openDelaysOf(procedure: string): readonly OpenDelay[] {
  if (!SHIPPED_PROCEDURES.names.includes(procedure)) return []
  const yaml = parseYaml(`${procedure}.yaml`, SHIPPED_PROCEDURES.read(procedure), new Diagnostics())
  const { obligations } = (yaml?.value ?? {}) as { readonly obligations?: readonly Record<string, unknown>[] }
  return (obligations ?? [])
    .filter(({ delai }) => typeof delai === 'string' && parseDelay(delai).delay === null)
    .map(({ id, intitule, reference }) => ({
      id: String(id),
      title: String(intitule ?? id),
      reference: typeof reference === 'string' ? reference : '',
    }))
}

/** What a shipped procedure says of where it comes from. */
export function procedureSource(procedure: string): string {
  const yaml = parseYaml(`${procedure}.yaml`, SHIPPED_PROCEDURES.read(procedure), new Diagnostics())
  const { source } = (yaml?.value ?? {}) as { readonly source?: unknown }
  return typeof source === 'string' ? source.trim() : ''
}
