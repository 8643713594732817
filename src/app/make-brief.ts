// The two pages for the staff, as a file ready to be written. Holds no sentence: the layers do.
import { buildBrief } from '../documents/brief/build-brief.js'
import { formatIsoDate } from '../kernel/local-date.js'
import type { StandardFault } from '../render/check-standards.js'
import { buildStatistics } from '../statistics/build-statistics.js'
import type { Dossier } from './dossier.js'
import { judgeCohorts } from './make-statistics.js'
import { printDocument } from './print-document.js'
import { TOOL_VERSION } from './tool-version.js'
import type { OutputFile } from './write-outputs.js'

/** Rows of a table, most first: the first that leaves two pages is kept. */
const ROWS = [14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2] as const
const PAGES = 2

/** @throws Refusal, EnvironmentFailure from the templates and the browser. */
export async function makeBrief(
  dossier: Dossier,
  { browser }: { readonly browser: string | null },
): Promise<{
  readonly file: OutputFile
  readonly pageCount: number
  readonly faults: readonly StandardFault[]
}> {
  const { workspace, referential, register, procedure, ledger, sources, asOf } = dossier
  const inputs = {
    organisation: workspace.organisation,
    audit: workspace.audit,
    referential,
    register,
    procedure,
    ledger,
    statistics: buildStatistics(register, judgeCohorts(dossier), { scope: procedure.scope }),
    sources,
    evidenceFolder: workspace.evidenceFolder,
    toolVersion: TOOL_VERSION,
  }
  let last: Awaited<ReturnType<typeof printDocument>> | null = null
  const path = `fiche-entretiens-${formatIsoDate(asOf)}.pdf`
  for (const mostRows of ROWS) {
    last = await printDocument(dossier, buildBrief({ ...inputs, mostRows }), ['brief'], browser)
    if (last.pageCount <= PAGES) break
  }
  if (last === null) throw new Error('no brief was printed')
  return { file: { path, content: last.bytes }, pageCount: last.pageCount, faults: last.faults }
}
