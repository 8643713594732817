// What other programs import from the package: `import { check, statistics, makeReport } from 'i12'`. The same objects as
// the JSON of the command line; nothing is printed and no exit code is set.
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { type LocalDate, parseIsoDate } from '../kernel/local-date.js'
import { buildDossier } from './build-dossier.js'
import type { Dossier } from './dossier.js'
import { makeReport as makeReportFiles } from './make-report.js'
import { makeShownStatistics } from './make-statistics.js'
import { openAhead } from './open-ahead.js'
import { type CheckContent, checkContent } from './results/check-json.js'
import { type StatisticsContent, statsContent } from './results/stats-json.js'

export { EnvironmentFailure, Refusal } from '../kernel/failure.js'
export type { CheckContent } from './results/check-json.js'
export type { StatisticsContent } from './results/stats-json.js'

export interface WorkspaceOptions {
  /** Folder that holds `i12.yaml`. */
  readonly workspace: string
  /** `AAAA-MM-JJ`; today in Europe/Paris where absent. */
  readonly asOf?: string
  /** Folder of a network's own procedures, as `--shared`. */
  readonly shared?: string
}

export interface YearOptions extends WorkspaceOptions {
  /** Year of entry of the cohort; that of `asOf` where absent. */
  readonly year?: number
  /** What the website may show, as `--public`. */
  readonly isPublic?: boolean
}

export interface ReportOptions extends WorkspaceOptions {
  /** Codes in place of names and file numbers, as `--pseudonymise`. */
  readonly isPseudonymised?: boolean
  /** Path of the browser that prints, as `--browser`. */
  readonly browser?: string
}

/**
 * What `i12 check --format json` says. A workspace that cannot be judged gives its diagnostics, and no verdict.
 * @throws Refusal where the folder is no workspace, or the day is none
 */
export async function check(options: WorkspaceOptions): Promise<CheckContent> {
  return checkContent((await build(options)).result)
}

/**
 * What `i12 stats --format json` says.
 * @throws Refusal where the workspace cannot be judged
 */
export async function statistics(options: YearOptions): Promise<StatisticsContent> {
  const shown = makeShownStatistics(await judged(options), {
    year: options.year ?? null,
    by: 'entry',
    dimensions: null,
    isPublic: options.isPublic ?? false,
  })
  return JSON.parse(JSON.stringify(statsContent(shown))) as StatisticsContent
}

/**
 * The bytes of the PDF that `i12 report` writes; the listings beside it are not made.
 * @throws Refusal where the workspace cannot be judged; EnvironmentFailure where no browser can print
 */
export async function makeReport(options: ReportOptions): Promise<Uint8Array> {
  const browser = openAhead(options.browser ?? null)
  const made = judged(options).then((dossier) =>
    makeReportFiles(dossier, {
      format: 'pdf',
      isComplete: false,
      isPseudonymised: options.isPseudonymised ?? false,
      caseNumber: null,
      browser,
    }),
  )
  const { files } = await made.finally(() => browser.close())
  const content = files[0]?.content
  if (!(content instanceof Uint8Array)) throw new TypeError('A report is printed as bytes')
  return content
}

async function build({ workspace, asOf, shared }: WorkspaceOptions) {
  return buildDossier({ folder: workspace, asOf: readDay(asOf), shared: shared ?? null })
}

async function judged(options: WorkspaceOptions): Promise<Dossier> {
  const { dossier, result } = await build(options)
  if (dossier !== null) return dossier
  const codes = [...new Set(result.diagnostics.map(({ kind }) => kind.code))]
  throw new Refusal(
    fr`le dossier ${quoted(options.workspace)} ne peut pas être jugé (${codes.join(', ')}).`,
    'lisez les diagnostics que donne « check », puis corrigez ce qu’ils nomment',
  )
}

function readDay(asOf: string | undefined): LocalDate | null {
  if (asOf === undefined) return null
  const day = parseIsoDate(asOf)
  if (day === null) {
    throw new Refusal(fr`${quoted(asOf)} n’est pas un jour.`, 'écrivez-le AAAA-MM-JJ, par exemple 2026-11-30')
  }
  return day
}
