// The evidence report of a dossier, as files ready to be written. Holds no sentence and no figure: the layers do.
import { createHash } from 'node:crypto'
import { nominativeNaming, pseudonymisedNaming } from '../documents/naming.js'
import { buildReport, type Report } from '../documents/report/build-report.js'
import { buildCaseReport, type CaseReport } from '../documents/report/case-report.js'
import type { ReportInputs, WrittenFile } from '../documents/report/report-inputs.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { formatIsoDate } from '../kernel/local-date.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Case } from '../register/register.js'
import { buildStatistics } from '../statistics/build-statistics.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import { readPseudonymKey } from './pseudonym-key.js'
import { TOOL, TOOL_VERSION } from './tool-version.js'
import type { WorkspaceFile } from './workspace.js'
import type { OutputFile } from './write-outputs.js'

/** Those of every document, then those of the evidence report alone. */
const REPORT_STYLES = ['report', 'evidence-report']

export type ReportFormat = 'pdf' | 'html' | 'json'

export interface ReportOptions {
  readonly format: ReportFormat
  readonly isComplete: boolean
  readonly isPseudonymised: boolean
  /** File number of the one case to render, or null for the whole report. */
  readonly caseNumber: string | null
  /** `--browser`. */
  readonly browser: string | null
  /** Name of the main file without folder; the default name where null. */
  readonly fileName: string | null
  readonly onProgress?: (done: number, all: number) => void
}

export interface MadeReport {
  /** The report first, then the listings beside it. */
  readonly files: readonly OutputFile[]
  readonly pageCount: number | null
  readonly hasNewKey: boolean
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser. */
export async function makeReport(dossier: Dossier, options: ReportOptions): Promise<MadeReport> {
  const subject = options.caseNumber === null ? null : caseNamed(dossier, options.caseNumber)
  const key = options.isPseudonymised ? await readPseudonymKey(dossier.workspace.root) : null
  const naming = key === null ? nominativeNaming : pseudonymisedNaming(key.codeOf, dossier.register)
  const inputs = inputsOf(dossier, naming, options)
  const report = subject === null ? buildReport(inputs) : buildCaseReport(inputs, subject)
  const path = options.fileName ?? `${report.fileStem}-${formatIsoDate(dossier.asOf)}.${options.format}`
  const printed = await mainFile(dossier, report, options)
  const listings = report.listings.map(({ file, parts }): OutputFile => ({ path: file, content: parts }))
  return {
    files: [{ path, content: printed.content }, ...listings],
    pageCount: printed.pageCount,
    hasNewKey: key?.isNew ?? false,
  }
}

function caseNamed({ register }: Dossier, number: string): Case {
  const found = register.caseOf.get(number)
  if (found !== undefined) return found
  const near = nearestWord(number, register.caseOf.keys())
  throw new Refusal(
    fr`aucun dossier ne porte le numéro ${quoted(number)}.`,
    near === null
      ? 'donnez un numéro de la colonne « dossier » de l’export des apprenants'
      : fr`vouliez-vous dire ${quoted(near)} ?`,
  )
}

async function mainFile(
  dossier: Dossier,
  report: Report | CaseReport,
  options: ReportOptions,
): Promise<{ content: Uint8Array | string; pageCount: number | null }> {
  if (options.format === 'json') {
    const { view, title, reference, version } = report
    const content = { format: 'i12/report/1', tool: TOOL, title, reference, version, view }
    return { content: `${JSON.stringify(content, null, 2)}\n`, pageCount: null }
  }
  const { renderDocument } = await import('../render/html.js')
  const html = await renderDocument({
    template: report.template,
    view: report.view,
    title: report.title,
    runningHeader: report.runningHeader,
    runningFooter: report.runningFooter,
    styles: REPORT_STYLES,
    ...(await readPresentation(dossier.workspace)),
  })
  if (options.format === 'html') return { content: html, pageCount: null }
  const { openBrowser } = await import('../render/browser.js')
  const { printPdf } = await import('../render/pdf.js')
  const browser = await openBrowser({ browser: options.browser })
  try {
    const { bytes, pageCount } = await printPdf(html, {
      browser,
      date: dossier.asOf,
      creator: TOOL,
      author: dossier.workspace.organisation.name,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    })
    return { content: bytes, pageCount }
  } finally {
    await browser.close()
  }
}

function inputsOf(dossier: Dossier, naming: ReportInputs['naming'], options: ReportOptions): ReportInputs {
  const { workspace, referential, register, ledger, procedure } = dossier
  const statistics = buildStatistics(register, ledger, { scope: procedure.scope })
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
    options: { isComplete: options.isComplete },
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
