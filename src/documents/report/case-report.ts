// One case alone, for the file that an auditor draws: who, state, drawing, obligations, acts, proofs.
// May not print a reason of absence, a cause of health, a comment, nor anything about a disability.

import {
  counted,
  formatClock,
  formatDate,
  formatNumber,
  fr,
  listed,
  plural,
  typographic,
} from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import { proofOf } from '../../procedure/evidence.js'
import { isBreach, type Verdict } from '../../procedure/ledger.js'
import type { Recorded } from '../../records/export-file.js'
import type { Action, Dropout } from '../../records/records.js'
import { type DropoutOutcome, outcomeOf } from '../../register/dropout-outcome.js'
import type { Case } from '../../register/register.js'
import { readAnswer } from '../../statistics/alternatives.js'
import { breachBadge, breachDetail, breachRemedy } from '../../words/breach.js'
import { dayOrNothing } from '../../words/day.js'
import { EVIDENCE_WORDS, proofsBadge } from '../../words/evidence.js'
import {
  ACTION_WORDS,
  ALTERNATIVE_WORDS,
  BY_CHANNEL_WORDS,
  capitalised,
  DECISION_WORDS,
  OUT_OF_SCOPE_WORDS,
  RESULT_WORDS,
  recipientWord,
  STATUS_WORDS,
  trainingTypeWord,
} from '../../words/values.js'
import { dayCell, type FactList, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import { caseTimelineChart } from '../case-timeline.js'
import type { CaseTimeline } from '../chart-models.js'
import type { CsvListing } from '../csv.js'
import type { PrintableDocument } from '../printable-document.js'
import { anchorOf } from '../section.js'
import { versionOf } from './build-report.js'
import { causeWords } from './dropouts.js'
import type { ReportInputs } from './report-inputs.js'

/** Events that one drawing has room for. */
const EVENTS_DRAWN = 24

export interface CaseView {
  readonly kicker: string
  readonly title: string
  /** The learner, or null in the pseudonymised rendering. */
  readonly person: string | null
  readonly rendering: string | null
  readonly lead: string
  readonly identity: FactList
  readonly state: { readonly title: string; readonly reason: string; readonly scope: string | null }
  readonly timeline: CaseTimeline | null
  readonly noTimeline: string
  readonly obligations: TableBlock
  readonly todo: readonly string[]
  readonly noBreach: string | null
  readonly actions: TableBlock
  readonly absences: TableBlock
  readonly dropout: FactList | null
  readonly sources: string
}

export interface CaseReport extends PrintableDocument {
  readonly view: CaseView
  readonly listings: readonly CsvListing[]
  readonly annexes: readonly PrintableDocument[]
}

/** The report of one case. */
export function buildCaseReport(inputs: ReportInputs, subject: Case): CaseReport {
  const { naming, register, organisation } = inputs
  const number = naming.caseNumber(subject.enrolment.id)
  const reference = `RD-I12-${number}-${formatIsoDate(register.asOf)}`
  const version = versionOf(inputs)
  const verdicts = inputs.ledger.verdicts.filter((verdict) => verdict.case === subject)
  return {
    template: 'report/dossier',
    // A number may hold signs that a file name may not.
    fileStem: `dossier-${number.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60)}`,
    title: fr`Dossier ${number}, indicateur 12, ${organisation.name}${naming.mark}`,
    reference,
    version,
    runningHeader: { left: organisation.name, right: fr`Dossier ${number}, indicateur 12` },
    runningFooter: fr`${reference}, version ${version}${naming.mark}`,
    view: caseView(inputs, subject, verdicts),
    listings: [],
    annexes: [],
  }
}

function caseView(inputs: ReportInputs, subject: Case, verdicts: readonly Verdict[]): CaseView {
  const { naming, register, evidence } = inputs
  const number = naming.caseNumber(subject.enrolment.id)
  const breaches = verdicts.filter(isBreach)
  const day = formatDate(register.asOf)
  return {
    kicker: fr`${inputs.organisation.name} · arrêté au ${day}`,
    title: fr`Dossier ${number}`,
    person: naming.personName(subject),
    rendering: naming.isPseudonymised
      ? fr`Version pseudonymisée : codes à la place des noms et des numéros.`
      : null,
    lead: leadOf(verdicts, breaches, day),
    identity: { facts: identityFacts(inputs, subject) },
    state: {
      title: capitalised(STATUS_WORDS[subject.state.status]),
      reason: subject.state.reason,
      scope:
        subject.outOfScope === null
          ? null
          : fr`Hors périmètre : ${OUT_OF_SCOPE_WORDS[subject.outOfScope].toLocaleLowerCase('fr')}.`,
    },
    timeline: caseTimelineChart(
      anchorOf('chronologie', number),
      timelineTitle(subject, verdicts),
      subject,
      verdicts,
      { asOf: register.asOf, maxEvents: EVENTS_DRAWN, around: false },
    ),
    noTimeline: 'Aucun événement daté dans ce dossier.',
    obligations: obligationsTable(verdicts, subject),
    todo: breaches.map(
      (verdict) =>
        fr`${typographic(verdict.obligation.title)}${toWords(verdict, subject)} : ${breachRemedy(verdict, evidence, (path) => naming.evidencePath(path))}`,
    ),
    noBreach: breaches.length === 0 ? fr`Aucun écart relevé au ${day} dans ce dossier.` : null,
    actions: actionsTable(inputs, subject),
    absences: absencesTable(subject),
    dropout: subject.dropout === null ? null : { facts: dropoutFacts(inputs, subject.dropout) },
    sources: sourcesOf(inputs, subject),
  }
}

function leadOf(verdicts: readonly Verdict[], breaches: readonly Verdict[], day: string): string {
  if (verdicts.length === 0) return fr`Aucune obligation née dans ce dossier au ${day}.`
  return breaches.length === 0
    ? fr`${counted(verdicts.length, 'obligation due', 'obligations dues')}, aucun écart relevé au ${day}.`
    : fr`${counted(verdicts.length, 'obligation due', 'obligations dues')}, ${counted(breaches.length, 'écart relevé', 'écarts relevés')} au ${day}.`
}

function toWords({ recipient }: Verdict, subject: Case): string {
  return recipient === null ? '' : ` (${recipientWord(recipient, subject.training.type)})`
}

function identityFacts({ naming }: ReportInputs, subject: Case): { label: string; value: string }[] {
  const { enrolment, training, site } = subject
  const personal = naming.isPseudonymised
    ? []
    : [
        { label: 'Bénéficiaire', value: naming.personName(subject) ?? '' },
        { label: 'Entreprise', value: enrolment.company },
        {
          label: capitalised(recipientWord('tuteur', training.type)),
          value: enrolment.tutor,
        },
        { label: 'Prescripteur', value: enrolment.prescriber },
        { label: 'Financeur', value: enrolment.funder },
        { label: 'Référent', value: enrolment.referent },
      ]
  return [
    ...personal.slice(0, 1),
    {
      label: 'Formation',
      value: fr`${typographic(training.title)} (${trainingTypeWord(training.type)}${training.days === null ? '' : `, ${counted(training.days, 'jour', 'jours')}`})`,
    },
    { label: 'Session', value: naming.organisationText(enrolment.session) },
    { label: 'Site', value: site.name },
    { label: 'Entrée', value: entryWords(subject) },
    { label: 'Fin prévue', value: dayOrNothing(enrolment.plannedEndOn) },
    { label: 'Sortie', value: dayOrNothing(subject.leftOn) },
    { label: 'Heures', value: hoursWords(enrolment.doneHours, enrolment.plannedHours) },
    ...personal.slice(1),
  ].filter((fact) => fact.value !== '')
}

function entryWords({ enteredOn, enrolment: { plannedEntryOn } }: Case): string {
  if (enteredOn === null) {
    return plannedEntryOn === null ? 'aucune' : fr`aucune (prévue le ${formatDate(plannedEntryOn)})`
  }
  const planned =
    plannedEntryOn === null || plannedEntryOn === enteredOn
      ? ''
      : fr` (prévue le ${formatDate(plannedEntryOn)})`
  return `${formatDate(enteredOn)}${planned}`
}

function hoursWords(done: number | null, planned: number | null): string {
  const hours = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1)
  if (done !== null && planned !== null) return fr`${hours(done)} h réalisées sur ${hours(planned)} h prévues`
  if (planned !== null) return fr`${hours(planned)} h prévues`
  return done === null ? '' : fr`${hours(done)} h réalisées`
}

function timelineTitle(subject: Case, verdicts: readonly Verdict[]): string {
  const absences = new Set(subject.absences.flatMap((absence) => absence.on ?? [])).size
  return fr`${absences === 0 ? 'Aucun jour' : counted(absences, 'jour', 'jours')} d’absence, ${counted(subject.actions.length, 'acte consigné', 'actes consignés')}, ${counted(verdicts.length, 'obligation due', 'obligations dues')}`
}

function obligationsTable(verdicts: readonly Verdict[], subject: Case): TableBlock {
  return tableBlock({
    id: 'obligations-dossier',
    caption: 'Obligations nées dans ce dossier',
    columns: [
      { label: 'Obligation', align: 'text', width: '31%' },
      { label: 'Envers', align: 'text', width: '14%' },
      { label: 'Née le', align: 'date', width: '11%' },
      { label: 'Échéance', align: 'date', width: '11%' },
      { label: 'Fait le', align: 'date', width: '11%' },
      { label: 'Constat', align: 'badge', width: null },
      { label: 'Preuve', align: 'text', width: '10%' },
    ],
    rows: verdicts.map((verdict) =>
      tableRow([
        textCell(
          typographic(verdict.obligation.title),
          [verdict.obligation.reference, fr`version ${verdict.procedureVersion}`]
            .filter((part) => part !== '' && part !== 'version ')
            .join(', ') || null,
        ),
        textCell(
          verdict.recipient === null
            ? '–'
            : capitalised(recipientWord(verdict.recipient, subject.training.type)),
        ),
        dayCell(verdict.arisenOn),
        dayCell(verdict.dueOn),
        dayCell(verdict.doneOn),
        { text: '', detail: breachDetail(verdict), badge: breachBadge(verdict) },
        textCell(verdict.evidence === 'notRequired' ? '–' : capitalised(EVIDENCE_WORDS[verdict.evidence])),
      ]),
    ),
    empty:
      subject.outOfScope === null
        ? 'Aucune obligation n’est née dans ce dossier.'
        : fr`Ce dossier est hors périmètre : la procédure ne s’y applique pas.`,
  })
}

function actionsTable(inputs: ReportInputs, subject: Case): TableBlock {
  const { naming } = inputs
  return tableBlock({
    id: 'actes-dossier',
    caption: 'Actes consignés',
    columns: [
      { label: 'Date', align: 'date', width: '15%' },
      { label: 'Acte', align: 'text', width: '21%' },
      { label: 'Envers', align: 'text', width: '13%' },
      { label: 'Résultat', align: 'text', width: '12%' },
      { label: 'Auteur', align: 'text', width: '14%' },
      { label: 'Preuve', align: 'text', width: null },
    ],
    rows: subject.actions.map((action) =>
      tableRow([
        textCell(
          action.on === null ? 'date illisible' : formatDate(action.on),
          action.minute === null ? null : formatClock(action.minute),
        ),
        textCell(
          capitalised(ACTION_WORDS[action.type]),
          action.channel === null ? null : BY_CHANNEL_WORDS[action.channel],
        ),
        textCell(
          action.recipient === null
            ? '–'
            : capitalised(recipientWord(action.recipient, subject.training.type)),
        ),
        textCell(action.result === null ? '–' : capitalised(RESULT_WORDS[action.result])),
        textCell(naming.authorName(action.author) || '–'),
        proofCell(inputs, action),
      ]),
    ),
    empty: 'Aucun acte consigné dans ce dossier.',
  })
}

const PATH_END = fr` ; `

function proofCell({ naming, evidence }: ReportInputs, action: Action) {
  const ticket = action.ticket === '' ? '' : fr`ticket ${naming.ticket(action.ticket)}`
  if (action.evidence.length === 0) return textCell(capitalised(ticket) || '–')
  const paths = action.evidence.map((path) => naming.evidencePath(path)).join(PATH_END)
  // The number of an attestation is not a file that could be missing.
  if (action.export.name === 'abandons' && proofOf(action, evidence).state !== 'present') {
    return textCell(paths, ticket || null)
  }
  const state = proofsBadge(action, evidence)
  return textCell(paths, [state.text, ticket].filter((part) => part !== '').join(', '))
}

const DAY_PART_WORDS = { matin: 'Matin', 'apres-midi': 'Après-midi', journee: 'Journée' } as const

function absencesTable(subject: Case): TableBlock {
  return tableBlock({
    id: 'absences-dossier',
    caption: 'Absences',
    columns: [
      { label: 'Date', align: 'date', width: '24%' },
      { label: 'Période', align: 'text', width: '24%' },
      { label: 'Justifiée', align: 'text', width: null },
    ],
    rows: subject.absences.map((absence) =>
      tableRow([
        textCell(absence.on === null ? 'date illisible' : formatDate(absence.on)),
        textCell(DAY_PART_WORDS[absence.dayPart]),
        textCell(absence.isAwaited ? 'Justificatif attendu' : absence.isJustified ? 'Oui' : 'Non'),
      ]),
    ),
    empty: 'Aucune absence consignée dans ce dossier.',
  })
}

const ANSWER_WORDS = {
  accepted: 'acceptée',
  refused: 'refusée',
  unanswered: 'sans réponse',
  other: 'réponse consignée',
} as const

function dropoutFacts(inputs: ReportInputs, dropout: Dropout): { label: string; value: string }[] {
  const { proposed, decision, attestation } = outcomeOf(dropout, inputs.register.asOf)
  return [
    { label: 'Déclaré le', value: dayOrNothing(dropout.on) || 'date inconnue' },
    { label: 'Cause', value: capitalised(causeWords(dropout.cause, inputs)) },
    {
      label: 'Alternative',
      value:
        dropout.alternative === null
          ? 'non renseignée'
          : `${capitalised(ALTERNATIVE_WORDS[dropout.alternative])}${proposed !== null ? `, ${ANSWER_WORDS[readAnswer(dropout.answer)]}` : ''}`,
    },
    {
      label: 'Décision',
      value: decision === null ? 'aucune' : decisionWords(decision),
    },
    {
      label: 'Attestation',
      value: attestationWords(dropout, attestation),
    },
  ].filter((fact) => fact.value !== '')
}

function decisionWords({ kind, on }: NonNullable<DropoutOutcome['decision']>): string {
  const words = kind === null ? 'Décision consignée' : capitalised(DECISION_WORDS[kind])
  return on === null ? words : fr`${words} le ${formatDate(on)}`
}

function attestationWords(dropout: Dropout, attestation: DropoutOutcome['attestation']): string {
  if (dropout.isAttested === false) return 'non revenue'
  if (attestation === null) return ''
  return attestation.on === null ? 'revenue' : fr`du ${formatDate(attestation.on)}`
}

/** Where each part of the case comes from: « exports/absences.csv, lignes 12 et 40 ; … ». */
function sourcesOf({ naming }: ReportInputs, subject: Case): string {
  const lines = new Map<string, Set<number>>()
  const add = (record: Recorded) => {
    const { table } = record.export
    const known = lines.get(table.file) ?? new Set()
    lines.set(table.file, known.add(table.lineOf(record.row)))
  }
  add(subject.enrolment)
  for (const absence of subject.absences) add(absence)
  for (const action of subject.actions) add(action)
  if (subject.dropout !== null) add(subject.dropout)
  const parts = [...lines].map(([file, numbers]) => {
    const sorted = [...numbers].sort((a, b) => a - b).map((line) => formatNumber(line))
    return `${naming.organisationText(file)}, ${plural(sorted.length, 'ligne', 'lignes')} ${listed(sorted)}`
  })
  return fr`Ce dossier vient des exports : ${parts.join(fr` ; `)}.`
}
