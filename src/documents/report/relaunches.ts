// The listing of relaunches: all of them counted, those of the cases in breach printed, the whole beside the report.
// May not print a comment: free text stays in the exports.
import {
  counted,
  formatClock,
  formatDate,
  formatMonth,
  formatNumber,
  fr,
  NBSP,
  plural,
  SHORT_MONTHS,
} from '../../kernel/french.js'
import { formatTime } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import { CONTACT_RESULTS } from '../../records/values.js'
import { actsOfThePeriod, type DatedAction } from '../../register/acts-of-the-period.js'
import type { Case } from '../../register/register.js'
import {
  type ContactCounts,
  type ContactsByResult,
  countContacts,
  type MonthOfContacts,
} from '../../statistics/contact-counts.js'
import { proofsBadge } from '../../words/evidence.js'
import { inCases } from '../../words/share-sentence.js'
import {
  ACTION_WORDS,
  BY_CHANNEL_WORDS,
  CHANNEL_WORDS,
  capitalised,
  RESULT_WORDS,
  recipientWord,
} from '../../words/values.js'
import { countCell, type TableBlock, type TableCell, tableBlock, tableRow, textCell } from '../blocks.js'
import type { MonthColumns } from '../chart-models.js'
import { type CsvListing, csvListing } from '../csv.js'
import type { Naming } from '../naming.js'
import type { SectionHead } from '../section.js'
import { periodWords } from './cover.js'
import { isListed, type ReportInputs } from './report-inputs.js'

/** Rows of the cases in breach printed in the body. */
const IN_THE_BODY = 500
/** Rows of one printed table: Chromium tags a table in one piece, and slows down beyond a few thousand rows. */
const ROWS_PER_PART = 1_000

/** Rows of a whole listing that one document holds: beyond, printing and putting together take too much memory. */
export const RELAUNCHES_IN_ONE_DOCUMENT = 5_000

export const RELAUNCH_LISTING = 'listing-relances.csv'

/** One dated row of relances with its case. */
export interface Relaunch {
  readonly case: Case
  readonly action: DatedAction
}

export interface RelaunchesView extends SectionHead {
  readonly paragraphs: readonly string[]
  readonly byMonth: MonthColumns | null
  readonly byChannel: TableBlock
  readonly listingHeading: string
  readonly listingIntro: string
  /** One table, or several parts of a whole listing. */
  readonly listing: readonly TableBlock[]
}

/** Every row of relances of the cases examined that is dated in the period, newest first. */
export function relaunchesOf({ register }: ReportInputs): Relaunch[] {
  const relaunches: Relaunch[] = []
  for (const item of register.cases) {
    for (const action of actsOfThePeriod(item, register.period)) {
      if (action.export.name === 'relances') relaunches.push({ case: item, action })
    }
  }
  return relaunches.sort(newestFirst)
}

function newestFirst(a: Relaunch, b: Relaunch): number {
  return (
    b.action.on - a.action.on ||
    (b.action.minute ?? -1) - (a.action.minute ?? -1) ||
    (a.action.export.table.file < b.action.export.table.file
      ? -1
      : a.action.export.table.file > b.action.export.table.file
        ? 1
        : 0) ||
    a.action.row - b.action.row
  )
}

export function relaunchesView(
  inputs: ReportInputs,
  number: string,
  relaunches: readonly Relaunch[],
  breaches: readonly Verdict[],
): RelaunchesView {
  const counts = countContacts(
    relaunches.map(({ action }) => action),
    inputs.register.asOf,
  )
  const inBreach = new Set(breaches.flatMap((verdict) => verdict.case ?? []))
  const listable = relaunches.filter((relaunch) => isListed(inputs, relaunch.case))
  const ofBreaches = listable.filter((relaunch) => inBreach.has(relaunch.case))
  const documents = listingDocumentCount(inputs, listable)
  const isWhole = inputs.options.isComplete && documents === 0
  const shown = isWhole ? listable : ofBreaches.slice(0, IN_THE_BODY)
  return {
    anchor: 'relances',
    number,
    isBrief: relaunches.length === 0,
    title: 'Listing des relances',
    lead:
      relaunches.length === 0
        ? fr`Aucune relance consignée parmi les dossiers examinés, ${periodWords(inputs)}.`
        : fr`${counted(relaunches.length, 'acte consigné', 'actes consignés')} dans les dossiers examinés, ${periodWords(inputs)} (relances, entretiens, informations et autres échanges). ${whereWords(inputs, relaunches.length)}`,
    paragraphs: paragraphsOf(counts),
    byMonth: relaunches.length === 0 ? null : monthChart(counts),
    byChannel: channelTable(counts),
    listingHeading: isWhole ? 'Listing complet' : 'Relances des dossiers en écart',
    listingIntro: listingIntro(inputs.naming, isWhole, documents, ofBreaches, shown),
    listing: isWhole
      ? wholeListingTables(inputs, shown)
      : [
          listingTable(
            inputs,
            shown,
            'listing',
            'Relances des dossiers en écart',
            'Aucune relance ne concerne un dossier en écart.',
          ),
        ],
  }
}

function paragraphsOf({ toLearner, learnerReached }: ContactCounts): string[] {
  if (toLearner === 0) return []
  return [
    fr`${counted(toLearner, 'acte s’adresse', 'actes s’adressent')} au bénéficiaire ; ${inCases(learnerReached, toLearner, { none: 'il n’a jamais été joint', some: 'il a été joint' })}.`,
  ]
}

/** At most the months that the chart can hold: the older acts are counted in its note. */
function monthChart({ months, earlier }: ContactCounts): MonthColumns {
  return {
    kind: 'monthColumns',
    id: 'relances-par-mois',
    title: busiestWords(months),
    description: months
      .map(
        ({ year, month, reached: met, others }) =>
          fr`${capitalised(formatMonth(year, month))} : ${formatNumber(met + others)}, dont ${formatNumber(met)} avec une personne jointe.`,
      )
      .join(' '),
    series: [
      { label: 'personne jointe', tone: 'done' },
      { label: 'message, sans réponse ou résultat non noté', tone: 'waiting' },
    ],
    columns: months.map(({ year, month, reached: met, others }, index) => ({
      label: SHORT_MONTHS[month - 1] ?? '',
      group: index === 0 || month === 1 ? String(year) : null,
      values: [met, others],
    })),
    unit: 'actes par mois',
    note:
      earlier === 0
        ? null
        : fr`${counted(earlier, 'acte plus ancien n’est pas dessiné', 'actes plus anciens ne sont pas dessinés')}.`,
  }
}

/** « Mars 2026 est le mois le plus chargé, avec 34 actes ». */
function busiestWords(months: readonly MonthOfContacts[]): string {
  const busiest = months.reduce((a, b) => (b.reached + b.others > a.reached + a.others ? b : a))
  const total = busiest.reached + busiest.others
  return fr`${capitalised(formatMonth(busiest.year, busiest.month))} est le mois le plus chargé, avec ${counted(total, 'acte', 'actes')}`
}

function channelTable(all: ContactCounts): TableBlock {
  const row = (label: string, { byResult, total }: ContactsByResult, isTotal: boolean) =>
    tableRow([textCell(label), ...[...byResult, total].map((count) => countCell(count))], isTotal)
  return tableBlock({
    id: 'relances-par-canal',
    caption: 'Actes par canal et par résultat',
    columns: [
      { label: 'Canal', align: 'text', width: '24%' },
      ...CONTACT_RESULTS.map((result) => ({
        label: capitalised(RESULT_WORDS[result]),
        align: 'number' as const,
        width: null,
      })),
      { label: 'Non noté', align: 'number', width: null },
      { label: 'Ensemble', align: 'number', width: null },
    ],
    rows: [
      ...all.byChannel.map((counts) =>
        row(
          counts.channel === null ? 'Canal non noté' : capitalised(CHANNEL_WORDS[counts.channel]),
          counts,
          false,
        ),
      ),
      ...(all.byChannel.length > 1 ? [row('Ensemble', all, true)] : []),
    ],
    empty: 'Aucune relance consignée.',
  })
}

function whereWords({ naming, options }: ReportInputs, all: number): string {
  const file = naming.fileName(RELAUNCH_LISTING)
  return options.listedCases === null
    ? fr`${plural(all, 'Il est compté', 'Tous sont comptés')} ici et ${plural(all, 'figure', 'figurent')} dans le fichier ${file}.`
    : fr`${plural(all, 'Il est compté', 'Tous sont comptés')} ici ; le fichier ${file} ne donne que ceux ${plural(options.listedCases.size, 'du dossier retenu', 'des dossiers retenus')} pour cet extrait.`
}

function listingIntro(
  naming: Naming,
  isWhole: boolean,
  documents: number,
  ofBreaches: readonly Relaunch[],
  shown: readonly Relaunch[],
): string {
  const beside =
    documents === 0
      ? ''
      : fr` Le listing complet est imprimé à côté de ce rapport, dans ${counted(documents, 'fichier', 'fichiers')}, ${naming.fileName(listingFileStem(0, documents))} à ${naming.fileName(listingFileStem(documents - 1, documents))}.`
  if (isWhole) return fr`${counted(shown.length, 'acte', 'actes')}, du plus récent au plus ancien.`
  if (ofBreaches.length === 0) return beside.trim()
  if (shown.length === ofBreaches.length) {
    return fr`${counted(shown.length, 'acte concerne', 'actes concernent')} un dossier en écart, du plus récent au plus ancien.${beside}`
  }
  return fr`${formatNumber(ofBreaches.length)} actes concernent un dossier en écart ; les ${formatNumber(shown.length)} plus récents sont donnés ici, les autres dans le fichier ${naming.fileName(RELAUNCH_LISTING)}.${beside}`
}

/** How many documents of their own a whole listing takes; 0 where the report holds it or nobody asked for it. */
export function listingDocumentCount(inputs: ReportInputs, relaunches: readonly Relaunch[]): number {
  if (!inputs.options.isComplete || relaunches.length <= RELAUNCHES_IN_ONE_DOCUMENT) return 0
  return Math.ceil(relaunches.length / RELAUNCHES_IN_ONE_DOCUMENT)
}

/** `listing-relances-07`: as many digits as the last one needs, two at least. */
export function listingFileStem(index: number, count: number): string {
  return `listing-relances-${String(index + 1).padStart(Math.max(2, String(count).length), '0')}`
}

/** All the given rows, in tables that the browser prints one by one. */
export function wholeListingTables(inputs: ReportInputs, rows: readonly Relaunch[]): TableBlock[] {
  const parts = Math.max(1, Math.ceil(rows.length / ROWS_PER_PART))
  return Array.from({ length: parts }, (_, index) =>
    listingTable(
      inputs,
      rows.slice(index * ROWS_PER_PART, (index + 1) * ROWS_PER_PART),
      parts === 1 ? 'listing' : `listing-${index + 1}`,
      parts === 1 ? 'Toutes les relances' : fr`Toutes les relances, partie ${index + 1} sur ${parts}`,
      fr`Aucune relance consignée au ${formatDate(inputs.register.asOf)}.`,
    ),
  )
}

function listingTable(
  inputs: ReportInputs,
  rows: readonly Relaunch[],
  id: string,
  caption: string,
  empty: string,
): TableBlock {
  return tableBlock({
    id,
    caption,
    columns: [
      { label: 'Date', align: 'date', width: '13.7%' },
      { label: 'Dossier', align: 'text', width: '21.5%' },
      { label: 'Acte', align: 'text', width: '20.5%' },
      { label: 'Envers', align: 'text', width: '10.5%' },
      { label: 'Résultat', align: 'text', width: '12.8%' },
      { label: 'Auteur', align: 'text', width: null },
      { label: 'Preuve', align: 'text', width: '9.5%' },
    ],
    rows: rows.map((relaunch) => tableRow(listingCells(inputs, relaunch))),
    empty,
  })
}

function listingCells(inputs: ReportInputs, { case: item, action }: Relaunch): TableCell[] {
  const { naming, evidence } = inputs
  return [
    textCell(formatDate(action.on), action.minute === null ? null : formatClock(action.minute)),
    textCell(naming.caseNumber(item.enrolment.id), naming.personName(item)),
    textCell(
      capitalised(ACTION_WORDS[action.type]),
      action.channel === null ? null : BY_CHANNEL_WORDS[action.channel],
    ),
    textCell(
      action.recipient === null ? '–' : capitalised(recipientWord(action.recipient, item.training.type)),
    ),
    textCell(action.result === null ? '–' : capitalised(RESULT_WORDS[action.result])),
    textCell(shortAuthor(naming.authorName(action.author)) || '–'),
    textCell(action.evidence.length === 0 ? '–' : capitalised(proofsBadge(action, evidence).text)),
  ]
}

/** « A. Cristal » for a first name and a name; anything else (a role, a code, initials) as it is. */
function shortAuthor(author: string): string {
  const match = /^(\p{Lu})\p{Ll}+ (\p{Lu}.*)$/u.exec(author)
  return match === null ? author : `${match[1]}.${NBSP}${match[2]}`
}

/** Every relaunch, one a row, newest first; never its comment. */
export function relaunchListing(inputs: ReportInputs, relaunches: readonly Relaunch[]): CsvListing {
  const names = inputs.naming.isPseudonymised ? [] : ['nom', 'prenom']
  return csvListing(
    inputs.naming.fileName(RELAUNCH_LISTING),
    [
      'date',
      'heure',
      'dossier',
      ...names,
      'site',
      'formation',
      'type',
      'canal',
      'destinataire',
      'auteur',
      'resultat',
      'preuve',
      'ticket',
      'fichier',
      'ligne',
    ],
    relaunchRows(
      inputs,
      relaunches.filter((relaunch) => isListed(inputs, relaunch.case)),
    ),
  )
}

function* relaunchRows(inputs: ReportInputs, relaunches: readonly Relaunch[]): Generator<string[]> {
  const { naming } = inputs
  for (const { case: item, action } of relaunches) {
    const { enrolment } = item
    yield [
      formatDate(action.on),
      action.minute === null ? '' : formatTime(action.minute),
      naming.caseNumber(enrolment.id),
      ...(naming.isPseudonymised ? [] : [enrolment.lastName, enrolment.firstName]),
      item.site.name,
      item.training.title,
      action.type,
      action.channel ?? '',
      action.recipient ?? '',
      naming.authorName(action.author),
      action.result ?? '',
      action.evidence.map((path) => naming.evidencePath(path)).join(' ; '),
      naming.ticket(action.ticket),
      naming.organisationText(action.export.table.file),
      String(action.export.table.lineOf(action.row)),
    ]
  }
}
