// The document of annual statistics, for the auditor or for the website. May not compute a figure.
import { createHash } from 'node:crypto'
import { formatLongDate, formatNumber, fr, listed, NBSP } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import { RATES } from '../../statistics/rate-definitions.js'
import type { CumulationProposal } from '../../statistics/statistics.js'
import { type Explanation, explainYear, explainYearInPublic } from '../../words/explanation.js'
import { cohortWords, yearsWords } from '../../words/figure.js'
import { formatSiret } from '../../words/organisation.js'
import type { Callout, ContentsBlock, FactList, TableBlock } from '../blocks.js'
import type { SectionHead } from '../section.js'
import { type ActionsView, actionsView } from './actions-view.js'
import { type BreakdownsView, breakdownsView } from './breakdowns-view.js'
import { type CausesView, causesView } from './causes-view.js'
import { type CertificationView, certificationView } from './certification-view.js'
import type { DocumentInputs } from './document-inputs.js'
import { endingsTable } from './endings-table.js'
import { type IncidenceView, incidenceView } from './incidence-view.js'
import { type PathwaysView, pathwaysView } from './pathways-view.js'
import { type RatesView, ratesView } from './rates-view.js'
import { type SynthesisView, synthesisView } from './synthesis-view.js'
import { type YearsView, yearsView } from './years-view.js'

export interface ExplanationView extends SectionHead, Pick<Explanation, 'opening' | 'items' | 'closing'> {
  /** What became of the enrolled; null in what is published. */
  readonly endings: TableBlock | null
  readonly proposal: Callout | null
}

export interface StatisticsDocumentView {
  readonly cover: {
    readonly kicker: string
    readonly organisation: string
    readonly title: string
    readonly subtitle: string
    readonly facts: FactList
    readonly referential: { readonly heading: string; readonly title: string; readonly reason: string }
  }
  readonly contents: ContentsBlock
  readonly synthesis: SynthesisView
  readonly explanation: ExplanationView
  readonly causes: CausesView
  readonly breakdowns: BreakdownsView | null
  readonly years: YearsView | null
  readonly incidence: IncidenceView | null
  readonly pathways: PathwaysView | null
  readonly actions: ActionsView | null
  readonly certification: CertificationView | null
  readonly rates: RatesView
}

export interface StatisticsDocument {
  readonly title: string
  readonly reference: string
  readonly version: string
  readonly runningHeader: { readonly left: string; readonly right: string }
  readonly runningFooter: string
  readonly view: StatisticsDocumentView
}

/** Builds the document. Same inputs, same document. */
export function buildStatisticsDocument(inputs: DocumentInputs): StatisticsDocument {
  const { shown, organisation } = inputs
  const { cohort } = shown.statistics
  const reference = `ST-${cohort.years.join('-')}-${formatIsoDate(shown.statistics.asOf)}`
  const version = versionOf(inputs)
  const title = `Statistiques des abandons ${yearsWords(cohort)}`
  const sections = sectionsOf(inputs)
  return {
    title: fr`${title}, ${organisation.name}`,
    reference,
    version,
    runningHeader: { left: organisation.name, right: title },
    runningFooter: fr`${reference}, version ${version}`,
    view: { cover: coverOf(inputs, reference, version), contents: contentsOf(sections), ...sections },
  }
}

type Sections = Omit<StatisticsDocumentView, 'cover' | 'contents'>

/** Sections in the order of the document; a section that has nothing to say is left out and not numbered. */
function sectionsOf(inputs: DocumentInputs): Sections {
  const { shown } = inputs
  let last = 0
  const numbered = <View extends SectionHead | null>(build: (number: string) => View): View => {
    const view = build(String(last + 1))
    if (view !== null) last += 1
    return view
  }
  const whole = shown.kind === 'whole' ? shown.statistics : null
  return {
    synthesis: numbered((number) => synthesisView(shown, number)),
    explanation: numbered((number) => explanationView(inputs, number)),
    causes: numbered((number) => causesView(shown, number)),
    breakdowns: numbered((number) => breakdownsView(inputs, number)),
    years: numbered((number) => yearsView(shown, number)),
    incidence: numbered((number) => incidenceView(shown, number)),
    pathways: numbered((number) => (whole === null ? null : pathwaysView(whole, number))),
    actions: numbered((number) => (whole === null ? null : actionsView(whole, number))),
    certification: numbered((number) =>
      whole === null ? null : certificationView(whole.certification, number),
    ),
    rates: numbered((number) => ratesView(shown, number)),
  }
}

function explanationView({ shown }: DocumentInputs, number: string): ExplanationView {
  const explanation =
    shown.kind === 'whole' ? explainYear(shown.statistics) : explainYearInPublic(shown.statistics)
  return {
    anchor: 'explication',
    number,
    isBrief: true,
    title: explanation.title,
    lead: null,
    opening: explanation.opening,
    items: explanation.items,
    closing: explanation.closing,
    endings: shown.kind === 'whole' ? endingsTable(shown.statistics) : null,
    proposal: shown.kind === 'public' ? proposalOf(shown.statistics.proposal) : null,
  }
}

function proposalOf(proposal: CumulationProposal | null): Callout | null {
  if (proposal === null) return null
  const { years, entered, rates } = proposal
  return {
    tone: 'note',
    title: 'En cumulant plusieurs années',
    paragraphs: [
      fr`Avec ${listed(years.map(String))} réunies, soit ${formatNumber(entered)} entrés, ${rates.length === 1 ? 'un taux masqué aujourd’hui pourrait être publié' : 'des taux masqués aujourd’hui pourraient être publiés'} : ${listed(rates.map((id) => RATES[id].label.toLocaleLowerCase('fr')))}.`,
    ],
  }
}

function coverOf(
  { shown, organisation, referential }: DocumentInputs,
  reference: string,
  version: string,
): StatisticsDocumentView['cover'] {
  const { cohort, asOf, scope, populations } = shown.statistics
  return {
    kicker:
      shown.kind === 'public' ? 'Version publiée' : 'Indicateurs 2 et 12 du référentiel national qualité',
    organisation: organisation.name,
    title: `Abandons et interruptions de parcours ${yearsWords(cohort)}`,
    subtitle:
      shown.kind === 'public'
        ? 'Statistiques annuelles, avec leurs modalités de calcul'
        : 'Statistiques annuelles, avec leur méthode',
    facts: {
      facts: [
        { label: 'SIRET', value: formatSiret(organisation.siret) },
        {
          label: 'Déclaration d’activité',
          value:
            organisation.ndaRegion === ''
              ? organisation.nda
              : `${organisation.nda} (${organisation.ndaRegion})`,
        },
        { label: 'Population', value: cohortWords(cohort) },
        { label: 'Arrêté au', value: formatLongDate(asOf) },
        {
          label: 'Parcours comptés',
          value: fr`${formatNumber(populations.enrolled)} inscrits, ${formatNumber(populations.entered)} entrés`,
        },
        {
          label: 'Formations',
          value: fr`de plus de ${scope.moreThanDays}${NBSP}jours${scope.excludesSubcontracted ? ', hors sous-traitance' : ''}`,
        },
        { label: 'Document', value: fr`${reference}, version ${version}` },
      ].filter(({ value }) => value !== ''),
    },
    referential: {
      heading: 'Référentiel appliqué',
      title: referential.referential.title,
      reason: referential.reason,
    },
  }
}

function contentsOf(sections: Sections): ContentsBlock {
  return {
    title: 'Sommaire',
    entries: [
      sections.synthesis,
      sections.explanation,
      sections.causes,
      sections.breakdowns,
      sections.years,
      sections.incidence,
      sections.pathways,
      sections.actions,
      sections.certification,
      sections.rates,
    ]
      .filter((section) => section !== null)
      .map(({ anchor, number, title }) => ({ anchor, number, title, level: 1 as const })),
  }
}

/** Eight digits that change with any source, with the day, the cohort and the tool. */
function versionOf({ fingerprints, shown, dimensions, toolVersion }: DocumentInputs): string {
  const { asOf, cohort } = shown.statistics
  const hash = createHash('sha256')
  for (const part of [
    toolVersion,
    formatIsoDate(asOf),
    shown.kind,
    cohort.by,
    cohort.years.join(' '),
    (dimensions ?? ['*']).join(' '),
    ...fingerprints,
  ]) {
    hash.update(`${part}\n`)
  }
  return hash.digest('hex').slice(0, 8)
}
