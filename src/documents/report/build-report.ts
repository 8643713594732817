// The evidence report: every section in the order an auditor of indicator 12 asks for them. May not decide or compute a verdict.
import { createHash } from 'node:crypto'
import { fr } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { ContentsBlock } from '../blocks.js'
import type { CsvListing } from '../csv.js'
import type { PrintableDocument } from '../printable-document.js'
import type { SectionHead } from '../section.js'
import { type BreachesView, breachesOf, breachesView, breachListing } from './breaches.js'
import { type CoverView, coverView } from './cover.js'
import { type DropoutsView, dropoutsView } from './dropouts.js'
import { type ImplementationView, implementationView } from './implementation.js'
import { type IndexView, indexView } from './index-of-sources.js'
import { type IndicatorsView, indicatorsView } from './indicators.js'
import { listingDocuments } from './listing-documents.js'
import { type MeasuresView, measuresView } from './measures.js'
import { type MethodView, methodView } from './method.js'
import { type ProcedureView, procedureView } from './procedure-in-force.js'
import { type RelaunchesView, relaunchesOf, relaunchesView, relaunchListing } from './relaunches.js'
import type { ReportInputs } from './report-inputs.js'
import { type ScopeView, scopeView } from './scope.js'
import { type SelfAssessmentView, selfAssessmentView } from './self-assessment-view.js'
import { type SynthesisView, synthesisView } from './synthesis.js'
import { type TimelinesView, timelinesView } from './timelines.js'
import { type ViolenceReportsView, violenceReportsView } from './violence-reports.js'

/** What the template of the report reads: ready strings, lists, chart models. */
export interface ReportView {
  readonly cover: CoverView
  readonly contents: ContentsBlock
  readonly synthesis: SynthesisView
  readonly scope: ScopeView
  readonly measures: MeasuresView
  readonly procedure: ProcedureView
  readonly implementation: ImplementationView
  readonly breaches: BreachesView
  readonly relaunches: RelaunchesView
  readonly dropouts: DropoutsView
  readonly timelines: TimelinesView
  /** Null where the référentiel of the audit does not ask for them. */
  readonly violenceReports: ViolenceReportsView | null
  readonly selfAssessment: SelfAssessmentView
  readonly indicators: IndicatorsView
  readonly method: MethodView
  readonly index: IndexView
}

/** The parts in the order in which they are numbered, listed and printed. */
const PARTS = [
  'synthesis',
  'selfAssessment',
  'scope',
  'measures',
  'procedure',
  'implementation',
  'breaches',
  'relaunches',
  'dropouts',
  'timelines',
  'violenceReports',
  'indicators',
  'method',
  'index',
] as const satisfies readonly (keyof ReportView)[]
type Part = (typeof PARTS)[number]

export interface Report extends PrintableDocument {
  readonly view: ReportView
  /** Files to be written beside the report. */
  readonly listings: readonly CsvListing[]
  /** Documents to be printed beside the report. */
  readonly annexes: readonly PrintableDocument[]
}

/** Builds the report of a dossier. Same inputs, same report. */
export function buildReport(inputs: ReportInputs): Report {
  const reference = `RP-I12-${formatIsoDate(inputs.register.asOf)}`
  const version = versionOf(inputs)
  const breaches = breachesOf(inputs)
  const relaunches = relaunchesOf(inputs)
  const listings = [breachListing(inputs, breaches), relaunchListing(inputs, relaunches)]

  const asksForReports = inputs.referential.referential.asksForViolenceReports
  const number = numberParts(asksForReports ? PARTS : PARTS.filter((part) => part !== 'violenceReports'))

  const facts = {
    synthesis: synthesisView(inputs, number.synthesis, breaches, number),
    scope: scopeView(inputs, number.scope),
    measures: measuresView(inputs, number.measures),
    procedure: procedureView(inputs, number.procedure),
    implementation: implementationView(inputs, number.implementation),
    breaches: breachesView(inputs, number.breaches, breaches),
    relaunches: relaunchesView(inputs, number.relaunches, relaunches, breaches),
    dropouts: dropoutsView(inputs, number.dropouts),
    timelines: timelinesView(inputs, number.timelines, breaches),
    violenceReports: asksForReports ? violenceReportsView(inputs, number.violenceReports) : null,
  }
  const sections: Record<Part, SectionHead | null> & Omit<ReportView, 'cover' | 'contents'> = {
    ...facts,
    selfAssessment: selfAssessmentView(
      inputs,
      number.selfAssessment,
      Object.values(facts).filter((section) => section !== null),
    ),
    indicators: indicatorsView(inputs, number.indicators),
    method: methodView(inputs, number.method),
    index: indexView(inputs, number.index, listings),
  }
  return {
    template: 'report/rapport',
    fileStem: 'rapport-indicateur-12',
    title: fr`Rapport de preuves, indicateur 12, ${inputs.organisation.name}${inputs.naming.mark}`,
    reference,
    version,
    runningHeader: { left: inputs.organisation.name, right: 'Rapport de preuves, indicateur 12' },
    runningFooter: fr`${reference}, version ${version}${inputs.naming.mark}`,
    view: { cover: coverView(inputs, reference, version), contents: contentsOf(sections), ...sections },
    listings,
    annexes: listingDocuments(inputs, relaunches, reference, version),
  }
}

/** « 1 », « 2 »… in the order of the parts; '' for those that are not there. */
function numberParts(present: readonly Part[]): Readonly<Record<Part, string>> {
  const numbers = Object.fromEntries(PARTS.map((part) => [part, ''])) as Record<Part, string>
  for (const [index, part] of present.entries()) numbers[part] = String(index + 1)
  return numbers
}

/** Eight digits that change with any source, with the day and with the tool: the same report has the same version. */
export function versionOf({
  sources,
  writtenFiles,
  register,
  toolVersion,
  naming,
  options,
}: ReportInputs): string {
  const hash = createHash('sha256')
  for (const part of [
    toolVersion,
    formatIsoDate(register.asOf),
    naming.isPseudonymised ? 'pseudonymised' : 'nominative',
    options.isComplete ? 'complete' : 'short',
    ...[...(options.listedCases ?? [])].map(({ enrolment }) => enrolment.id),
    ...[...writtenFiles, ...sources].map(({ file, sha256 }) => `${file}\0${sha256}`),
  ]) {
    hash.update(`${part}\n`)
  }
  return hash.digest('hex').slice(0, 8)
}

function contentsOf(sections: Readonly<Record<Part, SectionHead | null>>): ContentsBlock {
  return {
    title: 'Sommaire',
    entries: PARTS.map((part) => sections[part])
      .filter((section) => section !== null)
      .map(({ anchor, number, title }) => ({ anchor, number, title, level: 1 as const })),
  }
}
