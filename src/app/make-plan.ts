// The plan of actions of a dossier, as files ready to be written. Holds no sentence: the layers do.
import { buildPlan, type PlanDocument } from '../documents/plan/build-plan.js'
import { formatIsoDate } from '../kernel/local-date.js'
import { planActions } from '../procedure/plan-of-actions.js'
import type { StandardFault } from '../render/check-standards.js'
import type { Dossier } from './dossier.js'
import { printDocument } from './print-document.js'
import { TOOL_VERSION } from './tool-version.js'
import type { OutputFile } from './write-outputs.js'

export interface MadePlan {
  /** The document asked for, then the listing where that is not it. */
  readonly files: readonly OutputFile[]
  readonly plan: PlanDocument
  readonly faults: readonly StandardFault[]
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser. */
export async function makePlan(
  dossier: Dossier,
  { format, browser }: { readonly format: 'pdf' | 'csv'; readonly browser: string | null },
): Promise<MadePlan> {
  const plan = planOf(dossier)
  const listing: OutputFile = { path: plan.listing.file, content: plan.listing.parts }
  if (format === 'csv') return { files: [listing], plan, faults: [] }
  const path = `${plan.fileStem}-${formatIsoDate(dossier.asOf)}.pdf`
  const { bytes, faults } = await printDocument(dossier, plan, ['plan'], browser)
  return { files: [{ path, content: bytes }, listing], plan, faults }
}

/** The plan of the day, from what is read. */
export function planOf(dossier: Dossier): PlanDocument {
  const { ledger, diagnostics, register, asOf, workspace, period, referential, sources } = dossier
  const { improvements } = register.records
  const since = workspace.audit.previousOn ?? period.from
  return buildPlan({
    plan: planActions({ ledger, diagnostics, improvements, asOf, since }),
    organisation: workspace.organisation,
    audit: workspace.audit,
    referential,
    asOf,
    since,
    known: improvements,
    fingerprints: sources.map(({ file, sha256 }) => `${file}\0${sha256}`),
    toolVersion: TOOL_VERSION,
  })
}
