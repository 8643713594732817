// The plan of actions as a document: what is to be done, by whom, by when, and what was done since. May not decide
// which lines there are.
import { createHash } from 'node:crypto'
import { counted, formatLongDate, fr, listed, plural, typographic } from '../../kernel/french.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import type { PlanLine, PlanOfActions } from '../../procedure/plan-of-actions.js'
import type { ChosenReferential } from '../../procedure/referentials/choose-referential.js'
import type { Improvement } from '../../records/records.js'
import type { Audit, Organisation } from '../../register/organisation.js'
import { dayOrNothing } from '../../words/day.js'
import { formatSiret } from '../../words/organisation.js'
import { actionWords, findingWords, planStateBadge } from '../../words/plan.js'
import { AUDIT_WORDS } from '../../words/values.js'
import { type FactList, type TableBlock, tableRow, textCell } from '../blocks.js'
import { type CsvListing, csvListing } from '../csv.js'
import type { PrintableDocument } from '../printable-document.js'

export interface PlanInputs {
  readonly plan: PlanOfActions
  readonly organisation: Organisation
  readonly audit: Audit
  readonly referential: ChosenReferential
  readonly asOf: LocalDate
  readonly since: LocalDate
  /** Numbers that the entries in the register have already. */
  readonly known: readonly Improvement[]
  /** Names and fingerprints of the files read, for the version of the document. */
  readonly fingerprints: readonly string[]
  readonly toolVersion: string
}

export interface PlanView {
  readonly kicker: string
  readonly title: string
  readonly lead: string
  readonly identity: FactList
  readonly sections: readonly { readonly heading: string; readonly table: TableBlock }[]
  /** How the plan is kept, in one sentence. */
  readonly register: string
}

export interface PlanDocument extends PrintableDocument {
  readonly view: PlanView
  readonly listing: CsvListing
  /** Lines that the register does not hold yet, in the order of `REGISTER_HEADER`. */
  readonly proposals: readonly (readonly string[])[]
}

/** Canonical headers of ameliorations. */
export const REGISTER_HEADER = [
  'id',
  'date',
  'constat',
  'cause',
  'action',
  'responsable',
  'echeance',
  'fait_le',
  'effet',
  'obligation',
  'indicateurs',
] as const

/** Cases named under a finding; the others are counted. */
const CASES_NAMED = 4

/** Builds the plan. Same inputs, same document. */
export function buildPlan(inputs: PlanInputs): PlanDocument {
  const { organisation, asOf, plan } = inputs
  const reference = `PA-I12-${formatIsoDate(asOf)}`
  const version = versionOf(inputs)
  const rows = registerRows(inputs)
  const stem = `plan-actions-${formatIsoDate(asOf)}`
  return {
    template: 'plan/plan',
    fileStem: 'plan-actions',
    title: fr`Plan d’actions, indicateur 12, ${organisation.name}`,
    reference,
    version,
    runningHeader: { left: organisation.name, right: 'Plan d’actions, indicateur 12' },
    runningFooter: fr`${reference}, version ${version}`,
    view: viewOf(inputs, rows),
    listing: csvListing(
      `${stem}.csv`,
      ['etat', ...REGISTER_HEADER],
      [...plan.lines, ...plan.done].map((line) => [
        planStateBadge(line.state).text,
        ...(rows.get(line) ?? []),
      ]),
    ),
    proposals: plan.lines.flatMap((line) => (line.state === 'proposed' ? [rows.get(line) ?? []] : [])),
  }
}

/** Each line as the register writes it; proposals with the next free numbers, owner and date left to decide. */
function registerRows({ plan, asOf, known }: PlanInputs): ReadonlyMap<PlanLine, readonly string[]> {
  const taken = new Set(known.map(({ id }) => id))
  let last = 0
  const nextId = () => {
    let id: string
    do {
      last += 1
      id = `PA-${formatIsoDate(asOf)}-${String(last).padStart(2, '0')}`
    } while (taken.has(id))
    return id
  }
  const rows = new Map<PlanLine, readonly string[]>()
  for (const line of [...plan.lines, ...plan.done]) {
    const { improvement } = line
    rows.set(
      line,
      improvement === null
        ? [
            nextId(),
            dayOrNothing(asOf),
            findingWords(line),
            line.nature === 'data' ? line.code : '',
            actionWords(line),
            '',
            '',
            '',
            '',
            line.nature === 'breach' ? line.obligation.id : '',
            '12',
          ]
        : [
            improvement.id,
            dayOrNothing(improvement.on),
            improvement.finding,
            improvement.cause,
            improvement.action,
            improvement.owner,
            dayOrNothing(improvement.dueOn),
            dayOrNothing(improvement.doneOn),
            improvement.effect,
            improvement.obligationId,
            improvement.indicators.join(', '),
          ],
    )
  }
  return rows
}

function viewOf(inputs: PlanInputs, rows: ReadonlyMap<PlanLine, readonly string[]>): PlanView {
  const { plan, organisation, asOf, since, audit, referential } = inputs
  const of = (nature: PlanLine['nature']) => plan.lines.filter((line) => line.nature === nature)
  const id = (line: PlanLine) => rows.get(line)?.[0] ?? ''
  const sinceWords =
    audit.previousOn === since
      ? fr`Fait depuis le dernier audit, le ${formatLongDate(since)}`
      : fr`Fait depuis le ${formatLongDate(since)}`
  return {
    kicker: fr`${organisation.name} · arrêté au ${formatLongDate(asOf)}`,
    title: 'Plan d’actions',
    lead: leadOf(plan),
    identity: {
      facts: [
        { label: 'SIRET', value: formatSiret(organisation.siret) },
        { label: 'Indicateur', value: fr`12, ${referential.referential.title}` },
        ...(audit.on === null
          ? []
          : [
              {
                label: 'Audit',
                value: fr`${audit.type === null ? '' : `${AUDIT_WORDS[audit.type]}, `}${formatLongDate(audit.on)}`,
              },
            ]),
      ].filter(({ value }) => value !== ''),
    },
    sections: [
      {
        heading: 'Écarts à la procédure',
        table: openTable('ecarts', of('breach'), id, 'Aucun écart à la procédure sans réponse.'),
      },
      {
        heading: 'Données à corriger',
        table: openTable('donnees', of('data'), id, 'Aucun problème de données.'),
      },
      {
        heading: 'Autres améliorations en cours',
        table: openTable(
          'autres',
          of('improvement'),
          id,
          'Aucune autre amélioration n’est ouverte au registre.',
        ),
      },
      { heading: sinceWords, table: doneTable(plan, id) },
    ],
    register: fr`Une ligne par cause. Les lignes viennent des écarts à la procédure, des problèmes de données et du registre « ameliorations » ; ce qui n’y est pas encore est dit « proposée », et n’y entre qu’avec « i12 plan --write ». Responsable et échéance sont décidés par l’organisme.`,
  }
}

function leadOf({ lines, counts }: PlanOfActions): string {
  const parts = [
    [counts.proposed, 'proposée', 'proposées'],
    [counts.toDecide, 'à décider', 'à décider'],
    [counts.open, 'en cours', 'en cours'],
    [counts.overdue, 'en retard', 'en retard'],
  ] as const
  const said = parts.flatMap(([many, one, several]) =>
    many === 0 ? [] : [fr`${String(many)} ${plural(many, one, several)}`],
  )
  const open =
    lines.length === 0
      ? 'Aucune action à mener'
      : fr`${counted(lines.length, 'action', 'actions')} à mener : ${listed(said)}`
  return fr`${open}. ${counts.done === 0 ? 'Aucune' : String(counts.done)} ${plural(counts.done, 'action faite', 'actions faites')} sur la période suivie.`
}

function openTable(
  id: string,
  lines: readonly PlanLine[],
  idOf: (line: PlanLine) => string,
  empty: string,
): TableBlock {
  return {
    id: `plan-${id}`,
    caption: 'Actions à mener',
    columns: [
      { label: 'N°', align: 'text', width: '16%' },
      { label: 'Constat', align: 'text', width: '28%' },
      { label: 'Action', align: 'text', width: null },
      { label: 'Responsable', align: 'text', width: '12%' },
      { label: 'Échéance', align: 'date', width: '10%' },
      { label: 'État', align: 'badge', width: '11%' },
    ],
    rows: lines.map((line) =>
      tableRow([
        textCell(idOf(line)),
        textCell(findingWords(line), detailOf(line)),
        textCell(actionWords(line)),
        textCell(line.improvement?.owner || 'à décider'),
        textCell(dayOrNothing(line.improvement?.dueOn ?? null) || 'à décider'),
        { text: '', detail: null, badge: planStateBadge(line.state) },
      ]),
    ),
    empty,
    note: null,
  }
}

/** Cases of a breach, the code of a data problem, the cause that the register names. */
function detailOf(line: PlanLine): string | null {
  switch (line.nature) {
    case 'data':
      return line.code
    case 'improvement':
      return line.improvement.cause === '' ? null : typographic(line.improvement.cause)
    case 'breach': {
      const cases = line.breaches.flatMap((verdict) => verdict.case?.enrolment.id ?? [])
      const reports = line.breaches.flatMap(({ report }) => report?.id ?? [])
      return [
        numbersWords(cases, 'dossier', 'dossiers'),
        numbersWords(reports, 'signalement', 'signalements'),
      ]
        .filter((words) => words !== '')
        .join(fr` ; `)
    }
  }
}

function numbersWords(numbers: readonly string[], one: string, many: string): string {
  const different = [...new Set(numbers)]
  if (different.length === 0) return ''
  const shown = different.slice(0, CASES_NAMED)
  const others = different.length - shown.length
  const named = [...shown, ...(others > 0 ? [counted(others, 'autre', 'autres')] : [])]
  return fr`${plural(different.length, one, many)} ${listed(named)}`
}

function doneTable({ done }: PlanOfActions, idOf: (line: PlanLine) => string): TableBlock {
  return {
    id: 'plan-fait',
    caption: 'Actions faites',
    columns: [
      { label: 'N°', align: 'text', width: '16%' },
      { label: 'Constat', align: 'text', width: '25%' },
      { label: 'Action', align: 'text', width: null },
      { label: 'Responsable', align: 'text', width: '12%' },
      { label: 'Fait le', align: 'date', width: '10%' },
      { label: 'Effet constaté', align: 'text', width: '17%' },
    ],
    rows: done.map((line) => {
      const { finding, action, owner, doneOn, effect } = line.improvement
      return tableRow([
        textCell(idOf(line)),
        textCell(typographic(finding)),
        textCell(typographic(action)),
        textCell(owner || '–'),
        textCell(dayOrNothing(doneOn)),
        textCell(effect === '' ? 'non renseigné' : typographic(effect)),
      ])
    }),
    empty: 'Aucune action du registre n’a été faite depuis.',
    note: null,
  }
}

/** Eight digits that change with any source, with the day and with the tool. */
function versionOf({ fingerprints, asOf, toolVersion }: PlanInputs): string {
  const hash = createHash('sha256')
  for (const part of [toolVersion, formatIsoDate(asOf), 'plan', ...fingerprints]) hash.update(`${part}\n`)
  return hash.digest('hex').slice(0, 8)
}
