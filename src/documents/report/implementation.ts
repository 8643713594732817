// What became of every obligation: per obligation, per site, and how long it took. May not judge: the ledger has.

import { counted, formatNumber, fr, plural, typographic } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'
import { type Tally, tally } from '../../procedure/tally.js'
import { feminineShare, outOf } from '../../words/share-sentence.js'
import { capitalised, VERDICT_STATUSES, VERDICT_TONES, VERDICT_WORDS } from '../../words/values.js'
import { countCell, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { DelayDistribution, StackedBars } from '../chart-models.js'
import { anchorOf, type SectionHead } from '../section.js'
import { delayDistribution } from './delay-distribution.js'
import type { ReportInputs } from './report-inputs.js'

export interface ImplementationView extends SectionHead {
  readonly paragraphs: readonly string[]
  /** Null where no obligation arose. */
  readonly perObligationChart: StackedBars | null
  readonly perObligation: TableBlock
  readonly perSiteChart: StackedBars | null
  readonly perSite: TableBlock
  readonly distributionsHeading: string
  readonly distributionsIntro: string
  readonly distributions: readonly DelayDistribution[]
}

export function implementationView(inputs: ReportInputs, number: string): ImplementationView {
  const { ledger, register } = inputs
  const all = tally(ledger.verdicts)
  const byObligation = groupedBy(ledger.verdicts, (verdict) => verdict.obligation.id)
  const arisen = ledger.perObligation.flatMap(({ obligation }) => {
    const verdicts = byObligation.get(obligation.id)
    return verdicts === undefined ? [] : [{ obligation, verdicts }]
  })
  const bySite = groupedBy(ledger.verdicts, (verdict) => verdict.case?.site ?? null)
  const sites = register.sites
    .filter((site) => bySite.has(site))
    .map((site) => ({ site, verdicts: bySite.get(site) ?? [] }))
  const calendar = register.sites[0]?.calendar ?? null
  const distributions = arisen.flatMap(
    ({ obligation, verdicts }) => delayDistribution(obligation, verdicts, calendar) ?? [],
  )
  return {
    anchor: 'mise-en-oeuvre',
    number,
    isBrief: all.total === 0,
    title: 'Mise en œuvre',
    lead:
      all.total === 0
        ? fr`Aucune obligation n’est née dans la période : aucun des événements prévus par la procédure ne s’est produit.`
        : fr`Ce que la procédure demandait, et la trace de ce qui a été fait. Une obligation compte une fois par destinataire.`,
    paragraphs: paragraphsOf(all),
    perObligationChart: all.total === 0 ? null : obligationChart(arisen, all),
    perObligation: countsTable(
      'obligations-bilan',
      'Bilan par obligation',
      'Obligation',
      arisen.map(({ obligation, verdicts }) => ({
        label: typographic(obligation.title),
        detail: obligation.reference === '' ? null : obligation.reference,
        counts: tally(verdicts),
      })),
      all,
      'Aucune obligation n’est née dans la période.',
    ),
    perSiteChart: sites.length < 2 ? null : siteChart(sites, all.breaches),
    // What the table before it says of its columns is not said twice.
    perSite: {
      ...countsTable(
        'sites-bilan',
        'Bilan par site',
        'Site',
        [
          ...sites.map(({ site, verdicts }) => ({ label: site.name, detail: null, counts: tally(verdicts) })),
          ...(bySite.has(null)
            ? [{ label: 'Signalements', detail: 'sans site', counts: tally(bySite.get(null) ?? []) }]
            : []),
        ],
        all,
        'Aucune obligation n’est née dans la période.',
      ),
      note: null,
    },
    distributionsHeading: 'Le temps pris, obligation par obligation',
    distributionsIntro:
      distributions.length === 0
        ? 'Aucun acte daté ne permet encore de mesurer un délai.'
        : fr`Chaque colonne compte les actes faits tel nombre de jours après l’événement ; le trait marque la fin du délai.`,
    distributions,
  }
}

function paragraphsOf(all: Tally): string[] {
  const paragraphs: string[] = []
  if (all.pending > 0) {
    paragraphs.push(
      fr`${counted(all.pending, 'obligation est', 'obligations sont')} encore en cours : le délai n’est pas écoulé à la date d’arrêté.`,
    )
  }
  if (all.undetermined > 0) {
    paragraphs.push(
      fr`${counted(all.undetermined, 'obligation reste', 'obligations restent')} ${plural(all.undetermined, 'indéterminée', 'indéterminées')} : une date qui ${plural(all.undetermined, 'la', 'les')} ferait naître ou échoir manque ou ne peut pas être lue, ou rien ne dit si le destinataire existe.`,
    )
  }
  return paragraphs
}

const SERIES = VERDICT_STATUSES.map((status) => ({
  label: VERDICT_WORDS[status],
  tone: VERDICT_TONES[status],
}))

function valuesOf(counts: Tally): number[] {
  return VERDICT_STATUSES.map((status) => counts[status])
}

function obligationChart(
  arisen: readonly { obligation: Obligation; verdicts: readonly Verdict[] }[],
  all: Tally,
): StackedBars {
  return {
    kind: 'stackedBars',
    id: 'bilan-par-obligation',
    title: all.judged === 0 ? 'Aucune obligation n’est encore échue' : onTimeTitle(all),
    description: arisen
      .map(({ obligation, verdicts }) => describe(typographic(obligation.title), tally(verdicts)))
      .join(' '),
    series: SERIES,
    rows: arisen.map(({ obligation, verdicts }) => {
      const counts = tally(verdicts)
      return {
        label: typographic(obligation.title),
        detail: null,
        values: valuesOf(counts),
        shown: shownCounts(counts),
      }
    }),
    scale: 'share',
    note: fr`À droite : obligations tenues dans le délai, sur celles qui sont échues.`,
  }
}

/** « 32 sur 42 »: met out of those whose delay has ended; nothing to compare while it runs. */
function shownCounts(counts: Tally): string {
  return counts.judged === 0 ? 'pas encore échue' : outOf(counts.met, counts.judged)
}

function onTimeTitle(all: Tally): string {
  const { words, isPlural } = feminineShare(all.met, all.judged, 'obligation', 'obligations')
  return `${words} ${isPlural ? 'sont tenues' : 'est tenue'} dans le délai`
}

function siteChart(
  sites: readonly { site: { name: string }; verdicts: readonly Verdict[] }[],
  total: number,
): StackedBars {
  const rows = sites.map(({ site, verdicts }) => ({ name: site.name, counts: tally(verdicts) }))
  return {
    kind: 'stackedBars',
    id: 'bilan-par-site',
    title: siteTitle(rows, total),
    description: rows.map(({ name, counts }) => describe(name, counts)).join(' '),
    series: SERIES,
    rows: rows.map(({ name, counts }) => ({
      label: name,
      detail: null,
      values: valuesOf(counts),
      shown: shownCounts(counts),
    })),
    scale: 'share',
    note: null,
  }
}

function siteTitle(rows: readonly { name: string; counts: Tally }[], total: number): string {
  const withBreaches = rows.filter(({ counts }) => counts.breaches > 0)
  if (withBreaches.length === 0) return 'Aucun site n’a d’écart à la procédure'
  const most = withBreaches.reduce((a, b) => (b.counts.breaches > a.counts.breaches ? b : a))
  return fr`${most.name} compte ${counted(most.counts.breaches, 'écart', 'écarts')} sur ${formatNumber(total)}`
}

function describe(label: string, counts: Tally): string {
  const figures = VERDICT_STATUSES.map((status) => `${formatNumber(counts[status])} ${VERDICT_WORDS[status]}`)
  return fr`${label} : ${figures.join(', ')}, ${formatNumber(counts.evidenceAbsent)} sans la preuve exigée.`
}

function countsTable(
  id: string,
  caption: string,
  firstColumn: string,
  rows: readonly { label: string; detail: string | null; counts: Tally }[],
  all: Tally,
  empty: string,
): TableBlock {
  const cells = (label: string, detail: string | null, counts: Tally) => [
    textCell(label, detail),
    ...[counts.total, counts.met, counts.late, counts.missing, counts.pending, counts.evidenceAbsent].map(
      (count) => countCell(count),
    ),
  ]
  return {
    id: anchorOf(id),
    caption,
    columns: [
      { label: firstColumn, align: 'text', width: '40%' },
      { label: 'Dues', align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.met), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.late), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.missing), align: 'number', width: null },
      { label: capitalised(VERDICT_WORDS.pending), align: 'number', width: null },
      { label: 'Preuve absente', align: 'number', width: null },
    ],
    rows: [
      ...rows.map(({ label, detail, counts }) => tableRow(cells(label, detail, counts))),
      ...(rows.length > 1 ? [tableRow(cells('Ensemble', null, all), true)] : []),
    ],
    empty,
    note:
      all.undetermined === 0
        ? fr`Une preuve absente peut s’ajouter à un retard : cette colonne ne s’additionne pas aux autres.`
        : fr`Une preuve absente peut s’ajouter à un retard : cette colonne ne s’additionne pas aux autres. ${counted(all.undetermined, 'obligation indéterminée complète', 'obligations indéterminées complètent')} le total.`,
  }
}
