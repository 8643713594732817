// The breaches one by one with what to do, and all of them as a listing. May not decide what a breach is.

import { counted, formatDate, formatNumber, fr, plural, typographic } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import { isBreach, type Verdict } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'
import { talliesBy, tally } from '../../procedure/tally.js'
import { breachBadge, breachDetail, breachRemedy, breachTask } from '../../words/breach.js'
import { dayOrNothing } from '../../words/day.js'
import { EVIDENCE_WORDS } from '../../words/evidence.js'
import { expectedWords, proofWords, recipientsWords, timeLimitWords } from '../../words/obligation.js'
import { capitalised, GRAVITY_WORDS, recipientWord, VERDICT_WORDS } from '../../words/values.js'
import {
  countCell,
  dayCell,
  type TableBlock,
  type TableCell,
  tableBlock,
  tableRow,
  textCell,
} from '../blocks.js'
import { type CsvListing, csvListing } from '../csv.js'
import { anchorOf, type SectionHead } from '../section.js'
import { explanationWords } from './explained-breach.js'
import { isListed, type ReportInputs } from './report-inputs.js'

/** Breaches printed one by one; the others are counted and stand in the listing. */
const IN_THE_BODY = 200

export const BREACH_LISTING = 'ecarts.csv'

/** A table whose rows stand under lines of their own: `{{> rapport/tableau-groupe table}}`. */
export interface GroupedTable {
  readonly id: string
  readonly caption: string
  readonly columns: TableBlock['columns']
  readonly columnCount: string
  readonly groups: readonly {
    readonly anchor: string
    readonly heading: string
    readonly expectation: string
    readonly rows: TableBlock['rows']
  }[]
}

export interface BreachesView extends SectionHead {
  readonly paragraphs: readonly string[]
  /** One table, its rows grouped by obligation; null where there is nothing to list. */
  readonly table: GroupedTable | null
  /** Null where every breach is printed. */
  readonly rest: TableBlock | null
}

/** All breaches of the ledger, the latest to arise first, those without a date last. */
export function breachesOf({ ledger }: ReportInputs): Verdict[] {
  return ledger.verdicts
    .filter(isBreach)
    .map((verdict, order) => ({ verdict, order }))
    .sort(
      (a, b) =>
        (b.verdict.arisenOn ?? Number.NEGATIVE_INFINITY) - (a.verdict.arisenOn ?? Number.NEGATIVE_INFINITY) ||
        a.order - b.order,
    )
    .map(({ verdict }) => verdict)
}

export function breachesView(
  inputs: ReportInputs,
  number: string,
  breaches: readonly Verdict[],
): BreachesView {
  const { register } = inputs
  const listable = breaches.filter((verdict) => isListed(inputs, verdict.case))
  const shown = listable.slice(0, IN_THE_BODY)
  const day = formatDate(register.asOf)
  return {
    anchor: 'ecarts',
    number,
    isBrief: breaches.length === 0,
    title: 'Écarts à la procédure',
    lead:
      breaches.length === 0
        ? fr`Aucun écart relevé au ${day}.`
        : fr`${counted(breaches.length, 'écart relevé', 'écarts relevés')} au ${day} : un acte hors délai, un acte sans trace ou une preuve absente. Chacun est donné avec ce qui reste à faire.`,
    paragraphs: paragraphsOf(inputs, breaches, listable, shown),
    table: shown.length === 0 ? null : breachTable(inputs, shown),
    rest: shown.length === listable.length ? null : restTable(inputs, listable, shown),
  }
}

function paragraphsOf(
  { naming, options }: ReportInputs,
  breaches: readonly Verdict[],
  listable: readonly Verdict[],
  shown: readonly Verdict[],
): string[] {
  const listing = naming.fileName(BREACH_LISTING)
  const paragraphs: string[] = []
  const { alerts } = tally(breaches)
  if (alerts > 0) {
    paragraphs.push(
      fr`${counted(alerts, 'écart porte', 'écarts portent')} sur une obligation que la procédure range parmi les points de vigilance.`,
    )
  }
  if (options.listedCases !== null) {
    paragraphs.push(
      fr`${counted(listable.length, 'écart touche', 'écarts touchent')} ${plural(options.listedCases.size, 'le dossier retenu', 'les dossiers retenus')} pour cet extrait ; les autres ne sont pas listés.`,
    )
  }
  if (shown.length < listable.length) {
    paragraphs.push(
      fr`Les ${formatNumber(shown.length)} écarts les plus récents sont détaillés ici ; les ${formatNumber(listable.length - shown.length)} autres sont comptés par obligation à la fin de cette partie et figurent tous dans le fichier ${listing}.`,
    )
  } else if (listable.length > 0) {
    paragraphs.push(fr`Le fichier ${listing}, à côté de ce rapport, en donne la liste complète.`)
  }
  return paragraphs
}

/** « Attendu : relance ou entretien, par téléphone, envers le bénéficiaire, délai de 2 jours ouvrés. » */
export function expectationOf(obligation: Obligation): string {
  const to = recipientsWords(obligation)
  const parts = [
    expectedWords(obligation),
    to === '' ? '' : `envers ${to}`,
    obligation.delay === null ? timeLimitWords(obligation) : fr`délai : ${timeLimitWords(obligation)}`,
    proofWords(obligation),
  ].filter((part) => part !== '')
  return fr`Attendu : ${parts.join(fr` ; `)}.`
}

/**
 * What was expected of these verdicts of one obligation, in the words of the version that judged each: a case of an
 * older version never stands under a delay that was not its own.
 */
export function judgedExpectation(verdicts: readonly Verdict[]): string {
  const versionsOf = new Map<string, Set<string>>()
  for (const { obligation, procedureVersion } of verdicts) {
    const words = expectationOf(obligation)
    versionsOf.set(words, (versionsOf.get(words) ?? new Set()).add(procedureVersion))
  }
  const expectations = [...versionsOf]
  if (expectations.length === 1) return expectations[0]?.[0] ?? ''
  return expectations
    .map(([words, versions]) => fr`Version ${[...versions].sort().join(', ')}. ${words}`)
    .join(' ')
}

function breachTable(inputs: ReportInputs, shown: readonly Verdict[]): GroupedTable {
  const byObligation = groupedBy(shown, (verdict) => verdict.obligation.id)
  const columns: TableBlock['columns'] = [
    { label: 'Dossier', align: 'text', width: '22%' },
    { label: 'Envers', align: 'text', width: '12%' },
    { label: 'Née le', align: 'date', width: '9.5%' },
    { label: 'Échéance', align: 'date', width: '9.5%' },
    { label: 'Fait le', align: 'date', width: '9.5%' },
    { label: 'Constat', align: 'badge', width: '16%' },
    { label: 'À faire', align: 'text', width: null },
  ]
  return {
    id: 'table-ecarts',
    caption: 'Écarts à la procédure, par obligation',
    columns,
    columnCount: String(columns.length),
    groups: inputs.ledger.perObligation.flatMap(({ obligation }) => {
      const verdicts = byObligation.get(obligation.id)
      if (verdicts === undefined) return []
      return [
        {
          anchor: anchorOf('ecarts', obligation.id),
          heading: typographic(obligation.title),
          expectation: judgedExpectation(verdicts),
          rows: verdicts.map((verdict) => tableRow(breachCells(inputs, verdict))),
        },
      ]
    }),
  }
}

function breachCells(inputs: ReportInputs, verdict: Verdict): TableCell[] {
  const { naming, evidence } = inputs
  return [
    subjectCell(verdict, inputs),
    recipientCell(verdict),
    dayCell(verdict.arisenOn),
    dayCell(verdict.dueOn),
    dayCell(verdict.doneOn),
    { text: '', detail: breachDetail(verdict), badge: breachBadge(verdict) },
    textCell(
      breachTask(verdict, evidence, (path) => naming.evidencePath(path)),
      explanationWords(inputs, verdict),
    ),
  ]
}

function recipientCell({ recipient, case: subject }: Verdict): TableCell {
  return textCell(
    recipient === null ? '–' : capitalised(recipientWord(recipient, subject?.training.type ?? null)),
  )
}

/** The case of a verdict, or the report of violence: number first, name under it where the rendering gives one. */
export function subjectCell(verdict: Verdict, { naming }: ReportInputs): TableCell {
  if (verdict.case !== null) {
    return textCell(naming.caseNumber(verdict.case.enrolment.id), naming.personName(verdict.case))
  }
  return textCell(verdict.report === null ? '–' : naming.reportNumber(verdict.report.id), 'signalement')
}

function restTable(
  inputs: ReportInputs,
  breaches: readonly Verdict[],
  shown: readonly Verdict[],
): TableBlock {
  const all = talliesBy(breaches, (verdict) => verdict.obligation.id)
  const printed = talliesBy(shown, (verdict) => verdict.obligation.id)
  const row = (label: string, total: number, here: number, isTotal: boolean) =>
    tableRow(
      [textCell(label), textCell(formatNumber(total)), countCell(here), countCell(total - here)],
      isTotal,
    )
  return tableBlock({
    id: 'ecarts-restants',
    caption: 'Écarts par obligation, détaillés ici ou dans le fichier seul',
    columns: [
      { label: 'Obligation', align: 'text', width: '52%' },
      { label: 'Écarts', align: 'number', width: null },
      { label: 'Détaillés ici', align: 'number', width: null },
      { label: fr`Dans ${inputs.naming.fileName(BREACH_LISTING)} seul`, align: 'number', width: null },
    ],
    rows: [
      ...inputs.ledger.perObligation.flatMap(({ obligation }) => {
        const total = all.get(obligation.id)?.total ?? 0
        if (total === 0) return []
        return [row(typographic(obligation.title), total, printed.get(obligation.id)?.total ?? 0, false)]
      }),
      row('Ensemble', breaches.length, shown.length, true),
    ],
    empty: 'Aucun écart.',
  })
}

/** Every breach, one a row, in the order of the report. */
export function breachListing(inputs: ReportInputs, breaches: readonly Verdict[]): CsvListing {
  const { naming } = inputs
  const names = naming.isPseudonymised ? [] : ['nom', 'prenom']
  return csvListing(
    naming.fileName(BREACH_LISTING),
    [
      'dossier',
      ...names,
      'site',
      'formation',
      'obligation',
      'intitule',
      'reference',
      'gravite',
      'destinataire',
      'constat',
      'preuve',
      'nee_le',
      'echeance',
      'fait_le',
      'jours_apres_echeance',
      'a_faire',
      'version_procedure',
      'fichier',
      'ligne',
    ],
    breachRows(
      inputs,
      breaches.filter((verdict) => isListed(inputs, verdict.case)),
    ),
  )
}

function* breachRows(inputs: ReportInputs, breaches: readonly Verdict[]): Generator<string[]> {
  const { naming, evidence } = inputs
  for (const verdict of breaches) {
    const { obligation, cause } = verdict
    const enrolment = verdict.case?.enrolment
    const names = naming.isPseudonymised ? [] : [enrolment?.lastName ?? '', enrolment?.firstName ?? '']
    const number =
      enrolment === undefined
        ? naming.reportNumber(verdict.report?.id ?? '')
        : naming.caseNumber(enrolment.id)
    yield [
      number,
      ...names,
      verdict.case?.site.name ?? '',
      verdict.case?.training.title ?? '',
      obligation.id,
      obligation.title,
      obligation.reference,
      GRAVITY_WORDS[obligation.gravity],
      verdict.recipient === null ? '' : recipientWord(verdict.recipient, verdict.case?.training.type ?? null),
      VERDICT_WORDS[verdict.status],
      EVIDENCE_WORDS[verdict.evidence],
      dayOrNothing(verdict.arisenOn),
      dayOrNothing(verdict.dueOn),
      dayOrNothing(verdict.doneOn),
      verdict.status === 'late' && verdict.doneOn !== null && verdict.dueOn !== null
        ? String(verdict.doneOn - verdict.dueOn)
        : '',
      breachRemedy(verdict, evidence, (path) => naming.evidencePath(path)),
      verdict.procedureVersion,
      naming.organisationText(cause.export.table.file),
      String(cause.export.table.lineOf(cause.row)),
    ]
  }
}
