// The evidence report of a dossier, as files ready to be written. Holds no sentence and no figure: the layers do.
import { createHash } from 'node:crypto'
import type { PrintableDocument } from '../documents/printable-document.js'
import { buildReport } from '../documents/report/build-report.js'
import { buildCaseReport } from '../documents/report/case-report.js'
import type { ReportInputs, WrittenFile } from '../documents/report/report-inputs.js'
import { formatIsoDate } from '../kernel/local-date.js'
import type { Case } from '../register/register.js'
import type { StandardFault } from '../render/check-standards.js'
import { buildStatistics } from '../statistics/build-statistics.js'
import type { Dossier } from './dossier.js'
import { findCase } from './find-case.js'
import { judgeCohorts } from './make-statistics.js'
import { type AheadBrowser, openAhead } from './open-ahead.js'
import { readPresentation } from './presentation.js'
import { readNaming } from './read-naming.js'
import { TOOL, TOOL_VERSION } from './tool-version.js'
import type { WorkspaceFile } from './workspace.js'
import type { OutputFile } from './write-outputs.js'

/** Those of every document, then those of the evidence report alone. */
export const REPORT_STYLES = ['report', 'evidence-report']

export type ReportFormat = 'pdf' | 'html' | 'json'

export interface ReportOptions {
  readonly format: ReportFormat
  readonly isComplete: boolean
  readonly isPseudonymised: boolean
  /** File number of the one case to render, or null for the whole report. */
  readonly caseNumber: string | null
  /** Cases that the listings may name; all where absent. */
  readonly listedCases?: ReadonlySet<Case> | null
  /** The browser that prints, closed by the caller; one of its own where null. */
  readonly browser: AheadBrowser | null
  readonly onProgress?: (done: number, all: number) => void
}

export interface MadeReport {
  /** The report first, then the listings beside it. */
  readonly files: readonly OutputFile[]
  readonly pageCount: number | null
  readonly hasNewKey: boolean
  /** What templates of the organisation break of the standards for files to keep. */
  readonly faults: readonly StandardFault[]
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser. */
export async function makeReport(dossier: Dossier, options: ReportOptions): Promise<MadeReport> {
  const { files, ...made } = await makeFiles(dossier, options)
  const { isPseudonymised } = options
  return { ...made, files: files.map((file) => ({ ...file, isPseudonymised })) }
}

async function makeFiles(dossier: Dossier, options: ReportOptions): Promise<MadeReport> {
  const subject = options.caseNumber === null ? null : findCase(dossier, options.caseNumber)
  const { naming, hasNewKey } = await readNaming(dossier, options.isPseudonymised)
  const { isComplete, listedCases = null } = options
  const inputs = reportInputsOf(dossier, naming, { isComplete, listedCases })
  const report = subject === null ? buildReport(inputs) : buildCaseReport(inputs, subject)
  const named = (stem: string) => naming.fileName(`${stem}.${options.format}`)
  const path = named(`${report.fileStem}-${formatIsoDate(dossier.asOf)}`)
  const listings = report.listings.map(({ file, parts }): OutputFile => ({ path: file, content: parts }))
  const made = { hasNewKey }
  if (options.format === 'json') {
    return { ...made, files: [{ path, content: jsonOf(report) }, ...listings], pageCount: null, faults: [] }
  }
  const documents = [
    { document: report, path },
    ...report.annexes.map((annex) => ({ document: annex, path: named(annex.fileStem) })),
  ]
  if (options.format === 'html') {
    const pages: OutputFile[] = []
    for (const { document, path: file } of documents) {
      pages.push({ path: file, content: await htmlOf(dossier, document) })
    }
    return { ...made, files: [...pages, ...listings], pageCount: null, faults: [] }
  }
  const { printed, pageCount, faults } = await printAll(dossier, documents, options)
  return { ...made, files: [...printed, ...listings], pageCount, faults }
}

interface NamedDocument {
  readonly document: PrintableDocument
  readonly path: string
}

function jsonOf({ title, reference, version, view }: PrintableDocument): string {
  const content = { format: 'i12/report/1', tool: TOOL, title, reference, version, view }
  return `${JSON.stringify(content, null, 2)}\n`
}

async function htmlOf({ workspace }: Dossier, document: PrintableDocument): Promise<string> {
  const { renderDocument } = await import('../render/html.js')
  const { template, view, title, runningHeader, runningFooter } = document
  const presentation = await readPresentation(workspace)
  return renderDocument({
    template,
    view,
    title,
    runningHeader,
    runningFooter,
    styles: REPORT_STYLES,
    ...presentation,
  })
}

/** Prints one document after the other: only their bytes are kept. */
async function printAll(
  dossier: Dossier,
  documents: readonly NamedDocument[],
  { browser: ahead, onProgress }: ReportOptions,
): Promise<{ printed: OutputFile[]; pageCount: number; faults: StandardFault[] }> {
  const { printPdf } = await import('../render/pdf.js')
  const opened = ahead ?? openAhead(null)
  const printed: OutputFile[] = []
  const faults = new Set<StandardFault>()
  let pages = 0
  try {
    const browser = await opened.take()
    for (const [index, { document, path }] of documents.entries()) {
      const {
        bytes,
        pageCount,
        faults: found,
      } = await printPdf(await htmlOf(dossier, document), {
        browser,
        date: dossier.asOf,
        creator: TOOL,
        author: dossier.workspace.organisation.name,
        ...(onProgress === undefined
          ? {}
          : {
              onProgress: (done: number, all: number) =>
                onProgress(index * all + done, documents.length * all),
            }),
      })
      printed.push({ path, content: bytes })
      pages += pageCount
      for (const fault of found) faults.add(fault)
    }
  } finally {
    if (ahead === null) await opened.close()
  }
  return { printed, pageCount: pages, faults: [...faults] }
}

/** What the report and the documents of single cases are made from. */
export function reportInputsOf(
  dossier: Dossier,
  naming: ReportInputs['naming'],
  options: ReportInputs['options'],
): ReportInputs {
  const { workspace, referential, register, ledger, procedure } = dossier
  const statistics = buildStatistics(register, judgeCohorts(dossier), { scope: procedure.scope })
  return {
    referential,
    organisation: workspace.organisation,
    audit: workspace.audit,
    register,
    ledger,
    procedure,
    evidence: dossier.evidence,
    diagnostics: dossier.diagnostics,
    sources: dossier.sources,
    writtenFiles: writtenFilesOf(dossier),
    measureEffects: new Map(statistics.measures.map((effect) => [effect.measure.id, effect])),
    siteZones: workspace.sites.map(({ name, zone }) => [name, zone] as const),
    toolVersion: TOOL_VERSION,
    naming,
    options,
  }
}

function writtenFilesOf({ workspace }: Dossier): readonly WrittenFile[] {
  const files: readonly (readonly [WrittenFile['role'], WorkspaceFile | null])[] = [
    ['organisation', workspace.configuration],
    ['procedure', workspace.procedure],
    ['mesures', workspace.measures],
  ]
  return files.flatMap(([role, found]) =>
    found === null
      ? []
      : [{ role, file: found.file, sha256: createHash('sha256').update(found.bytes).digest('hex') }],
  )
}
