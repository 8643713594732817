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

  const numbering = new Numbering()
  const synthesis = numbering.next()
  const selfAssessment = numbering.next()
  const scope = numbering.next()
  const measures = numbering.next()
  const procedure = numbering.next()
  const implementation = numbering.next()
  const breachPart = numbering.next()
  const relaunchPart = numbering.next()
  const dropouts = numbering.next()

  const facts = {
    synthesis: synthesisView(inputs, synthesis, breaches, {
      scope,
      implementation,
      breaches: breachPart,
      dropouts,
    }),
    scope: scopeView(inputs, scope),
    measures: measuresView(inputs, measures),
    procedure: procedureView(inputs, procedure),
    implementation: implementationView(inputs, implementation),
    breaches: breachesView(inputs, breachPart, breaches),
    relaunches: relaunchesView(inputs, relaunchPart, relaunches, breaches),
    dropouts: dropoutsView(inputs, dropouts),
    timelines: timelinesView(inputs, numbering.next(), breaches),
    violenceReports: inputs.referential.referential.asksForViolenceReports
      ? violenceReportsView(inputs, numbering.next())
      : null,
  }
  const shownIn = Object.values(facts).filter((section) => section !== null)
  const sections = {
    ...facts,
    selfAssessment: selfAssessmentView(inputs, selfAssessment, shownIn),
    indicators: indicatorsView(inputs, numbering.next()),
    method: methodView(inputs, numbering.next()),
    index: indexView(inputs, numbering.next(), listings),
  }
  return {
    template: 'report/rapport',
    fileStem: 'rapport-indicateur-12',
    title: fr`Rapport de preuves, indicateur 12, ${inputs.organisation.name}`,
    reference,
    version,
    runningHeader: { left: inputs.organisation.name, right: 'Rapport de preuves, indicateur 12' },
    runningFooter: fr`${reference}, version ${version}${inputs.naming.isPseudonymised ? ', pseudonymisé' : ''}`,
    view: { cover: coverView(inputs, reference, version), contents: contentsOf(sections), ...sections },
    listings,
    annexes: listingDocuments(inputs, relaunches, reference, version),
  }
}

/** « 1 », « 2 »… in the order of the parts. */
class Numbering {
  #last = 0

  next(): string {
    this.#last += 1
    return String(this.#last)
  }
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
    ...[...writtenFiles, ...sources].map(({ file, sha256 }) => `${file}\0${sha256}`),
  ]) {
    hash.update(`${part}\n`)
  }
  return hash.digest('hex').slice(0, 8)
}

function contentsOf(sections: Omit<ReportView, 'cover' | 'contents'>): ContentsBlock {
  const inOrder: readonly (SectionHead | null)[] = [
    sections.synthesis,
    sections.selfAssessment,
    sections.scope,
    sections.measures,
    sections.procedure,
    sections.implementation,
    sections.breaches,
    sections.relaunches,
    sections.dropouts,
    sections.timelines,
    sections.violenceReports,
    sections.indicators,
    sections.method,
    sections.index,
  ]
  return {
    title: 'Sommaire',
    entries: inOrder
      .filter((section) => section !== null)
      .map(({ anchor, number, title }) => ({ anchor, number, title, level: 1 as const })),
  }
}
