// The document of a network: the whole, each year's rates with their funnel, then a page a site. May not compute a count.
import { createHash } from 'node:crypto'
import { counted, formatLongDate, formatNumber, fr, listed, plural } from '../../kernel/french.js'
import { parseIsoDate } from '../../kernel/local-date.js'
import type { ScopeCounts } from '../../statistics/case-counts.js'
import type { ConsolidatedSite, Consolidation } from '../../statistics/consolidation/consolidation.js'
import { LEAST_POPULATION } from '../../statistics/consolidation/funnel.js'
import type {
  ObligationTotals,
  PublishedCounts,
  SiteStatistics,
} from '../../statistics/consolidation/site-file.js'
import { countsOf, intervalOf, shareOf } from '../../words/figure.js'
import { capitalised } from '../../words/values.js'
import {
  type Callout,
  type ContentsBlock,
  type FactList,
  type KeyFigures,
  type TableBlock,
  type TableRow,
  tableBlock,
  tableRow,
  textCell,
} from '../blocks.js'
import type { FunnelChart } from '../chart-models.js'
import type { PrintableDocument } from '../printable-document.js'
import { anchorOf, type SectionHead } from '../section.js'
import { funnelView } from './funnel-view.js'

export interface ConsolidationInputs {
  readonly consolidation: Consolidation
  /** Title of the référentiel. */
  readonly referential: string
  readonly toolVersion: string
}

interface YearView extends SectionHead {
  readonly funnel: FunnelChart | null
  readonly noFunnel: Callout | null
  readonly rates: TableBlock
}

interface SiteView extends SectionHead {
  readonly facts: FactList
  readonly obligations: TableBlock
  readonly rates: TableBlock
}

export interface ConsolidationView {
  readonly cover: {
    readonly kicker: string
    readonly organisation: string
    readonly title: string
    readonly subtitle: string
    readonly facts: FactList
  }
  readonly contents: ContentsBlock
  readonly synthesis: SectionHead & {
    readonly figures: KeyFigures
    readonly missing: Callout | null
    readonly withheld: Callout | null
    readonly sites: TableBlock
    readonly obligations: TableBlock
  }
  readonly years: readonly YearView[]
  readonly sites: readonly SiteView[]
}

/** Builds the document. Same inputs, same document. */
export function buildConsolidation(inputs: ConsolidationInputs): PrintableDocument & {
  readonly view: ConsolidationView
} {
  const { consolidation } = inputs
  const { asOf, sites, totals } = consolidation
  const name = consolidation.network ?? 'Sites réunis'
  const reference = `CO-${asOf}`
  const version = versionOf(inputs)
  const title = fr`Consolidation de ${counted(sites.length, 'site', 'sites')}`
  const years = totals.statistics.map((statistics, index) =>
    yearView(statistics, consolidation, String(index + 2)),
  )
  const pages = sites.map((site, index) => siteView(site, String(years.length + index + 2)))
  const synthesis = synthesisView(consolidation)
  return {
    template: 'consolidation/consolidation',
    fileStem: 'consolidation',
    title: fr`${title}, ${name}`,
    reference,
    version,
    runningHeader: { left: name, right: title },
    runningFooter: fr`${reference}, version ${version}`,
    view: {
      cover: coverOf(inputs, name, title, fr`${reference}, version ${version}`),
      contents: {
        title: 'Sommaire',
        entries: [synthesis, ...years, ...pages].map(({ anchor, number, title: words }) => ({
          anchor,
          number,
          title: words,
          level: 1 as const,
        })),
      },
      synthesis,
      years,
      sites: pages,
    },
  }
}

function coverOf(
  { consolidation, referential }: ConsolidationInputs,
  name: string,
  title: string,
  document: string,
): ConsolidationView['cover'] {
  const { period, procedure, asOf } = consolidation
  return {
    kicker: 'Indicateur 12 du référentiel national qualité',
    organisation: name,
    title,
    subtitle: 'Les comptes de chaque site, et leur somme',
    facts: {
      facts: [
        { label: 'Période', value: fr`du ${longDay(period.from)} au ${longDay(period.to)}` },
        { label: 'Arrêté au', value: longDay(asOf) },
        {
          label: 'Procédure',
          value:
            procedure.version === null
              ? fr`${procedure.reference}, versions différentes selon les sites`
              : fr`${procedure.reference}, version ${procedure.version}`,
        },
        { label: 'Référentiel', value: referential },
        { label: 'Document', value: document },
      ],
    },
  }
}

function longDay(iso: string): string {
  const day = parseIsoDate(iso)
  return day === null ? iso : formatLongDate(day)
}

function synthesisView(consolidation: Consolidation): ConsolidationView['synthesis'] {
  const { totals, sites, missing, isPublic } = consolidation
  const { scope, ledger, diagnostics } = totals
  return {
    anchor: 'synthese',
    number: '1',
    title: 'L’ensemble',
    lead: fr`Chaque site est compté par son propre contrôle ; les totaux sont la somme de ces comptes.`,
    isBrief: false,
    figures: {
      figures: [
        {
          value: formatNumber(sites.length),
          label: plural(sites.length, 'site réuni', 'sites réunis'),
          detail: missing.length === 0 ? null : fr`${counted(missing.length, 'manquant', 'manquants')}`,
          tone: 'neutral',
        },
        {
          value: formatNumber(scope.inScope),
          label: 'dossiers examinés',
          detail: fr`sur ${formatNumber(scope.enrolments)}`,
          tone: 'neutral',
        },
        {
          value: shareShown(ledger.met, dueOf(ledger)),
          label: 'obligations tenues dans le délai',
          detail: fr`${shown(ledger.met)} sur ${shown(dueOf(ledger))} échues`,
          tone: 'accent',
        },
        {
          value: shown(ledger.evidenceAbsent),
          label: 'preuves absentes',
          detail: null,
          tone: ledger.evidenceAbsent === 0 ? 'neutral' : 'failed',
        },
        {
          value: formatNumber(diagnostics.errors),
          label: 'erreurs de lecture',
          detail: fr`et ${counted(diagnostics.warnings, 'avertissement', 'avertissements')}`,
          tone: diagnostics.errors === 0 ? 'neutral' : 'failed',
        },
      ],
    },
    missing: missingCallout(consolidation),
    withheld: isPublic
      ? {
          tone: 'note',
          title: 'Petits effectifs',
          paragraphs: [
            fr`Certains sites masquent leurs petits effectifs : un total dont une partie est masquée l’est aussi.`,
          ],
        }
      : null,
    sites: ledgerTable(
      'sites',
      'Bilan par site',
      'Site',
      [
        ...sites.map((site) => row(site.name, null, site.ledger, site.scope)),
        ...(sites.length > 1 ? [row('Ensemble', null, ledger, scope, true)] : []),
      ],
      true,
    ),
    obligations: obligationsTable('obligations', totals.obligations),
  }
}

function missingCallout({ missing, network }: Consolidation): Callout | null {
  if (missing.length === 0) return null
  return {
    tone: 'warning',
    title: 'Sites manquants',
    paragraphs: [
      fr`${capitalised(counted(missing.length, 'site', 'sites'))} de ${network ?? 'la liste'} n’${plural(missing.length, 'est', 'sont')} pas dans ces comptes : ${listed(missing.map(({ name }) => name))}.`,
    ],
  }
}

/** met + late + missing: the delay has ended, one way or the other. */
function dueOf({ met, late, missing }: PublishedCounts): number | null {
  return met === null || late === null || missing === null ? null : met + late + missing
}

function shown(count: number | null): string {
  return count === null ? '–' : formatNumber(count)
}

function shareShown(numerator: number | null, denominator: number | null): string {
  if (numerator === null || denominator === null || denominator === 0) return '–'
  return shareOf({ numerator, denominator, value: numerator / denominator, wilson95: null })
}

function row(
  label: string,
  detail: string | null,
  counts: PublishedCounts,
  scope: ScopeCounts | null,
  isTotal = false,
): TableRow {
  const { met, late, missing, evidenceAbsent } = counts
  return tableRow(
    [
      textCell(label, detail),
      ...(scope === null ? [] : [textCell(formatNumber(scope.inScope))]),
      ...[dueOf(counts), met, late, missing, evidenceAbsent].map((count) =>
        textCell(count === 0 ? '–' : count === null ? 'masqué' : formatNumber(count)),
      ),
    ],
    isTotal,
  )
}

function ledgerTable(
  id: string,
  caption: string,
  heading: string,
  rows: readonly TableRow[],
  hasScope: boolean,
): TableBlock {
  const counts = ['Échues', 'Dans le délai', 'Tardives', 'Sans trace', 'Preuve absente']
  return {
    id,
    caption,
    columns: [
      { label: heading, align: 'text', width: hasScope ? '28%' : '40%' },
      ...[...(hasScope ? ['Dossiers'] : []), ...counts].map((label) => ({
        label,
        align: 'number' as const,
        width: null,
      })),
    ],
    rows,
    empty: 'Aucune obligation n’est née dans la période.',
    note: fr`Échues : obligations dont le délai est passé. Une preuve absente s’ajoute à l’une des colonnes qui la précèdent.`,
  }
}

function obligationsTable(id: string, obligations: readonly ObligationTotals[]): TableBlock {
  const arisen = obligations.filter(({ total }) => total !== 0)
  return {
    ...ledgerTable(
      id,
      'Bilan par obligation',
      'Obligation',
      arisen.map((counts) =>
        row(counts.title === '' ? counts.id : counts.title, counts.reference || null, counts, null),
      ),
      false,
    ),
    note: null,
  }
}

function yearView(statistics: SiteStatistics, consolidation: Consolidation, number: string): YearView {
  const { year } = statistics.cohort
  const funnel = consolidation.funnels.find((one) => one.year === year)
  const chart = funnel === undefined ? null : funnelView(funnel, consolidation.sites)
  return {
    anchor: `entrees-${year}`,
    number,
    title: fr`Les entrés de ${year}`,
    lead: fr`${counted(statistics.populations.enrolled, 'inscrit', 'inscrits')}, ${counted(statistics.populations.entered, 'entré', 'entrés')} dans l’ensemble des sites.`,
    isBrief: true,
    funnel: chart,
    noFunnel:
      chart === null
        ? {
            tone: 'note',
            title: 'Pas de comparaison entre les sites',
            paragraphs: [
              fr`Moins de deux sites ont ${LEAST_POPULATION} entrés ou plus dont le compte est donné : leurs taux ne se comparent pas.`,
            ],
          }
        : null,
    rates: ratesTable(`taux-${year}`, fr`Taux de l’ensemble, entrés de ${year}`, [statistics]),
  }
}

function ratesTable(id: string, caption: string, cohorts: readonly SiteStatistics[]): TableBlock {
  const hasYears = cohorts.length > 1
  return tableBlock({
    id,
    caption,
    columns: [
      { label: 'Taux', align: 'text', width: '46%' },
      ...(hasYears ? [{ label: 'Entrés', align: 'text' as const, width: null }] : []),
      { label: 'Effectifs', align: 'number', width: null },
      { label: 'Valeur', align: 'number', width: null },
      { label: 'Intervalle', align: 'number', width: null },
    ],
    rows: cohorts.flatMap(({ cohort, rates }) =>
      rates
        .filter(({ id: rate, denominator }) => !rate.startsWith('contractTermination') || denominator !== 0)
        .map((rate) =>
          tableRow([
            textCell(rate.label, rate.value === null ? capitalised(rate.reason ?? '') : null),
            ...(hasYears ? [textCell(fr`en ${cohort.year}`)] : []),
            textCell(countsOf(rate)),
            textCell(shareOf(rate)),
            textCell(intervalOf(rate)),
          ]),
        ),
    ),
    empty: 'Aucun taux.',
  })
}

function siteView(site: ConsolidatedSite, number: string): SiteView {
  const { id, name, organisation, scope, diagnostics, ledger, obligations, statistics } = site
  const { short, subcontracted, outsidePeriod, error } = scope.outOfScope
  const left = [
    [short, 'de courte durée'],
    [subcontracted, plural(subcontracted, 'sous-traité', 'sous-traités')],
    [outsidePeriod, 'hors de la période'],
    [error, plural(error, 'erreur administrative', 'erreurs administratives')],
  ] as const
  const outside = left
    .filter(([count]) => count > 0)
    .map(([count, words]) => fr`${formatNumber(count)} ${words}`)
  const anchor = anchorOf('site', number)
  const years = statistics.slice(-2)
  return {
    anchor,
    number,
    title: name,
    lead: null,
    isBrief: false,
    facts: {
      facts: [
        { label: 'Site', value: id },
        { label: 'Organisme', value: organisation },
        {
          label: 'Dossiers examinés',
          value: fr`${formatNumber(scope.inScope)} sur ${formatNumber(scope.enrolments)}`,
        },
        { label: 'Laissés de côté', value: listed(outside) },
        {
          label: 'Lecture des exports',
          value: fr`${counted(diagnostics.errors, 'erreur', 'erreurs')}, ${counted(diagnostics.warnings, 'avertissement', 'avertissements')}`,
        },
        {
          label: 'Obligations',
          value: ledgerSentence(ledger),
        },
      ].filter(({ value }) => value !== ''),
    },
    obligations: obligationsTable(`${anchor}-obligations`, obligations),
    rates: ratesTable(
      `${anchor}-taux`,
      years.length === 0
        ? 'Taux'
        : fr`Taux, entrés de ${listed(years.map(({ cohort }) => String(cohort.year)))}`,
      years,
    ),
  }
}

function ledgerSentence(ledger: PublishedCounts): string {
  const { total, pending, undetermined } = ledger
  const due = dueOf(ledger)
  if (total === null || due === null || pending === null || undetermined === null) return 'masqué'
  return fr`${counted(total, 'née', 'nées')}, ${counted(due, 'échue', 'échues')}, ${formatNumber(pending)} en cours, ${counted(undetermined, 'indéterminée', 'indéterminées')}`
}

/** Eight digits that change with any count and with the tool. */
function versionOf({ consolidation, toolVersion }: ConsolidationInputs): string {
  return createHash('sha256')
    .update(`${toolVersion}\n${JSON.stringify(consolidation)}`)
    .digest('hex')
    .slice(0, 8)
}
