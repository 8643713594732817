// What an id means: a kind of diagnostic, a check, a version of the référentiel, a shipped procedure, an obligation of
// the workspace's procedure.
import { type DiagnosticKind, Diagnostics } from '../kernel/diagnostic.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textKey } from '../kernel/text-key.js'
import type { Obligation, Procedure } from '../procedure/procedure.js'
import { readProcedure } from '../procedure/read-procedure.js'
import { REFERENTIALS } from '../procedure/referentials/choose-referential.js'
import type { Referential } from '../procedure/referentials/referential.js'
import type { CoherenceCheck } from '../register/checks/coherence-check.js'
import { COHERENCE_CHECKS } from '../register/checks/run-checks.js'
import { itemOfYaml, parseYaml } from '../source/yaml.js'
import { ALL_KINDS, checkOf, findKind } from './problem-catalogue.js'
import { diagnosticExample, SHIPPED_PROCEDURES } from './shipped.js'

export type Explanation =
  | {
      readonly what: 'kind'
      readonly kind: DiagnosticKind
      readonly check: CoherenceCheck | null
      /** What `check` says of it on a small workspace, mend included; null where none can show it. */
      readonly example: string | null
    }
  | { readonly what: 'procedure'; readonly name: string; readonly procedure: Procedure }
  | {
      readonly what: 'obligation'
      readonly obligation: Obligation
      readonly versions: readonly string[]
      readonly procedure: Procedure
    }
  | { readonly what: 'referential'; readonly referential: Referential }
  | { readonly what: 'nothing'; readonly nearest: string | null }

/** Explains an id. The procedure of the workspace in `folder` is only read where no code and no shipped name fits. */
export async function explain(
  id: string,
  folder: string,
  shared: string | null = null,
): Promise<Explanation> {
  const kind = findKind(id)
  if (kind !== null)
    return { what: 'kind', kind, check: checkOf(kind), example: diagnosticExample(kind.code) }
  const referential = REFERENTIALS.find((candidate) => textKey(candidate.id) === textKey(id))
  if (referential !== undefined) return { what: 'referential', referential }
  const { names } = SHIPPED_PROCEDURES
  const name = names.find((candidate) => textKey(candidate) === textKey(id))
  if (name !== undefined) {
    const procedure = shippedProcedure(name)
    return { what: 'procedure', name, procedure }
  }
  const own = await procedureOf(folder, shared)
  for (const procedure of [...(own === null ? [] : [own]), ...names.map(shippedProcedure)]) {
    const holders = procedure.versions.filter(({ obligations }) =>
      obligations.some((item) => isNamed(item, id)),
    )
    const obligation = holders.at(-1)?.obligations.find((item) => isNamed(item, id))
    if (obligation !== undefined) {
      return { what: 'obligation', obligation, versions: holders.map(({ version }) => version), procedure }
    }
  }
  const known = [
    ...ALL_KINDS.map(({ code }) => code),
    ...COHERENCE_CHECKS.map((check) => check.id),
    ...names,
    ...REFERENTIALS.map((known) => known.id),
    ...(own?.versions ?? []).flatMap(({ obligations }) => obligations.map((item) => item.id)),
  ]
  return { what: 'nothing', nearest: nearestWord(id, known) }
}

function isNamed(obligation: Obligation, id: string): boolean {
  return textKey(obligation.id) === textKey(id)
}

function shippedProcedure(name: string): Procedure {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml(`${name}.yaml`, Buffer.from(`etend: ${name}\n`), diagnostics)
  const procedure = yaml === null ? null : readProcedure(yaml, SHIPPED_PROCEDURES, diagnostics)
  if (procedure === null) throw new Error(`The shipped procedure ${name} cannot be read`)
  return procedure
}

/** The procedure of a workspace where there is one that can be read; nothing is said where there is none. */
async function procedureOf(folder: string, shared: string | null): Promise<Procedure | null> {
  const { loadWorkspace } = await import('./load-workspace.js')
  const { readWorkspaceProcedure } = await import('./read-workspace-procedure.js')
  const diagnostics = new Diagnostics()
  const workspace = await loadWorkspace(folder, diagnostics, shared).catch(() => null)
  return workspace === null ? null : readWorkspaceProcedure(workspace, diagnostics)
}

/** A shipped obligation as its procedure writes it, by the name of the procedure. */
export interface ShippedObligation {
  readonly procedure: string
  /** YAML: a list of one entry, without indentation. */
  readonly yaml: string
}

/** Every shipped obligation of this id; `PROCEDURE/ID` asks one procedure only. */
export function shippedObligations(typed: string): readonly ShippedObligation[] {
  const [id = '', only] = typed.split('/').reverse()
  return SHIPPED_PROCEDURES.names
    .filter((name) => only === undefined || textKey(name) === textKey(only))
    .flatMap((procedure) => {
      const text = SHIPPED_PROCEDURES.read(procedure).toString('utf8')
      const { value } = parseYaml(procedure, Buffer.from(text), new Diagnostics()) ?? { value: null }
      const { obligations } = value as { readonly obligations: readonly { readonly id: string }[] }
      const index = obligations.findIndex((item) => textKey(item.id) === textKey(id))
      return index < 0 ? [] : [{ procedure, yaml: itemOfYaml(text, ['obligations', index]) }]
    })
}
