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

/** Rows of a table, between these two: as many as two pages hold. */
const MOST_ROWS = 14
const FEWEST_ROWS = 2
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
  const print = (mostRows: number) =>
    printDocument(dossier, buildBrief({ ...inputs, mostRows }), ['brief'], browser)
  const { bytes, pageCount, faults } = await printLargest(print)
  return { file: { path: `fiche-entretiens-${formatIsoDate(asOf)}.pdf`, content: bytes }, pageCount, faults }
}

/** By halving: fewer rows never take more pages. */
async function printLargest<Printed extends { readonly pageCount: number }>(
  print: (mostRows: number) => Promise<Printed>,
): Promise<Printed> {
  let kept = await print(MOST_ROWS)
  if (kept.pageCount <= PAGES) return kept
  let low = FEWEST_ROWS
  let high = MOST_ROWS - 1
  while (low <= high) {
    const rows = (low + high) >> 1
    const printed = await print(rows)
    const fits = printed.pageCount <= PAGES
    if (fits || kept.pageCount > PAGES) kept = printed
    if (fits) low = rows + 1
    else high = rows - 1
  }
  return kept
}
